"""The bytes that prove the log are fixed: whoever kept a head must find it again with every later release."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from portal.domain import chain

EVENT: dict[str, Any] = {
    "seq": 7,
    "ticket_id": 3,
    "kind": "transferred",
    "happened_at": 1_678_066_200,
    "recorded_at": 1_678_066_260,
    "agency_id": 2,
    "to_agency_id": 5,
    "status_after": "menunggu",
    "text": "Bukan wilayah kami.",
    "public": True,
    "promised_at": None,
    "other_ticket_id": None,
    "corrects": None,
    "changed": ["agency", "end"],
    "visibility_after": None,
    "reason_kind": None,
}
SALT = bytes(range(16))


def test_a_leaf_is_written_line_by_line() -> None:
    words = chain.words_hash(EVENT, SALT, EVENT["text"])
    assert words == sha256(SALT + b"Bukan wilayah kami.").digest()
    assert chain.leaf(EVENT, words, None) == (
        b"pantau-event-2\n7\n3\ntransferred\n1678066200\n1678066260\n2\n5\nmenunggu\n\n\n\nagency,end\n\n\n"
        + words.hex().encode()
        + b"\n\n"
    )


def test_a_hash_binds_the_one_before_and_a_leaf_that_a_merkle_tree_can_take() -> None:
    leaf, before = b"anything", bytes(31) + b"\x01"
    assert chain.leaf_hash(leaf) == sha256(b"\x00anything").digest()
    assert chain.link(before, leaf) == sha256(b"\x02" + before + chain.leaf_hash(leaf)).digest()


def test_the_hash_of_this_event_is_the_same_for_ever() -> None:
    report = chain.salted(SALT, chain.report_bytes({"visibility": "full", "title": "a", "text": "b\nc", "place": ""}))
    found = chain.link(chain.START, chain.leaf(EVENT, chain.words_hash(EVENT, SALT, EVENT["text"]), report))
    assert found.hex() == "b5c04317d8c668676641856651a265ee50690029e5b5cf19084ae290a2340a4f"


@pytest.mark.parametrize("name", sorted(EVENT.keys() - {"text", "public"}))
def test_every_fact_of_an_event_is_bound(name: str) -> None:
    other = {**EVENT, name: ["due"] if name == "changed" else 99}
    assert chain.leaf(other, chain.NOTHING, None) != chain.leaf(EVENT, chain.NOTHING, None)


def test_of_an_internal_event_the_leaf_tells_its_number_and_nothing_else() -> None:
    note = {**EVENT, "kind": "noted", "public": False}
    words = chain.words_hash(note, SALT, "Rahasia")
    assert chain.leaf(note, words, None) == b"pantau-event-2\n7\ninternal\n" + words.hex().encode() + b"\n"
    assert words != chain.words_hash({**note, "ticket_id": 4}, SALT, "Rahasia"), "what it says besides words is bound"


@pytest.mark.parametrize(
    ("facts", "states"),
    [
        ({"kind": "received"}, True),
        ({"kind": "visibility_changed"}, True),
        ({"kind": "corrected", "changed": ["title"]}, True),
        ({"kind": "corrected", "changed": None}, False),
        ({"kind": "redacted"}, True),
        ({"kind": "redacted", "corrects": 3}, False),
        ({"kind": "received", "public": False}, False),
        ({"kind": "responded", "changed": None}, False),
    ],
)
def test_a_report_is_stated_by_whatever_may_change_it(facts: dict[str, object], states: bool) -> None:
    assert chain.states_report({**EVENT, **facts}) is states


def test_an_event_that_masks_another_gives_its_words_anew() -> None:
    masks = {**EVENT, "kind": "corrected", "changed": ["masked"], "corrects": 4, "text": ""}
    assert chain.restates(masks) == 4 and chain.needs_salt(masks)
    assert chain.restates({**masks, "changed": None}) is None
    assert not chain.needs_salt({**EVENT, "text": ""})
