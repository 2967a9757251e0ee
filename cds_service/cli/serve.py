"""`serve`: the production server, gunicorn with threads."""

import gc
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from cds_service.app import start
from cds_service.settings import Settings, SettingsError

from .master import Master, obey_signals
from .reread import reread_ruleset
from .ruleset_file import ruleset_from, ruleset_option
from .worker import THREADS, DeadlineWorker


class Server(BaseApplication):
    """gunicorn, configured here and nowhere else."""

    def __init__(self, app: Flask, host: str, port: int, workers: int, *, reread: Callable[[], None]) -> None:
        self._app = app
        self._reread = reread
        self._options = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "worker_class": DeadlineWorker,
            "threads": THREADS,
            "preload_app": True,
            "timeout": 30,
            "graceful_timeout": 10,
            "limit_request_line": 4094,
            "loglevel": "warning",
            "post_worker_init": begin,
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
def serve(host: str, port: int, workers: int, ruleset_file: Path | None) -> None:
    """Serve the CDS Hooks service. deploy/env.sample explains the settings."""
    try:
        settings = Settings.from_environment(_environment(host, port, ruleset_file))
    except SettingsError as error:
        raise click.ClickException(str(error)) from None
    if not settings.in_development:
        raise click.ClickException(
            "this version cannot verify callers yet, so it does not serve in production; set "
            "CDS_ENVIRONMENT=development to try it on a machine that holds no real patients."
        )
    running = start(settings, ruleset_from(settings.ruleset_file))
    Server(running.site, host, port, workers, reread=partial(reread_ruleset, settings.ruleset_file, running)).run()


def _environment(host: str, port: int, ruleset_file: Path | None) -> Mapping[str, str]:
    """In development the public address is the one that is served, unless it is set."""
    given = dict(os.environ)
    if ruleset_file is not None:
        given["CDS_RULESET"] = str(ruleset_file)
    if given.get("CDS_ENVIRONMENT") != "development":
        return given
    return {"CDS_PUBLIC_BASE_URL": f"http://{host}:{port}", **given}


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
