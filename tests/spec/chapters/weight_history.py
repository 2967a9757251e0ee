"""Reference weights, windows, partial dates, stated weights, dialysis, BMI."""

# ruff: noqa: E501 - drawn tables keep their rows

from tests.spec.chapter import Chapter, Table

TEXT = """\
**Windows** are whole calendar months that end on the day of the *current weight* (not of the assessment), both ends
included; where the month lacks the day, its last day counts (31 August - 6 months = 28 or 29 February). Pairs of 182
to 184 days are inside; a 180-day rule loses them.

**Reference weight**: the highest remaining weight of the window at least 14 days before the current one (setting: the
oldest), in the branches that ask for 2 % and in AWGC 2023 at least 28 days: a scale's noise is no loss. A loss under
1.5 kg that decides carries a caution. Without
another weight within 3 % and 45 days the finding says "single uncorroborated reference". A rapid rise (5 % or more)
that is back within 2 % in 30 days or less is likely fluid and gives no reference weight (a published quality rule of
MSK; the numbers are settings). **Loss** is an exact share of the reference weight; a gain is negative.

**How far the record reaches back**: the loss that is seen is a lower bound of the true one. Where the oldest weight of
the six months lies less than 90 days before the current one, the loss lies between what is seen and the loss since the
highest weight of twelve months (no upper bound where there is none): "met" can be decided, "not met" only where the upper
bound allows it. A weight just outside an empty window is told, with the loss since then.

**Direction**: *stable* where the last weight at least 90 days old and every later one lie within 2 % of the current one;
else *regaining* where the current weight lies at least 2 % above the lowest, that one at least 14 days back and an
earlier one at least 2 % above it; else *falling* where it lies at least 2 % below the reference. A loss that is stable or
regained keeps its verdict; it is past, and warns nobody.

**Beside the six months**: twelve months for Evans 2008; a baseline of three to six months for AWGC 2023; before six
months (back to 24, our limit) for GLIM; and the largest loss inside any six months, reported as a past episode.

**Partial dates** ("2026-01") are intervals. Such a weight is used where every day of it gives the same answer;
otherwise it is left out, and what depends on the day is unknown.

**A usual weight** is the weight before, at an unknown date inside the 6 to 12 months before it was told: it says how much
and never since when, so it decides Evans 2008, Fearon 2006 and who is at risk, never Fearon 2011. **Stated weights** serve only as a baseline, with a caution, and only where no measured weight lies
in the window (our interpretation); never as the current weight. **On dialysis** only dry weights count: 70.0 to 66.0
kg dry is 5.71 %, a mixture of phases gives 9.47 %.

**BMI** is the current weight over the square of the latest adult height, a measured one before a stated one. A height
that departs by more than 3 cm from the median of three or more is left out; two that contradict each other give no
BMI. A stored
BMI counts only where no height exists.
"""

