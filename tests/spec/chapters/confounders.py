"""What could make a finding wrong or unwelcome; the reference cases C01 to C20."""

# ruff: noqa: E501 - drawn tables keep their rows

from cds_service.clinical.confounder_rules import ConfounderRules
from tests.spec.chapter import Chapter, Table

TEXT = """\
All rules of this chapter are proposals. **suppress**: no card. **withhold**: an information card, the result is not
given. **downgrade**: a warning becomes information. **caution**: a sentence is added.

- Child (below 18), pregnancy and up to three months after it, death: *suppress*.
- Fluid (ascites, oedema, effusion, heart failure, cirrhosis; a loop diuretic started in the last six months): it
  hides loss, so criteria that are not met are *withheld*, never "no cachexia"; criteria that are met carry a
  *caution*.
- Amputation between the two weights: *withhold*, no correction. Dialysis without two dry weights: *withhold*.
- A loss that may be intended (coded, a weight-loss drug, a bariatric operation of the last two years): *downgrade*,
  never suppressed: a patient on semaglutide may be cachectic as well. Cachexia that is coded already: *downgrade*.
- Infection in the 14 days, an operation in the 28 days before a CRP: *caution*, and a raised CRP decides nothing.
- Hospice, hyperthyroidism or malabsorption: *caution*. Cancer only as history, in remission or refuted, with criteria
  that would be met: *withhold*.

C14 (birth weight), C16 (`entered-in-error`) are left out when resources are read; C08, C09, C18 and C20 are in "The
weight series", C15 in "AWGC 2023", "Fearon 2006" and "Blood-based indices", C19 in "GPS and mGPS".
"""

