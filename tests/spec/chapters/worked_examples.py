"""The worked examples: every criterion and score of ten patients, side by side."""

# ruff: noqa: E501 - drawn tables keep their rows

from tests.spec.chapter import Chapter, Table

TEXT = """\
Ten patients assessed on 2026-06-30, adults with active cancer. "Negative" work-up: normal muscle, no anorexia, no
fatigue, normal grip, intake 2100 kcal/d, normal haemoglobin. Criteria stand side by side; they disagree by design.
"""

EXAMPLES = Table(
    "Worked examples",
    """
| weights | height | born | CRP | albumin | grip | anorexia | intake | work-up | ⇒ loss % | BMI | Fearon 2011 | Evans 2008 | Fearon 2006 | all 3 | GLIM 2019 | stage | AWGC 2023 | WLGS | GPS | mGPS | why |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| 80 -> 76 | 175 | 1970 | 4 | 40 | – | – | – | – | 5.000 | 24.8 | unknown | unknown | not met | not met | unknown | – | unknown | 2 | 0 | 0 | exactly 5 %, nothing else known |
| 80 -> 76 | 175 | 1970 | 4 | 40 | – | – | – | negative | 5.000 | 24.8 | not met | not met | not met | not met | not met | – | not met | 2 | 0 | 0 | exactly 5 %, full negative work-up |
| 64.0 -> 60.8 | 165 | 1970 | 4 | 40 | – | – | – | negative | 5.000 | 22.3 | not met | not met | not met | not met | not met | – | not met | 2 | 0 | 0 | 5 % that binary floating point takes for more |
| 90 -> 81 | 178 | 1970 | 10 | 34 | – | – | – | – | 10.000 | 25.6 | met | unknown | met | unknown | met | 1 | met | 3 | 1 | 0 | 10 % and CRP 10 |
| 176.4 lb -> 76.0 | 175 | 1970 | 4 | 40 | – | – | – | – | 5.016 | 24.8 | met | unknown | not met | not met | met | 1 | unknown | 2 | 0 | 0 | pounds, unrounded |
| 2025-12-30 85; 2026-06-30 80 | 175 | 1970 | 4 | 40 | – | – | – | – | 5.882 | 26.1 | met | unknown | not met | not met | met | 1 | unknown | 2 | 0 | 0 | six calendar months |
| 2025-12-29 85; 2026-06-30 80 | 175 | 1970 | 4 | 40 | – | – | – | – | – | 26.1 | unknown | unknown | not met | not met | unknown | – | unknown | – | 0 | 0 | a day more |
| 68 -> 59.8 | 175 | 1954 | 45 | 28 | 22 | yes | 1200 | – | 12.06 | 19.5 | met | met | met | met | met | 2 | met | 4 | 2 | 2 | everything met |
| 2026-06-28 53.6 | 175 | 1970 | 22 | 30 | – | – | – | – | – | 17.5 | unknown | unknown | unknown | unknown | met | 2 | met | – | 2 | 2 | one weight, BMI 17.5 |
| – | – | – | – | – | – | – | – | – | – | – | unknown | unknown | unknown | unknown | unknown | – | unknown | – | – | – | an empty record |
""",
)
EMPTY = Table(
    "An empty record",
    """
| sex | born | cancer | ⇒ Fearon 2011 | Evans 2008 | Fearon 2006 | GLIM 2019 | AWGC 2023 | pre-cachexia | refractory | status | WLGS | GPS | mGPS | CONUT | why |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| unknown | unknown | active | unknown | unknown | unknown | unknown | unknown | unknown | unknown | undetermined | – | – | – | – | cancer and nothing else: never met, never "not met" |
| unknown | unknown | none | not applicable | not applicable | not applicable | not applicable | not applicable | not applicable | not applicable | not applicable | – | – | – | – | nothing at all |
""",
)
SIDE_BY_SIDE = Table(
    "Where the criteria part",
    """
| loss % | stored BMI | CRP | albumin | anorexia | muscle | ⇒ Fearon 2011 | pre-cachexia | AWGC 2023 | Fearon 2006 | GPS | mGPS | status | why |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| 3 | 24 | 15 | 40 | yes | asmi-dxa 8 | not met | met | met | unknown | 1 | 1 | precachexia | pre-cachexia for Fearon 2011, cachexia for AWGC |
| 10 | 24 | 10 | 34 | – | – | met | not met | met | met | 1 | 0 | cachexia | CRP 10 counts in Fearon 2006 and not in mGPS |
""",
)

CHAPTER = Chapter("worked_examples", "Worked examples", TEXT, (EXAMPLES, EMPTY, SIDE_BY_SIDE))
