"""From findings to one status and its referrals; trials."""

# ruff: noqa: E501 - drawn tables keep their rows

from cds_service.clinical.referral_rules import ReferralRules
from tests.spec.chapter import Chapter, Table

TEXT = """\
The status is the first line that applies; the primary criterion is a setting (Fearon 2011).

1. `not_applicable`: child, pregnancy, death; or no active malignancy. Cancer only as history or in remission,
   with criteria that would be met, is `withheld` instead; where diagnoses could not be recognised, `undetermined`.
2. `refractory_suspected`: open hospice care, or ECOG 3 or 4 with a clinician's prognosis of less than three months, with
   the primary criterion met. Hospice without it keeps the status that follows, and no card is shown: nobody is asked to weigh a dying patient.
3. `withheld`: a confounder that withholds. 4. `cachexia`: the primary criterion is met; `downgrade` lowers the
   indicator, not the status. 5. `precachexia`. 6. `at_risk`: one of the ruleset's reasons holds (below). 7. `undetermined`: the
   primary criterion is unknown. 8. `no_cachexia`.

**Referrals**: cachexia supports nutrition, physiotherapy, psychosocial care and trials; from ECOG 3 palliative care
as well; above ECOG 3 neither exercise nor trials (proposals). Refractory: palliative and psychosocial care. Palliative care
that is involved already is not suggested again.
Pre-cachexia and at risk: nutrition. A referral that the chart already holds is not
suggested again: active for 180 days, drafted or completed for 90; nor is the dietitian in nutrition care (a visit within 90
days, a plan, an order or a feeding that goes on). **Trials** are
matched three-valued: fits, may fit (naming what is unknown), does not fit.

**How often does a steady patient get a card?** 2,000 simulated patients for each line, 60 to 95 kg, weighed for a year on a
scale with normal noise; the record is opened once, within a week of the last weight
(`python -m tests.acceptance.bedside.steady`, 2026-11-24). A small version of it runs with the tests.

- Steady, noise of 0.6 % of the weight: a card at 0.1 % of the openings when weighed weekly, 0.0 % three-weekly, 0.0 % monthly.
- Steady, noise of 1 %: 2.8 % weekly, 1.6 % three-weekly, 0.9 % monthly.
- Lost 8 % evenly in half a year, noise of 0.6 %: 100 % at each interval.
"""

