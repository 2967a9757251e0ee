"""Every number that an administrator can change says what it is."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import pytest

from cds_service.clinical.cut_offs import BySex
from cds_service.clinical.limits import PROPOSAL, UNCHECKED, About, Limits, notes_on
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.rulesets.leaves import Leaf, leaves_of
from cds_service.rulesets.ruleset import Ruleset
from cds_service.rulesets.shape import NUMBERS
from tests.spec.manual import write_manual

NUMERIC = [leaf for leaf in leaves_of(Ruleset()) if leaf.path.startswith("clinical.") and leaf.shape.kind in NUMBERS]
UCUM = [
    *("%", "cm", "cm2", "cm2/m2", "g/L", "g/dL", "g/mol", "kcal/d"),
    *("kcal/kg/d", "kg", "kg/m2", "mg/L", "nmol/mg", "pg/mL"),
]
WORDS = ["days", "months", "years", "times", "ECOG grade", "points"]


def lacking(group: type, path: str, outer: tuple[Any, ...] = ()) -> Iterator[str]:
    """Name each number below a group, whatever its type hides it in, with what it lacks.

    It walks types, not values: an empty tuple and an unset group hold no number yet.
    """
    for name, hint in get_type_hints(group, include_extras=True).items():
        if name not in {field.name for field in dataclasses.fields(group)}:
            continue
        here, notes, found = f"{path}.{name}", (*notes_on(hint), *outer), set(types_in(hint))
        if found & {int, float, Decimal, Fraction}:
            yield from (f"{here}: {what}" for what in omitted(notes))
        for inner in sorted(found, key=str):
            if dataclasses.is_dataclass(inner):
                yield from lacking(inner, here, notes)


def types_in(hint: Any) -> Iterator[type]:
    if get_origin(hint) is Literal:
        return
    if isinstance(hint, type) and get_origin(hint) is None:
        yield hint
    for part in get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint):
        yield from types_in(part)


def omitted(notes: tuple[Any, ...]) -> Iterator[str]:
    limits = next((one for one in reversed(notes) if isinstance(one, Limits)), None)
    about = next((one for one in reversed(notes) if isinstance(one, About)), None)
    if limits is None:
        yield "no range"
    if limits is None or limits.unit not in (*UCUM, *WORDS):
        yield "no unit"
    if about is None or not about.usual[0] < about.usual[1]:
        yield "no usual range"
    if about is None or not about.source.strip():
        yield "no source"
    if about is None or not re.fullmatch(r"[A-Z].* .*\.", about.does):
        yield "no sentence"


def test_every_threshold_carries_unit_range_usual_range_source_and_a_sentence() -> None:
    assert list(lacking(ClinicalRules, "clinical")) == []


@dataclasses.dataclass
class Inner:
    bare: Decimal


@dataclasses.dataclass
class Forgetful:
    """Numbers as somebody in a hurry would add them."""

    inner: Inner
    count: int
    several: tuple[Decimal, ...] = ()
    unset: Fraction | None = None
    by_name: Mapping[str, int] = dataclasses.field(default_factory=dict)
    by_sex: Annotated[BySex, Limits(1, 2, "kg")] | None = None
    graded: Annotated[int, Limits(0, 5, "")] = 1
    said: Annotated[int, Limits(0, 5, "days"), About("Days", "", (3, 3))] = 1
    told: Annotated[int, Limits(0, 5, "days"), About("It counts so long.", PROPOSAL, (1, 3))] = 1
    switch: bool = True
    choice: Literal[1, 2] = 1


def test_a_forgotten_one_is_named_with_what_it_lacks() -> None:
    everything = {"no range", "no unit", "no usual range", "no source", "no sentence"}
    told: dict[str, set[str]] = {}
    for one in lacking(Forgetful, "rules"):
        path, _, what = one.partition(": ")
        told.setdefault(path, set()).add(what)
    assert told == {
        **{f"rules.{name}": everything for name in ("inner.bare", "count", "several", "unset", "by_name")},
        **{f"rules.by_sex.{sex}": {"no usual range", "no source", "no sentence"} for sex in ("male", "female")},
        "rules.graded": everything - {"no range"},
        "rules.said": {"no usual range", "no source", "no sentence"},
    }


@pytest.mark.parametrize("leaf", NUMERIC, ids=lambda leaf: leaf.path)
def test_what_is_published_is_usual_and_what_is_usual_is_allowed(leaf: Leaf) -> None:
    assert leaf.shape.limits is not None
    assert leaf.shape.about is not None
    low, high = leaf.shape.about.usual
    assert leaf.shape.limits.low <= low < high <= leaf.shape.limits.high
    assert leaf.value is None or low <= leaf.value <= high


def test_the_manual_lists_every_threshold_once_with_what_is_known_of_it() -> None:
    rows = re.findall(r"^\| `(\S+)` \| .* \| (.*) \| .* \| (.*) \| (.*) \| (.*) \|$", write_manual(), re.MULTILINE)
    told = {path: known for path, *known in rows if known[0]}
    expected = {_row_of(leaf): [leaf.shape.unit, *_known(leaf)] for leaf in NUMERIC}
    assert told == expected
    assert len([path for path, *known in rows if known[0]]) == len(expected) > 90


def _row_of(leaf: Leaf) -> str:
    return re.sub(r"^clinical\.|\.(fe)?male$", "", leaf.path)


def _known(leaf: Leaf) -> list[str]:
    about = leaf.shape.about
    return [f"{about.usual[0]} to {about.usual[1]}", about.does, about.source] if about else []


def test_a_number_that_nobody_has_looked_up_is_not_given_out_as_the_papers() -> None:
    sources = {_row_of(leaf): leaf.shape.about.source for leaf in NUMERIC if leaf.shape.about}
    by_hearsay = {path for path, source in sources.items() if UNCHECKED in source}
    muscle = {f"fearon_2011.{name}" for name in ("asmi_dxa", "smi_l3_ct", "ffmi_bia", "mama")}
    assert by_hearsay == muscle | {"glim_2019.ffmi_bia", "glim_2019.smi_l3_ct"}
