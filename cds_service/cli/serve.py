"""`serve`: the production server, gunicorn with threads."""

import gc
import os
from collections.abc import Mapping
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from cds_service.app import create_app
from cds_service.settings import Settings, SettingsError

THREADS = 4


class Server(BaseApplication):
    """gunicorn, configured here and nowhere else."""

    def __init__(self, app: Flask, host: str, port: int, workers: int) -> None:
        self._app = app
        self._options = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "preload_app": True,
            "timeout": 30,
            "graceful_timeout": 10,
            "limit_request_line": 4094,
            "loglevel": "warning",
            "post_worker_init": tune_memory,
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn."""
        for name, value in self._options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """Give gunicorn the application."""
        return self._app


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int) -> None:
    """Serve the CDS Hooks service. deploy/env.sample explains the settings."""
    try:
        settings = Settings.from_environment(_environment(host, port))
    except SettingsError as error:
        raise click.ClickException(str(error)) from None
    if not settings.in_development:
        raise click.ClickException(
            "this version cannot verify callers yet, so it does not serve in production; set "
            "CDS_ENVIRONMENT=development to try it on a machine that holds no real patients."
        )
    Server(create_app(settings), host, port, workers).run()


def _environment(host: str, port: int) -> Mapping[str, str]:
    """In development the public address is the one that is served, unless it is set."""
    if os.environ.get("CDS_ENVIRONMENT") != "development":
        return os.environ
    return {"CDS_PUBLIC_BASE_URL": f"http://{host}:{port}", **os.environ}


def tune_memory(_worker: object = None) -> None:
    """Collect cyclic garbage rarely: parsed requests are trees and die by reference count.

    Measured by `make bench`: with Python's default thresholds a Bundle of 1,000 Observations costs half as much again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
