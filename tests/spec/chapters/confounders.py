"""What could make a finding wrong or unwelcome; the reference cases C01 to C20."""

# ruff: noqa: E501 - drawn tables keep their rows

from cds_service.clinical.confounder_rules import ConfounderRules
from tests.spec.chapter import Chapter, Table

TEXT = """\
All rules of this chapter are proposals. **suppress**: no card. **withhold**: an information card, the result is not
given. **downgrade**: a warning becomes information. **caution**: a sentence is added.

Nothing dated after the as-of date counts. A state lasts until it is ended; an event (a completed procedure, the diagnosis
of one encounter) counts only around its date.

- Child (below 18), pregnancy and up to three months after it, death: *suppress*. A pregnancy counts at a sex and an age
  (12 to 55) at which it can be true, and with a date within a year or undated on the problem list.
- Fluid that is present (ascites, oedema, effusion, overload; as an encounter's diagnosis 90 days) hides loss: criteria that
  are not met are *withheld*, never "no cachexia"; criteria that are met carry a *caution*. Fluid that was drained within
  28 days of either weight, or a diuretic first ordered in the last 90 days with a weight that moved by 2 % since, counts as
  well; between the two weights it is a *downgrade* of what is met. Heart failure, cirrhosis, nephrosis and lymphoedema
  alone are a *caution*.
- Amputation between the two weights: *withhold* where a limit lies between the loss and what remains of it without the
  limb (hand 0.7 %, forearm and hand 2.3, arm 5, foot 1.5, below the knee 5.9, leg or unknown 16; fingers and toes
  nothing), else a *caution*. The day on which a status was only typed in is none of its dates.
- Dialysis that goes on, without two dry weights: *withhold*. A session makes the weights of 28 days around it unfit.
- A loss that may be intended (coded, a weight-loss drug, a bariatric operation of the last two years) and began at least 28
  days before the last weight: *downgrade*, never suppressed: a patient on semaglutide may be cachectic as well. What
  ended, and a drug at one dose since a year before the earlier weight: *caution*.
- Cachexia that is coded already: *downgrade*, unless 5 % were lost since. Malnutrition or weight loss coded: *caution*.
- Infection in the 28 days before a CRP or still active, an operation in the 28 days before it: *caution*; a raised CRP and a
  lowered albumin of that time decide nothing.
- Hospice, palliative care, hyperthyroidism or malabsorption: *caution*. Cancer only as history or in remission,
  with criteria that would be met: *withhold*.

C14 (birth weight), C16 (`entered-in-error`) are left out when resources are read; C08, C09, C18 and C20 are in "The
weight series", C15 in "AWGC 2023", "Fearon 2006" and "Blood-based indices", C19 in "GPS and mGPS".
"""

