"""Where something happened in the source: file, line and function. Never a message, never a variable."""

import traceback
from pathlib import PurePath
from types import TracebackType

DEEPEST = 20
"""Frames; a recursion has a thousand."""
OUR_PACKAGE = "cds_service"


def places_of(trace: TracebackType | None) -> str:
    """Write the frames of a traceback, the innermost first."""
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return " < ".join(place_of(one.filename, one.lineno or 0, one.name) for one in reversed(frames))


def place_of(file: str, line: int, function: str) -> str:
    """Write one place; folders above the package say how a machine is set up, so they are left out."""
    parts = PurePath(file).parts
    first = parts.index(OUR_PACKAGE) if OUR_PACKAGE in parts else max(len(parts) - 2, 0)
    return f"{'/'.join(parts[first:])}:{line}:{function}"
