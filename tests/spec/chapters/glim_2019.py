"""GLIM 2019: malnutrition, one-step, in two forms."""

from cds_service.clinical.criteria.glim_2019 import Glim2019Rules
from cds_service.clinical.screening import ScreeningRules
from tests.spec.chapter import Chapter, Table

TEXT = """\
Cederholm T, Jensen GL, Correia MITD, et al. GLIM criteria for the diagnosis of malnutrition. Clin Nutr 2019;38:1-9; J
Cachexia Sarcopenia Muscle 2019;10:207-217, doi:10.1002/jcsm.12383. **GLIM diagnoses malnutrition, not cachexia.**
Without its screening step this is *one-step* GLIM.

At least one phenotypic criterion: loss > 5 % within or > 10 % beyond 6 months; BMI < 20 (from 70 years on < 22; Asia
18.5 and 20); reduced muscle by a validated technique. And at least one etiologic criterion: an active malignancy
counts as the disease burden (the verdict); "with CRP" also asks for CRP > 10 mg/L (a local parameter). **Stage 2**:
loss > 10 % within or > 20 % beyond 6 months, or BMI < 18.5 (from 70 on < 20); else stage 1. Exactly 10.0 % within 6
months is stage 1, exactly 5.0 % is not met.

Table 3 prints "< 70" and "> 70", the severity table "≥ 70": **70 counts as older**. Without a birth date, what the
age would decide is undecided, the stage as well. For Asia no BMI stages were set in 2019: a stage needs a loss there.
Low muscle alone has no numeric stage. *Our choice*: FFMI < 17 / 15 kg/m² is ESPEN's; DXA 7.0 / 5.5 EWGSOP2's; BIA 7.0
/ 5.7 AWGS 2019's; CT 55 / 39 Fearon 2011's. A loss beyond 6 months is asked for only where weights reach back so far.
"""

LOSS = Table(
    "Weight loss within 6 months; BMI 24, all else normal",
    """
| weights | stored BMI | work-up | ⇒ GLIM 2019 | stage | why |
|---|---|---|---|---|---|
| 100 -> 95 | 24 | negative | not met | – | exactly 5 % |
| 100 -> 94.99 | 24 | negative | met | 1 | just above 5 % |
| 100 -> 95.01 | 24 | negative | not met | – | just below 5 % |
| 100 -> 90 | 24 | negative | met | 1 | exactly 10 % |
| 100 -> 90.01 | 24 | negative | met | 1 | just below 10 % |
| 100 -> 89.99 | 24 | negative | met | 2 | just above 10 % |
| 176.4 lb -> 76.0 | 24 | negative | met | 1 | 5.016 % |
| 80 -> 76 | 24 | – | unknown | – | muscle is open |
""",
)
BEYOND = Table(
    "Weight loss beyond 6 months; about 0.5 % within, BMI 24, all else normal",
    """
| weights | stored BMI | work-up | ⇒ beyond % | GLIM 2019 | stage | why |
|---|---|---|---|---|---|---|
| 2025-06-01 100; 2026-01-15 90.5; 2026-06-28 90 | 24 | negative | 10.0 | not met | – | exactly 10 % |
| 2025-06-01 100; 2026-01-15 90.5; 2026-06-28 89.99 | 24 | negative | 10.01 | met | 1 | just above 10 % |
| 2025-06-01 100; 2026-01-15 80.5; 2026-06-28 80 | 24 | negative | 20.0 | met | 1 | exactly 20 % |
| 2025-06-01 100; 2026-01-15 80.5; 2026-06-28 79.99 | 24 | negative | 20.01 | met | 2 | just above 20 % |
| 2026-01-15 90.5; 2026-06-28 90 | 24 | negative | – | not met | – | no weights so far back: not asked for |
| 2024-06 100; 2026-01-15 89; 2026-06-28 88.9 | 24 | negative | – | unknown | – | counts from 28 June 2024 on |
| 2024-07 100; 2026-01-15 89; 2026-06-28 88.9 | 24 | negative | 11.1 | met | 1 | any day of July counts |
""",
)
BMI = Table(
    "BMI by age and region; loss 0 %, muscle normal",
    """
| loss % | stored BMI | born | rules | work-up | ⇒ GLIM 2019 | stage | why |
|---|---|---|---|---|---|---|---|
| 0 | 20 | 1956-07-01 | – | negative | not met | – | 69 years: exactly 20 |
| 0 | 19.99 | 1956-07-01 | – | negative | met | 1 | 69 years: below 20 |
| 0 | 18.5 | 1956-07-01 | – | negative | met | 1 | 69 years: exactly 18.5 |
| 0 | 18.49 | 1956-07-01 | – | negative | met | 2 | 69 years: below 18.5 |
| 0 | 22 | 1956-06-30 | – | negative | not met | – | 70 years today: exactly 22 |
| 0 | 21.99 | 1956-06-30 | – | negative | met | 1 | 70 years today: counts as older |
| 0 | 21.99 | 1956-07-01 | – | negative | not met | – | 70 years tomorrow: does not |
| 0 | 20 | 1956-06-30 | – | negative | met | 1 | 70 years: exactly 20 |
| 0 | 19.99 | 1956-06-30 | – | negative | met | 2 | 70 years: below 20 |
| 0 | 18.5 | 1957-01-01 | glim_2019.region=asia | negative | not met | – | Asia, 69 years: exactly 18.5 |
| 0 | 18.49 | 1957-01-01 | glim_2019.region=asia | negative | met | – | Asia, 69 years: below 18.5, no stage by BMI |
| 0 | 20 | 1956-01-01 | glim_2019.region=asia | negative | not met | – | Asia, 70 years: exactly 20 |
| 0 | 19.99 | 1956-01-01 | glim_2019.region=asia | negative | met | – | Asia, 70 years: below 20 |
| 6 | 17 | 1970-01-01 | glim_2019.region=asia | negative | met | 1 | Asia: the loss gives the stage |
| 10.01 | 17 | 1970-01-01 | glim_2019.region=asia | negative | met | 2 | Asia: the loss gives stage 2 |
| 0 | 22 | unknown | – | negative | not met | – | age unknown: not low at any age |
| 0 | 21 | unknown | – | negative | unknown | – | age unknown: low from 70 on |
| 0 | 21 | 1956 | – | negative | unknown | – | 69 or 70 years |
| 0 | 21 | 1955 | – | negative | met | 1 | 70 or 71 years |
| 0 | 18.49 | unknown | – | negative | met | 2 | age unknown: severe at any age |
| 0 | 19 | unknown | – | negative | met | – | age unknown: low at any age, severe from 70 on |
| 6 | 19 | unknown | – | negative | met | – | so too where the loss alone would be stage 1 |
""",
)
MUSCLE = Table(
    "Muscle; loss 0 %, BMI 24",
    """
| loss % | stored BMI | sex | muscle | ⇒ GLIM 2019 | stage | why |
|---|---|---|---|---|---|---|
| 0 | 24 | male | ffmi-bia 16.99 | met | – | FFMI, men < 17 |
| 0 | 24 | male | ffmi-bia 17 | not met | – | exactly 17 |
| 0 | 24 | female | ffmi-bia 14.99 | met | – | FFMI, women < 15 |
| 0 | 24 | female | ffmi-bia 15 | not met | – | exactly 15 |
| 0 | 24 | male | asmi-dxa 6.99 | met | – | DXA, men < 7.0 |
| 0 | 24 | male | asmi-dxa 7.0 | not met | – | exactly 7.0 |
| 0 | 24 | female | asmi-dxa 5.49 | met | – | DXA, women < 5.5 |
| 0 | 24 | female | asmi-dxa 5.5 | not met | – | exactly 5.5 |
| 0 | 24 | female | asmi-bia 5.69 | met | – | BIA, women < 5.7 |
| 0 | 24 | female | asmi-bia 5.7 | not met | – | exactly 5.7 |
| 0 | 24 | male | smi-l3-ct 54.9 | met | – | CT, men < 55 |
| 0 | 24 | male | smi-l3-ct 55 | not met | – | exactly 55 |
| 0 | 24 | male | – | unknown | – | not measured |
""",
)
CRP = Table(
    "The form with CRP > 10 mg/L",
    """
| loss % | stored BMI | work-up | CRP | ⇒ GLIM 2019 | with CRP | why |
|---|---|---|---|---|---|---|
| 6 | 24 | negative | 10 | met | not met | exactly 10 |
| 6 | 24 | negative | 10.01 | met | met | just above 10 |
| 6 | 24 | negative | – | met | unknown | not measured |
| 4 | 24 | negative | 50 | not met | not met | without a phenotype |
| 4 | 24 | – | 50 | unknown | unknown | the phenotype is open |
| 4 | 24 | – | 4 | unknown | not met | CRP alone decides |
""",
)