ORDER = Table(
    "The order of the lines",
    """
| weights | stored BMI | cancer | facts | labs | ECOG | work-up | rules | ⇒ status | shown as | why |
|---|---|---|---|---|---|---|---|---|---|---|
| 100 -> 82 | 24 | none | hospice | – | 4 | – | – | not applicable | as usual | 1: no malignancy |
| 100 -> 82 | 24 | active | hospice; pregnancy | – | 4 | – | – | refractory suspected | as usual | the pregnancy of a man is not believed |
| 100 -> 82 | 24 | inactive | hospice | – | 4 | – | – | withheld | nothing | 1: history of cancer, criteria met; in hospice no card |
| 100 -> 82 | 24 | active | hospice; amputation on 2026-03-01 | – | – | – | – | refractory suspected | as usual | 2 before 3 |
| 100 -> 93 | 24 | active | amputation on 2026-03-01 | – | – | – | – | withheld | as usual | 3 before 4 |
| 100 -> 99 | 20.5 | active | fluid ascites | crp 6 | – | negative | – | withheld | as usual | 3 before 6 |
| 100 -> 93 | 24 | active | weight_loss_drug | – | – | – | – | cachexia | info | 4: downgraded, not demoted |
| 100 -> 97 | 19 | active | anorexia | crp 15 | – | – | – | cachexia | as usual | 4 before 5 |
| 100 -> 97 | 24 | active | anorexia | crp 15 | – | – | – | precachexia | as usual | 5 before 6 and 7: AWGC is met, Fearon 2011 open |
| 100 -> 97 | 24 | active | anorexia | crp 9.99 | – | – | awgc_2023.raises_status=yes | at risk | as usual | 6 before 7: AWGC alone, where a site lets it |
| 100 -> 97 | 24 | active | anorexia | crp 9.99 | – | – | – | undetermined | as usual | elsewhere it is only shown |
| 100 -> 99 | 20.5 | active | – | crp 6 | – | negative | awgc_2023.raises_status=yes | at risk | as usual | 6 before 8: AWGC met, Fearon 2011 not met |
| 100 -> 99 | 20.5 | active | – | crp 6 | – | negative | – | no cachexia | as usual | a CRP of 6 is no alarm outside Asia |
| 100 -> 99 | 20.5 | active | – | crp 6 | – | negative | awgc_2023.enabled=no | no cachexia | as usual | a criterion that is off does not count |
| 2026-06-28 53.6 | 17.5 | active | – | – | – | – | – | at risk | as usual | 6: GLIM by BMI, Fearon 2011 open |
| – | – | active | – | – | – | – | – | undetermined | as usual | 7: an empty record |
| – | – | active | hospice | – | – | – | – | undetermined | nothing | hospice: nobody is asked for a weight |
| – | – | none | – | – | – | – | – | not applicable | as usual | an empty record without cancer |
| 100 -> 97 | 24 | active | – | – | – | – | – | undetermined | as usual | 7: muscle is open |
| 100 -> 99 | 24 | active | – | crp 4 | – | negative | – | no cachexia | as usual | 8 |
| 100 -> 99 | 24 | active | hospice | crp 4 | – | negative | – | no cachexia | nothing | 8 in hospice |
| 100 -> 96 | 19 | active | – | – | – | negative | primary=glim_2019 | cachexia | as usual | another primary criterion |
| 100 -> 96 | 19 | active | – | – | – | negative | primary=evans_2008 | at risk | as usual | and Fearon 2011 is then one of the others |
""",
)
AT_RISK = Table(
    "What counts as being at risk",
    """
| weights | height | born | facts | labs | rules | ⇒ status | risks | why |
|---|---|---|---|---|---|---|---|---|
| 2026-06-25 53.6 | 175 | – | – | crp 22 | – | at risk | glim 2019.bmi 18 5 | a BMI of 17.5 and no earlier weight |
| 2026-01-20 57; 2026-06-25 57 | 175 | – | – | – | – | no cachexia | – | a steady BMI of 18.6 |
| 2026-01-20 66.9; 2026-06-25 66.8 | 175 | 1950-01-10 | – | – | – | no cachexia | – | GLIM by the BMI of older people: shown, no alarm |
| 2025-08-20 84; 2026-01-20 81; 2026-06-25 79 | 175 | – | – | – | – | at risk | loss 12 months | 6 % in ten months and still falling |
| 2025-08-20 84; 2026-01-20 80; 2026-06-25 79 | 175 | – | – | – | – | no cachexia | – | the same, steady since January |
| 2025-12-11 80; 2026-06-25 72.8 | 175 | – | – | – | – | at risk | loss 12 months | 9 % since a weight just outside the window |
| 2026-06-25 75; 2026-06-25 90 usual | 175 | – | – | – | – | at risk | loss 12 months | 16.7 % since the usual weight that was told today |
| 2025-01-10 94.1; 2025-04-10 80; 2026-01-20 80.2; 2026-06-25 80 | 175 | – | – | crp 12 | – | no cachexia | – | Fearon 2006 by a loss that ended a year ago |
| 2025-08-20 84; 2026-01-20 81; 2026-06-25 79 | 175 | – | – | – | at_risk_by=evans_2008 | undetermined | – | a site's own reasons |
""",
)
REFERRALS = Table(
    "Referrals",
    """
| weights | stored BMI | facts | labs | ECOG | already referred | work-up | rules | ⇒ status | referrals | in the chart | why |
|---|---|---|---|---|---|---|---|---|---|---|---|
| 100 -> 93 | – | – | – | – | – | – | – | cachexia | nutrition, physiotherapy, psychosocial, trials | – | performance unknown: nothing is held back |
| 100 -> 93 | – | – | – | 2 | – | – | – | cachexia | nutrition, physiotherapy, psychosocial, trials | – | ECOG 2 |
| 100 -> 93 | – | – | – | 3 | – | – | – | cachexia | nutrition, physiotherapy, psychosocial, trials, palliative | – | ECOG 3: palliative care as well |
| 100 -> 93 | – | – | – | 3 | – | – | referrals.exercise_up_to_ecog=2 | cachexia | nutrition, psychosocial, trials, palliative | – | exercise up to ECOG 2: a setting |
| 100 -> 93 | – | – | – | 3 | – | – | referrals.trials_up_to_ecog=2 | cachexia | nutrition, physiotherapy, psychosocial, palliative | – | trials up to ECOG 2: a setting |
| 100 -> 93 | – | – | – | 4 | – | – | – | cachexia | nutrition, psychosocial, palliative | – | ECOG 4: exercise and trials are held back |
| 100 -> 93 | – | short_prognosis observed on 2026-06-20 | – | 4 | – | – | – | refractory suspected | palliative, psychosocial | – | refractory: comfort |
| 100 -> 93 | – | hospice | – | 4 | – | – | – | refractory suspected | psychosocial | – | in hospice palliative care is there |
| 100 -> 93 | – | palliative_care | – | 3 | – | – | – | cachexia | nutrition, physiotherapy, psychosocial, trials | – | palliative care is involved |
| 100 -> 93 | – | palliative_care event on 2026-01-01 | – | 3 | – | – | – | cachexia | nutrition, physiotherapy, psychosocial, trials | – | seen 180 days ago |
| 100 -> 93 | – | palliative_care event on 2025-12-31 | – | 3 | – | – | – | cachexia | nutrition, physiotherapy, psychosocial, trials, palliative | – | seen 181 days ago |
| 100 -> 97 | 24 | anorexia | crp 15 | – | – | – | – | precachexia | nutrition | – | pre-cachexia |
| 100 -> 99 | 20.5 | – | crp 6 | – | – | negative | awgc_2023.raises_status=yes | at risk | nutrition | – | at risk |
| – | – | – | – | – | – | – | – | undetermined | – | – | undetermined |
| 100 -> 99 | 24 | fluid ascites | – | – | – | negative | – | withheld | – | – | withheld |
| 100 -> 93 | – | – | – | – | nutrition on 2026-05-01 | – | – | cachexia | physiotherapy, psychosocial, trials | nutrition | already referred |
| 100 -> 93 | – | – | – | – | nutrition on 2026-01-01 | – | – | cachexia | physiotherapy, psychosocial, trials | nutrition | active for 180 days |
| 100 -> 93 | – | – | – | – | nutrition on 2025-12-31 | – | – | cachexia | nutrition, physiotherapy, psychosocial, trials | nutrition | for 181 days: told, and suggested again |
| 100 -> 93 | – | – | – | – | nutrition draft on 2026-04-01 | – | – | cachexia | physiotherapy, psychosocial, trials | nutrition | drafted 90 days ago |
| 100 -> 93 | – | – | – | – | nutrition draft on 2026-03-31 | – | – | cachexia | nutrition, physiotherapy, psychosocial, trials | – | drafted 91 days ago |
| 100 -> 93 | – | – | – | – | nutrition completed on 2026-04-01 | – | – | cachexia | physiotherapy, psychosocial, trials | nutrition | completed 90 days ago |
| 100 -> 93 | – | – | – | – | nutrition draft | – | – | cachexia | nutrition, physiotherapy, psychosocial, trials | – | a draft without a date |
| 100 -> 93 | – | – | – | – | nutrition on 2026-07-07 | – | – | cachexia | nutrition, physiotherapy, psychosocial, trials | – | dated next week |
| 100 -> 93 | – | nutrition_care event on 2026-04-01 | – | – | – | – | – | cachexia | physiotherapy, psychosocial, trials | – | a dietitian's visit 90 days ago |
| 100 -> 93 | – | nutrition_care event on 2026-03-31 | – | – | – | – | – | cachexia | nutrition, physiotherapy, psychosocial, trials | – | 91 days ago |
| 100 -> 93 | – | nutrition_care on 2025-01-01 | – | – | – | – | – | cachexia | physiotherapy, psychosocial, trials | – | tube feeding that goes on |
| 100 -> 93 | – | – | – | – | palliative on 2026-05-01 | – | – | cachexia | nutrition, physiotherapy, psychosocial, trials | – | a referral that is not wanted here |
""",
)
TRIALS = Table(
    "Trials; the patient has cachexia",
    """
| weights | born | sex | cancer | labs | ECOG | trial | ⇒ fit | unknown | why |
|---|---|---|---|---|---|---|---|---|---|
| 100 -> 93 | 1970-01-01 | male | active icd-10=C25.0 | crp 15; albumin 30 | 1 | age 18-75; sex male; cancer icd-10=C25; ecog 2; mgps 1 2 | fits | – | everything known and right |
| 100 -> 93 | 1970-01-01 | male | active icd-10=C34.1 | – | 1 | cancer icd-10=C25 | does not fit | – | another cancer |
| 100 -> 93 | 1970-01-01 | male | active icd-10=C250 | – | 1 | cancer icd-10=C25.0 | fits | – | dots do not count |
| 100 -> 93 | 1970-01-01 | male | active snomed=363418001 | – | 1 | cancer icd-10=C25 | may fit | cancer type | coded in another system |
| 100 -> 93 | 1970-01-01 | male | active | – | 1 | cancer icd-10=C25 | may fit | cancer type | not coded |
| 100 -> 93 | 1951-06-30 | male | active | – | 1 | age 18-75 | fits | – | 75 today |
| 100 -> 93 | 1950-06-30 | male | active | – | 1 | age 18-75 | does not fit | – | 76 today |
| 100 -> 93 | 1966-07-01 | male | active | – | 1 | age 60-75 | does not fit | – | 60 tomorrow |
| 100 -> 93 | 1966-06-30 | male | active | – | 1 | age 60-75 | fits | – | 60 today |
| 100 -> 93 | unknown | male | active | – | 1 | age 18-75 | may fit | age | no birth date |
| 100 -> 93 | 1970-01-01 | male | active | – | 1 | sex female | does not fit | – | the other sex |
| 100 -> 93 | 1970-01-01 | unknown | active | – | 1 | sex female | may fit | sex | sex unknown |
| 100 -> 93 | 1970-01-01 | male | active | – | 2 | ecog 2 | fits | – | ECOG exactly 2 |
| 100 -> 93 | 1970-01-01 | male | active | – | 3 | ecog 2 | does not fit | – | ECOG 3 |
| 100 -> 93 | 1970-01-01 | male | active | – | – | ecog 2 | may fit | performance status | ECOG unknown |
| 100 -> 93 | 1970-01-01 | male | active | crp 15; albumin 40 | 1 | mgps 2 | does not fit | – | mGPS 1 |
| 100 -> 93 | 1970-01-01 | male | active | – | 1 | mgps 2 | may fit | mgps | mGPS unknown |
| 100 -> 93 | unknown | unknown | active | – | 3 | ecog 2; age 18-75; sex male | does not fit | – | one "no" outweighs every unknown |
| 100 -> 93 | 1970-01-01 | male | active | – | 1 | stage precachexia | does not fit | – | another stage |
| 100 -> 93 | 1970-01-01 | male | active | – | 1 | closed | – | – | closed to recruitment |
""",
)

CHAPTER = Chapter("status", "Status, referrals, trials", TEXT, (ORDER, AT_RISK, REFERRALS, TRIALS), (ReferralRules,))