WINDOW = Table(
    "The six months",
    """
| weights | as of | ⇒ loss % | Fearon 2011 | why |
|---|---|---|---|---|
| 2025-12-30 85; 2026-06-30 80 | – | 5.882 | met | the first day of the window |
| 2025-12-29 85; 2026-06-30 80 | – | – | unknown | the day before it; no other reference |
| 2025-12-28 85; 2026-06-28 80 | – | 5.882 | met | 182 days |
| 2026-03-01 85; 2026-09-01 80 | 2026-09-02 | 5.882 | met | 184 days |
| 2026-02-28 85; 2026-08-28 80 | 2026-08-28 | 5.882 | met | 181 days |
| 2026-02-28 85; 2026-08-31 80 | 2026-08-31 | 5.882 | met | 31 August reaches back to 28 February |
| 2026-02-27 85; 2026-08-31 80 | 2026-08-31 | – | unknown | and no further |
| 2026-02-28 85; 2026-08-30 80 | 2026-08-30 | 5.882 | met | so does 30 August |
| 2028-02-29 85; 2028-08-31 80 | 2028-08-31 | 5.882 | met | in a leap year to 29 February |
| 2028-02-28 85; 2028-08-31 80 | 2028-08-31 | – | unknown | and no further in a leap year |
| 2025-12-01 85; 2026-06-01 80 | – | 5.882 | met | the window ends on the current weight's day, not today |
| 2025-11-30 85; 2026-06-01 80 | – | – | unknown | a day before that window |
| 2026-06-27 77; 2026-06-28 76 | – | – | unknown | the day before the current weight is no reference |
""",
)
OTHERS = Table(
    "The other windows; current weight of 2026-06-28",
    """
| weights | ⇒ loss % | 12 months % | beyond % | 3 to 6 months % | why |
|---|---|---|---|---|---|
| 2025-06-28 85; 2026-06-28 80 | – | 5.882 | 5.882 | – | twelve months to the day |
| 2025-06-27 85; 2026-06-28 80 | – | – | 5.882 | – | a day more |
| 2025-12-27 85; 2026-06-28 80 | – | 5.882 | 5.882 | – | a day before the six months |
| 2025-12-28 85; 2026-06-28 80 | 5.882 | 5.882 | – | 5.882 | six months to the day |
| 2026-03-28 85; 2026-06-28 80 | 5.882 | 5.882 | – | 5.882 | three months to the day |
| 2026-03-29 85; 2026-06-28 80 | 5.882 | 5.882 | – | – | a day less than three months |
| 2024-06-28 85; 2026-06-28 80 | – | – | 5.882 | – | 24 months: the end of our look-back |
| 2024-06-27 85; 2026-06-28 80 | – | – | – | – | a day more than 24 months |
| 2025-01-01 80; 2025-05-01 70; 2026-01-15 75; 2026-06-28 74 | 1.333 | 1.333 | 7.5 | 1.333 | each window has its own reference |
""",
)
EPISODE = Table(
    "The past episode, apart from the current status",
    """
| weights | ⇒ loss % | past episode % | why |
|---|---|---|---|
| 2025-01-01 80; 2025-05-01 70; 2026-01-15 75; 2026-06-28 74 | 1.333 | 12.5 | the loss of spring 2025 is past |
| 2025-01-01 80; 2025-07-02 70; 2026-06-28 74 | – | – | no loss inside any six months |
| 2026-01-15 70; 2026-06-28 74 | -5.714 | – | a gain is no loss |
| 2026-01-15 80; 2026-06-28 80 | 0.0 | – | nor is a steady weight |
| 2025-01-01 80; 2025-03-01 76; 2025-05-01 70; 2026-06-28 74 | – | 12.5 | a loss in steps counts as a whole |
| 2025-12-28 80; 2026-06-28 74 | 7.5 | 7.5 | six months to the day |
| 2025-12-27 80; 2026-06-28 74 | – | – | a day more |
""",
)
REFERENCE = Table(
    "The reference weight",
    """
| weights | rules | ⇒ reference | loss % | cautions | why |
|---|---|---|---|---|---|
| 2026-01-15 76; 2026-03-15 82; 2026-06-28 77 | – | 82 on 2026-03-15 | 6.098 | not stale weight | the highest |
| 2026-01-15 76; 2026-03-15 82; 2026-06-28 77 | weight_series.reference=oldest | 76 on 2026-01-15 | -1.316 | not stale weight | the oldest: a setting |
| 2026-01-15 80; 2026-03-01 78; 2026-06-28 74 | – | 80 on 2026-01-15 | 7.5 | not single uncorroborated reference | supported 45 days later |
| 2026-01-15 80; 2026-03-02 78; 2026-06-28 74 | – | 80 on 2026-01-15 | 7.5 | single uncorroborated reference, ... | 46 days later is too late |
| 2026-01-15 80; 2026-03-01 77.6 ; 2026-06-28 74 | – | 80 on 2026-01-15 | 7.5 | not single uncorroborated reference | exactly 3 % lower supports it |
| 2026-01-15 80; 2026-03-01 77.59; 2026-06-28 74 | – | 80 on 2026-01-15 | 7.5 | single uncorroborated reference, ... | more than 3 % lower does not |
| 2025-12-20 80; 2026-01-15 80; 2026-06-28 74 | – | 80 on 2026-01-15 | 7.5 | not single uncorroborated reference | a weight before the window supports it as well |
""",
)
FLUID = Table(
    "A rapid rise and return gives no reference",
    """
| weights | ⇒ reference | loss % | cautions | why |
|---|---|---|---|---|
| 2026-05-01 76; 2026-05-15 80; 2026-05-30 76.5; 2026-06-28 75 | 76.5 on 2026-05-30 | 1.961 | rapid rise and return, ... | 5.3 % up and back in 29 days |
| 2026-05-01 80; 2026-05-15 84; 2026-05-31 80; 2026-06-28 79 | ... | 1.25 | rapid rise and return, ... | exactly 5 % up, back in 30 days |
| 2026-05-01 80; 2026-05-15 83.9; 2026-05-31 80; 2026-06-28 79 | 83.9 on 2026-05-15 | 5.840 | not rapid rise and return | less than 5 % up |
| 2026-05-01 80; 2026-05-15 83.99; 2026-05-31 80; 2026-06-28 79 | 83.99 on 2026-05-15 | 5.941 | not rapid rise and return | just less than 5 % up |
| 2026-03-01 76; 2026-03-10 80; 2026-03-20 76; 2026-05-01 76; 2026-05-15 80; 2026-05-30 76.5; 2026-06-28 75 | 76.5 on 2026-05-30 | 1.961 | rapid rise and return, ... | twice in six months |
| 2026-05-01 80; 2026-05-15 84; 2026-06-01 80; 2026-06-28 79 | 84 on 2026-05-15 | 5.952 | not rapid rise and return | back in 31 days |
| 2026-05-01 80; 2026-05-15 84; 2026-05-31 78.4; 2026-06-28 78 | 80 on 2026-05-01 | 2.5 | rapid rise and return, ... | back to exactly 2 % below |
| 2026-05-01 80; 2026-05-15 84; 2026-05-31 78.39; 2026-06-28 78 | 84 on 2026-05-15 | 7.143 | not rapid rise and return | more than 2 % below: a loss |
""",
)
PARTIAL = Table(
    "Partial dates (C18)",
    """
| weights | ⇒ loss % | Fearon 2011 | left out | why |
|---|---|---|---|---|
| 2026-01 80; 2026-06-28 74 | 7.5 | met | – | every day of January lies in the window |
| 2025-12 80; 2026-06-28 74 | – | unknown | 80 date missing | some days of December do not |
| 2025 80; 2026-06-28 74 | – | unknown | 80 date missing | nor do most days of 2025 |
| 2025-12 76; 2026-01-15 80; 2026-06-28 74 | 7.5 | met | 76 date missing | a lower weight cannot change this loss |
| 2026-01-15 80; 2026-06 74 | 7.5 | met | – | the current weight, on any day of June |
| 2026-01-15 80; 2026-06-15 78; 2026-06 74 | – | unknown | 74 date missing | before or after the 15th: 7.5 or 2.5 % |
| 2026-01-15 80; 2026-06-15 75; 2026-06 74 | – | met | 74 date missing | 6.25 or 7.5 %, both more than 5 |
| 2026-01-15 80; 2026-06-15 79.5; 2026-06 79 | – | not met | 79 date missing | 0.625 or 1.25 %, neither more than 2 |
| 2026 74 | – | unknown | ... | "2026" in June: written before today |
""",
)
PARTIAL_BMI = Table(
    "A partial date that leaves the current weight open leaves the BMI open",
    """
| weights | height | work-up | ⇒ BMI | GLIM 2019 | why |
|---|---|---|---|---|---|
| 2026-06-15 58.5; 2026-06 57.0 | 170 | negative | – | unknown | BMI 20.24 or 19.72 |
| 2026-05-15 58.5; 2026-06 57.0 | 170 | negative | 19.72 | met | the June weight is the current one on any day |
""",
)
STATED = Table(
    "Weights that the patient stated",
    """
| weights | ⇒ current | reference | loss % | left out | cautions | why |
|---|---|---|---|---|---|---|
| 2026-01-15 80 stated; 2026-06-28 74 | 74 on 2026-06-28 | 80 on 2026-01-15 | 7.5 | – | stated reference weight, ... | a baseline of low trust |
| 2026-01-15 80; 2026-06-28 74 stated | 80 on 2026-01-15 | – | – | – | ... | never the current weight |
| 2026-01-15 85 stated; 2026-02-01 80; 2026-06-28 74 | 74 on 2026-06-28 | 80 on 2026-02-01 | 7.5 | – | not stated reference weight | a measured weight goes before it |
| 2025-12-27 80 stated; 2026-06-28 74 | 74 on 2026-06-28 | – | – | – | ... | outside the window |
| 2026-01-15 500 stated; 2026-06-28 74 | 74 on 2026-06-28 | – | – | 500 implausible | ... | an implausible one is listed |
| 2026-02 80 stated; 2026-06-28 74 | 74 on 2026-06-28 | ... | 7.5 | – | stated reference weight, ... | a partial date of which every day gives the same answer |
| 2026-01-15 176 stated; 2026-06-28 76 | 76 on 2026-06-28 | – | – | 176 unit suspect | ... | pounds filed as kilograms: no loss of 56.8 % |
| 2026-06-28 80 stated; 2026-06-28 74 | 74 on 2026-06-28 | – | – | – | ... | told on the day of the current weight: no baseline |
| 2026-01-15 80 stated | – | – | – | – | ... | nothing was ever measured |
""",
)
DIALYSIS = Table(
    "Dialysis (C06)",
    """
| weights | facts | ⇒ loss % | left out | why |
|---|---|---|---|---|
| 2026-01-15 72.9; 2026-01-15 70.0 dry; 2026-06-28 68.2; 2026-06-28 66.0 dry | dialysis | 5.714 | 72.9 code denied, 68.2 code denied | dry to dry |
| 2026-01-15 72.9; 2026-06-28 66.0 dry | dialysis | – | 72.9 code denied | never 9.47 % from two phases |
| 2026-01-15 72.9 stated; 2026-06-28 66.0 dry | dialysis | – | ... | a stated weight is no dry weight |
| 2026-01-15 80; 2026-06-28 74; 2026-06-28 71 dry | – | 7.5 | 71 code denied | without dialysis a dry weight does not count |
""",
)
BMI = Table(
    "BMI and height",
    """
| weights | height | stored BMI | ⇒ BMI | why |
|---|---|---|---|---|
| 2026-06-28 76 | 175 | – | 24.82 | current weight over squared height |
| 2026-06-28 76 | 175 | 30.0 | 24.82 | a height goes before a stored BMI |
| 2026-06-28 76 | – | 19.9 | 19.9 | a stored BMI without any height |
| 2026-06-28 76 | 175 on 2020-01-01; 178 on 2025-01-01 | – | 23.99 | the latest height |
| 2026-06-28 76 | 175 on 2020-01-01; 180 on 2025-01-01 | – | – | two that contradict each other |
| 2026-06-28 76 | 175 on 2020-01-01; 175 on 2022-01-01; 157 on 2025-01-01 | – | 24.82 | one that does not fit the others |
| 2026-06-28 76 | 175 on 2020-01-01; 175 on 2022-01-01; 178 on 2025-01-01 | – | 23.99 | 3 cm are no contradiction |
| 2026-06-28 76 | 180 on 2020-01-01; 175 stated on 2025-01-01 | – | 23.46 | measured before stated |
| 2026-06-28 76 | 175 stated | – | 24.82 | stated, where nothing better is known |
| 2026-06-28 76 | 170 on 1988-02-29 | – | – | a day before the 18th birthday |
| 2026-06-28 76 | 170 on 1988-03-01 | – | 26.30 | on the 18th birthday |
| 2026-06-28 76 | 99.9 | – | – | no adult height |
| 2026-06-28 76 | 250.1 | – | – | no human height |
| 2026-06-28 76 | 175 on 2026-07-01 | – | – | a height from the future |
| 2026-06-28 76 | 175 on 2026-06-30 | – | 24.82 | a height of today |
| 2026-03-31 76 | 175 | – | – | the weight is 91 days old |
| – | – | 9.9 | – | an implausible stored BMI |
| – | – | 10 | – | a BMI of exactly 10 is as implausible |
| – | – | 100 | – | and one of exactly 100 |
| – | – | 20.0 on 2026-06-01; 19.0 on 2026-06-20 | 19.0 | the latest stored BMI |
| – | – | 24 on 2026-03-31 | – | a stored BMI 91 days old |
""",
)

