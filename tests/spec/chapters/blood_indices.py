"""CRP/albumin, NLR, PNI, GNRI, CONUT; CASCO stages."""

from cds_service.clinical.criteria.blood_indices import GnriRules
from tests.spec.chapter import Chapter, Table

TEXT = """\
Prognostic, not diagnostic; values are shown without a verdict. A bound ("<5") or a missing part gives no index.

- **CAR**: CRP in mg/L over albumin in g/L, paired as for mGPS. **NLR**: absolute neutrophils over absolute
  lymphocytes of the same sample. **PNI** (Onodera): albumin in g/L + 5 × lymphocytes in 10⁹/L.
- **GNRI**: 1.489 × albumin (g/L) + 41.7 × weight / ideal weight, the ratio capped at 1. Ideal weight by Lorentz (men
  H - 100 - (H - 150)/4, women H - 100 - (H - 150)/2.5) or at a BMI of 22 (setting).
- **CONUT**: albumin ≥ 35 → 0, 30 → 2, 25 → 4, less → 6 (g/L); lymphocytes ≥ 1.6 → 0, 1.2 → 1, 0.8 → 2, less → 3
  (10⁹/L; one review prints 1.8, the original 1.6); cholesterol ≥ 180 → 0, 140 → 1, 100 → 2, less → 3 (mg/dL).
- **CASCO** (Argilés 2011, J Cachexia Sarcopenia Muscle 2:87-93; validation 2017, Front Physiol 8:92): only an
  *entered* total is staged, by the cut-points of 2017, whole totals of the 2017 version or of MiniCASCO only: 15 to
  28 mild, 29 to 46 moderate, 47 to 100 severe. The cut-points of 2011 leave gaps: such a total is shown without a
  stage. No partial sum is ever called CASCO.
"""

RATIOS = Table(
    "Ratios and sums",
    """
| CRP | albumin | neutrophils | lymphocytes | ⇒ CAR | NLR | PNI | why |
|---|---|---|---|---|---|---|---|
| 15 | 30 | 6 | 1.5 | 0.5 | 4.0 | 37.5 | plain values |
| 45 | 28 | – | – | 1.607 | – | – | 45/28 |
| <5 | 30 | – | – | – | – | – | C15: "<5" gives no ratio |
| – | 35 | – | 1.5 | – | – | 42.5 | 35 + 5 × 1.5 |
| 15 on 2026-06-28 | 30 on 2026-06-20 | – | – | – | – | – | 8 days apart |
| – | – | 6 | 0 | – | – | – | no lymphocytes: no ratio |
| – | – | 6 on 2026-06-28 | 1.5 on 2026-06-24 | – | – | – | not of the same sample |
| – | – | 6 on 2026-06-28 | 1.5 on 2026-06-27 | – | – | – | nor are two days in a row |
""",
)
GNRI = Table(
    "GNRI",
    """
| weights | height | sex | albumin | rules | ⇒ GNRI | why |
|---|---|---|---|---|---|---|
| 2026-06-28 59.8 | 175 | male | 28 | – | 77.96 | Lorentz: 68.75 kg |
| 2026-06-28 59.8 | 175 | male | 28 | gnri.ideal_weight=bmi_22 | 78.70 | BMI 22: 67.375 kg |
| 2026-06-28 59 | 165 | female | 40 | – | 101.26 | Lorentz: exactly 59 kg |
| 2026-06-28 90 | 165 | female | 40 | – | 101.26 | the ratio is capped at 1 |
| 2026-06-28 59 | 165 | unknown | 40 | – | – | Lorentz needs the sex |
| 2026-06-28 59.8 | 175 | unknown | 28 | gnri.ideal_weight=bmi_22 | 78.70 | BMI 22 does not |
| 2026-06-28 59.8 | – | male | 28 | – | – | no height |
| 2026-03-31 59.8 | 175 | male | 28 | – | – | the weight is 91 days old |
""",
)
CONUT = Table(
    "CONUT",
    """
| albumin | lymphocytes | cholesterol | ⇒ CONUT | why |
|---|---|---|---|---|
| 35 | 1.6 | 180 | 0 | each exactly at its first step |
| 34.9 | 1.6 | 180 | 2 | albumin below 35 |
| 30 | 1.6 | 180 | 2 | albumin exactly 30 |
| 29.9 | 1.6 | 180 | 4 | albumin below 30 |
| 25 | 1.6 | 180 | 4 | albumin exactly 25 |
| 24.9 | 1.6 | 180 | 6 | albumin below 25 |
| 35 | 1.59 | 180 | 1 | lymphocytes below 1600/µL |
| 35 | 1.2 | 180 | 1 | lymphocytes exactly 1200/µL |
| 35 | 1.19 | 180 | 2 | lymphocytes below 1200/µL |
| 35 | 0.8 | 180 | 2 | lymphocytes exactly 800/µL |
| 35 | 0.79 | 180 | 3 | lymphocytes below 800/µL |
| 35 | 1.6 | 179 | 1 | cholesterol below 180 |
| 35 | 1.6 | 140 | 1 | cholesterol exactly 140 |
| 35 | 1.6 | 139 | 2 | cholesterol below 140 |
| 35 | 1.6 | 100 | 2 | cholesterol exactly 100 |
| 35 | 1.6 | 99 | 3 | cholesterol below 100 |
| 20 | 0.5 | 90 | 12 | the most that there is |
| 35 | 1.6 | – | – | cholesterol missing |
""",
)
CASCO = Table(
    "CASCO",
    """
| total | ⇒ CASCO stage | why |
|---|---|---|
| 0 2017 | none | the least |
| 14 2017 | none | below 15 |
| 15 2017 | mild | exactly 15 |
| 28 2017 | mild | exactly 28 |
| 29 2017 | moderate | exactly 29 |
| 46 2017 | moderate | exactly 46 |
| 47 2017 | severe | exactly 47 |
| 100 2017 | severe | the most |
| 101 2017 | – | more than there is |
| 28.5 2017 | – | not a whole total |
| 30 mini | moderate | MiniCASCO |
| 30 2011 | – | the version of 2011 |
| 20 2017 on 2026-05-01; 50 2017 on 2026-06-01 | severe | the latest total |
| – | – | no total |
""",
)

CHAPTER = Chapter("blood_indices", "Blood-based indices and CASCO", TEXT, (RATIOS, GNRI, CONUT, CASCO), (GnriRules,))
