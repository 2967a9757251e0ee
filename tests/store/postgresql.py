"""A PostgreSQL server of our own on a private socket, from Debian's package."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

USER = "postgres"


def binaries() -> Path | None:
    """Find where the server's programs are; None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


class Server:
    """A running server; it may be stopped and started again."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs = folder, programs

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off"
        self._run("pg_ctl", "-w", "-D", f"{self.folder}/data", "-o", options, "-l", f"{self.folder}/log", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-m", "immediate", "-D", f"{self.folder}/data", "stop")

    def new_database(self) -> str:
        """Make an empty database, and give its URL."""
        name = f"d{uuid4().hex}"
        self._run("createdb", "-h", str(self.folder), name)
        return f"postgresql+psycopg://{USER}@/{name}?host={self.folder}"

    def make(self) -> None:
        self._run("initdb", "-A", "trust", "-D", f"{self.folder}/data", "--no-sync")

    def _run(self, program: str, *arguments: str) -> None:
        """Run as the package's user: the server refuses root."""
        as_user = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
        subprocess.run(
            [*as_user, str(self._programs / program), *arguments], check=True, capture_output=True, cwd=self.folder
        )


@contextmanager
def postgresql(programs: Path) -> Iterator[Server]:
    """Run a server until the end."""
    folder = Path(mkdtemp(prefix="pg-", dir="/tmp"))
    folder.chmod(0o700)
    if os.geteuid() == 0:
        user = pwd.getpwnam(USER)
        os.chown(folder, user.pw_uid, user.pw_gid)
    server = Server(folder, programs)
    try:
        server.make()
        server.start()
        yield server
    finally:
        try:
            server.stop()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
