"""`migrate` and `clients`, as an administrator types them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cds_service.cli import commands
from cds_service.store import migrate
from cds_service.store.database import open_database
from tests.tokens import ec_key, key_set

Run = Callable[..., Result]
EHR = ("--issuer", "https://ehr.example.org", "--fhir-server", "https://ehr.example.org/fhir/")
JKU = ("--jku", "https://ehr.example.org/jwks.json")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/var/cds.sqlite3"


@pytest.fixture
def run(url: str) -> Run:
    def command(*arguments: str, **environment: str) -> Result:
        return CliRunner(env={"CDS_DATABASE_URL": url, **environment}).invoke(commands, arguments)

    return command


def told(result: Result, sentence: str) -> bool:
    return result.exit_code == 1 and sentence in result.output and result.output.count("\n") == 1


def test_a_new_database_is_prepared_and_a_prepared_one_is_left_alone(run: Run) -> None:
    assert told(run("migrate", "--check"), "does not have the form")
    assert "at revision 0001" in run("migrate").output
    assert run("migrate", "--check").exit_code == 0
    assert "at revision 0001" in run("migrate").output


def test_a_database_goes_back_where_somebody_wants_it_to(run: Run) -> None:
    run("migrate")
    assert "at revision base" in run("migrate", "--to", "base").output
    assert told(run("migrate", "--to", "7777"), "no such revision")


def test_clients_come_and_go(run: Run) -> None:
    assert "nobody may call" in run("clients", "list").output
    assert "Registered as our-ehr." in run("clients", "add", *EHR, *JKU, "--name", "Our EHR").output
    listed = run("clients", "list").output
    for text in (
        "our-ehr (Our EHR)",
        "https://ehr.example.org/jwks.json",
        "https://ehr.example.org/fhir\n",
        "shown cards",
    ):
        assert text in listed
    assert run("clients", "remove", "https://ehr.example.org").exit_code == 0
    assert told(run("clients", "remove", "our-ehr"), "no client has this id or issuer")


def test_a_client_s_keys_may_come_from_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text(key_set(ec_key()), "utf-8")
    more = ("--tenant", "a", "--tenant", "b", "--origin", "https://pages.example.org/", "--silent")
    added = run("clients", "add", *EHR, "--jwks-file", str(tmp_path / "keys.json"), *more)
    assert (added.exit_code, added.output) == (0, "Registered as ehr-example-org.\n")
    listed = run("clients", "list").output
    for text in ("a key set that was given", "tenants: a, b", "origins: https://pages.example.org\n", "state: silent"):
        assert text in listed


def test_a_client_is_silenced_and_heard_again(run: Run) -> None:
    run("clients", "add", *EHR, *JKU)
    assert run("clients", "silence", "ehr-example-org").exit_code == 0
    assert "state: silent" in run("clients", "list").output
    assert run("clients", "unsilence", "ehr-example-org").exit_code == 0
    assert "state: shown cards" in run("clients", "list").output
    assert told(run("clients", "silence", "nobody"), "no client has this id")


def test_of_several_clients_with_one_issuer_the_id_must_be_given(run: Run) -> None:
    for tenant in ("a", "b"):
        assert run("clients", "add", *EHR, *JKU, "--tenant", tenant).exit_code == 0
    assert told(run("clients", "remove", "https://ehr.example.org"), "give the id")
    assert run("clients", "remove", "ehr-example-org-2").exit_code == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"hunter2", "no JSON Web Key Set"),
        (b"\xff\xfe", "no text in UTF-8"),
        (b" " * 300_000, "larger than any"),
        (json.dumps({"keys": [ec_key().as_dict(private=True)]}).encode(), "private"),
    ],
)
def test_a_file_that_holds_no_public_keys_is_refused(run: Run, tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "keys.json").write_bytes(content)
    assert told(run("clients", "add", *EHR, "--jwks-file", str(tmp_path / "keys.json")), sentence)


def test_a_client_without_keys_is_refused(run: Run) -> None:
    assert told(run("clients", "add", *EHR), "not both and not neither")


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"CDS_DATABASE_URL": "hunter2"}, "CDS_DATABASE_URL is no database"),
        ({"CDS_DATABASE_URL_FILE": "/nowhere/hunter2"}, "CDS_DATABASE_URL_FILE must name"),
        ({"CDS_DATABASE_URL": "postgresql+psycopg://u:hunter2@/x?host=/nowhere"}, "the database cannot be used"),
    ],
)
def test_what_cannot_be_opened_is_said_in_a_sentence_without_it(
    run: Run, environment: dict[str, str], sentence: str
) -> None:
    result = run("clients", "list", **environment)
    assert told(result, sentence)
    assert "hunter2" not in result.output


def test_a_database_of_another_version_is_refused(run: Run, url: str) -> None:
    engine = open_database(url)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    assert told(run("clients", "list"), "run `cachexia-cds migrate`")