SCREENING = Table(
    "Screening as the first step; it turns no verdict over",
    """
| loss % | stored BMI | work-up | screening | ⇒ GLIM 2019 | first step | why |
|---|---|---|---|---|---|---|
| 6 | 24 | negative | – | met | – | nobody screened: one step |
| 6 | 24 | negative | mst 2 | met | positive | MST from 2 |
| 6 | 24 | negative | mst 1 | met | negative | a negative screening never turns met into not met |
| 6 | 24 | negative | nrs_2002 3 | met | positive | NRS-2002 from 3 |
| 6 | 24 | negative | nrs_2002 2 | met | negative | below 3 |
| 6 | 24 | negative | must 2 | met | positive | MUST from 2: high risk |
| 6 | 24 | negative | pg_sga 4 | met | positive | PG-SGA from 4 |
| 6 | 24 | negative | snaq_short 2 | met | positive | SNAQ (short) from 2 |
| 6 | 24 | negative | mst 1; nrs_2002 4 | met | positive | one positive tool is enough |
| 6 | 24 | negative | mst 3 on 2026-04-01; mst 0 | met | negative | the latest score of a tool |
| 6 | 24 | negative | mst 3 on 2026-04-01 | met | positive | 90 days old |
| 6 | 24 | negative | mst 3 on 2026-03-31 | met | – | 91 days old |
| 6 | 24 | negative | mst 3 on 2026-07-01 | met | – | dated in the future |
| 6 | 24 | negative | faact 20; snaq_appetite 14; vas_appetite 70 | met | – | appetite scores are no screening |
| 0 | 24 | negative | mst 5 | not met | positive | nor does a positive one turn not met into met |
""",
)

CHAPTER = Chapter(
    "glim_2019",
    "GLIM 2019 (one-step and two-step)",
    TEXT,
    (LOSS, BEYOND, BMI, MUSCLE, CRP, SCREENING),
    (Glim2019Rules, ScreeningRules),
)
