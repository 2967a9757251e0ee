"""gunicorn's settings of the tuned floor: garbage is collected as rarely as `serve` collects it."""

from cds_service.cli.serve import tune_memory as post_worker_init

__all__ = ["post_worker_init"]
