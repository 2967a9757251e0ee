"""The list of requirements and the tests' marks agree."""

from tests.contract.matrix import TITLES, marked_tests, read_requirements, write_matrix


def test_every_marked_requirement_exists():
    assert set(marked_tests()) <= {one.id for one in read_requirements()}


def test_every_requirement_is_proved_or_says_why_not():
    proved = set(marked_tests())
    assert [one.id for one in read_requirements() if not one.status and one.id not in proved] == []


def test_statuses_are_of_two_kinds():
    assert all(one.status.startswith(("not yet", "not applicable: ")) for one in read_requirements() if one.status)


def test_ids_are_unique_and_every_group_has_a_title():
    ids = [one.id for one in read_requirements()]
    assert len(ids) == len(set(ids))
    assert {one.partition("-")[0] for one in ids} == set(TITLES)


def test_the_matrix_names_every_requirement():
    text = write_matrix()
    assert all(f"| {one.id} |" in text for one in read_requirements())