CASES = Table(
    "The reference cases that the core decides",
    """
| weights | born | cancer | facts | labs | ECOG | ⇒ status | Fearon 2011 | loss % | confounders | shown as | why |
|---|---|---|---|---|---|---|---|---|---|---|---|
| 70 -> 74 | 1970 | active | fluid ascites | crp 30 | – | withheld | not met | -5.714 | fluid overload: withhold | as usual | C01: ascites may hide tissue loss |
| 80 -> 74 | 1970 | active | fluid oedema; loop_diuretic on 2026-06-01 | – | – | cachexia | met | 7.5 | fluid overload: downgrade | info | C02: oedema, furosemide started |
| 100 -> 90 | 1970 | active | weight_loss_drug semaglutide | – | – | cachexia | met | 10.0 | intentional loss: downgrade | info | C03: 10.0 % on semaglutide |
| 100 -> 88 | 2011-01-01 | active | – | – | – | not applicable | not applicable | 12.0 | child: suppress | as usual | C04: 15 years old, 12 % |
| 100 -> 94 | 1990 | active | pregnancy | – | – | cachexia | met | 6.0 | – | as usual | the pregnancy of a man is not believed |
| 2026-01-15 72.9; 2026-01-15 70.0 dry; 2026-06-28 68.2; 2026-06-28 66.0 dry | 1970 | active | dialysis | – | – | cachexia | met | 5.714 | dialysis: caution | as usual | C06: dry 70.0 to 66.0 |
| 85 -> 78 | 1970 | active | amputation on 2026-03-01 | – | – | withheld | met | 8.235 | amputation: withhold | as usual | C07: below-knee amputation in the window |
| 2026-01-15 176; 2026-06-28 76 | 1970 | active | – | – | – | undetermined | unknown | – | – | as usual | C08: 176 "kg" |
| 2026-02-01 70.0; 2026-03-01 70.2; 2026-04-01 95.0; 2026-06-28 69.8 | 1970 | active | – | – | – | no cachexia | not met | 0.57 | – | as usual | C09: a spike |
| 100 -> 82 | 1970 | active | hospice | – | 4 | refractory suspected | met | 18.0 | hospice: caution | as usual | C10: hospice, ECOG 4, 18 %: the comfort card |
| 100 -> 93 | 1970 | none | chronic_disease | – | – | not applicable | not applicable | 7.0 | – | as usual | C11: COPD only, 7 % |
| 100 -> 97 | 1970 | active | surgery on 2026-06-25 | crp 180; albumin 30 | – | undetermined | unknown | 3.0 | acute inflammation: caution | as usual | C12: CRP 180 on day 3 after resection |
| 100 -> 93 | 1970 | refuted | – | – | – | not applicable | not applicable | 7.0 | – | as usual | C13: a cancer that was refuted never was |
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
| 6 | 24 | loop_diuretic on 2026-06-01 | negative | cachexia | fluid overload: downgrade | a first diuretic may fake a loss |
| 1 | 24 | loop_diuretic on 2026-06-01 | negative | no cachexia | – | a diuretic that moved nothing |
| -2 | 24 | loop_diuretic on 2026-06-01 | negative | withheld | fluid overload: withhold | one with a weight that moved by 2 % |
| -1.99 | 24 | loop_diuretic on 2026-06-01 | negative | no cachexia | – | or by a little less |
| 6 | 24 | loop_diuretic on 2026-04-01 | negative | cachexia | fluid overload: downgrade | first ordered 90 days ago |
| 6 | 24 | loop_diuretic on 2026-03-31 | negative | cachexia | – | 91 days ago |
| 6 | 24 | loop_diuretic on 2025-01-01; loop_diuretic on 2026-06-01 | negative | cachexia | – | a renewal is no start |
| 6 | 24 | loop_diuretic inactive on 2025-01-01; loop_diuretic on 2026-06-01 | negative | cachexia | – | nor is one after a pause |
| 6 | 24 | loop_diuretic; loop_diuretic on 2026-06-01 | negative | cachexia | – | an undated order may have been the first |
| 6 | 24 | drainage event on 2026-05-31 | negative | cachexia | fluid overload: downgrade | drained 28 days before the last weight |
| 6 | 24 | drainage event on 2026-05-30 | negative | cachexia | – | 29 days before it |
| 6 | 24 | drainage event on 2026-06-29 | negative | cachexia | fluid overload: caution | after the last weight |
| 1 | 24 | drainage event on 2026-06-10 | negative | withheld | fluid overload: withhold | a steady weight around a drainage is no "no" |
| 6 | 24 | fluid_prone heart failure on 2015-01-01 | negative | cachexia | fluid overload: caution | heart failure alone only adds a line |
| 1 | 24 | fluid_prone heart failure | negative | no cachexia | fluid overload: caution | and withholds nothing |
| 1 | 24 | fluid oedema event on 2026-04-01 | negative | withheld | fluid overload: withhold | an encounter's diagnosis 90 days ago |
| 1 | 24 | fluid oedema event on 2026-03-31 | negative | no cachexia | – | 91 days ago |
| 1 | 24 | fluid ascites on 2025-01-01 ended 2025-06-01 | negative | no cachexia | – | ascites that ended |
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
| 100 -> 93 | 1970 | 2026-06-29 | – | not applicable | deceased: suppress | ... | died |
| 85 -> 78 | 1970 | – | amputation on 2026-01-14 | cachexia | amputation: caution | ... | a day before the reference weight |
| 85 -> 78 | 1970 | – | amputation on 2026-01-15 | withheld | amputation: withhold | ... | on the day of the reference weight |
| 85 -> 78 | 1970 | – | amputation on 2026-06-28 | withheld | amputation: withhold | ... | on the day of the current weight |
| 85 -> 78 | 1970 | – | amputation on 2026-06-29 | cachexia | amputation: caution | ... | a day after it |
| 85 -> 78 | 1970 | – | amputation on 2026-01 | withheld | amputation: withhold | ... | some day of January |
| 85 -> 84 | 1970 | – | amputation on 2026-03-01 | no cachexia | amputation: caution | ... | it cannot fake what is not met |
| 85 -> 83 | 1970 | – | amputation on 2026-03-01 | withheld | amputation: withhold | ... | the criteria are open: it may decide them |
| 85 -> 83 | 1970 | – | amputation finger or toe on 2026-03-01 | undetermined | amputation: caution | ... | a toe weighs nothing |
| 100 -> 94 | 1970 | – | amputation hand on 2026-03-01 | cachexia | amputation: caution | ... | 6 % less a hand are 5.3 % |
| 100 -> 94.4 | 1970 | – | amputation hand on 2026-03-01 | withheld | amputation: withhold | ... | 5.6 % less a hand are 4.9 % |
| 85 -> 78 | 1970 | – | amputation lower leg on 2026-03-01 | withheld | amputation: withhold | ... | 8.2 % less a lower leg are 2.5 % |
| 80 -> 60 | 1970 | – | amputation leg on 2026-03-01 | cachexia | amputation: caution | ... | 25 % are more than a leg |
| 85 -> 78 | 1970 | – | amputation lower leg typed on 2026-03-01 | cachexia | amputation: caution | ... | a status that was typed in then |
| 80 -> 74 | 1970 | – | dialysis | withheld | dialysis: withhold | ... | dialysis, phases unknown |
| 80 -> 74 | 1970 | – | dialysis event on 2021-03-05 | cachexia | – | ... | one session years ago |
| 80 -> 74 | 1970 | – | dialysis event on 2026-05-31 | withheld | dialysis: withhold | ... | a session 28 days before a weight |
| 80 -> 74 | 1970 | – | dialysis event on 2026-05-30 | cachexia | – | ... | 29 days before it |
| 80 -> 74 | 1970 | – | dialysis event | cachexia | – | ... | a session without a date |
| 80 -> 74 | 1970 | – | dialysis on 2020-01-01; kidney_transplant on 2024-01-01 | cachexia | – | ... | a kidney was transplanted since |
| 80 -> 74 | 1970 | – | dialysis on 2024-01-01; kidney_transplant on 2020-01-01 | withheld | dialysis: withhold | ... | and failed |
| 2026-01-15 80; 2026-06-28 74 dry | 1970 | – | dialysis | withheld | dialysis: withhold | ... | one dry weight makes no pair |
| 100 -> 93 | 1970 | – | intentional_loss | cachexia | intentional loss: downgrade | ... | coded as intended |
| 100 -> 93 | 1970 | – | weight_loss_drug on 2026-05-31 | cachexia | intentional loss: downgrade | ... | a drug begun 28 days before the last weight |
| 100 -> 93 | 1970 | – | weight_loss_drug on 2026-06-01 | cachexia | – | ... | 27 days before it |
| 100 -> 93 | 1970 | – | weight_loss_drug on 2026-07-07 | cachexia | – | ... | ordered for next week |
| 100 -> 93 | 1970 | – | weight_loss_drug on 2025-01-15 | cachexia | intentional loss: caution | ... | steady since a year before the earlier weight |
| 100 -> 93 | 1970 | – | weight_loss_drug on 2025-01-16 | cachexia | intentional loss: downgrade | ... | a day less |
| 100 -> 93 | 1970 | – | weight_loss_drug dose=0.5mg on 2022-06-01; weight_loss_drug dose=2.4mg on 2026-02-10 | cachexia | intentional loss: downgrade | ... | raised in between |
| 100 -> 93 | 1970 | – | weight_loss_drug dose=1mg on 2022-06-01; weight_loss_drug dose=1mg on 2026-02-10 | cachexia | intentional loss: caution | ... | renewed at one dose |
| 100 -> 93 | 1970 | – | weight_loss_drug inactive on 2025-09-01 | cachexia | intentional loss: caution | ... | stopped, ordered within the year |
| 100 -> 93 | 1970 | – | weight_loss_drug inactive on 2023-01-01 | cachexia | – | ... | stopped, ordered long ago |
| 100 -> 93 | 1970 | – | weight_loss_drug inactive on 2023-01-01 ended 2026-02-01 | cachexia | intentional loss: caution | ... | ended between the weights |
| 100 -> 93 | 1970 | – | weight_loss_drug inactive on 2023-01-01 ended 2025-02-01 | cachexia | – | ... | ended before them |
| 100 -> 93 | 1970 | – | bariatric on 2024-06-30 | cachexia | intentional loss: downgrade | ... | a bariatric operation two years ago |
| 100 -> 93 | 1970 | – | bariatric on 2024-06-29 | cachexia | – | ... | and a day more |
| 100 -> 93 | 1970 | – | thyroid_or_malabsorption | cachexia | thyroid or malabsorption: caution | ... | an exclusion of Evans 2008 |
| 100 -> 93 | 1970 | – | malnutrition on 2026-06-01; weight_loss | cachexia | malnutrition coded: caution | ... | coded malnutrition and weight loss |
| 100 -> 93 | 1970 | – | cachexia on 2026-06-24 | cachexia | cachexia already coded: downgrade | ... | coded last week |
| 2026-01-15 80; 2026-04-01 75.2; 2026-06-28 65.6 | 1970 | – | cachexia on 2026-04-01 | cachexia | cachexia already coded: caution | ... | coded at 6 %, now 18 % |
| 2026-01-15 80; 2026-04-01 75; 2026-06-28 71.25 | 1970 | – | cachexia on 2026-04-01 | cachexia | cachexia already coded: caution | ... | 5 % since |
| 2026-01-15 80; 2026-04-01 75; 2026-06-28 71.26 | 1970 | – | cachexia on 2026-04-01 | cachexia | cachexia already coded: downgrade | ... | a little less |
| 2026-01-15 80; 2026-04-01 75; 2026-06-28 65 | 1970 | – | cachexia | cachexia | cachexia already coded: downgrade | ... | coded without a date |
| 100 -> 93 | 1970 | – | palliative_care | cachexia | palliative care: caution | ... | palliative care is involved |
| 100 -> 93 | 1970 | – | crp_lowering_drug | cachexia | – | crp may be lowered, ... | tocilizumab or steroids |
""",
)

