"""`serve`: the production server, gunicorn with threads."""

import gc
import os
from collections.abc import Callable, Mapping
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from cds_service.app import open_store, read_settings, start, write_logs

from .master import Master, obey_signals
from .multiprocess import child_exit, prepare
from .reread import reread_ruleset
from .ruleset_file import ruleset_from, ruleset_option
from .server_log import ServerLog
from .worker import THREADS, DeadlineWorker


class Server(BaseApplication):
    """gunicorn, configured here and nowhere else."""

    def __init__(self, app: Flask, host: str, port: int, workers: int, *, reread: Callable[[], None]) -> None:
        self._app = app
        self._reread = reread
        self._options = {
            "bind": f"{_in_url(host)}:{port}",
            "workers": workers,
            "worker_class": DeadlineWorker,
            "threads": THREADS,
            "preload_app": True,
            "timeout": 30,
            "graceful_timeout": 10,
            "limit_request_line": 4094,
            "limit_request_field_size": 16_380,  # a token that is too long is refused as a token
            "loglevel": "warning",
            "when_ready": tell_address,
            "post_worker_init": begin,
            "logger_class": ServerLog,
            "child_exit": child_exit,
            "control_socket_disable": True,
            "worker_connections": 2 * THREADS,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn."""
        for name, value in self._options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def reload(self) -> None:
        """On SIGHUP, in the master: read the ruleset again. The workers that follow are forked from what it made."""
        self._reread()
        super().reload()

    def run(self) -> None:
        """Serve until told to end."""
        try:
            Master(self).run()
        except RuntimeError as error:
            raise click.ClickException(str(error)) from None

    def load(self) -> Any:
        """Give gunicorn the application."""
        return self._app


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@ruleset_option("The ruleset that governs, also as CDS_RULESET; SIGHUP reads it again.")
@click.option(
    "--allow-remote-development",
    is_flag=True,
    help="Let a development server, which asks nobody who they are, listen beyond this machine.",
)
def serve(host: str, port: int, workers: int, ruleset_file: Path | None, *, allow_remote_development: bool) -> None:
    """Serve the CDS Hooks service. deploy/env.sample explains the settings."""
    try:
        settings = read_settings(_environment(host, port, ruleset_file))
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    if settings.in_development and not (allow_remote_development or _is_loopback(host)):
        raise click.ClickException(
            f"a development server accepts every caller, and {host} is not loopback; give --allow-remote-development "
            "if nobody but you can reach it."
        )
    ruleset = ruleset_from(settings.ruleset)
    try:
        memory = open_store(settings)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    write_logs()
    prepare(settings.state_folder / f"metrics-{port}")
    running = start(settings, ruleset, memory)
    Server(running.site, host, port, workers, reread=partial(reread_ruleset, settings.ruleset, running)).run()


def _is_loopback(host: str) -> bool:
    """Say whether only this machine can reach an address; a name other than localhost is not looked up."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _environment(host: str, port: int, ruleset_file: Path | None) -> Mapping[str, str]:
    """In development the public address is the one that is served, unless it is set."""
    given = dict(os.environ)
    if ruleset_file is not None:
        given["CDS_RULESET"] = str(ruleset_file)
    if given.get("CDS_ENVIRONMENT") != "development":
        return given
    return {"CDS_PUBLIC_BASE_URL": f"http://{_in_url(host)}:{port}", **given}


def tell_address(arbiter: Any) -> None:
    """Print where the service listens, once it does."""
    for listener in arbiter.LISTENERS:
        click.echo(f"Serving on {listener}; discovery is at {listener}/cds-services")


def begin(_worker: object) -> None:
    """Make a worker ready, in the last moment before it accepts calls."""
    tune_memory()
    obey_signals()


def tune_memory(_worker: object = None) -> None:
    """Collect cyclic garbage rarely: parsed requests are trees and die by reference count.

    Measured by `make bench`: with Python's default thresholds a Bundle of 1,000 Observations costs half as much again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
