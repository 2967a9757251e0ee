"""Cross-origin rules: browser clients from listed origins, and no others."""

from collections.abc import Callable

from flask import Flask, Response, request

METHODS = "GET, POST, OPTIONS"
HEADERS = "authorization, content-type"
SECONDS_TO_REMEMBER = "600"


def allow_origins(app: Flask, is_allowed: Callable[[str], bool]) -> None:
    """Let pages of allowed origins call `app`. Never `*`, never cookies.

    To be called before anything that authenticates: a browser sends no token with its preflight.
    """

    def answer_preflight() -> Response | None:
        if not _is_preflight():
            return None
        response = Response(status=204)
        del response.headers["Content-Type"]
        return response

    def add_headers(response: Response) -> Response:
        response.vary.add("Origin")
        origin = request.headers.get("Origin")
        if origin is not None and is_allowed(origin):
            response.headers["Access-Control-Allow-Origin"] = origin
            if _is_preflight():
                response.headers["Access-Control-Allow-Methods"] = METHODS
                response.headers["Access-Control-Allow-Headers"] = HEADERS
                response.headers["Access-Control-Max-Age"] = SECONDS_TO_REMEMBER
        return response

    app.before_request(answer_preflight)
    app.after_request(add_headers)


def _is_preflight() -> bool:
    return request.method == "OPTIONS" and "Origin" in request.headers
