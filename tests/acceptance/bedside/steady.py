"""Simulates steady patients and true losers: how often is a record opened to a card? `python -m ...bedside.steady [N]`.

The true weight of a steady patient stays; the scale adds noise (a share of the weight, normal, rounded to 0.1 kg).
A loser loses evenly over the last half-year. Each record holds a year and is opened once, up to six days after its
last weight. Limits (issue 9, item 10): a card in at most 1 % of steady openings with 0.6 % noise and 4 % with 1 %;
in at least 95 % of the openings of those who lost 8 %.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from click.testing import CliRunner

from cds_service.cli import commands

from .chart import CANCER, Json, height, man, weight

OPENED = date(2026, 6, 30)
EVERY = {"weekly": 7, "three-weekly": 21, "monthly": 30}
HALF_A_YEAR = 182


def records(number: int, every: int, noise: float, lost: float, seed: int = 9) -> Iterator[list[Json]]:
    """Give the charts of `number` patients weighed every so many days; noise and loss are shares of the weight."""
    chance = Random(seed)  # noqa: S311 - a simulation that must give the same numbers again
    for at in range(number):
        kg, tall, age = chance.uniform(60, 95), 172, chance.randint(0, 6)
        days = range(age, 365, every)
        told = [_weighed(kg * (1 - lost * max(0, HALF_A_YEAR - day) / HALF_A_YEAR), day, noise, chance) for day in days]
        yield [_of(f"p{at}", one) for one in (man(), CANCER, height(tall), *told)]


def _weighed(kg: float, days_ago: int, noise: float, chance: Random) -> Json:
    return weight(round(kg * (1 + chance.gauss(0, noise)), 1), (OPENED - timedelta(days=days_ago)).isoformat())


def _of(patient: str, resource: Json) -> Json:
    if resource["resourceType"] == "Patient":
        return resource | {"id": patient}
    return resource | {"id": f"{patient}-{resource['id']}", "subject": {"reference": f"Patient/{patient}"}}


def share_with_a_card(number: int, every: int, noise: float, lost: float) -> float:
    """Play the simulated records through `assess` and give the share of those with a card."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "charts.ndjson"
        lines = (json.dumps(one) for chart in records(number, every, noise, lost) for one in chart)
        written.write_text("\n".join(lines), "utf-8")
        options = ["--as-of", OPENED.isoformat(), "--format", "cards"]
        result = CliRunner().invoke(commands, ["assess", str(written), *options])
    answers = [json.loads(line)["cards"] for line in result.stdout.splitlines()]
    return sum(1 for cards in answers if cards) / len(answers)


def main(arguments: list[str]) -> int:
    number = int(arguments[0]) if arguments else 2000
    right = True
    for name, every in EVERY.items():
        for noise, lost, at_least, at_most in ((0.006, 0, 0, 0.01), (0.01, 0, 0, 0.04), (0.006, 0.08, 0.95, 1)):
            share = share_with_a_card(number, every, noise, lost)
            fits = at_least <= share <= at_most
            right = right and fits
            print(f"{name:13} noise {noise:.1%}  lost {lost:.0%}  cards {share:6.1%}  {'ok' if fits else 'OUTSIDE'}")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