NOISE = Table(
    "Noise and a short record",
    """
| weights | height | rules | ⇒ loss % | reference | Fearon 2011 | missing | cautions | why |
|---|---|---|---|---|---|---|---|---|
| 2026-06-11 80; 2026-06-25 75 | – | – | 6.25 | 80 on 2026-06-11 | met | – | ... | 14 days are a reference |
| 2026-06-12 80; 2026-06-25 75 | – | – | – | – | unknown | longer history, ... | ... | 13 days are none |
| 2026-05-28 53.5; 2026-06-25 52.3 | 166 | – | 2.243 | ... | met | – | within scale noise, ... | 28 days decide by 2 %, with a caution |
| 2026-05-29 53.5; 2026-06-25 52.3 | 166 | – | 2.243 | ... | unknown | longer history, ... | short history, ... | 27 days do not |
| 2026-01-20 50; 2026-06-25 48.5 | 165 | – | 3.0 | ... | met | – | not within scale noise | 1.5 kg are more than noise |
| 2026-03-27 80; 2026-06-25 80 | 175 | – | 0.0 | ... | not met | – | not short history | 90 days back |
| 2026-03-28 80; 2026-06-25 80 | 175 | – | 0.0 | ... | unknown | longer history, ... | short history, ... | 89 days back |
| 2025-12-01 80; 2026-05-01 80; 2026-06-25 79.8 | 175 | – | 0.25 | 80 on 2026-05-01 | not met | – | ... | no more was lost within the year |
| 2025-12-01 90; 2026-05-01 80; 2026-06-25 79.8 | 175 | – | 0.25 | 80 on 2026-05-01 | unknown | longer history, ... | short history, ... | perhaps 11 % |
""",
)
COURSE = Table(
    "Direction, and a weight just outside the window",
    """
| weights | ⇒ direction | of the year | loss % | outside % | shown as | why |
|---|---|---|---|---|---|---|
| 2026-01-20 80; 2026-06-25 72 | falling | falling | 10.0 | – | as usual | a loss that goes on |
| 2026-01-20 80; 2026-03-27 72.5; 2026-06-25 72 | stable | stable | 10.0 | – | info | steady for 90 days |
| 2026-01-20 80; 2026-03-28 72.5; 2026-06-25 72 | falling | falling | 10.0 | – | as usual | 89 days are too few |
| 2026-01-20 80; 2026-03-10 72; 2026-06-25 75 | regaining | regaining | 6.25 | – | info | regained since March |
| 2026-01-20 80; 2026-06-12 72; 2026-06-25 75 | falling | falling | 6.25 | – | as usual | since 13 days only |
| 2026-01-20 80; 2026-06-25 78.4 | falling | falling | 2.0 | – | as usual | exactly 2 % |
| 2026-01-20 80; 2026-05-01 76; 2026-06-25 83 | regaining | regaining | -3.75 | – | as usual | a gain over what was lost |
| 2026-01-20 80; 2026-06-25 83 | – | – | -3.75 | – | as usual | a gain is a gain |
| 2026-06-25 72 | – | – | – | – | as usual | one day has none |
| 2025-12-11 80; 2026-06-25 72.8 | – | falling | – | 9.0 | as usual | two weeks outside the window |
| 2025-06-24 80; 2026-06-25 72.8 | – | – | – | – | as usual | more than a year ago |
""",
)
HEIGHTS = Table(
    "Heights that do not fit",
    """
| weights | height | ⇒ BMI | heights left out | why |
|---|---|---|---|---|
| 2026-06-28 76 | 175 on 2020-01-01; 175 on 2021-01-01; 157 on 2025-01-01 | 24.82 | 157 cm | more than 3 cm from the others |
| 2026-06-28 76 | 160 on 2020-01-01; 161 on 2021-01-01; 180 on 2024-01-01; 181 on 2025-01-01 | – | – | two against two: none is left out, none decides |
""",
)
USUAL = Table(
    "A usual weight",
    """
| weights | facts | labs | ⇒ loss % | 12 months % | Fearon 2011 | cautions | why |
|---|---|---|---|---|---|---|---|
| 2026-06-25 75; 2026-06-25 90 usual | – | – | – | 16.667 | unknown | ... | told at the visit |
| 2026-06-25 75; 2026-01-02 90 usual | – | – | – | 16.667 | unknown | ... | told six months before |
| 2026-06-25 75; 2025-11-02 90 usual | – | – | – | – | unknown | ... | told earlier it stands for more than a year ago |
| 2026-01-20 80; 2026-06-25 75; 2026-06-25 90 usual | – | – | 6.25 | 6.25 | met | ... | a measured weight goes before it |
""",
)

CHAPTER = Chapter(
    "weight_history",
    "Reference weight, windows and BMI",
    TEXT,
    (
        WINDOW,
        NOISE,
        COURSE,
        OTHERS,
        EPISODE,
        REFERENCE,
        FLUID,
        PARTIAL,
        PARTIAL_BMI,
        STATED,
        USUAL,
        DIALYSIS,
        BMI,
        HEIGHTS,
    ),
)
