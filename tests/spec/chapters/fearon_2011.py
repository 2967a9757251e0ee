"""Fearon 2011: the international consensus, the default primary criterion."""

from cds_service.clinical.criteria.fearon_2011 import Fearon2011Rules
from tests.spec.chapter import Chapter, Table

TEXT = """\
Fearon K, Strasser F, Anker SD, et al. Definition and classification of cancer cachexia: an international consensus.
Lancet Oncol 2011;12(5):489-495. doi:10.1016/S1470-2045(10)70218-7. For adults with active cancer; loss not intended.

Cachexia is any one of: **A** weight loss > 5 % over the past 6 months; **B** BMI < 20 kg/m² and weight loss > 2 %;
**C** appendicular muscle consistent with sarcopenia and weight loss > 2 %. Every operator is strict: exactly 5 % is
not met by A. Copies that print "≥ 5 %" or "over 12 months" are mistaken.

*Our interpretation*: the paper prints the six months on A only; B and C use the same window here, as comparison
studies do. Muscle cut-offs are the paper's, each for its own method, and a measure by another method decides nothing.
A coded sarcopenia satisfies C with the caution "sarcopenia coded". A loss of 5 % or less with a BMI of 20 or more is
*unknown* until muscle is measured: never "no". Comparisons are exact and unrounded: in binary floating point, 24 of
the 55 weight pairs that are exactly 5 % would come out above it.
"""

