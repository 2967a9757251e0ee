"""The weight series, up to the current weight: plausibility, units, same-day conflicts, spikes, age."""

# ruff: noqa: E501 - drawn tables keep their rows

from cds_service.clinical.weight_rules import WeightSeriesRules
from tests.spec.chapter import Chapter, Table

TEXT = """\
Most criteria compare a reference weight with the current one. Published cleaning rules changed the share of patients
with a loss of 5 % in a year from 9.4 % to 14.0 % in one cohort (JMIR Med Inform 2022;10(3):e30328), so every step is
written down here. Nothing is silently lost: each value that is left out is listed with its reason.

Only what is older than any rule looks back is not read at all, whether the EHR sends it or the service asks for it:
the oldest weight that can be the current one (90 days), the widest window before it (24 months) and the weight that
bears out the one at its far end (45 days). That holds for laboratory values, function and symptoms, too, which count
for less time; heights, diagnoses, procedures and entered CASCO totals count whatever their age. A partial date counts
as its last day. So the steps below look at neighbours inside that time, and the largest loss is the largest in it.

1. **Plausibility.** Weights below 22.7 or above 340.2 kg, and weights that give a BMI of 10 or less or of 100 or
   more, are left out (Chan and Raffa 2017).
2. **Pounds and kilograms.** Two values side by side whose ratio is 2.0 to 2.45, where pounds read as kilograms explain
   it within 8 %, cut the series into a high and a low part: one of them is in the wrong unit. It is never corrected.
   What closes the doubt, in this order: a known height under which one part has a BMI below 12 or above 80; pounds as
   the unit of all values (then none can be a pound filed as a kilogram, and the low part goes; kilograms say less,
   since an export may have divided them twice); another day within 5 % of the last one; three days of one part
   against one of the other. Otherwise each part is a *reading*. The parts as a whole must lie a pound apart within
   20 %: a single odd value jumps and returns. A doubt that ended more than 366 days before the rest is not asked
   about: both parts are left out.
3. **One value a day**: the median. Where the values of a day differ by more than 5 %, the day is left out; on the
   latest day nothing is decided until somebody weighs again, whatever the age of older weights.
4. **Isolated spikes.** An inner day that differs by more than 10 % in the same direction from both its neighbours,
   while those agree within 5 %, is left out. A true decline is never a spike. *Ours, beyond the algorithm*: of days
   side by side that look like spikes, each seen from the other, the one farther from the median goes first.
5. **Two readings instead of a guess.** An end has one neighbour, so nobody can say which of the two is wrong: where the
   last day differs by more than 10 % within 14 days from the day before, the record is read with it and without it.
   Each reading is assessed whole; a verdict, score, loss, BMI or direction stands where all readings agree and is
   unknown otherwise. A height under which only one of the two gives a BMI between 12 and 80 settles it. The first day
   against the second likewise, with three days or more, but only where a verdict depends on it. There are at most four
   readings (a pound's, an end's). Where a height leaves a single weight, that one decides nothing.
6. **Current weight**: the latest day that remains. Older than 60 days it is used with a caution, older than 90 days
   every weight criterion is unknown.

"Differ by more than 5 %" means: of the larger of the two, as a loss is (our interpretation). All numbers of this
chapter are proposals except where a source is named. Which resources are admitted is decided before (status, code,
unit, date).
"""

