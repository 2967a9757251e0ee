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
2. **Unit mix-ups.** Two values side by side whose ratio is 2.0 to 2.45, where pounds read as kilograms explain it
   within 8 %: the one that is in the wrong unit is left out, never corrected (proposal). Which one: only a value
   recorded in kilograms can be a pound filed as a kilogram, and only one recorded in pounds a kilogram filed as a
   pound. Where that leaves it open, the part with three times as many days is believed; ten times as many are believed
   whatever the units say; where days and units contradict each other, nobody is (our interpretation). The parts as a
   whole must lie a pound apart within 20 %: a single odd value jumps and returns.
3. **One value a day**: the median. Where the values of a day differ by more than 5 %, the day is left out.
4. **Isolated spikes.** A day that differs by more than 10 % in the same direction from both its neighbours, while
   those agree within 5 %, is left out. The first and the last day have one neighbour: they are left out only where
   they differ from it by more than 10 % within 14 days, or by the ratio of a unit error (0.43 to 0.47, 2.0 to 2.45).
   A true decline is never a spike. *Ours, beyond the algorithm*: of days side by side that look like spikes, each
   seen from the other, the one farther from the median goes first; and where leaving out an end's neighbour instead
   makes the smaller jump (80, 95, 70 kg), the neighbour goes, so that a loss is not lost.
5. **Current weight**: the latest day that remains. Older than 60 days it is used with a caution, older than 90 days
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
| 2026-01-15 176; 2026-06-28 76 | 76 on 2026-06-28 | – | 176 unit suspect | C08: 176 "kg", then 76 kg is no loss of 56.8 % |
| 2026-01-15 176 lb; 2026-06-28 76 | 76 on 2026-06-28 | 4.800 | – | the same with its unit: 79.83225712 kg |
| 2026-01-15 176 lb; 2026-06-28 76 lb | 79.83225712 on 2026-01-15 | – | 76 unit suspect | kilograms filed as pounds |
| 2026-03-01 80; 2026-04-01 176; 2026-05-01 79; 2026-06-28 78 | 78 on 2026-06-28 | 2.5 | 176 unit suspect | pounds in the midst of a series |
| 2026-03-01 80; 2026-04-01 80; 2026-05-01 79; 2026-06-28 174 | 79 on 2026-05-01 | 1.25 | 174 unit suspect | pounds at the end of a series |
| 2026-05-01 176; 2026-05-20 176; 2026-06-10 176; 2026-06-28 76 | – | – | 176 unit suspect, 76 unit suspect | three days say 176, only the 76 is in no wrong unit: nobody is believed |
| 2026-06-28 80; 2026-06-28 176 | 80 on 2026-06-28 | – | 176 unit suspect | both units on one day |
| 2026-01-15 151.24; 2026-06-28 76 | 76 on 2026-06-28 | 49.749 | – | ratio 1.99: below the band, a loss |
| 2026-01-15 152; 2026-06-28 76 | 76 on 2026-06-28 | – | 152 isolated spike | ratio exactly 2.0: pounds do not fit within 8 %, the end rule holds |
| 2026-01-15 186.2; 2026-06-28 76 | 76 on 2026-06-28 | – | 186.2 isolated spike | ratio exactly 2.45 |
| 2026-01-15 186.96; 2026-06-28 76 | 76 on 2026-06-28 | 59.350 | – | ratio 2.46: above the band |
| 2026-01-15 76; 2026-06-28 152 | 76 on 2026-01-15 | – | 152 isolated spike | upwards as well: ratio exactly 2.0 is no pound within 8 % |
| 2026-04-01 76; 2026-05-01 76; 2026-06-01 76; 2026-06-28 76 lb | 76 on 2026-06-01 | 0.0 | 76 unit suspect | the units leave both open: exactly three times the days are believed |
| 2026-04-01 76 lb; 2026-05-01 76 lb; 2026-06-01 76 lb; 2026-06-28 76 | 34.47302012 on 2026-06-01 | 0.0 | 76 unit suspect | the same where most days are the light ones |
| 2026-05-01 76; 2026-06-01 76; 2026-06-28 76 lb | – | – | 76 unit suspect | twice the days are no clear majority: nobody is believed |
| 2026-03-01 76; 2026-03-20 76; 2026-04-10 76; 2026-05-10 76 lb; 2026-06-28 76 lb | – | – | 76 unit suspect | nor are three days against two |
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
| 2026-01-15 82; 2026-06-28 80.0; 2026-06-28 71.0 | 82 on 2026-01-15 | 80.0 conflicting day, 71.0 conflicting day | C20: no median of two that lie 11 % apart |
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
| 2026-01-15 80; 2026-06-14 80; 2026-06-28 71.9 | 0.0 | 71.9 isolated spike | the last day: more than 10 % in 14 days |
| 2026-01-15 80; 2026-06-13 80; 2026-06-28 71.9 | 10.125 | – | in 15 days it is believed |
| 2026-01-15 80; 2026-06-14 80; 2026-06-28 72.0 | 10.0 | – | exactly 10 % in 14 days is believed |
| 2026-03-01 90; 2026-03-10 80; 2026-06-28 79 | 1.25 | 90 isolated spike | the first day: more than 10 % in 9 days |
| 2026-02-01 80; 2026-03-01 70; 2026-04-01 80; 2026-06-28 69 | 13.75 | 70 isolated spike | of two that look like spikes, the one farther from the median |
| 2026-02-01 69; 2026-03-01 80; 2026-04-01 70; 2026-06-28 80 | 0.0 | 70 isolated spike | the same the other way round |
| 2025-01-01 100; 2025-03-01 100; 2025-05-01 100; 2025-07-01 100; 2026-01-15 82; 2026-02-15 81; 2026-04-01 95; 2026-06-28 80 | 2.439 | 95 isolated spike | a spike is one although the median lies near it |
| 2026-06-01 80; 2026-06-20 95; 2026-06-28 70 | 12.5 | 95 isolated spike | the end's neighbour, where that makes the smaller jump |
| 2026-06-01 80; 2026-06-20 81; 2026-06-28 70 | -1.25 | 70 isolated spike | the end, where its neighbour fits the rest |
| 2026-06-20 80; 2026-06-28 71 | – | 80 isolated spike, 71 isolated spike | two days that contradict each other: neither is believed |
| 2026-06-01 100; 2026-06-20 83; 2026-06-28 120 | -20.0 | 83 isolated spike | a jump is a share of the larger weight: 16.7 % without the 83, 17 % with it |
| 2026-06-01 100; 2026-06-20 80; 2026-06-28 125 | 20.0 | 125 isolated spike | two jumps of exactly 20 %: the end goes |
| 2025-01-01 100; 2025-02-01 100; 2026-06-28 47 | – | 47 isolated spike | exactly 0.47 of its neighbour, however long after it |
| 2025-01-01 100; 2025-02-01 100; 2026-06-28 47.1 | – | – | just above 0.47 |
| 2025-01-01 100; 2025-02-01 100; 2026-06-28 43 | – | 43 isolated spike | exactly 0.43 of its neighbour |
| 2025-01-01 100; 2025-02-01 100; 2026-06-28 42.9 | – | – | just below 0.43 |
""",
)
AGE = Table(
    "Age of the current weight",
    """
