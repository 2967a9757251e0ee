"""The log: JSON, a line each, every line of the process through one list of permitted fields.

Our own modules, under `cds_service`, keep their sentences: constants with numbers and words of ours. Of a library's
line only its place is written, and of an exception only class and place: their texts quote what they were given,
and what this service is given is a patient's.
"""

import json
import logging
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

import structlog

from .events import FOREIGN, Event
from .fields import permitted
from .place import place_of, places_of

OURS = "cds_service"
CRASHES = f"{OURS}.crash"

# Not `structlog.configure`: before the log is configured, as in most tests, its default would print to standard output.
_events: structlog.stdlib.BoundLogger = structlog.wrap_logger(
    logging.getLogger(f"{OURS}.events"),
    processors=[structlog.stdlib.render_to_log_kwargs],
    wrapper_class=structlog.stdlib.BoundLogger,
)


class LineFormatter(logging.Formatter):
    """Writes a record, whoever made it."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line; our own fields come from `extra` and from the request that is being answered."""
        is_ours = record.name == OURS or record.name.startswith(f"{OURS}.")
        given = {**structlog.contextvars.get_contextvars(), **(vars(record) if is_ours else {})}
        given |= {
            "time": datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "event": record.getMessage()[:1000] if is_ours else _foreign_event(record),
        }
        if not is_ours:
            given["place"] = place_of(record.pathname, record.lineno, record.funcName)
        return json.dumps(permitted(given | _fault(record)), separators=(",", ":"))


class LineHandler(logging.StreamHandler[TextIO]):
    """Writes lines; one that cannot be written is said to be so, without the arguments that logging would print."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say that a line is missing, and whose."""
        line = {"level": "error", "logger": CRASHES, "event": Event.UNWRITABLE.value}
        line["place"] = place_of(record.pathname, record.lineno, record.funcName)
        try:
            self.stream.write(json.dumps(permitted(line), separators=(",", ":")) + self.terminator)
        except Exception:  # noqa: BLE001 - the stream itself is broken: nobody is left to tell
            return


def configure_logs(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Make this the only road to the log of this process: for us, for libraries, and for what nobody catches."""
    handler = LineHandler(stream or sys.stderr)
    handler.setFormatter(LineFormatter())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(OURS).setLevel(level)
    logging.lastResort = handler
    logging.captureWarnings(capture=True)
    sys.excepthook = _crashed
    threading.excepthook = lambda said: _crashed(said.exc_type, said.exc_value, said.exc_traceback)
    sys.unraisablehook = lambda said: _crashed(said.exc_type, said.exc_value, said.exc_traceback)


def say(event: Event, level: int = logging.INFO, **fields: str | float | None) -> None:
    """Write a line of our own; a field without a value is left out."""
    _events.log(level, event.value, **fields)


def _foreign_event(record: logging.LogRecord) -> str:
    known = FOREIGN.get(record.msg) if isinstance(record.msg, str) else None
    return (known or Event.LIBRARY_SPOKE).value


def _fault(record: logging.LogRecord) -> dict[str, str]:
    """Name the exception of a record and where it came from."""
    if not record.exc_info or record.exc_info[0] is None:
        return {}
    places = places_of(record.exc_info[2])
    return {"fault": record.exc_info[0].__qualname__} | ({"place": places} if places else {})


def _crashed(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """Python would print the exception's text."""
    if issubclass(kind, SystemExit | KeyboardInterrupt):
        return
    logging.getLogger(CRASHES).critical(Event.UNCAUGHT.value, exc_info=(kind, error or kind(), trace))