BRANCH_A = Table(
    "Branch A: loss > 5 %",
    """
| weights | work-up | stored BMI | ⇒ loss % | Fearon 2011 | branch | missing | why |
|---|---|---|---|---|---|---|---|
| 80 -> 76 | – | 24.8 | 5.000 | unknown | – | muscle mass | exactly 5 % is not > 5; C is open |
| 80 -> 76 | negative | 24.8 | 5.000 | not met | – | – | exactly 5 %, normal muscle |
| 80 -> 75.99 | – | – | 5.0125 | met | weight loss | – | just above 5 % |
| 80 -> 76.01 | – | – | 4.9875 | unknown | – | ... | just below 5 % |
| 64.0 -> 60.8 | negative | 22.3 | 5.000 | not met | – | – | floating point gives 5.000000000000004 |
| 64.0 -> 60.79 | – | – | 5.016 | met | weight loss | – | a hundredth less |
| 176.4 lb -> 76.0 | – | – | 5.016 | met | weight loss | – | rounding 176.4 lb to 80.0 kg would lose it |
| 80.0136940680 -> 76.0 | – | – | 5.016 | met | weight loss | – | the same in kilograms |
| 200 lb -> 190 lb | negative | 25 | 5.000 | not met | – | – | exactly 5 % in pounds |
| 200 lb -> 189.9 lb | – | – | 5.05 | met | weight loss | – | just above in pounds |
| 80 -> 60 | – | – | 25.0 | met | weight loss | – | far above |
| 70 -> 74 | – | – | -5.714 | not met | – | – | a gain: no branch is open |
| 70 -> 70 | – | – | 0.0 | not met | – | – | no loss |
| 2026-06-28 76 | – | 24.8 | – | unknown | – | reference weight, ... | one weight only |
| 2026-06-28 76 | – | 17.5 | – | unknown | – | reference weight, ... | B asks for a loss as well |
| – | – | – | – | unknown | – | weight, ... | no weight |
""",
)
BRANCH_B = Table(
    "Branch B: BMI < 20 and loss > 2 %",
    """
| loss % | stored BMI | work-up | ⇒ Fearon 2011 | branch | why |
|---|---|---|---|---|---|
| 2.01 | 19.99 | – | met | bmi | just above 2 %, just below 20 |
| 2 | 19.99 | – | not met | – | exactly 2 % is not > 2: B and C are closed |
| 1.99 | 19.99 | – | not met | – | just below 2 % |
| 2.01 | 20 | – | unknown | – | BMI exactly 20 is not < 20; C is open |
| 2.01 | 20 | negative | not met | – | BMI exactly 20, normal muscle |
| 2.01 | 20.01 | negative | not met | – | BMI just above 20 |
| 5 | 19.99 | negative | met | bmi | exactly 5 %: B, not A |
| 5.01 | 19.99 | – | met | weight loss | A is named first |
| 2.01 | – | – | unknown | – | without BMI |
| 2 | – | – | not met | – | BMI cannot change it |
""",
)
COMPUTED_BMI = Table(
    "Branch B with a computed BMI",
    """
| weights | height | work-up | ⇒ BMI | Fearon 2011 | branch | why |
|---|---|---|---|---|---|---|
| 82 -> 80 | 200 | negative | 20.000 | not met | – | exactly 20 |
| 82 -> 79.99 | 200 | negative | 19.9975 | met | bmi | displays as 20.0 and is below 20 |
| 82 -> 80.01 | 200 | negative | 20.0025 | not met | – | just above 20 |
""",
)
BRANCH_C = Table(
    "Branch C: low muscle and loss > 2 %; the paper's cut-offs",
    """
| loss % | stored BMI | sex | muscle | ⇒ Fearon 2011 | branch | why |
|---|---|---|---|---|---|---|
| 3 | 24 | male | asmi-dxa 7.25 | met | sarcopenia | DXA ASMI, men < 7.26 kg/m² |
| 3 | 24 | male | asmi-dxa 7.26 | not met | – | exactly 7.26 |
| 3 | 24 | male | asmi-dxa 7.27 | not met | – | above 7.26 |
| 3 | 24 | female | asmi-dxa 5.44 | met | sarcopenia | DXA ASMI, women < 5.45 |
| 3 | 24 | female | asmi-dxa 5.45 | not met | – | exactly 5.45 |
| 3 | 24 | female | asmi-dxa 5.46 | not met | – | above 5.45 |
| 3 | 24 | male | smi-l3-ct 54.9 | met | sarcopenia | CT L3 SMI, men < 55 cm²/m² |
| 3 | 24 | male | smi-l3-ct 55 | not met | – | exactly 55 |
| 3 | 24 | female | smi-l3-ct 38.9 | met | sarcopenia | CT L3 SMI, women < 39 |
| 3 | 24 | female | smi-l3-ct 39 | not met | – | exactly 39 |
| 3 | 24 | male | ffmi-bia 14.59 | met | sarcopenia | BIA FFMI, men < 14.6 kg/m² |
| 3 | 24 | male | ffmi-bia 14.6 | not met | – | exactly 14.6 |
| 3 | 24 | female | ffmi-bia 11.39 | met | sarcopenia | BIA FFMI, women < 11.4 |
| 3 | 24 | female | ffmi-bia 11.4 | not met | – | exactly 11.4 |
| 3 | 24 | male | mama 31.9 | met | sarcopenia | arm muscle area, men < 32 cm² |
| 3 | 24 | male | mama 32 | not met | – | exactly 32 |
| 3 | 24 | female | mama 17.9 | met | sarcopenia | arm muscle area, women < 18 |
| 3 | 24 | female | mama 18 | not met | – | exactly 18 |
| 3 | 24 | male | asmi-bia 5.0 | unknown | – | a method that the paper does not name |
| 2 | 24 | male | asmi-dxa 6.0 | not met | – | exactly 2 % |
| 2.01 | 24 | male | asmi-dxa 6.0 | met | sarcopenia | just above 2 % |
| 3 | 24 | unknown | asmi-dxa 5.44 | met | sarcopenia | low for either sex |
| 3 | 24 | unknown | asmi-dxa 7.25 | unknown | – | low for a man only |
| 3 | 24 | unknown | asmi-dxa 7.26 | not met | – | normal for either sex |
| 3 | 24 | male | asmi-dxa 8; mama 31 | met | sarcopenia | one low measure is enough |
| 3 | 24 | male | asmi-dxa 6.0 on 2026-01-01 | met | sarcopenia | 180 days old |
| 3 | 24 | male | asmi-dxa 6.0 on 2025-12-31 | unknown | – | 181 days old |
""",
)
CODED = Table(
    "Coded sarcopenia",
    """
| loss % | stored BMI | facts | ⇒ Fearon 2011 | cautions | why |
|---|---|---|---|---|---|
| 3 | 24 | sarcopenia | met | sarcopenia coded, ... | a code, method unknown |
| 2 | 24 | sarcopenia | not met | ... | without enough loss |
| 3 | 24 | sarcopenia refuted | unknown | not sarcopenia coded | a refuted code measures nothing |
""",
)
SETTINGS = Table(
    "Thresholds are settings",
    """
| loss % | stored BMI | work-up | rules | ⇒ Fearon 2011 | why |
|---|---|---|---|---|---|
| 5.5 | 24 | negative | fearon_2011.weight_loss_percent=6 | not met | stricter loss |
| 4.5 | 24 | negative | fearon_2011.weight_loss_percent=4 | met | laxer loss |
| 3 | 19 | negative | fearon_2011.bmi=18.5 | not met | a regional BMI |
| 2.5 | 19 | negative | fearon_2011.ongoing_loss_percent=3 | not met | stricter ongoing loss |
""",
)

CHAPTER = Chapter(
    "fearon_2011",
    "Fearon 2011, international consensus",
    TEXT,
    (BRANCH_A, BRANCH_B, COMPUTED_BMI, BRANCH_C, CODED, SETTINGS),
    (Fearon2011Rules,),
)
