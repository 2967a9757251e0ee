"""Everything that is sent to the service with secrets in it: a row for each path and each way to be refused."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.contract.calls import bundle, valid_call
from tests.security.canaries import SECRETS
from tests.unit.outbound.stub_server import Reply, Seen

SERVICE = "/cds-services/cancer-cachexia"
FEEDBACK = f"{SERVICE}/feedback"
JSON = {"Content-Type": "application/json"}
Json = dict[str, Any]


@dataclass(frozen=True)
class Attempt:
    """A request; where it needs a FHIR server, its body is made from that server's base."""

    name: str
    method: str
    path: str
    body: bytes | str | Json | Callable[[str], Json] = b""
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)

    def content(self, fhir_base: str) -> bytes:
        """Write the body."""
        body = self.body(fhir_base) if callable(self.body) else self.body
        if isinstance(body, dict):
            return json.dumps(body, ensure_ascii=False).encode()
        return body.encode() if isinstance(body, str) else body


def secret_call(**changes: Any) -> Json:
    """Give a call in which everything that may hold a secret does."""
    call = _about_the_patient(valid_call())
    call["context"]["userId"] = f"Practitioner/{SECRETS['user id']}"
    call["extension"] = {"org.example.note": SECRETS["note"]}
    return call | changes


def _about_the_patient(call: Json) -> Json:
    text = json.dumps(call).replace('"Patient/p1"', json.dumps(f"Patient/{SECRETS['patient id']}"))
    call = json.loads(text.replace('"p1"', json.dumps(SECRETS["patient id"])))
    prefetch = call["prefetch"]
    prefetch["patient"] |= {
        "name": [{"family": SECRETS["family name"], "given": [SECRETS["given name"]]}],
        "identifier": [{"system": "urn:mrn", "value": SECRETS["record number"]}],
        "birthDate": SECRETS["birth date"],
        "telecom": [{"system": "phone", "value": SECRETS["telephone"]}],
        "address": [{"line": [SECRETS["street"]]}],
    }
    for entry in prefetch["conditions"]["entry"]:
        entry["resource"]["code"]["text"] = SECRETS["diagnosis text"]
        entry["resource"]["note"] = [{"text": SECRETS["note"]}]
    return call


def authorised(fhir_base: str, **changes: Any) -> Json:
    """Give a call whose weights the service must read itself, with a token."""
    call = secret_call(
        fhirServer=fhir_base,
        fhirAuthorization={
            "access_token": SECRETS["access token"],
            "token_type": "Bearer",
            "expires_in": 300,
            "scope": SECRETS["scope"],
            "subject": SECRETS["user id"],
        },
    )
    del call["prefetch"]["weights"]
    return call | changes


def without(*keys: str, **changes: Any) -> Json:
    """Give a call without some of its prefetch."""
    call = secret_call(**changes)
    for key in keys:
        del call["prefetch"][key]
    return call


def with_prefetch(**prefetch: Any) -> Json:
    call = secret_call()
    call["prefetch"] |= prefetch
    return call


def feedback(**changes: Any) -> Json:
    """Give feedback whose words name the patient."""
    item = {
        "card": "4a74b1d0-4fee-4d18-b76f-7f3bd361e4bc",
        "outcome": "overridden",
        "outcomeTimestamp": "2026-06-30T10:00:00Z",
        "overrideReason": {"reason": {"code": "known", "display": SECRETS["note"]}, "userComment": SECRETS["comment"]},
    }
    return {"feedback": [item | changes]}


OUTCOME = {
    "resourceType": "OperationOutcome",
    "issue": [{"severity": "error", "code": "exception", "diagnostics": SECRETS["server words"]}],
}
BEARER = f"Bearer {SECRETS['caller token']}"
STRANGE_HEADERS = {
    "X-Request-Id": SECRETS["header"],
    "Referer": f"https://ehr.example.org/{SECRETS['patient id']}",
    "User-Agent": SECRETS["header"],
    "Cookie": f"session={SECRETS['cookie']}",
    "X-Forwarded-For": SECRETS["header"],
    "Origin": f"https://{SECRETS['header']}.example.org",
    "Traceparent": SECRETS["header"],
}
CUT_OFF = json.dumps(secret_call(), ensure_ascii=False)[:-40]
OTHERS_WEIGHT = bundle(
    {"resourceType": "Observation", "id": "x", "subject": {"reference": f"Patient/{SECRETS['path']}"}}
)

