"""A log of its own for each test; logging is one for the process, so it is put back afterwards."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from cds_service.telemetry.logs import OURS, configure_logs
from tests.unit.telemetry.observed import Log, kept


@pytest.fixture
def log() -> Iterator[Log]:
    root, ours = logging.getLogger(), logging.getLogger(OURS)
    handlers, root_level, our_level = list(root.handlers), root.level, ours.level
    with ExitStack() as stack:
        stack.enter_context(kept(sys, ("excepthook", "unraisablehook")))
        stack.enter_context(kept(threading, ("excepthook",)))
        stack.enter_context(kept(logging, ("lastResort",)))
        root.handlers.clear()  # pytest's are not ours to close
        log = Log()
        configure_logs(log.stream)
        yield log
        logging.captureWarnings(capture=False)
        root.handlers[:] = handlers
        root.setLevel(root_level)
        ours.setLevel(our_level)
