"""The chapters of the clinical manual, in the order of the reader."""

from tests.spec.chapter import Chapter

from . import (
    awgc_2023,
    blood_indices,
    confounders,
    evans_2008,
    fearon_2006,
    fearon_2011,
    glasgow,
    glim_2019,
    stages,
    status,
    weight_history,
    weight_series,
    wlgs,
    worked_examples,
)

CHAPTERS: tuple[Chapter, ...] = tuple(
    module.CHAPTER
    for module in (
        worked_examples,
        weight_series,
        weight_history,
        fearon_2011,
        evans_2008,
        fearon_2006,
        glim_2019,
        awgc_2023,
        stages,
        wlgs,
        glasgow,
        blood_indices,
        confounders,
        status,
    )
)