CALLS = (
    Attempt("a good call", "POST", SERVICE, secret_call()),
    Attempt("strange headers", "POST", SERVICE, secret_call(), JSON | STRANGE_HEADERS),
    Attempt("a query", "POST", f"{SERVICE}?patient={SECRETS['query']}", secret_call()),
    Attempt("broken JSON", "POST", SERVICE, CUT_OFF),
    Attempt("not UTF-8", "POST", SERVICE, CUT_OFF.encode("utf-16")),
    Attempt("a key twice", "POST", SERVICE, f'{{"hook":"{SECRETS["note"]}","hook":"{SECRETS["note"]}"}}'),
    Attempt("not a number", "POST", SERVICE, f'{{"{SECRETS["note"]}": NaN}}'),
    Attempt("nested deeply", "POST", SERVICE, "[" * 2000 + json.dumps(SECRETS["note"]) + "]" * 2000),
    Attempt("a list", "POST", SERVICE, json.dumps([secret_call()])),
    Attempt("another hook", "POST", SERVICE, secret_call(hook=SECRETS["note"])),
    Attempt("no UUID", "POST", SERVICE, secret_call(hookInstance=SECRETS["note"])),
    Attempt("a context of text", "POST", SERVICE, secret_call(context=SECRETS["record number"])),
    Attempt("a patient with a path", "POST", SERVICE, secret_call(context={"patientId": f"../{SECRETS['path']}"})),
    Attempt("a prefetch of text", "POST", SERVICE, secret_call(prefetch=SECRETS["note"])),
    Attempt("another content type", "POST", SERVICE, secret_call(), {"Content-Type": f"text/{SECRETS['header']}"}),
    Attempt("a content type of text", "POST", SERVICE, secret_call(), {"Content-Type": SECRETS["header"]}),
    Attempt("too large", "POST", SERVICE, json.dumps(secret_call()) + SECRETS["note"] * 400_000),
    Attempt("a server with a user", "POST", SERVICE, authorised(f"http://{SECRETS['path']}:x@127.0.0.1/fhir")),
    Attempt("a server that is none", "POST", SERVICE, authorised(SECRETS["note"])),
    Attempt("a server that is not allowed", "POST", SERVICE, authorised(f"https://{SECRETS['path']}.example.org/fhir")),
    Attempt("a server that is not there", "POST", SERVICE, authorised("http://127.0.0.1:9/fhir")),
    Attempt("a broken grant", "POST", SERVICE, authorised("http://127.0.0.1:9/f", fhirAuthorization=SECRETS["note"])),
    Attempt("no conditions", "POST", SERVICE, without("conditions")),
    Attempt("an outcome for weights", "POST", SERVICE, with_prefetch(weights=OUTCOME)),
    Attempt("another patient's weights", "POST", SERVICE, with_prefetch(weights=OTHERS_WEIGHT)),
    Attempt("another resource", "POST", SERVICE, with_prefetch(weights={"resourceType": SECRETS["note"]})),
    Attempt("weights of text", "POST", SERVICE, with_prefetch(weights=SECRETS["note"])),
    Attempt("labs of text", "POST", SERVICE, with_prefetch(labs={"resourceType": "Bundle", "entry": SECRETS["note"]})),
)

PATHS = (
    Attempt("an unknown service", "POST", f"/cds-services/{SECRETS['path']}", secret_call()),
    Attempt("an unknown path", "GET", f"/{SECRETS['path']}?token={SECRETS['access token']}"),
    Attempt("an encoded path", "GET", f"/%2e%2e/{SECRETS['path']}%00%0a"),
    Attempt("an unknown method", SECRETS["method"], SERVICE, secret_call()),
    Attempt("a method that is not offered", "DELETE", SERVICE, secret_call()),
    Attempt("discovery", "GET", f"/cds-services?{SECRETS['query']}", headers=STRANGE_HEADERS),
    Attempt("readiness", "GET", f"/health/ready?{SECRETS['query']}", headers=STRANGE_HEADERS),
    Attempt("the page", "GET", f"/docs/?{SECRETS['query']}", headers=STRANGE_HEADERS),
    Attempt("a preflight", "OPTIONS", SERVICE, headers=STRANGE_HEADERS),
)

CALLERS = tuple(
    Attempt(name, "POST", SERVICE, secret_call(), JSON | {"Authorization": text})
    for name, text in (
        ("a token without a signature", BEARER),
        ("a broken token", f"Bearer {SECRETS['header']}"),
        ("another scheme", f"Basic {SECRETS['cookie']}"),
        ("a long token", BEARER * 60),
        ("two tokens", f"{BEARER}, {BEARER}"),
    )
)

FEEDBACKS = (
    Attempt("feedback", "POST", FEEDBACK, feedback(), JSON | {"Authorization": BEARER}),
    Attempt("feedback on what is no card", "POST", FEEDBACK, feedback(card="123456")),
    Attempt("feedback with another outcome", "POST", FEEDBACK, feedback(outcome=SECRETS["comment"])),
    Attempt("feedback at no time", "POST", FEEDBACK, feedback(outcomeTimestamp=SECRETS["birth date"])),
    Attempt("feedback that is cut off", "POST", FEEDBACK, json.dumps(feedback(), ensure_ascii=False)[:-10]),
    Attempt("feedback that is text", "POST", FEEDBACK, json.dumps(SECRETS["comment"])),
    Attempt("feedback of an unknown service", "POST", f"/cds-services/{SECRETS['path']}/feedback", feedback()),
)

