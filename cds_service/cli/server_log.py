"""gunicorn's log, led to the process's own: its formatter would write what clients sent."""

from typing import Any

from gunicorn.glogging import Logger

LEVELS = ("debug", "info", "warning", "error", "critical", "exception")


class ServerLog(Logger):
    """For gunicorn's `logger_class`. Which lines are written, and how, is `telemetry.logs`' business."""

    def setup(self, cfg: Any) -> None:
        """Take gunicorn's own handlers away again, and pass everything on, as from where it was said."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.handlers.clear()
            log.propagate = True
        for level in LEVELS:
            # Through gunicorn's own methods every line would seem to come from there, and the place is all we write.
            setattr(self, level, getattr(self.error_log, level))
