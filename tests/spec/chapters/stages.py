# ruff: noqa: E501 - drawn tables keep their rows
"""Before and after cachexia: operational pre-cachexia, and the suspicion of the refractory stage."""

from cds_service.clinical.criteria.precachexia import PrecachexiaRules
from cds_service.clinical.criteria.refractory import RefractoryRules
from cds_service.clinical.reading_rules import PerformanceRules, StalenessRules
from tests.spec.chapter import Chapter, Table

TEXT = """\
**Pre-cachexia.** Fearon 2011 describes it as weight loss ≤ 5 %, anorexia and metabolic change, without numbers for
the last; Muscaritoli 2010 (Clin Nutr 29:154-159) asks for raised CRP and anorexia; Blum et al. for more than 1 kg.
*Proposal*, labelled "possible pre-cachexia (operational)": loss of at least 1 kg and at most 5 %, anorexia
documented, CRP ≥ 10 mg/L. That cachexia itself is not met is said by the status, not by this criterion.

**Refractory cachexia.** The panel asks for a cancer that does not respond, WHO/ECOG 3 or 4 and an expected survival
below 3 months: **not computable**. *Proposal*: comfort comes first where the primary criterion is met together with
hospice or comfort care that is open, or with ECOG 3 or 4 and a prognosis of less than three months that a clinician
entered in the last 90 days (by the codes that a site names). A Karnofsky index of 40 or less stands for ECOG 3 or 4.
That no hospice is on record counts as "no"; a missing performance status, and a prognosis that nobody entered, are
unknown. Palliative care is care alongside treatment and says nothing of the stage.
"""

PRECACHEXIA = Table(
    "Possible pre-cachexia",
    """
| weights | anorexia | CRP | ⇒ pre-cachexia | why |
|---|---|---|---|---|
| 80 -> 76 | yes | 10 | met | exactly 5 %, CRP exactly 10 |
| 80 -> 75.99 | yes | 10 | not met | just above 5 % |
| 80 -> 79 | yes | 10 | met | exactly 1 kg |
| 80 -> 79.01 | yes | 10 | not met | just below 1 kg |
| 80 -> 78 | yes | 9.99 | not met | CRP just below 10 |
| 80 -> 78 | no | 15 | not met | a good appetite |
| 80 -> 78 | – | 15 | unknown | appetite unknown |
| 80 -> 78 | yes | – | unknown | CRP unknown |
| 80 -> 78 | – | 4 | not met | CRP alone decides |
| 80 -> 82 | yes | 15 | not met | a gain |
| 2026-06-28 78 | yes | 15 | unknown | no reference weight |
| 176.4 lb -> 174.195 lb | yes | 15 | met | 2.205 lb are 1.00017 kg |
| 176.4 lb -> 174.196 lb | yes | 15 | not met | 2.204 lb are 0.99972 kg |
""",
)
REFRACTORY = Table(
    "Suspicion of the refractory stage",
    """
| loss % | work-up | ECOG | Karnofsky | facts | ⇒ refractory | why |
|---|---|---|---|---|---|---|
| 18 | – | 4 | – | – | unknown | ECOG 4 alone: the stage needs a clinician's judgement |
| 18 | – | 3 | – | palliative_care | unknown | palliative care is care alongside treatment |
| 18 | – | 3 | – | short_prognosis observed on 2026-06-20 | met | ECOG 3 and a clinician's prognosis |
| 18 | – | 2 | – | short_prognosis observed on 2026-06-20 | not met | ECOG 2 |
| 18 | – | 3 | – | short_prognosis observed on 2026-04-01 | met | a prognosis 90 days old |
| 18 | – | 3 | – | short_prognosis observed on 2026-03-31 | unknown | 91 days old |
| 18 | – | 3 | – | short_prognosis refuted observed on 2026-06-20 | unknown | a prognosis that was denied is none |
| 18 | – | 3 | – | short_prognosis observed on 2026-05-01; short_prognosis refuted observed on 2026-06-20 | unknown | the latest word counts |
| 18 | – | – | – | hospice | met | hospice, whatever the performance |
| 18 | – | 0 | – | hospice | met | hospice goes first |
| 18 | – | – | – | – | unknown | performance unknown |
| 18 | – | 1 | – | hospice event on 2024-03-01 | not met | hospice care that was completed is over |
| 18 | – | 1 | – | hospice on 2024-03-01 ended 2024-06-01 | not met | nor does one that ended count |
| 18 | – | 1 | – | hospice on 2024-03-01 | met | open for two years it still counts |
| 18 | – | 1 | – | hospice on 2026-08-01 | not met | planned for August it is not yet true |
| 18 | – | – | – | hospice inactive | unknown | hospice in the past is none |
| 18 | – | – | 40 | short_prognosis observed on 2026-06-20 | met | Karnofsky 40: ECOG 3 or 4 |
| 18 | – | – | 50 | short_prognosis observed on 2026-06-20 | not met | Karnofsky 50: ECOG 2 |
| 18 | – | 2 | 40 | short_prognosis observed on 2026-06-20 | not met | ECOG goes before Karnofsky |
| 18 | – | 4 on 2026-05-01 | – | short_prognosis observed on 2026-06-20 | met | ECOG 60 days old |
| 18 | – | 4 on 2026-04-30 | – | short_prognosis observed on 2026-06-20 | unknown | ECOG 61 days old |
| 3 | negative | 4 | – | hospice | unknown | the primary criterion is open without BMI |
| 2 | negative | 4 | – | hospice | not met | the primary criterion is not met |
""",
)

CHAPTER = Chapter(
    "stages",
    "Pre-cachexia and refractory stage",
    TEXT,
    (PRECACHEXIA, REFRACTORY),
    (PrecachexiaRules, RefractoryRules, PerformanceRules, StalenessRules),
)
