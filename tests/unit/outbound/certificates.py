"""A certificate authority of our own, made for the occasion by the openssl command."""

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import require

CONFIGURATION = """[ca]
default_ca=ours
[ours]
database={folder}/index
serial={folder}/serial
new_certs_dir={folder}
certificate={folder}/{authority}.pem
private_key={folder}/{authority}.key
default_md=sha256
policy=any
copy_extensions=copy
unique_subject=no
[any]
commonName=supplied
[req]
distinguished_name=name
[name]
"""


@dataclass(frozen=True)
class Certificates:
    """An authority that is trusted, and one that is not."""

    folder: Path

    @property
    def bundle(self) -> Path:
        return self.folder / "trusted.pem"

    def context(self, name: str, *, authority: str = "trusted", until: str = "20491231000000Z") -> ssl.SSLContext:
        """Make what a server needs to show a certificate for `name` (such as DNS:fhir.test)."""
        label = f"{authority}-{abs(hash((name, until)))}"
        self._issue(label, name, authority, until)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{label}.pem", self.folder / f"{label}.key")
        return context

    def _issue(self, label: str, name: str, authority: str, until: str) -> None:
        subject = ("-subj", "/CN=server", "-addext", f"subjectAltName={name}")
        self._openssl("req", "-config", f"{authority}.cnf", *_key(label), *subject, "-out", f"{label}.csr")
        dates = ("-startdate", "20200101000000Z", "-enddate", until)
        request = ("-in", f"{label}.csr", "-out", f"{label}.pem")
        self._openssl("ca", "-batch", "-notext", "-config", f"{authority}.cnf", *dates, *request)

    def add_authority(self, label: str) -> None:
        text = CONFIGURATION.format(folder=self.folder, authority=label)
        (self.folder / f"{label}.cnf").write_text(text, "utf-8")
        extensions = ("-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=keyCertSign")
        out = ("-subj", f"/CN={label}", "-days", "9000", "-out", f"{label}.pem")
        self._openssl("req", "-config", f"{label}.cnf", "-x509", *_key(label), *extensions, *out)

    def _openssl(self, *arguments: str) -> None:
        done = subprocess.run(
            [shutil.which("openssl") or "openssl", *arguments], cwd=self.folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()


def _key(label: str) -> tuple[str, ...]:
    return ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{label}.key")


def make_certificates(folder: Path) -> Certificates:
    require("openssl", present=shutil.which("openssl") is not None)
    (folder / "index").touch()
    (folder / "serial").write_text("01", "ascii")
    made = Certificates(folder)
    made.add_authority("trusted")
    made.add_authority("unknown")
    return made