PLAUSIBILITY = Table(
    "What a body can weigh",
    """
| weights | height | ⇒ current | left out | why |
|---|---|---|---|---|
| 2026-06-28 22.7 | – | 22.7 on 2026-06-28 | – | exactly the lowest weight |
| 2026-06-28 22.69 | – | – | 22.69 implausible | just below the lowest weight |
| 2026-06-28 340.2 | – | 340.2 on 2026-06-28 | – | exactly the highest weight |
| 2026-06-28 340.21 | – | – | 340.21 implausible | just above the highest weight |
| 2026-06-28 50.0 lb | – | – | 50.0 implausible | 50 lb are 22.67961850 kg |
| 2026-06-28 50.1 lb | – | 22.724977737 on 2026-06-28 | – | 50.1 lb are 22.724977737 kg |
| 2026-06-28 40.0 | 200 | – | 40.0 implausible | BMI exactly 10 |
| 2026-06-28 40.1 | 200 | 40.1 on 2026-06-28 | – | BMI 10.025 |
| 2026-06-28 100.0 | 100 | – | 100.0 implausible | BMI exactly 100 |
| 2026-06-28 99.9 | 100 | 99.9 on 2026-06-28 | – | BMI 99.9 |
| 2026-01-15 80; 2026-06-28 8.0 | – | 80 on 2026-01-15 | 8.0 implausible | a slipped decimal point |
| 2026-01-15 80; 2026-06-28 760 | – | 80 on 2026-01-15 | 760 implausible | a lost decimal point |
""",
)
UNITS = Table(
    "Pounds and kilograms",
    """
| weights | ⇒ current | loss % | left out | why |
|---|---|---|---|---|
| 2026-01-15 176; 2026-06-28 76 | – | – | 176 unconfirmed, 76 unconfirmed | C08: 176 "kg", then 76 kg is no loss of 56.8 %: two readings |
| 2026-01-15 176 lb; 2026-06-28 76 | 76 on 2026-06-28 | 4.800 | – | the same with its unit: 79.83225712 kg |
| 2026-01-15 176 lb; 2026-06-28 76 lb | 79.83225712 on 2026-01-15 | – | 76 unit suspect | all in pounds: a kilogram filed as a pound |
| 2026-03-01 80; 2026-04-01 176; 2026-05-01 79; 2026-06-28 78 | 78 on 2026-06-28 | 2.5 | 176 unit suspect | pounds in the midst of a series |
| 2026-03-01 80; 2026-04-01 80; 2026-05-01 79; 2026-06-28 174 | 79 on 2026-05-01 | 1.25 | 174 unit suspect | pounds at the end of a series: three days against one |
| 2026-05-01 176; 2026-05-20 176; 2026-06-10 176; 2026-06-28 76 | 176 on 2026-06-10 | 0.0 | 76 unit suspect | three days against one, all in kilograms |
| 2026-06-28 80; 2026-06-28 176 | – | – | 80 unconfirmed, 176 unconfirmed | both units on one day |
| 2026-01-15 151.24; 2026-06-28 76 | 76 on 2026-06-28 | 49.749 | – | ratio 1.99: below the band, a loss |
| 2026-01-15 152; 2026-06-28 76 | 76 on 2026-06-28 | 50.0 | – | ratio exactly 2.0: pounds do not fit within 8 % |
| 2026-01-15 186.2; 2026-06-28 76 | 76 on 2026-06-28 | 59.184 | – | ratio exactly 2.45: nor there |
| 2026-01-15 186.96; 2026-06-28 76 | 76 on 2026-06-28 | 59.350 | – | ratio 2.46: above the band |
| 2026-01-15 76; 2026-06-28 152 | 152 on 2026-06-28 | -100.0 | – | upwards as well |
| 2026-04-01 76; 2026-05-01 76; 2026-06-01 76; 2026-06-28 76 lb | 76 on 2026-06-01 | 0.0 | 76 unit suspect | exactly three days against one |
| 2026-04-01 76 lb; 2026-05-01 76 lb; 2026-06-01 76 lb; 2026-06-28 76 | 34.47302012 on 2026-06-01 | 0.0 | 76 unit suspect | the same where most days are the light ones |
| 2026-05-01 76; 2026-06-01 76; 2026-06-28 76 lb | – | – | 76 unconfirmed | two against one are no clear majority |
| 2026-03-01 76; 2026-03-20 76; 2026-04-10 76; 2026-05-10 76 lb; 2026-06-28 76 lb | 34.47302012 on 2026-06-28 | 0.0 | 76 unit suspect | another day bears the last one out |
| 2026-01-15 63; 2026-03-01 62; 2026-06-28 28.3 | – | – | 63 unconfirmed, 62 unconfirmed, 28.3 unconfirmed | an export that divided twice: the 28.3 may be wrong, too |
| 2026-03-01 176; 2026-04-01 76; 2026-06-28 75 | 75 on 2026-06-28 | 1.316 | 176 unit suspect | a later day bears out the low side |
""",
)
ONE_A_DAY = Table(
    "One value a day",
    """
| weights | ⇒ current | left out | why |
|---|---|---|---|
| 2026-06-28 80.0; 2026-06-28 80.5 | 80.25 on 2026-06-28 | – | the median of two |
| 2026-06-28 81.0; 2026-06-28 80.0; 2026-06-28 80.4 | 80.4 on 2026-06-28 | – | the median of three |
| 2026-06-28 81.0; 2026-06-28 80.0; 2026-06-28 80.6; 2026-06-28 80.2 | 80.4 on 2026-06-28 | – | the median of four |
| 2026-06-28 80.0; 2026-06-28 76.0 | 78.0 on 2026-06-28 | – | exactly 5 % apart |
| 2026-06-28 80.0; 2026-06-28 75.99 | – | 80.0 conflicting day, 75.99 conflicting day | just more than 5 % apart |
| 2026-01-15 82; 2026-06-28 80.0; 2026-06-28 71.0 | – | 80.0 conflicting day, 71.0 conflicting day | C20: no median of two that lie 11 % apart, and the latest day decides nothing |
| 2026-06-28 80.0; 2026-06-28 8.0 | 80.0 on 2026-06-28 | 8.0 implausible | an implausible value makes no conflict |
| 2026-06-01 81; 2026-06-01 72; 2026-06-28 80; 2026-06-28 71 | – | 81 conflicting day, 72 conflicting day, 80 conflicting day, 71 conflicting day | each day for itself |
""",
)
SPIKES = Table(
    "Isolated spikes",
    """
| weights | ⇒ loss % | left out | why |
|---|---|---|---|
| 2026-02-01 70.0; 2026-03-01 70.2; 2026-04-01 95.0; 2026-06-28 69.8 | 0.57 | 95.0 isolated spike | C09: the naive maximum gives 26.5 % |
| 2026-02-01 80; 2026-04-01 76; 2026-06-28 74 | 7.5 | – | a true decline is never a spike |
| 2026-02-01 80.0; 2026-04-01 60.0; 2026-06-28 79.5 | 0.625 | 60.0 isolated spike | downwards as well |
| 2026-02-01 80.0; 2026-04-01 72.0; 2026-06-28 79.6 | 0.5 | – | exactly 10 % below its neighbour |
| 2026-02-01 80.0; 2026-04-01 71.6; 2026-06-28 79.6 | 0.5 | 71.6 isolated spike | more than 10 % below both |
| 2026-02-01 80; 2026-04-01 95; 2026-06-28 76 | 5.0 | 95 isolated spike | the neighbours agree: exactly 5 % apart |
| 2026-02-01 80; 2026-04-01 95; 2026-06-28 75.9 | 20.105 | – | the neighbours do not agree: just more than 5 % apart |
| 2026-02-01 70; 2026-03-15 95; 2026-04-20 95.2; 2026-06-28 70 | 26.471 | – | two days are not isolated |
| 2026-01-15 80; 2026-06-14 80; 2026-06-28 71.9 | – | 71.9 unconfirmed | the last day, more than 10 % in 14 days: two readings |
| 2026-01-15 80; 2026-06-13 80; 2026-06-28 71.9 | 10.125 | – | in 15 days it is believed |
| 2026-01-15 80; 2026-06-14 80; 2026-06-28 72.0 | 10.0 | – | exactly 10 % in 14 days is believed |
| 2026-03-01 90; 2026-03-10 80; 2026-06-28 79 | – | 90 unconfirmed | the first day, more than 10 % in 9 days: the verdict depends on it |
| 2026-03-01 90; 2026-03-10 80; 2026-06-28 72 | 20.0 | – | the same where no verdict depends on it |
| 2026-02-01 80; 2026-03-01 70; 2026-04-01 80; 2026-06-28 69 | 13.75 | 70 isolated spike | of two that look like spikes, the one farther from the median |
| 2026-02-01 69; 2026-03-01 80; 2026-04-01 70; 2026-06-28 80 | 0.0 | 70 isolated spike | the same the other way round |
| 2025-01-01 100; 2025-03-01 100; 2025-05-01 100; 2025-07-01 100; 2026-01-15 82; 2026-02-15 81; 2026-04-01 95; 2026-06-28 80 | 2.439 | 95 isolated spike | a spike is one although the median lies near it |
| 2026-06-01 80; 2026-06-20 95; 2026-06-28 70 | – | 70 unconfirmed | the day before it is not doubted in its place |
| 2026-06-01 80; 2026-06-20 81; 2026-06-28 70 | – | 70 unconfirmed | nor where its neighbour fits the rest |
| 2026-06-20 80; 2026-06-28 71 | – | 71 unconfirmed | two days that contradict each other |
""",
)
AGE = Table(
    "Age of the current weight",
    """
| weights | ⇒ loss % | Fearon 2011 | cautions | missing | why |
|---|---|---|---|---|---|
| 2026-01-15 80; 2026-05-01 74 | 7.5 | met | not stale weight | – | 60 days old |
| 2026-01-15 80; 2026-04-30 74 | 7.5 | met | stale weight, ... | – | 61 days old: with a caution |
| 2025-12-01 80; 2026-04-01 74 | 7.5 | met | stale weight, ... | – | 90 days old: with a caution |
| 2026-01-15 80; 2026-03-31 74 | – | unknown | – | current weight, ... | 91 days old: unknown |
""",
)
TIME = Table(
    "Dates after the day of the assessment",
    """
| weights | ⇒ current | left out | why |
|---|---|---|---|
| 2026-06-01 80; 2026-06-30 79 | 79 on 2026-06-30 | – | today counts |
| 2026-06-01 80; 2026-07-01 79 | 80 on 2026-06-01 | 79 date future | tomorrow is left out |
""",
)
FLAGS = Table(
    "Flags: used, with a caution",
    """
| weights | ⇒ current | cautions | why |
|---|---|---|---|
| 2026-01-15 80; 2026-06-26 80; 2026-06-28 75.99 | 75.99 on 2026-06-28 | rapid change, ... | more than 5 % in 2 days |
| 2026-01-15 80; 2026-06-26 80; 2026-06-28 76 | 76 on 2026-06-28 | not rapid change | exactly 5 % in 2 days |
| 2026-01-15 80; 2026-06-25 80; 2026-06-28 75.99 | 75.99 on 2026-06-28 | not rapid change | in 3 days |
| 2026-02-01 90; 2026-03-03 80.9; 2026-06-28 80 | 80 on 2026-06-28 | rapid change, ... | more than 10 % in 30 days, amid the series |
| 2026-02-01 90; 2026-03-04 80.9; 2026-06-28 80 | 80 on 2026-06-28 | not rapid change | in 31 days |
| 2026-02-01 100; 2026-03-10 85; 2026-04-02 79.9; 2026-06-28 80 | 80 on 2026-06-28 | rapid change, ... | more than 20 % in 60 days, over a day between |
| 2026-02-01 100; 2026-03-10 91; 2026-04-10 82; 2026-05-03 79.9; 2026-06-28 80 | 80 on 2026-06-28 | not rapid change | in 91 days, and not 10 % in 30 |
| 2026-02-01 70; 2026-02-10 77; 2026-06-28 77 | 77 on 2026-06-28 | not rapid change | a gain is none |
| 2025-12-28 84; 2025-12-30 79.5; 2026-06-28 79 | 79 on 2026-06-28 | rapid change, ... | on the first day of the six months |
| 2025-12-27 84; 2025-12-29 79.5; 2026-06-28 79 | 79 on 2026-06-28 | not rapid change | from the day before them |
| 2026-01-15 84; 2026-06-01 80.0; 2026-06-10 80.0; 2026-06-20 80.0 | 80.0 on 2026-06-20 | carried forward weights, ... | identical on three days: perhaps copied; said, but all are kept, or a stable patient would look stale |
| 2026-01-15 84; 2026-06-01 80.0; 2026-06-10 80.0; 2026-06-20 80.1 | 80.1 on 2026-06-20 | not carried forward weights | identical on two days only |
| 2026-01-15 84; 2026-06-01 80.0; 2026-06-10 80.04; 2026-06-20 80.0 | 80.0 on 2026-06-20 | carried forward weights, ... | identical to 0.1 kg |
""",
)

