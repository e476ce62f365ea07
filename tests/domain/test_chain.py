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
    "attached": None,
    "checked": None,
    "refused_for": None,
    "unchecked": None,
    "beside": None,
}
REFUSED: dict[str, Any] = EVENT | {
    "kind": "validation_refused",
    "attached": ["0a", "0b"],
    "checked": ["photo", "visit"],
    "refused_for": "not_here",
}
SALT = bytes(range(16))


def test_a_leaf_is_written_line_by_line() -> None:
    words = chain.words_hash(EVENT, SALT, EVENT["text"])
    assert words == sha256(SALT + b"Bukan wilayah kami.").digest()
    assert chain.leaf(EVENT, words, None) == (
        b"pantau-event-3\n7\n3\ntransferred\n1678066200\n1678066260\n2\n5\nmenunggu\n\n\n\nagency,end\n\n\n"
        + words.hex().encode()
        + b"\n\n"
    )


def test_an_event_with_proof_has_three_lines_more_and_says_so_in_its_first() -> None:
    words = chain.words_hash(REFUSED, SALT, REFUSED["text"])
    assert chain.leaf(REFUSED, words, None) == (
        b"pantau-event-4\n7\n3\nvalidation_refused\n1678066200\n1678066260\n2\n5\nmenunggu\n\n\n\nagency,end\n\n\n"
        b"0a,0b\nphoto,visit\nnot_here\n" + words.hex().encode() + b"\n\n"
    )
    for version in (chain.VERSION, chain.BEFORE):
        assert chain.leaf(REFUSED, words, None, version) == chain.leaf(REFUSED, words, None), "no older bytes fit it"
    note = REFUSED | {"public": False}
    assert chain.words_hash(note, SALT, "x") != chain.words_hash(note | {"attached": ["0c"]}, SALT, "x")


def test_an_event_whose_work_nobody_checked_has_two_lines_more_than_that() -> None:
    done = EVENT | {"kind": "resolved", "unchecked": "not_drawn", "beside": "0d"}
    words = chain.words_hash(done, SALT, done["text"])
    assert chain.leaf(done, words, None) == (
        b"pantau-event-5\n7\n3\nresolved\n1678066200\n1678066260\n2\n5\nmenunggu\n\n\n\nagency,end\n\n\n"
        b"\n\n\nnot_drawn\n0d\n" + words.hex().encode() + b"\n\n"
    )
    alone = chain.leaf(done | {"beside": None, "attached": ["0a"]}, words, None)
    assert alone.split(b"\n")[0] == b"pantau-event-5" and b"\n0a\n\n\nnot_drawn\n\n" in alone


def test_a_hash_binds_the_one_before_and_a_leaf_that_a_merkle_tree_can_take() -> None:
    leaf, before = b"anything", bytes(31) + b"\x01"
    assert chain.leaf_hash(leaf) == sha256(b"\x00anything").digest()
    assert chain.link(before, leaf) == sha256(b"\x02" + before + chain.leaf_hash(leaf)).digest()


REPORT: dict[str, Any] = {
    "visibility": "full",
    "title": "a",
    "text": "b\nc",
    "place": "",
    "code": "JK2303060002",
    "source": "crm",
    "source_id": "7",
    "channel": "jaki",
    "category": None,
    "response_due_at": 1_678_087_800,
    "due_at": 1_678_671_000,
    "lat": -6.302,
    "lon": 106.82,
    "reporter": bytes(range(8)),
}


def test_a_report_is_its_words_then_its_facts() -> None:
    assert chain.report_bytes(REPORT).split(b"\0") == [
        *(b"full", b"a", b"b\nc", b"", b"JK2303060002", b"crm", b"7", b"jaki", b"", b"1678087800", b"1678671000"),
        *(b"-6302000", b"106820000", b"0001020304050607"),
    ]
    assert chain.report_bytes(REPORT, chain.BEFORE) == b"full\0a\0b\nc\0"


@pytest.mark.parametrize("name", sorted(REPORT))
def test_every_fact_of_a_report_is_bound(name: str) -> None:
    other = {"lat": 1.5, "lon": 1.5, "reporter": None, "visibility": "stub"}.get(name, "99")
    assert chain.report_bytes({**REPORT, name: other}) != chain.report_bytes(REPORT)


def test_the_point_of_a_stub_is_not_bound_for_it_follows_its_area() -> None:
    stub = {**REPORT, "visibility": "stub"}
    assert chain.report_bytes({**stub, "lat": 1.5, "lon": 2.5}) == chain.report_bytes(stub)


@pytest.mark.parametrize(
    ("version", "head"),
    [
        (chain.BEFORE, "b5c04317d8c668676641856651a265ee50690029e5b5cf19084ae290a2340a4f"),
        (chain.VERSION, "34eb375b1a305fa000a41dcf057b3841b1b012a4ceabbd4e231f171b94efa916"),
    ],
)
def test_the_hash_of_this_event_is_the_same_for_ever(version: str, head: str) -> None:
    report = chain.salted(SALT, chain.report_bytes(REPORT, version))
    words = chain.words_hash(EVENT, SALT, EVENT["text"])
    assert chain.link(chain.START, chain.leaf(EVENT, words, report, version)).hex() == head


@pytest.mark.parametrize("name", sorted(EVENT.keys() - {"text", "public"}))
def test_every_fact_of_an_event_is_bound(name: str) -> None:
    other = {**EVENT, name: ["due"] if name in ("changed", "attached", "checked") else 99}
    assert chain.leaf(other, chain.NOTHING, None) != chain.leaf(EVENT, chain.NOTHING, None)


def test_of_an_internal_event_the_leaf_tells_its_number_and_nothing_else() -> None:
    note = {**EVENT, "kind": "noted", "public": False}
    words = chain.words_hash(note, SALT, "Rahasia")
    assert chain.leaf(note, words, None) == b"pantau-event-3\n7\ninternal\n" + words.hex().encode() + b"\n"
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
