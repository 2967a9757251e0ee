"""Which status gets which card, and when an undetermined patient gets none (interface.md 3, cards.md)."""

from .case import Case, case
from .chart import (
    CANCER,
    Json,
    base,
    chart,
    crp,
    diagnosis,
    height,
    man,
    measured,
    poor_appetite,
    unweighed,
    weight,
    weights,
)
from .expect import excluded, status, verdict
from .expect_cards import no_cards, offers, offers_not, one_card, title, title_without
from .play import Seen

ONE_WEIGHT = unweighed(weight(80, "2026-06-25"))
UNITLESS = measured("29463-7", 72, "", "2026-06-25", ucum=False) | {"id": "unitless"}


def undetermined(policy: str) -> Seen:
    rules: Json = {"cards": {"undetermined": policy}}
    return Seen(ONE_WEIGHT, ruleset=rules)


CASES: tuple[Case, ...] = (
    case(
        "S-cachexia",
        "cachexia is one warning with its referrals",
        base(72),
        status("cachexia"),
        one_card("warning"),
        offers("nutrition", "physiotherapy", "psychosocial", "trials"),
        offers_not("palliative"),
        title("8.0 kg", "10.0 %"),
    ),
    case(
        "S-precachexia",
        "pre-cachexia is information and the dietitian",
        base(76.8, poor_appetite(), crp(60)),
        status("precachexia"),
        one_card(),
        offers("nutrition"),
        offers_not("trials"),
    ),
    case("S-precachexia-9", "CRP 9 is none", base(76.8, poor_appetite(), crp(9)), status("undetermined")),
    case("S-precachexia-10", "CRP 10 is", base(76.8, poor_appetite(), crp(10)), status("precachexia")),
    case(
        "S-precachexia-kg",
        "0.9 kg are none",
        unweighed(weights(jan20=50, jun25=49.1), poor_appetite(), crp(60)),
        verdict("precachexia", "not_met"),
    ),
    case("S-steady", "a steady weight is silence", base(79.5), status("no_cachexia"), no_cards()),
    case(
        "S-child",
        "a boy of 17 is silence",
        chart(man("2008-07-01"), *base(72)[1:]),
        status("not_applicable"),
        no_cards(),
    ),
    case("S-18", "on the 18th birthday he counts", chart(man("2008-06-30"), *base(72)[1:]), status("cachexia")),
    case(
        "S-dead",
        "a dead man is silence",
        chart(man(deceasedDateTime="2026-06-28"), *base(72)[1:]),
        status("not_applicable"),
        no_cards(),
    ),
    case("S-no-weight", "no weight at all asks for one", unweighed(), status("undetermined"), one_card()),
    case("S-one-weight", "one weight is no news", ONE_WEIGHT, status("undetermined"), no_cards()),
    case("S-always", "a site may want every undetermined patient", undetermined("always"), one_card()),
    case("S-never", "or none", undetermined("never"), no_cards()),
    case(
        "S-thin",
        "a BMI of 19.9 with one weight asks somebody to look",
        unweighed(weight(60.9, "2026-06-25")),
        one_card(),
    ),
    case("S-not-thin", "one of 20.2 does not", unweighed(weight(61.9, "2026-06-25")), no_cards()),
    case("S-4", "a loss of 4.0 % is near enough", base(76.8), one_card(), title("4.0 %")),
    case("S-3.9", "one of 3.9 % is not", base(76.9), no_cards()),
    case("S-3-appetite", "3 % with poor appetite is", base(77.6, poor_appetite()), one_card(), title("3.0 %")),
    case("S-3-crp", "3 % with CRP 25 is", base(77.6, crp(25)), one_card(), title("3.0 %")),
    case("S-3", "3 % alone is not", base(77.6), no_cards()),
    case(
        "S-3-regaining",
        "3 % with poor appetite that is being regained is not",
        unweighed(weights(jan20=80, mar10=75.5, jun25=77.6), poor_appetite()),
        no_cards(),
    ),
    case(
        "S-3-stable",
        "3 % with poor appetite that ended in March is not",
        unweighed(weights(jan20=80, mar10=77.6, jun25=77.6), poor_appetite()),
        no_cards(),
    ),
    case(
        "S-unit",
        "a latest weight without a unit would decide: somebody can add it",
        unweighed(weight(80, "2026-01-20"), UNITLESS),
        status("undetermined"),
        excluded("unitless", "unit_missing"),
        one_card(),
    ),
    case(
        "S-withheld",
        "withheld says why",
        base(84, diagnosis("R18.8", onset="2026-06-01")),
        status("withheld"),
        one_card(),
        title("ascites", "4.0 kg"),
        title_without("met"),
    ),
    case(
        "S-empty",
        "a diagnosis alone asks for a weight",
        chart(man(), CANCER),
        status("undetermined"),
        one_card(),
    ),
    case(
        "S-heights",
        "without a height the loss decides",
        chart(man(), CANCER, weights(jan20=80, jun25=72)),
        status("cachexia"),
    ),
    case("S-height-old", "an old height is a height", base(72, height(175, "2010-01-01")), status("cachexia")),
)
