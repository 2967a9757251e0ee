"""A warning needs to have looked: what the hook says where a key was late, failed or never sent (C35)."""

from .case import Case, case
from .chart import Json, base, crp, ecog, medicine, procedure, request, unweighed, weights
from .expect_cards import (
    indicator,
    no_cards,
    no_warning,
    offers,
    offers_not,
    one_card,
    says,
    says_not,
    title,
    title_without,
)
from .play import EMPTY, FAILED, UNFINISHED, SeenByHook

LOSS = base(72, ecog(1))
IN_HOSPICE = base(72, procedure("385763009", since="2026-05-10", status="in-progress"))
ALMOST = unweighed(weights(jan20=80, jun25=77.2))
"""A loss of 3.5 %: only a muscle measure could decide it."""

LOOKED = (one_card("warning"), offers("nutrition", "trials"), title_without("not checked"))
PROCEDURES_UNSEEN = (one_card(), title("hospice", "operations not checked"), offers("nutrition"), offers_not("trials"))
FUNCTION_UNSEEN = (one_card(), title("performance status not checked"), offers("nutrition"), offers_not("trials"))


def without(*keys: str, chart: tuple[Json, ...] = LOSS) -> SeenByHook:
    return SeenByHook(chart, absent=keys)


def sent(chart: tuple[Json, ...] = LOSS, **answers: Json | None) -> SeenByHook:
    return SeenByHook(chart, sent=dict(answers))


CASES: tuple[Case, ...] = (
    case("C35", "everything was sent: a warning", SeenByHook(LOSS), *LOOKED),
    case(
        "C35b",
        "a hospice patient whose procedures never came gets no warning and no trial",
        without("procedures", chart=IN_HOSPICE),
        *PROCEDURES_UNSEEN,
    ),
    case("C35c", "whose procedures failed", sent(IN_HOSPICE, procedures=FAILED), *PROCEDURES_UNSEEN),
    case(
        "C35d",
        "whose procedures go on on a page nobody followed",
        sent(IN_HOSPICE, procedures=UNFINISHED),
        *PROCEDURES_UNSEEN,
    ),
    case("C35e", "anybody whose procedures never came", without("procedures"), *PROCEDURES_UNSEEN),
    case("C35f", "procedures of null were looked at", sent(procedures=None), *LOOKED),
    case("C35g", "an empty Bundle was looked at", sent(procedures=EMPTY), *LOOKED),
    case("C35h", "performance status never sent", without("function"), *FUNCTION_UNSEEN),
    case("C35i", "performance status failed", sent(function=FAILED), *FUNCTION_UNSEEN),
    case("C35j", "performance status of null", sent(base(72), function=None), *LOOKED),
    case(
        "C35k",
        "neither was seen: both are named",
        without("procedures", "function"),
        no_warning(),
        title("hospice", "performance status", "not checked"),
        offers_not("trials"),
    ),
    case(
        "C35l",
        "referrals unseen: an existing one may not have been seen",
        without("referrals"),
        offers("nutrition"),
        says("existing referral", "not have been seen"),
    ),
    case("C35m", "referrals seen: not a word of it", SeenByHook(LOSS), says_not("existing referral")),
    case(
        "C35n",
        "a warning does not need the heights",
        without("heights"),
        one_card("warning"),
        title_without("not checked"),
    ),
    case(
        "C35o",
        "a read that failed and could have decided is no reason for silence",
        sent(ALMOST, function=FAILED),
        one_card(),
    ),
    case("C35p", "a key that is never sent is one", without("function", chart=ALMOST), no_cards()),
    case("C35q", "known to be without muscle measures: silence", SeenByHook(ALMOST), no_cards()),
    case(
        "C35r",
        "medicines unseen do not lower a warning",
        without("medications"),
        indicator("warning"),
    ),
    case(
        "C35s",
        "a referral that was sent is not offered again",
        SeenByHook(base(72, ecog(1), request("103699006", on="2026-05-20"))),
        offers_not("nutrition"),
        offers("physiotherapy"),
    ),
    case(
        "C35t",
        "semaglutide that was sent lowers the card in the hook as in files",
        SeenByHook(base(72, ecog(1), medicine("1991302", on="2026-01-05"))),
        one_card(),
        title("semaglutide"),
    ),
    case(
        "C35u",
        "a steady patient is left alone whatever was not looked at",
        without("procedures", "function", chart=base(79.5, crp(3))),
        no_cards(),
    ),
)
