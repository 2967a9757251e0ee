"""What a table gives: each column's cell becomes a part of the patient, of the rules or of the day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import Enum

from cds_service.clinical.assess import assess
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.measures import Family, of_family
from cds_service.clinical.record import Sex
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.trials import CodePrefix, Trial
from tests.builders import AS_OF, patient

NEGATIVE_WORK_UP = {
    "muscle": "asmi-dxa 8.0",
    "facts": "anorexia refuted; fatigue refuted",
    "measures": "grip 40; intake 2100",
    "labs": "haemoglobin 14",
}
PREFIXED = {
    **{measure.phrase: ("labs", measure.key) for measure in of_family(Family.LABORATORY)},
    "Hb": ("labs", "haemoglobin"),
    "IL-6": ("labs", "il_6"),
    "grip": ("measures", "grip"),
    "intake": ("measures", "intake"),
    "ECOG": ("measures", "ecog"),
    "Karnofsky": ("measures", "karnofsky"),
    "stored BMI": ("measures", "bmi"),
}
AS_NAMED = {
    "weights": "weights",
    "height": "heights",
    "labs": "labs",
    "muscle": "muscle",
    "facts": "facts",
    "total": "casco",
    "already referred": "referrals",
    "screening": "screenings",
}
SINGLE = ("sex", "born", "cancer", "died")
SYMPTOMS = ("anorexia", "fatigue")
ABOUT_OTHERS = ("rules", "as of", "trial")


def assessed(given: dict[str, str]) -> Assessment:
    """Assess the patient that a case describes."""
    parts: dict[str, list[str]] = {}
    single: dict[str, str] = {}
    for name, cell in given.items():
        if name in SINGLE:
            single[name] = "" if cell in {"none", "unknown"} else cell
        elif name not in ABOUT_OTHERS:
            for part, text in _parts(name, cell).items():
                parts.setdefault(part, []).append(text)
    record = patient(**{part: "; ".join(texts) for part, texts in parts.items()}, **single)
    today = date.fromisoformat(given["as of"]) if "as of" in given else AS_OF
    trials = [trial(given["trial"])] if "trial" in given else []
    return assess(record, rules(given.get("rules", "")), today, trials)


def _parts(name: str, cell: str) -> dict[str, str]:
    if name == "work-up":
        return NEGATIVE_WORK_UP
    if name == "loss %":
        return {"weights": f"100 -> {100 - Decimal(cell)}"}
    if name in SYMPTOMS:
        return {"facts": {"yes": name, "no": f"{name} refuted"}[cell]}
    if name in PREFIXED:
        part, prefix = PREFIXED[name]
        return {part: "; ".join(f"{prefix} {item.strip()}" for item in cell.split(";"))}
    return {AS_NAMED[name]: cell}


def rules(changes: str) -> ClinicalRules:
    """Lay changes such as "fearon_2011.bmi=18.5; primary=glim_2019" over the published default."""
    changed = ClinicalRules()
    for change in filter(None, (one.strip() for one in changes.split(";"))):
        path, _, value = change.partition("=")
        group, _, field = path.rpartition(".")
        old = getattr(getattr(changed, group) if group else changed, field)
        new = _like(old, value)
        changed = replace(
            changed, **({group: replace(getattr(changed, group), **{field: new})} if group else {field: new})
        )
    return changed


def _like(old: object, value: str) -> object:
    if isinstance(old, bool):
        return value == "yes"
    if isinstance(old, tuple):
        return tuple(type(old[0])(one.strip()) for one in value.split(","))
    if isinstance(old, Enum | int):
        return type(old)(value)
    return value if isinstance(old, str) else Decimal(value)


def trial(words: str) -> Trial:
    """Read "age 18-75; ecog 2; sex female; cancer icd-10=C25; stage cachexia; mgps 1 2; closed"."""
    said = dict(one.strip().partition(" ")[::2] for one in words.split(";"))
    least, _, greatest = said.get("age", "18-").partition("-")
    return Trial(
        "T1",
        "A trial",
        "https://example.org/t1",
        recruitment="closed" if "closed" in said else "recruiting",
        cancers=tuple(CodePrefix(*code.split("=")) for code in said.get("cancer", "").split()),
        least_age=int(least) if least else None,
        greatest_age=int(greatest) if greatest else None,
        sex=Sex(said["sex"]) if "sex" in said else None,
        greatest_ecog=int(said["ecog"]) if "ecog" in said else None,
        stages=tuple(said.get("stage", "cachexia").split()),
        mgps=tuple(int(score) for score in said.get("mgps", "").split()),
    )
