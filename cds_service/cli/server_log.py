"""gunicorn's log, led to the process's own: its formatter would write what clients sent."""

from typing import Any

from gunicorn.glogging import Logger


class ServerLog(Logger):
    """For gunicorn's `logger_class`. Which lines are written, and how, is `telemetry.logs`' business."""

    def setup(self, cfg: Any) -> None:
        """Take gunicorn's own handlers away again, and pass everything on."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.handlers.clear()
            log.propagate = True
