"""Evans 2008: the cachexia consensus for any chronic disease."""

# ruff: noqa: E501 - drawn tables keep their rows

from cds_service.clinical.criteria.evans_2008 import Evans2008Rules
from tests.spec.chapter import Chapter, Table

TEXT = """\
Evans WJ, Morley JE, Argilés J, et al. Cachexia: a new definition. Clin Nutr 2008;27(6):793-799.
doi:10.1016/j.clnu.2008.06.013. Read in reviews and calculators, not in the paper itself.

**Step 1**: underlying illness and weight loss ≥ 5 % in 12 months or less. Where no loss can be documented, BMI < 20
kg/m² is enough; a documented loss of less than 5 % is not overruled by the BMI. **Step 2**: at least 3 of 5:
decreased muscle strength (lowest tertile); fatigue; anorexia (intake < 20 kcal/kg/d, < 70 % of usual, or poor
appetite); low fat-free mass index (DXA ASMI < 7.25 men, < 5.45 women kg/m²); abnormal biochemistry, counted once: CRP
> 5.0 mg/L, IL-6 > 4.0 pg/mL, haemoglobin < 12 g/dL, albumin < 3.2 g/dL. So weight, CRP and albumin alone reach 1 of
5.

*Our interpretation*: "lowest tertile" is the EWGSOP2 grip strength (< 27 kg men, < 16 kg women); 20 kcal/kg refers to
the current weight. *Not checked by the criterion*: its exclusions (starvation, malabsorption, primary depression,
hyperthyroidism) appear as cautions.
"""

