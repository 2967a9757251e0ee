"""Every line of the process is JSON of permitted fields; a library's sentence and an exception's text are none."""

import gc
import json
import logging
import sys
import threading
import warnings
from io import StringIO
from pathlib import Path

import pytest
from gunicorn import arbiter
from gunicorn.config import Config
from structlog.contextvars import bound_contextvars

from cds_service.cli.server_log import ServerLog
from cds_service.telemetry.events import FOREIGN, Event
from cds_service.telemetry.fields import FIELDS
from cds_service.telemetry.logs import LineHandler, configure_logs, say
from tests.unit.telemetry.observed import REQUEST_ID, Log

CANARY = "CANARY-7f3a"


def fail(secret: str) -> None:
    raise ValueError(f"cannot read {secret}")


def test_a_line_of_ours_has_its_sentence_and_its_fields(log: Log) -> None:
    say(Event.REQUEST_ANSWERED, client="ward", status_code=200, milliseconds=1.5)
    assert log.last["event"] == "a request was answered"
    assert (log.last["client"], log.last["status_code"], log.last["milliseconds"]) == ("ward", 200, 1.5)
    assert (log.last["level"], log.last["logger"]) == ("info", "cds_service.events")
    assert log.last["time"].endswith("Z")


def test_a_field_that_is_not_on_the_list_is_left_out(log: Log) -> None:
    say(Event.REQUEST_ANSWERED, patient=CANARY, path=CANARY, count=1)
    assert CANARY not in log.text
    assert log.last["count"] == 1


@pytest.mark.parametrize("name", sorted(FIELDS.keys() - {"event", "level", "logger", "time", "process"}))
@pytest.mark.parametrize("value", ["Jöhn Dœ", "a" * 5000, "x\ny\u2028", None, ["list"], {"a": 1}, True, b"bytes"])
def test_a_field_that_does_not_hold_what_it_should_is_left_out(log: Log, name: str, value: object) -> None:
    logging.getLogger("cds_service.test").warning("a sentence", extra={name: value})
    assert log.last.keys() & {name} == set()


def test_our_own_modules_keep_their_sentences(log: Log) -> None:
    logging.getLogger("cds_service.web.errors").error("%s at %s", "KeyError", "a.py:1 b", extra={"count": 3})
    assert (log.last["event"], log.last["count"]) == ("KeyError at a.py:1 b", 3)


def test_a_library_whose_name_begins_like_ours_is_none_of_ours(log: Log) -> None:
    logging.getLogger("cds_service_plugin").warning(CANARY)
    assert CANARY not in log.text


@pytest.mark.parametrize("name", ["requests.sessions", "sqlalchemy.engine", "concurrent.futures", "root"])
def test_of_a_library_only_the_place_is_written(log: Log, name: str) -> None:
    logging.getLogger(name).error("could not read %s", CANARY, extra={"client": CANARY, "reason": CANARY})
    assert CANARY not in log.text
    assert log.last["event"] == Event.LIBRARY_SPOKE
    assert log.last["place"].startswith("telemetry/test_logs.py:")


def test_what_libraries_say_in_passing_is_not_written(log: Log) -> None:
    logging.getLogger("requests").info(CANARY)
    assert log.text == ""


@pytest.mark.parametrize("name", ["cds_service.app", "werkzeug"])
def test_of_an_exception_the_class_and_the_places_are_written(log: Log, name: str) -> None:
    try:
        fail(CANARY)
    except ValueError:
        logging.getLogger(name).exception("a sentence of ours")
    assert CANARY not in log.text
    assert log.last["fault"] == "ValueError"
    innermost, outer = log.last["place"].split(" < ")
    assert (innermost.rpartition(":")[2], outer.rpartition(":")[0].rpartition(":")[0]) == (
        "fail",
        "telemetry/test_logs.py",
    )


def test_an_exception_that_is_none_any_more_is_not_written(log: Log) -> None:
    logging.getLogger("cds_service.app").error("a sentence of ours", exc_info=True)
    assert "fault" not in log.last


