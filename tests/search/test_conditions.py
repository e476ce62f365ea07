"""Conditions by their names in both languages, and what each asks of the index."""

from __future__ import annotations

from portal.domain.condition import Condition
from portal.search.analysis import Analyser
from portal.search.conditions import BY_NAME, condition_query
from portal.search.interpretation import Note, ParsedPart
from portal.search.query_parser import parse
from tests.search.sampling import CLOCKS, city

CITY = city()
ANALYSER = Analyser.of(CITY)


def test_every_condition_has_a_query_and_names_in_both_languages() -> None:
    for condition in Condition:
        assert BY_NAME[condition.value] is condition
        assert len([name for name, of in BY_NAME.items() if of is condition]) > 2
        assert condition_query(condition, CLOCKS).leaves()


def test_a_condition_is_read_by_any_name_and_of_any_field_name() -> None:
    for text in ("is:promise-broken", "adalah:janji-dilanggar", "yang:ingkar_janji", 'is:"Promise Broken"'):
        found = parse(text, CITY, ANALYSER, CLOCKS)
        assert found.part == ParsedPart("fact", ("promise-broken",), "is"), text
        assert found.tree == condition_query(Condition.PROMISE_BROKEN, CLOCKS), text
        assert not found.notes, text


def test_a_condition_is_read_after_what_a_ticket_ever_was_and_a_status_stays_one() -> None:
    for text in ("ever:reopened", "pernah:dibuka-lagi", 'pernah: "dibuka lagi"', "PERNAH:re-opened"):
        assert parse(text, CITY, ANALYSER, CLOCKS).part == ParsedPart("fact", ("reopened",), "is"), text
    for text, value in (("pernah:duplikat", "duplikat"), ("ever:tertutup", "closed")):
        assert parse(text, CITY, ANALYSER, CLOCKS).part == ParsedPart("fact", (value,), "ever"), text


def test_what_is_no_condition_finds_nothing_and_is_said() -> None:
    found = parse("is:hijau", CITY, ANALYSER, CLOCKS)
    assert found.notes == (Note("unknown_value", "hijau", "is"),)
    assert str(found.tree) == "is:hijau"


def test_hand_overs_are_counted_by_a_range() -> None:
    assert str(parse("handoffs:>2", CITY, ANALYSER, CLOCKS).tree) == str(
        parse("pindah:3..", CITY, ANALYSER, CLOCKS).tree
    )
    assert parse("handoffs:banyak", CITY, ANALYSER, CLOCKS).notes == (Note("bad_number", "banyak", "handoffs"),)
