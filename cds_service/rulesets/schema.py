"""The JSON Schema of a ruleset document: what an editor needs to help while one is written."""

from typing import Any

from cds_service.clinical.limits import About

from .canonical import Document, as_data
from .ruleset import Ruleset
from .shape import NUMBERS, Shape, inside, required_in, shapes_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SPELLED = {
    word.lower(): word
    for word in (
        *("ASMI", "BIA", "BMI", "CASCO", "CRP", "CT", "DXA", "ECOG", "FFMI", "IL", "L3", "MAMA", "SMI", "URL"),
        *("AWGC", "Evans", "Fearon", "GLIM", "GNRI", "Karnofsky", "mGPS", "Asia", "Japanese", "L", "dL", "mL"),
    )
}
"""The parts of names that are not written in small letters."""


def json_schema() -> Document:
    """Describe every setting with its title, type, range, unit, published value and what it does.

    Numbers are decimals.
    """
    described = {"$schema": DIALECT, "title": "Ruleset", **_schema(Shape(Ruleset), Ruleset())}
    return {**described, "description": f"{described['description']} What a document leaves out is as published."}


def _schema(shape: Shape, published: Any) -> Document:
    described = _group(shape, published) if shape.is_group else _one(shape, published)
    if not shape.optional:
        return described
    wider = {"type": [described.pop("type"), "null"]}
    if "enum" in described:
        wider["enum"] = [*described.pop("enum"), None]
    return {**wider, **described}


def _group(shape: Shape, published: Any) -> Document:
    """Describe a group. Only where nothing is published does it have to be whole."""
    parts = {
        name: {"title": _title(name), **_schema(inside(shape, part), getattr(published, name, None))}
        for name, part in shapes_of(shape.kind).items()
    }
    must = required_in(shape.kind) if published is None or getattr(shape.kind, "given_whole", False) else ()
    return {
        "type": "object",
        "description": " ".join((shape.kind.__doc__ or "").split()),
        "properties": parts,
        "additionalProperties": False,
        **({"required": list(must)} if must else {}),
    }


def _one(shape: Shape, published: Any) -> Document:
    default = {} if published is None else {"default": as_data(published)}
    if shape.kind is tuple and shape.item is not None:
        return {"type": "array", "items": _schema(shape.item, None), **default}
    return {**_type(shape), **_noted(shape), **default}


def _title(name: str) -> str:
    """Write a setting's name in words: crp_mg_per_l is CRP mg per L."""
    first, *others = (SPELLED.get(part, part) for part in name.split("_"))
    return " ".join((first if first in SPELLED.values() else first.capitalize(), *others))


def _type(shape: Shape) -> Document:
    if shape.choices:
        return {"type": "string", "enum": list(shape.choices)}
    if shape.kind in NUMBERS:
        return {"type": "integer" if shape.kind is int else "number"}
    return {"type": "boolean" if shape.kind is bool else "string"}


def _noted(shape: Shape) -> Document:
    """Write what is known about a threshold; the names with x- are ours."""
    noted: Document = {}
    if shape.limits and shape.kind in NUMBERS:
        noted |= {"minimum": shape.limits.low, "maximum": shape.limits.high}
    if shape.unit:
        noted["x-unit"] = shape.unit
    if shape.about:
        noted["description"] = _explained(shape.about, shape.unit)
        noted |= {"x-source": shape.about.source, "x-usual": list(shape.about.usual)}
    if shape.form:
        noted["pattern"] = f"^({shape.form.pattern})$"
    return noted


def _explained(about: About, unit: str) -> str:
    """Tell what a threshold is in one text: editors show a description and nothing that begins with x-."""
    low, high = about.usual
    return f"{about.does} In {unit}, usually {low} to {high}. Source: {about.source}."
