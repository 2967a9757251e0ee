"""The headers that every response carries."""

from flask import Response

DEFAULTS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",  # answers hold a patient's data
}


def add_security_headers(response: Response) -> Response:
    """Add what a page or a path has not set for itself."""
    for name, value in DEFAULTS.items():
        response.headers.setdefault(name, value)
    return response