STEP_1 = Table(
    "Step 1: loss ≥ 5 % in 12 months; fatigue, anorexia and CRP 6 are given",
    """
| weights | stored BMI | facts | CRP | ⇒ Evans 2008 | of five | why |
|---|---|---|---|---|---|---|
| 100 -> 95 | – | fatigue; anorexia | 6 | met | 3 | exactly 5 % |
| 100 -> 94.99 | – | fatigue; anorexia | 6 | met | 3 | just above 5 % |
| 100 -> 95.01 | – | fatigue; anorexia | 6 | not met | 3 | just below 5 % |
| 200 lb -> 190 lb | – | fatigue; anorexia | 6 | met | 3 | exactly 5 % in pounds |
| 2025-06-28 100; 2026-06-28 95 | – | fatigue; anorexia | 6 | met | 3 | twelve months to the day |
| 2025-06-27 100; 2026-06-28 95 | – | fatigue; anorexia | 6 | unknown | 3 | a day more: no loss is documented |
| 2026-06-28 95 | 19.99 | fatigue; anorexia | 6 | met | 3 | no loss can be documented: BMI < 20 is enough |
| 2026-06-28 95 | 20 | fatigue; anorexia | 6 | unknown | 3 | BMI exactly 20 is not < 20 |
| 2026-06 95; 2026-06-28 95 | 19 | fatigue; anorexia | 6 | unknown | 3 | a loss that only an unclear date leaves open is no undocumented one |
| 100 -> 97 | 19 | fatigue; anorexia | 6 | not met | 3 | a documented loss of 3 % goes before the BMI |
""",
)
STEP_2 = Table(
    "Step 2: at least 3 of 5; loss 10 %",
    """
| loss % | sex | grip | fatigue | anorexia | muscle | CRP | Hb | albumin | IL-6 | intake | ⇒ Evans 2008 | of five | why |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| 10 | male | – | yes | yes | – | – | – | – | – | – | unknown | 2 | two, and the others open |
| 10 | male | 40 | yes | yes | asmi-dxa 8 | 5.0 | 12 | 32 | 4 | – | not met | 2 | two; every biochemical value exactly at its limit |
| 10 | male | 26.9 | yes | yes | asmi-dxa 8 | 4 | 14 | 40 | 1 | – | met | 3 | grip, men < 27 kg |
| 10 | male | 27 | yes | yes | asmi-dxa 8 | 4 | 14 | 40 | 1 | – | not met | 2 | grip exactly 27 |
| 10 | female | 15.9 | yes | yes | asmi-dxa 8 | 4 | 14 | 40 | 1 | – | met | 3 | grip, women < 16 kg |
| 10 | female | 16 | yes | yes | asmi-dxa 8 | 4 | 14 | 40 | 1 | – | not met | 2 | grip exactly 16 |
| 10 | male | 40 | yes | yes | asmi-dxa 7.24 | 4 | 14 | 40 | 1 | – | met | 3 | DXA ASMI, men < 7.25 |
| 10 | male | 40 | yes | yes | asmi-dxa 7.25 | 4 | 14 | 40 | 1 | – | not met | 2 | exactly 7.25 (7.26 in Fearon 2011) |
| 10 | female | 40 | yes | yes | asmi-dxa 5.44 | 4 | 14 | 40 | 1 | – | met | 3 | DXA ASMI, women < 5.45 |
| 10 | female | 40 | yes | yes | asmi-dxa 5.45 | 4 | 14 | 40 | 1 | – | not met | 2 | exactly 5.45 |
| 10 | male | 40 | yes | yes | smi-l3-ct 40 | 4 | 14 | 40 | 1 | – | unknown | 2 | CT is not one of its methods |
| 10 | male | 40 | yes | yes | asmi-dxa 8 | 5.01 | 14 | 40 | 1 | – | met | 3 | CRP > 5.0 |
| 10 | male | 40 | yes | yes | asmi-dxa 8 | 4 | 11.9 | 40 | 1 | – | met | 3 | haemoglobin < 12 |
| 10 | male | 40 | yes | yes | asmi-dxa 8 | 4 | 14 | 31.9 | 1 | – | met | 3 | albumin < 3.2 g/dL |
| 10 | male | 40 | yes | yes | asmi-dxa 8 | 4 | 14 | 40 | 4.01 | – | met | 3 | IL-6 > 4.0 |
| 10 | male | 40 | yes | yes | asmi-dxa 8 | 4 | 14 | 40 | – | – | not met | 2 | an IL-6 that nobody measured is not missed beside normal others |
| 10 | male | 40 | yes | yes | asmi-dxa 8 | 4 | – | 40 | – | – | unknown | 2 | haemoglobin is open |
| 10 | male | 40 | yes | no | asmi-dxa 8 | 50 | 9 | 25 | 10 | 2100 | not met | 2 | four abnormal values count once |
| 10 | male | 40 | yes | – | asmi-dxa 8 | 6 | – | – | – | 1799 | met | 3 | intake < 20 kcal/kg/d: 1800 at 90 kg |
| 10 | male | 40 | yes | – | asmi-dxa 8 | 6 | – | – | – | 1800 | unknown | 2 | exactly 20 kcal/kg/d: the appetite is open |
| 10 | male | 40 | yes | no | asmi-dxa 8 | 6 | – | – | – | 1799 | met | 3 | little intake with a good appetite |
| 10 | male | 40 | yes | no | asmi-dxa 8 | 6 | – | – | – | 1800 | not met | 2 | enough intake and a good appetite |
| 10 | male | 40 | yes | no | asmi-dxa 8 | 6 | – | – | – | – | unknown | 2 | a good appetite, but the intake is open |
| 10 | male | 20 | yes | yes | asmi-dxa 6 | 50 | – | – | – | – | met | 5 | five of five |
| 10 | male | 20 | no | no | asmi-dxa 8 | 4 | 14 | 40 | 1 | 2100 | not met | 1 | one of five |
""",
)
STALE = Table(
    "How old a value may be",
    """
| loss % | facts | CRP | grip | ⇒ Evans 2008 | of five | why |
|---|---|---|---|---|---|---|
| 10 | fatigue; anorexia | 6 on 2026-05-01 | – | met | 3 | CRP 60 days old |
| 10 | fatigue; anorexia | 6 on 2026-04-30 | – | unknown | 2 | CRP 61 days old |
| 10 | fatigue; anorexia | – | 20 on 2026-04-01 | met | 3 | grip 90 days old |
| 10 | fatigue; anorexia | – | 20 on 2026-03-31 | unknown | 2 | grip 91 days old |
| 10 | fatigue; anorexia observed on 2026-04-01 | 6 | – | met | 3 | an observed symptom 90 days old |
| 10 | fatigue; anorexia observed on 2026-03-31 | 6 | – | unknown | 2 | an observed symptom 91 days old |
| 10 | fatigue; anorexia on 2026-01-01 | 6 | – | met | 3 | a coded symptom 180 days old |
| 10 | fatigue; anorexia on 2025-12-31 | 6 | – | unknown | 2 | a coded symptom 181 days old |
| 10 | fatigue; anorexia on 2026-01-01; anorexia refuted on 2026-06-01 | 6 | 20 | met | 3 | without the appetite, refuted since |
""",
)

CHAPTER = Chapter("evans_2008", "Evans 2008", TEXT, (STEP_1, STEP_2, STALE), (Evans2008Rules,))