READINGS = Table(
    "Two readings",
    """
| weights | height | ⇒ Fearon 2011 | loss % | BMI | readings | missing | why |
|---|---|---|---|---|---|---|---|
| 2026-01-20 80; 2026-06-18 79; 2026-06-25 70 | 175 | unknown | – | – | 70 met, 79 not met | weight confirmation | C5: they differ |
| 2026-01-20 90; 2026-06-18 80; 2026-06-25 71 | 175 | met | – | – | 71 met, 80 met | – | both meet it: it stands, without a number |
| 2026-01-20 80; 2026-06-18 79; 2026-06-25 90 | 175 | not met | – | – | 90 not met, 79 not met | – | neither does |
| 2026-01-20 80; 2026-06-18 79; 2026-06-25 33 | 175 | not met | 1.25 | 25.80 | – | – | a BMI of 10.8 is none: the height settles it |
| 2026-06-18 79; 2026-06-25 33 | 175 | unknown | – | – | – | weight confirmation, ... | and a single weight that is left decides nothing |
| 2026-01-01 63.0; 2026-03-01 62.0; 2026-06-04 28.3 | 165 | unknown | – | – | – | current weight, ... | C7: 28.3 kg would be a BMI of 10.4, and March is long ago |
| 2026-01-20 176; 2026-06-18 76; 2026-06-25 66 | – | unknown | – | – | 176 unknown, 66 unknown, 76 unknown | weight confirmation, ... | a pound's doubt and an end's in one of its readings |
| 2026-01-10 90; 2026-01-20 80; 2026-06-25 79.5 | 175 | unknown | – | 25.96 | 79.5 met, 79.5 not met | weight confirmation, ... | the first day alone makes the loss |
""",
)

CHAPTER = Chapter(
    "weight_series",
    "The weight series",
    TEXT,
    (PLAUSIBILITY, UNITS, ONE_A_DAY, SPIKES, READINGS, AGE, TIME, FLAGS),
    (WeightSeriesRules,),
)
