"""AWGC 2023: the Asian Working Group for Cachexia."""

from cds_service.clinical.criteria.awgc_2023 import Awgc2023Rules
from tests.spec.chapter import Chapter, Table

TEXT = """\
Arai H, Maeda K, Wakabayashi H, et al. Diagnosis and outcomes of cachexia in Asia. J Cachexia Sarcopenia Muscle
2023;14(5):1949-1958. doi:10.1002/jcsm.13323. Operators as printed by Sakaguchi 2024 (doi:10.1002/jcsm.13408).

Chronic disease, and (weight loss > 2 % over 3 to 6 months or BMI < 21 kg/m²), and at least one of anorexia, grip
strength < 28 kg men / < 18 kg women, CRP > 5 mg/L. One abstract prints "≥ 2 %": the operator is a setting. A BMI
below 21 with CRP 6 is enough: sensitive, not specific. Meant for Asian populations; nobody's ethnicity is inferred.

*Our interpretation*: the baseline is dated 3 to 6 months before the current weight. Where the only baseline is
younger and the loss already exceeds the threshold, it counts, with the caution "baseline under 3 months"; otherwise
the loss is unknown. It disagrees with Fearon 2011 by design: both are shown, never merged.
"""

WASTING = Table(
    "Loss or BMI; CRP 6",
    """
| weights | stored BMI | CRP | rules | ⇒ AWGC 2023 | why |
|---|---|---|---|---|---|
| 100 -> 98 | 24 | 6 | – | not met | exactly 2 % is not > 2 |
| 100 -> 97.99 | 24 | 6 | – | met | just above 2 % |
| 100 -> 98.01 | 24 | 6 | – | not met | just below 2 % |
| 100 -> 98 | 24 | 6 | awgc_2023.weight_loss_operator=>= | met | exactly 2 % with the other operator |
| 100 -> 98.01 | 24 | 6 | awgc_2023.weight_loss_operator=>= | not met | just below 2 % with the other operator |
| 176.4 lb -> 172.872 lb | 24 | 6 | – | not met | exactly 2 % in pounds |
| 100 -> 100 | 20.99 | 6 | – | met | BMI just below 21, no loss (P26) |
| 100 -> 100 | 21 | 6 | – | not met | BMI exactly 21 |
| 100 -> 100 | 21.01 | 6 | – | not met | BMI just above 21 |
| 2026-06-28 100 | 20.99 | 6 | – | met | one weight, low BMI |
| 2026-06-28 100 | 24 | 6 | – | unknown | one weight, the loss is open |
| 2026-05-01 80; 2026-06-28 78 | 24 | 6 | – | met | a baseline of 2 months: 2.5 % already (P40) |
| 2026-05-01 80; 2026-06-28 78.5 | 24 | 6 | – | unknown | a baseline of 2 months: 1.9 % so far |
| 2025-12-28 100; 2026-06-28 97 | 24 | 6 | – | met | a baseline of exactly 6 months |
| 2025-12-27 100; 2026-06-28 97 | 24 | 6 | – | unknown | a baseline of more than 6 months |
| 2026-03-28 100; 2026-06-28 99 | 24 | 6 | – | not met | a baseline of exactly 3 months |
| 2026-03-29 100; 2026-06-28 99 | 24 | 6 | – | unknown | a baseline of less than 3 months |
| 2026-01-15 78; 2026-05-01 80; 2026-06-28 77.5 | 24 | 6 | – | not met | the older baseline decides |
""",
)
PARTIAL = Table(
    "A baseline of which only the month is known",
    """
| weights | stored BMI | CRP | ⇒ AWGC 2023 | why |
|---|---|---|---|---|
| 2026-03 98.01; 2026-06-29 100; 2026-06-30 97.99 | 24 | 6 | unknown | 0.02 % until 30 March, 2.01 % on the 31st |
| 2026-02 98.01; 2026-06-29 100; 2026-06-30 97.99 | 24 | 6 | not met | any day of February is a baseline |
""",
)
SUPPORTING = Table(
    "Anorexia, grip or CRP; loss 3 %",
    """
| loss % | sex | anorexia | grip | CRP | ⇒ AWGC 2023 | why |
|---|---|---|---|---|---|---|
| 3 | male | no | 40 | 5 | not met | CRP exactly 5 |
| 3 | male | no | 40 | 5.01 | met | CRP just above 5 |
| 3 | male | no | 40 | <5 | not met | C15: CRP "<5" is not > 5 |
| 3 | male | no | 28 | 4 | not met | men: exactly 28 kg |
| 3 | male | no | 27.9 | 4 | met | men: just below 28 |
| 3 | female | no | 18 | 4 | not met | women: exactly 18 kg |
| 3 | female | no | 17.9 | 4 | met | women: just below 18 |
| 3 | unknown | no | 20 | 4 | unknown | weak for a man only |
| 3 | unknown | no | 17.9 | 4 | met | weak for either sex |
| 3 | male | yes | – | – | met | anorexia alone |
| 3 | male | no | – | 4 | unknown | grip is open |
| 3 | male | – | – | – | unknown | nothing known |
| 2 | male | – | – | – | unknown | BMI is open |
""",
)

CHAPTER = Chapter("awgc_2023", "AWGC 2023", TEXT, (WASTING, PARTIAL, SUPPORTING), (Awgc2023Rules,))