GUESSED = {"Authorization": f"Bearer {SECRETS['metrics token']}", "X-Forwarded-For": "192.0.2.1"}
METRICS = (
    Attempt("metrics with a guessed token", "GET", "/metrics", headers=GUESSED),
    Attempt("metrics with a query", "GET", f"/metrics?{SECRETS['query']}", headers=STRANGE_HEADERS),
    Attempt("posted metrics", "POST", "/metrics", secret_call()),
)

HTML = {"Content-Type": f"text/html; {SECRETS['header']}"}
ELSEWHERE = {"Location": f"http://127.0.0.2/{SECRETS['path']}", "Content-Type": "text/html"}


WORDS = SECRETS["server words"].encode()
NEXT = {"relation": "next", "url": f"http://127.0.0.2/{SECRETS['path']}"}
REPLIES = {
    "forbidden": Reply(OUTCOME, 403),
    "unauthorised": Reply(WORDS, 401, {"WWW-Authenticate": SECRETS["header"]}),
    "a-login-page": Reply(WORDS, headers=HTML),
    "no-json": Reply(WORDS),
    "half-a-json": Reply(b'{"resourceType": "' + WORDS),
    "elsewhere": Reply(WORDS, 302, ELSEWHERE),
    "further-pages": Reply({"resourceType": "Bundle", "type": "searchset", "link": [NEXT]}),
    "an-odd-weight": Reply(bundle({"resourceType": "Observation", "id": SECRETS["path"], "note": SECRETS["note"]})),
    "a-failure": Reply(OUTCOME, 500),
}
"""What a FHIR server answers, by the last part of its base; failures come last, for after some it is asked no more."""


def answer_read(seen: Seen) -> Reply:
    """Answer as the base that was asked says."""
    return REPLIES[seen.target.split("/")[2]]


READS = tuple(
    Attempt(f"a server with {name}", "POST", SERVICE, lambda base, name=name: authorised(f"{base}/{name}"))
    for name in REPLIES
)

ATTEMPTS = (*CALLS, *PATHS, *CALLERS, *FEEDBACKS, *METRICS, *READS)


def malformed() -> dict[str, bytes]:
    """Give what is not HTTP, or hardly, byte by byte."""
    secret, host = SECRETS["path"], "Host: x\r\n"
    post = f"POST {SERVICE} HTTP/1.1\r\n{host}Content-Type: application/json\r\n"
    texts = {
        "a request line": f"GET /{secret} {SECRETS['header']}\r\n\r\n",
        "a method": f"{SECRETS['method']}! /{secret} HTTP/1.1\r\n{host}\r\n",
        "a version": f"GET /{secret} HTTP/{SECRETS['header']}\r\n\r\n",
        "a long line": f"GET /{secret * 500} HTTP/1.1\r\n{host}\r\n",
        "a header": f"GET / HTTP/1.1\r\n{host}{SECRETS['header']} x: y\r\n\r\n",
        "a long header": f"GET / HTTP/1.1\r\n{host}X: {SECRETS['header'] * 1000}\r\n\r\n",
        "an authorization": f"GET / HTTP/1.1\r\n{host}Authorization: Bearer {SECRETS['caller token']}\0\r\n\r\n",
        "a script name": f"GET /health/live HTTP/1.1\r\n{host}SCRIPT_NAME: /{secret}\r\n\r\n",
        "an expectation": f"{post}Expect: {SECRETS['header']}\r\nContent-Length: 2\r\n\r\n{{}}",
        "a coding": f"{post}Transfer-Encoding: {SECRETS['header']}\r\n\r\n",
        "two lengths": f"{post}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{SECRETS['note']}",
        "a length": f"{post}Content-Length: {SECRETS['record number']}x\r\n\r\n{SECRETS['note']}",
        "a chunk": f"{post}Transfer-Encoding: chunked\r\n\r\n{SECRETS['note']}\r\nabc\r\n0\r\n\r\n",
        "a body that ends early": f'{post}Content-Length: 900\r\n\r\n{{"hook": "{SECRETS["comment"]}"',
        "a host": f"GET / HTTP/1.1\r\nHost: {SECRETS['header']}@{secret}/?#\r\n\r\n",
        "not HTTP at all": f"{SECRETS['comment']}\r\n\r\n",
    }
    return {name: text.encode() for name, text in texts.items()}
