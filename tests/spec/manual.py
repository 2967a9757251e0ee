"""Writes docs/clinical-manual.md: each rule in words, the cases that it must decide, its parameters."""

from tests.spec.chapter import Chapter
from tests.spec.chapters import (
    weight_history,
    weight_series,
)

CHAPTERS: tuple[Chapter, ...] = (weight_series.CHAPTER, weight_history.CHAPTER)
