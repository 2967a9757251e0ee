"""The BMI-adjusted weight loss grade."""

from tests.spec.chapter import Chapter, Table

TEXT = """\
Martin L, Senesse P, Gioulbasanis I, et al. Diagnostic criteria for the classification of cancer-associated weight
loss. J Clin Oncol 2015;33(1):90-99. doi:10.1200/JCO.2014.56.1894 (erratum 33:814, text not seen). 8,160 patients.
Prognostic, not diagnostic; no survival is printed on cards.

Grade 0 to 4 from weight loss in 6 months (bounds 2.5, 6, 11, 15 %) and BMI (bounds 20, 22, 25, 28 kg/m²). *Our
interpretation*: half-open intervals `[2.5, 6)` fill the gaps between the printed categories, as in the JCO bounds and
in MSK's code (a calculator that counts the upper bound differs at exactly 2.5, 6, 11 and 15); the BMI is the current
one; a gain counts as stable. The cut-offs are the paper's and no setting.
"""

GRID = Table(
    "Every bound, at it and just beside it",
    r"""
| loss % \ stored BMI ⇒ WLGS | 28 | 27.99 | 25 | 24.99 | 22 | 21.99 | 20 | 19.99 |
|---|---|---|---|---|---|---|---|---|
| -6 | 0 | 0 | 0 | 1 | 1 | 1 | 1 | 3 |
| 0 | 0 | 0 | 0 | 1 | 1 | 1 | 1 | 3 |
| 2.49 | 0 | 0 | 0 | 1 | 1 | 1 | 1 | 3 |
| 2.5 | 1 | 2 | 2 | 2 | 2 | 2 | 2 | 3 |
| 5.99 | 1 | 2 | 2 | 2 | 2 | 2 | 2 | 3 |
| 6 | 2 | 3 | 3 | 3 | 3 | 3 | 3 | 4 |
| 10.99 | 2 | 3 | 3 | 3 | 3 | 3 | 3 | 4 |
| 11 | 3 | 3 | 3 | 3 | 3 | 4 | 4 | 4 |
| 14.99 | 3 | 3 | 3 | 3 | 3 | 4 | 4 | 4 |
| 15 | 3 | 4 | 4 | 4 | 4 | 4 | 4 | 4 |
| 40 | 3 | 4 | 4 | 4 | 4 | 4 | 4 | 4 |
""",
)
MISSING = Table(
    "What it needs",
    """
| weights | height | stored BMI | ⇒ WLGS | why |
|---|---|---|---|---|
| 80 -> 76 | – | – | – | no BMI |
| 2026-06-28 76 | 175 | – | – | no reference weight |
| 2026-01-15 80; 2026-03-31 76 | – | 24 | – | the current weight is 91 days old |
| 80 -> 74 | 200 | – | 4 | the BMI of now (18.5), not of the start (20.0) |
""",
)

CHAPTER = Chapter("wlgs", "Weight loss grade (Martin 2015)", TEXT, (GRID, MISSING))