| weights | ⇒ loss % | Fearon 2011 | cautions | missing | why |
|---|---|---|---|---|---|
| 2026-01-15 80; 2026-05-01 74 | 7.5 | met | not stale weight | – | 60 days old |
| 2026-01-15 80; 2026-04-30 74 | 7.5 | met | stale weight, ... | – | 61 days old: with a caution |
| 2026-01-15 80; 2026-04-01 74 | 7.5 | met | stale weight, ... | – | 90 days old: with a caution |
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
| 2026-02-01 88; 2026-03-01 90; 2026-03-08 80.9; 2026-06-28 80 | 80 on 2026-06-28 | rapid change, ... | more than 10 % in 7 days, amid the series |
| 2026-02-01 88; 2026-03-01 90; 2026-03-09 80.9; 2026-06-28 80 | 80 on 2026-06-28 | not rapid change | in 8 days |
| 2025-12-28 84; 2025-12-30 79.5; 2026-06-28 79 | 79 on 2026-06-28 | rapid change, ... | on the first day of the six months |
| 2025-12-27 84; 2025-12-29 79.5; 2026-06-28 79 | 79 on 2026-06-28 | not rapid change | from the day before them |
| 2026-01-15 84; 2026-06-01 80.0; 2026-06-10 80.0; 2026-06-20 80.0 | 80.0 on 2026-06-20 | carried forward weights, ... | identical on three days: perhaps copied; said, but all are kept, or a stable patient would look stale |
| 2026-01-15 84; 2026-06-01 80.0; 2026-06-10 80.0; 2026-06-20 80.1 | 80.1 on 2026-06-20 | not carried forward weights | identical on two days only |
| 2026-01-15 84; 2026-06-01 80.0; 2026-06-10 80.04; 2026-06-20 80.0 | 80.0 on 2026-06-20 | carried forward weights, ... | identical to 0.1 kg |
""",
)

CHAPTER = Chapter(
    "weight_series",
    "The weight series",
    TEXT,
    (PLAUSIBILITY, UNITS, ONE_A_DAY, SPIKES, AGE, TIME, FLAGS),
    (WeightSeriesRules,),
)
