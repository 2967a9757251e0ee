"""GPS, mGPS and the Japanese variant; which laboratory values count."""

from cds_service.clinical.criteria.glasgow import MgpsRules
from cds_service.clinical.reading_rules import LabPlausibilityRules
from tests.spec.chapter import Chapter, Table

TEXT = """\
Forrest LM et al. Br J Cancer 2003;89:1028-1030, doi:10.1038/sj.bjc.6601242 (GPS). Proctor MJ et al. Br J Cancer
2011;105:726-734, doi:10.1038/bjc.2011.292 (mGPS). McMillan DC. Cancer Treat Rev 2013;39:534-540. Prognostic.

**GPS**: one point for CRP > 10 mg/L, one for albumin < 35 g/L. **mGPS**: CRP ≤ 10 is 0 whatever the albumin; CRP > 10
is 1, with albumin < 35 it is 2. They differ only where albumin is low without inflammation. CRP of exactly 10 is
*not* raised here (it counts in Fearon 2006). The Japanese variant of mGPS cuts CRP at 5 mg/L and is off.

CRP and albumin are a pair: the latest CRP and the albumin nearest to it, at most 7 days apart (proposal). Values
count for 60 days (proposal). CRP below 0 or above 1000 mg/L and albumin below 5 or above 70 g/L are unit errors
(proposal). `<5` and `>20` are bounds. A molar CRP whose factor the laboratory did not give lies between two published
ones, 9.524 nmol/mg (AMA) and 8.686 nmol/mg (pentamer, 115,135 g/mol): 10 mg/L is 95.24 or 86.86 nmol/L, and between
them nothing is decided. Molar albumin is converted with 66,500 g/mol (setting). An albumin within 7 days after an
albumin infusion does not count.
"""

