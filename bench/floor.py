"""The floor: a bare Flask endpoint that does comparable reading, behind the server that `serve` runs.

It parses the body with orjson, pulls code, value, unit and date out of every Observation, and answers one card. It
judges nothing: what the service costs more is what its checks, its rules and its cards cost.
"""

from collections.abc import Iterator
from typing import Any

import orjson
from flask import Flask, Response, request

from bench.calls import SERVICE

LOINC = "http://loinc.org"
Value = tuple[str, Any, str, str]


def floor() -> Flask:
    """Make the application."""
    app = Flask("floor")

    @app.post(SERVICE)
    def answer() -> Response:
        values = [value for body in orjson.loads(request.get_data())["prefetch"].values() for value in _values(body)]
        card = {
            "summary": f"{len(values)} values",
            "indicator": "info",
            "source": {"label": "floor"},
            "detail": "{} {} {} {}".format(*max(values, key=lambda value: value[3])),
        }
        return Response(orjson.dumps({"cards": [card]}), mimetype="application/json")

    return app


def _values(body: dict[str, Any]) -> Iterator[Value]:
    for entry in body.get("entry", ()):
        resource = entry["resource"]
        if resource["resourceType"] == "Observation":
            code = next(coding["code"] for coding in resource["code"]["coding"] if coding["system"] == LOINC)
            quantity = resource["valueQuantity"]
            yield code, quantity["value"], quantity["code"], resource["effectiveDateTime"]