def test_every_line_made_for_a_request_has_its_id(log: Log) -> None:
    with bound_contextvars(request_id=REQUEST_ID, patient=CANARY):
        logging.getLogger("cds_service.store").warning("the database could not be written")
        logging.getLogger("sqlalchemy").warning(CANARY)
    assert [line["request_id"] for line in log.lines] == [REQUEST_ID, REQUEST_ID]
    assert CANARY not in log.text


def test_a_line_that_cannot_be_written_is_told_without_what_it_held(
    log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    (handler,) = (one for one in logging.getLogger().handlers if isinstance(one, LineHandler))
    handler.handle(logging.LogRecord("cds_service.app", logging.ERROR, __file__, 1, "%d diagnoses", (CANARY,), None))
    assert (log.last["event"], CANARY in log.text, capsys.readouterr().err) == (Event.UNWRITABLE, False, "")


def test_a_log_that_is_closed_fails_nobody(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    log.stream.close()
    logging.getLogger("cds_service.app").warning("a sentence")
    assert capsys.readouterr().err == ""


def test_nothing_breaks_out_of_a_line(log: Log) -> None:
    logging.getLogger("cds_service.app").warning('a\n{"event":"forged"}\x1b[31m')
    assert len(log.text.splitlines()) == 1
    assert "\x1b" not in log.text


def test_what_nobody_catches_is_told_without_its_text(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    thread = threading.Thread(target=fail, args=[CANARY])
    thread.start()
    thread.join()
    try:
        fail(CANARY)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)

    class Failing:
        def __del__(self) -> None:
            fail(CANARY)

    Failing()
    gc.collect()
    assert [(line["event"], line["fault"]) for line in log.lines] == [(Event.UNCAUGHT, "ValueError")] * 3
    assert CANARY not in log.text + capsys.readouterr().err


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt])
def test_an_end_that_is_wanted_is_no_crash(log: Log, kind: type[BaseException]) -> None:
    sys.excepthook(kind, kind(), None)
    assert log.text == ""


def test_a_crash_without_an_exception_is_named_all_the_same(log: Log) -> None:
    sys.excepthook(RuntimeError, None, None)
    assert (log.last["fault"], "place" in log.last) == ("RuntimeError", False)


def test_warnings_are_told_by_their_place(log: Log) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, stacklevel=1)
    assert (log.last["logger"], CANARY in log.text) == ("py.warnings", False)


def server_log() -> ServerLog:
    config = Config()
    config.set("loglevel", "warning")
    return ServerLog(config)


def test_what_gunicorn_says_is_none_of_its_own_words(log: Log, capfd: pytest.CaptureFixture[str]) -> None:
    server_log().warning("Invalid request from ip=%s: %s", "127.0.0.1", CANARY)
    server_log().exception(CANARY)
    assert [line["logger"] for line in log.lines] == ["gunicorn.error"] * 2
    assert [line["place"].split(":")[0] for line in log.lines] == ["telemetry/test_logs.py"] * 2
    assert CANARY not in log.text + capfd.readouterr().err


@pytest.mark.parametrize(("template", "event"), FOREIGN.items())
def test_what_gunicorn_says_of_its_workers_is_said_in_our_words(log: Log, template: str, event: Event) -> None:
    server_log().error(template, *range(template.count("%s")))
    assert (log.last["event"], log.last["level"]) == (event, "error")


def test_the_templates_are_gunicorns_own() -> None:
    source = Path(arbiter.__file__).read_text("utf-8")
    put_together = 'msg += " Perhaps out of memory?"'
    assert put_together in source
    assert [one for one in FOREIGN if one.removesuffix(" Perhaps out of memory?") not in source] == []


def test_without_a_stream_the_log_goes_to_standard_error(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    say(Event.DECISION_MADE)
    assert json.loads(capsys.readouterr().err)["event"] == Event.DECISION_MADE


def test_before_it_is_configured_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    say(Event.DECISION_MADE, client="ward")
    assert capsys.readouterr() == ("", "")


def test_the_stream_may_be_one_without_a_descriptor(log: Log) -> None:
    stream = StringIO()
    configure_logs(stream)
    say(Event.DECISION_MADE)
    assert stream.getvalue().endswith("\n")
