"""The table of attacks names tests that exist."""

import pytest

from tests.security.matrix import exists, items, proofs


@pytest.mark.parametrize("item", items(), ids=lambda item: item["item"])
def test_every_proof_is_there(item: dict[str, str]) -> None:
    assert [one for one in proofs(item) if not exists(one)] == []
    assert proofs(item)
