"""Fearon 2006: the three-factor profile."""

from cds_service.clinical.criteria.fearon_2006 import Fearon2006Rules
from tests.spec.chapter import Chapter, Table

TEXT = """\
Fearon KC, Voss AC, Hustead DS. Definition of cancer cachexia: effect of weight loss, reduced food intake, and
systemic inflammation on functional status and prognosis. Am J Clin Nutr 2006;83(6):1345-1350.
doi:10.1093/ajcn/83.6.1345. 170 patients with advanced pancreatic cancer; elsewhere with care.

Three factors: weight loss ≥ 10 %, intake ≤ 1500 kcal/d, CRP ≥ 10 mg/L. The count is reported; the verdict is "at
least two", as in later work, beside "all three". CRP of exactly 10 counts here and does not count in mGPS. *Our
interpretation*: the abstract gives no window; the paper counts from the stable weight before the illness, taken to be
the highest of 24 months.
"""

FACTORS = Table(
    "The factors",
    """
| weights | intake | CRP | ⇒ Fearon 2006 | factors | open | all 3 | why |
|---|---|---|---|---|---|---|---|
| 100 -> 90 | 1500 | 10 | met | 3 | 0 | met | each exactly at its limit |
| 100 -> 90.01 | 1500 | 10 | met | 2 | 0 | not met | loss just below 10 % |
| 100 -> 89.99 | 1501 | 9.99 | not met | 1 | 0 | not met | intake just above 1500, CRP just below 10 |
| 64.0 -> 57.6 | 1500 | 4 | met | 2 | 0 | not met | exactly 10 %: floating point gives 9.999999999999998 |
| 176.4 lb -> 158.76 lb | 1500 | 4 | met | 2 | 0 | not met | exactly 10 % in pounds |
| 90 -> 81 | – | 10 | met | 2 | 1 | unknown | two of three, the third open |
| 100 -> 90 | – | – | unknown | 1 | 2 | unknown | one met, two open |
| 100 -> 90 | – | 4 | unknown | 1 | 1 | not met | the intake decides |
| 100 -> 95 | – | 4 | not met | 0 | 1 | not met | two cannot be reached |
| 100 -> 95 | 1200 | 15 | met | 2 | 0 | not met | without enough loss |
| – | – | – | unknown | 0 | 3 | unknown | nothing known |
| 100 -> 90 | 2000 | <5 | not met | 1 | 0 | not met | CRP "<5" is not ≥ 10 |
| 100 -> 90 | 2000 | <10 | not met | 1 | 0 | not met | CRP "<10" is not ≥ 10 |
| 100 -> 90 | 2000 | <=10 | unknown | 1 | 1 | not met | CRP "≤10" may be 10 |
| 100 -> 90 | 2000 | >10 | met | 2 | 0 | not met | CRP ">10" is ≥ 10 |
| 100 -> 90 | 2000 | >5 | unknown | 1 | 1 | not met | CRP ">5" may be anything above |
| 100 -> 90 | 1200 on 2026-05-31 | 4 | met | 2 | 0 | not met | intake 30 days old |
| 100 -> 90 | 1200 on 2026-05-30 | 4 | unknown | 1 | 1 | not met | intake 31 days old |
| 2025-08-20 100; 2026-01-20 82; 2026-06-25 79 | – | 30 | met | 2 | 1 | unknown | 21 % in ten months |
| 2024-06-25 100; 2026-01-20 80; 2026-06-25 79.5 | – | 30 | met | 2 | 1 | unknown | 24 months ago |
| 2024-06-24 100; 2026-01-20 80; 2026-06-25 79.5 | – | 30 | unknown | 1 | 1 | not met | a day more is not that weight |
""",
)

CHAPTER = Chapter("fearon_2006", "Fearon 2006, three-factor profile", TEXT, (FACTORS,), (Fearon2006Rules,))