PREGNANCY = Table(
    "Pregnancy that can be true",
    """
| weights | born | sex | facts | ⇒ status | confounders | cautions | why |
|---|---|---|---|---|---|---|---|
| 100 -> 94 | 1990 | female | pregnancy | not applicable | pregnancy: suppress | – | C05: pregnant, 6 % |
| 100 -> 94 | 1990 | unknown | pregnancy | not applicable | pregnancy: suppress | – | the sex is not on record |
| 100 -> 94 | 1990 | male | pregnancy on 2026-04-01 | cachexia | – | pregnancy disbelieved, ... | of a man |
| 100 -> 94 | 1971-02-01 | female | pregnancy on 2026-04-01 | not applicable | pregnancy: suppress | – | of a woman of 55 |
| 100 -> 94 | 1970-02-01 | female | pregnancy on 2026-04-01 | cachexia | – | pregnancy disbelieved, ... | of a woman of 56 |
| 100 -> 94 | 1990 | female | pregnancy on 2025-06-30 | not applicable | pregnancy: suppress | – | recorded a year ago |
| 100 -> 94 | 1990 | female | pregnancy on 2025-06-29 | cachexia | – | pregnancy disbelieved, ... | that nobody ended |
| 100 -> 94 | 1990 | female | pregnancy event | cachexia | – | pregnancy disbelieved, ... | the undated diagnosis of an encounter |
| 100 -> 94 | 1990 | female | pregnancy refuted | cachexia | – | ... | not pregnant |
| 100 -> 94 | 1990 | female | pregnancy postpartum on 2026-03-31 | not applicable | pregnancy: suppress | – | 91 days after birth |
| 100 -> 94 | 1990 | female | pregnancy postpartum on 2026-03-30 | cachexia | – | pregnancy disbelieved, ... | 92 days after birth |
""",
)

CHAPTER = Chapter(
    "confounders",
    "Confounders",
    TEXT,
    (CASES, OTHER_CRITERIA, FLUID, OTHERS, PREGNANCY),
    (ConfounderRules,),
)
