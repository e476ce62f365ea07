"""What is sealed is read by its key for its purpose alone, and tells nothing to who has the database only."""

from __future__ import annotations

import pytest

from portal.sealing import Unreadable, keyed_hash, seal, unseal

KEY, OTHER = "k" * 64, "o" * 64
ADDRESS = "warga@contoh.example"

pytestmark = pytest.mark.only_on("sqlite")


def test_what_was_sealed_is_read_again_and_looks_different_each_time() -> None:
    first, second = seal(ADDRESS, KEY, "follower"), seal(ADDRESS, KEY, "follower")
    assert unseal(first, KEY, "follower") == unseal(second, KEY, "follower") == ADDRESS
    assert first != second
    assert b"warga" not in first and b"contoh" not in first


@pytest.mark.parametrize(("key", "purpose"), [(OTHER, "follower"), (KEY, "reporter")])
def test_another_key_or_purpose_reads_nothing(key: str, purpose: str) -> None:
    with pytest.raises(Unreadable):
        unseal(seal(ADDRESS, KEY, "follower"), key, purpose)


def test_what_was_changed_or_cut_off_is_refused() -> None:
    sealed = seal(ADDRESS, KEY, "follower")
    for broken in (b"", sealed[:5], sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1]), b"\x02" + sealed[1:]):
        with pytest.raises(Unreadable):
            unseal(broken, KEY, "follower")


def test_a_hash_is_the_same_for_the_same_text_and_hangs_on_key_and_purpose() -> None:
    found = keyed_hash(ADDRESS, KEY, "follower")
    assert found == keyed_hash(ADDRESS, KEY, "follower")
    others = {
        keyed_hash(ADDRESS, OTHER, "follower"),
        keyed_hash(ADDRESS, KEY, "reporter"),
        keyed_hash("x", KEY, "follower"),
    }
    assert len(others | {found}) == 4