GPS = Table(
    "GPS",
    r"""
| CRP \ albumin ⇒ GPS | 35.01 | 35 | 34.99 |
|---|---|---|---|
| 4 | 0 | 0 | 1 |
| 10 | 0 | 0 | 1 |
| 10.01 | 1 | 1 | 2 |
| 180 | 1 | 1 | 2 |
""",
)
MGPS = Table(
    "mGPS",
    r"""
| CRP \ albumin ⇒ mGPS | 35.01 | 35 | 34.99 |
|---|---|---|---|
| 4 | 0 | 0 | 0 |
| 10 | 0 | 0 | 0 |
| 10.01 | 1 | 1 | 2 |
| 180 | 1 | 1 | 2 |
""",
)
PAIRS = Table(
    "Pairs, ages, bounds and units",
    """
| CRP | albumin | rules | ⇒ GPS | mGPS | why |
|---|---|---|---|---|---|
| 15 | – | – | – | – | without albumin |
| 4 | – | – | – | 0 | CRP alone decides mGPS |
| – | 30 | – | – | – | without CRP |
| 15 on 2026-06-28 | 30 on 2026-06-21 | – | 2 | 2 | 7 days apart |
| 15 on 2026-06-28 | 30 on 2026-06-20 | – | – | – | 8 days apart |
| 15 on 2026-06-20 | 30 on 2026-06-27 | – | 2 | 2 | 7 days apart, the albumin later |
| 15 on 2026-06-20 | 40 on 2026-06-18; 30 on 2026-06-27 | – | 1 | 1 | the nearest albumin, not the latest |
| 50 on 2026-05-01; 4 on 2026-06-28 | 30 | – | 1 | 0 | the latest CRP |
| 15 on 2026-05-01 | 30 on 2026-05-01 | – | 2 | 2 | 60 days old |
| 15 on 2026-04-30 | 30 on 2026-04-30 | – | – | – | 61 days old |
| 15 on 2026-07-01 | 30 on 2026-07-01 | – | – | – | from the future |
| 15 on 2026-06-30 | 30 on 2026-06-30 | – | 2 | 2 | of today |
| 0.3 | 30 | – | 1 | 0 | a CRP below 1 is a CRP |
| <5 | 30 | – | 1 | 0 | CRP "<5" is not > 10 |
| <=10 | 30 | – | 1 | 0 | CRP "≤10" is not > 10 |
| <20 | 30 | – | – | – | CRP "<20" may be 15 |
| >10 | 30 | – | 2 | 2 | CRP ">10" is > 10: a capped assay |
| >=10 | 30 | – | – | – | CRP "≥10" may be 10 |
| 15 | <35 | – | 2 | 2 | albumin "<35" |
| 86.85 nmol/L | 30 | – | 1 | 0 | at most 10 mg/L by either factor |
| 86.86 nmol/L | 30 | – | – | – | 10.0006 mg/L by the pentamer factor |
| 95.24 nmol/L | 30 | – | – | – | exactly 10 mg/L by the AMA factor |
| 95.25 nmol/L | 30 | – | 2 | 2 | above 10 mg/L by either factor |
| 95.24 nmol/L | 30 | crp_nmol_per_mg=9.524 | 1 | 0 | the site's factor decides |
| 1.0 mg/dL | 30 | – | 1 | 0 | 1.0 mg/dL is exactly 10 mg/L |
| 1.001 mg/dL | 30 | – | 2 | 2 | just above in mg/dL |
| 15 | 526 umol/L | – | 2 | 2 | 34.98 g/L |
| 15 | 527 umol/L | – | 1 | 1 | 35.05 g/L |
| 15 | 3.5 g/dL | – | 1 | 1 | exactly 35 g/L |
| 15 | 3.49 g/dL | – | 2 | 2 | just below in g/dL |
| 15 | 41 g/dL | – | – | – | C19: a unit error |
| 15 | 4.1 | – | – | – | 4.1 g/L: a unit error |
| 15 | 5 | – | 2 | 2 | the lowest plausible albumin |
| 15 | 4.99 | – | – | – | below it |
| 15 | 70 | – | 1 | 1 | the highest plausible albumin |
| 15 | 70.01 | – | – | – | above it |
| 1000 | 30 | – | 2 | 2 | the highest plausible CRP |
| 1000.01 | 30 | – | – | – | above it |
| -1 | 30 | – | – | – | a negative CRP |
| 5 | 30 | mgps.japanese_variant=yes | 1 | 0 | Japanese variant: exactly 5 |
| 5.01 | 35 | mgps.japanese_variant=yes | 0 | 1 | Japanese variant: just above 5; GPS stays |
| 5.01 | 34.99 | mgps.japanese_variant=yes | 1 | 2 | Japanese variant with low albumin |
""",
)
VOID = Table(
    "Values that mean something else",
    """
| CRP | albumin | facts | ⇒ GPS | mGPS | why |
|---|---|---|---|---|---|
| 180 on 2026-06-28 | 30 | surgery on 2026-06-25 | – | – | C12: day 3 after a resection |
| 4 on 2026-06-28 | 30 | surgery on 2026-06-25 | – | 0 | a low CRP stays low; the albumin of its tube is not believed |
| 180 on 2026-06-28 | 30 | surgery on 2026-05-31 | – | – | 28 days after it |
| 180 on 2026-06-28 | 30 | surgery on 2026-05-30 | 2 | 2 | 29 days after it |
| 180 on 2026-06-28 | 30 | infection event on 2026-05-31 | – | – | 28 days after an infection began |
| 180 on 2026-06-28 | 30 | infection event on 2026-05-30 | 2 | 2 | 29 days after it |
| 180 on 2026-06-28 | 30 | infection on 2026-05-30 | – | – | still active |
| 180 on 2026-06-28 | 30 | infection on 2026-03-30 ended 2026-06-28 | – | – | active until the day of the sample |
| 180 on 2026-06-28 | 30 | infection inactive on 2026-03-30 ended 2026-06-27 | 2 | 2 | over the day before |
| 180 on 2026-06-28 | 30 | fever on 2026-06-20; neutropenia on 2026-06-20 | – | – | neutropenic fever |
| 180 on 2026-06-28 | 30 | neutropenia on 2026-06-20 | 2 | 2 | neutropenia without fever |
| 15 on 2026-06-28 | 30 on 2026-06-28 | albumin_infusion on 2026-06-21 | – | – | albumin 7 days after an infusion |
| 15 on 2026-06-28 | 30 on 2026-06-28 | albumin_infusion on 2026-06-20 | 2 | 2 | albumin 8 days after it |
""",
)

CHAPTER = Chapter("glasgow", "GPS and mGPS", TEXT, (GPS, MGPS, PAIRS, VOID), (MgpsRules, LabPlausibilityRules))