CASES = Table(
    "The reference cases that the core decides",
    """
| weights | born | cancer | facts | labs | ECOG | ⇒ status | Fearon 2011 | loss % | confounders | shown as | why |
|---|---|---|---|---|---|---|---|---|---|---|---|
| 70 -> 74 | 1970 | active | fluid ascites | crp 30 | – | withheld | not met | -5.714 | fluid overload: withhold | as usual | C01: ascites may hide tissue loss |
| 80 -> 74 | 1970 | active | fluid oedema; loop_diuretic on 2026-06-01 | – | – | cachexia | met | 7.5 | fluid overload: caution | as usual | C02: oedema, furosemide started |
| 100 -> 90 | 1970 | active | weight_loss_drug semaglutide | – | – | cachexia | met | 10.0 | intentional loss: downgrade | info | C03: 10.0 % on semaglutide |
| 100 -> 88 | 2011-01-01 | active | – | – | – | not applicable | not applicable | 12.0 | child: suppress | as usual | C04: 15 years old, 12 % |
| 100 -> 94 | 1990 | active | pregnancy | – | – | not applicable | not applicable | 6.0 | pregnancy: suppress | as usual | C05: pregnant, 6 % |
| 2026-01-15 72.9; 2026-01-15 70.0 dry; 2026-06-28 68.2; 2026-06-28 66.0 dry | 1970 | active | dialysis | – | – | cachexia | met | 5.714 | dialysis: caution | as usual | C06: dry 70.0 to 66.0 |
| 85 -> 78 | 1970 | active | amputation on 2026-03-01 | – | – | withheld | met | 8.235 | amputation: withhold | as usual | C07: below-knee amputation in the window |
| 2026-01-15 176; 2026-06-28 76 | 1970 | active | – | – | – | undetermined | unknown | – | – | as usual | C08: 176 "kg" |
| 2026-02-01 70.0; 2026-03-01 70.2; 2026-04-01 95.0; 2026-06-28 69.8 | 1970 | active | – | – | – | no cachexia | not met | 0.57 | – | as usual | C09: a spike |
| 100 -> 82 | 1970 | active | hospice | – | 4 | refractory suspected | met | 18.0 | hospice: caution | as usual | C10: hospice, ECOG 4, 18 %: the comfort card |
| 100 -> 93 | 1970 | none | chronic_disease | – | – | not applicable | not applicable | 7.0 | – | as usual | C11: COPD only, 7 % |
| 100 -> 97 | 1970 | active | surgery on 2026-06-25 | crp 180; albumin 30 | – | undetermined | unknown | 3.0 | acute inflammation: caution | as usual | C12: CRP 180 on day 3 after resection |
| 100 -> 93 | 1970 | refuted | – | – | – | withheld | met | 7.0 | cancer inactive: withhold | as usual | C13: cancer refuted, criteria met |
| 100 -> 93 | 1970 | inactive | – | – | – | withheld | met | 7.0 | cancer inactive: withhold | as usual | C13: history of cancer only, criteria met |
| 100 -> 98 | 1970 | inactive | – | – | – | not applicable | not applicable | 2.0 | – | as usual | C13: history of cancer, criteria not met |
| 2026-06-28 93 | 1970 | inactive | – | – | – | not applicable | not applicable | – | – | as usual | C13: history of cancer, criteria open |
| 100 -> 94 | 1970 | active | cachexia | – | – | cachexia | met | 6.0 | cachexia already coded: downgrade | info | C17: E88.A is coded already |
| 2025-12 80; 2026-06-28 74 | 1970 | active | – | – | – | undetermined | unknown | – | – | as usual | C18: a weight of "2025-12" |
| 2026-01-15 82; 2026-06-28 80.0; 2026-06-28 71.0 | 1970 | active | – | – | – | undetermined | unknown | – | – | as usual | C20: two weights of one day |
""",
)
OTHER_CRITERIA = Table(
    "C11 and C12 beyond the primary criterion",
    """
| loss % | cancer | facts | labs | ⇒ Fearon 2006 | GLIM 2019 | Evans 2008 | AWGC 2023 | pre-cachexia | mGPS | why |
|---|---|---|---|---|---|---|---|---|---|---|
| 7 | none | chronic_disease | crp 15; albumin 30 | not applicable | met | unknown | met | not applicable | 2 | C11: for any chronic disease |
| 7 | none | – | crp 15 | not applicable | not applicable | not applicable | not applicable | not applicable | – | no disease at all |
| 3 | active | surgery on 2026-06-25; anorexia refuted | crp 180; albumin 30 | unknown | unknown | not met | unknown | not met | – | C12: CRP is undecidable |
| 3 | active | anorexia refuted | crp 180; albumin 30 | unknown | unknown | not met | met | not met | 2 | the same without an operation |
""",
)
FLUID = Table(
    "Fluid",
    """
| loss % | stored BMI | facts | work-up | ⇒ status | confounders | why |
|---|---|---|---|---|---|---|
| 1 | 24 | fluid ascites | negative | withheld | fluid overload: withhold | not met: may hide loss |
| 6 | 24 | fluid ascites | negative | cachexia | fluid overload: caution | met: stands |
| 3 | 24 | fluid ascites | – | undetermined | fluid overload: caution | unknown stays unknown |
| 1 | 24 | fluid ascites inactive | negative | no cachexia | – | ascites in the past |
| 1 | 24 | fluid ascites refuted | negative | no cachexia | – | ascites refuted |
| 6 | 24 | loop_diuretic on 2026-06-01 | negative | cachexia | fluid overload: caution | a diuretic fakes loss |
| 1 | 24 | loop_diuretic on 2026-06-01 | negative | withheld | fluid overload: withhold | a diuretic tells of fluid, which hides loss |
| 1 | 24 | loop_diuretic on 2025-01-01 | negative | no cachexia | – | a diuretic of long ago |
""",
)
OTHERS = Table(
    "The others",
    """
| weights | born | died | facts | ⇒ status | confounders | cautions | why |
|---|---|---|---|---|---|---|---|
| 100 -> 93 | 2008-07-01 | – | – | not applicable | child: suppress | – | 18 tomorrow |
| 100 -> 93 | 2008-06-30 | – | – | cachexia | – | ... | 18 today |
| 100 -> 93 | 2008 | – | – | cachexia | – | ... | 17 or 18: not known to be a child |
| 100 -> 93 | unknown | – | – | cachexia | – | birth date missing, ... | no birth date |
| 100 -> 93 | 1990 | – | pregnancy refuted | cachexia | – | ... | not pregnant |
| 100 -> 93 | 1990 | – | pregnancy postpartum on 2026-03-31 | not applicable | pregnancy: suppress | ... | 91 days after birth |
| 100 -> 93 | 1990 | – | pregnancy postpartum on 2026-03-30 | cachexia | – | ... | 92 days after birth |
| 100 -> 93 | 1970 | 2026-06-29 | – | not applicable | deceased: suppress | ... | died |
| 85 -> 78 | 1970 | – | amputation on 2026-01-14 | cachexia | amputation: caution | ... | a day before the reference weight |
| 85 -> 78 | 1970 | – | amputation on 2026-01-15 | withheld | amputation: withhold | ... | on the day of the reference weight |
| 85 -> 78 | 1970 | – | amputation on 2026-06-28 | withheld | amputation: withhold | ... | on the day of the current weight |
| 85 -> 78 | 1970 | – | amputation on 2026-06-29 | cachexia | amputation: caution | ... | a day after it |
| 85 -> 78 | 1970 | – | amputation on 2026-01 | withheld | amputation: withhold | ... | some day of January |
| 85 -> 84 | 1970 | – | amputation on 2026-03-01 | no cachexia | amputation: caution | ... | it cannot fake what is not met |
| 85 -> 83 | 1970 | – | amputation on 2026-03-01 | withheld | amputation: withhold | ... | the criteria are open: it may decide them |
| 80 -> 74 | 1970 | – | dialysis | withheld | dialysis: withhold | ... | dialysis, phases unknown |
| 2026-01-15 80; 2026-06-28 74 dry | 1970 | – | dialysis | withheld | dialysis: withhold | ... | one dry weight makes no pair |
| 100 -> 93 | 1970 | – | intentional_loss | cachexia | intentional loss: downgrade | ... | coded as intended |
| 100 -> 93 | 1970 | – | bariatric on 2024-06-30 | cachexia | intentional loss: downgrade | ... | a bariatric operation two years ago |
| 100 -> 93 | 1970 | – | bariatric on 2024-06-29 | cachexia | – | ... | and a day more |
| 100 -> 93 | 1970 | – | thyroid_or_malabsorption | cachexia | thyroid or malabsorption: caution | ... | an exclusion of Evans 2008 |
| 100 -> 93 | 1970 | – | crp_lowering_drug | cachexia | – | crp may be lowered, ... | tocilizumab or steroids |
""",
)

CHAPTER = Chapter("confounders", "Confounders", TEXT, (CASES, OTHER_CRITERIA, FLUID, OTHERS), (ConfounderRules,))
