"""What is indexed of a ticket: words, exact values and numbers, none of them where the ticket has none."""

from __future__ import annotations

import pytest

from portal.domain.status import Status, StatusType
from portal.search import cells
from portal.search.analysis import BREAK, Analyser
from portal.search.index_entry import (
    CHAIN,
    COUNTED,
    NAMES,
    NUMBERS,
    PARTS,
    TALLIED,
    TEXTS,
    WEEK,
    IndexEntry,
    code_key,
    id_in,
    index_entry,
    micro,
)
from tests.search.sampling import PLAIN, ticket

ANALYSER = Analyser()
ENDED = {"ended": PLAIN.submitted + 3 * 86_400, "ended_month": 202306}


def entry(id: int = 1, **changes: object) -> IndexEntry:
    return index_entry(ticket(id, **changes), ANALYSER)


def test_every_field_of_an_entry_is_one_that_engines_know() -> None:
    assert set(entry().texts) == set(TEXTS)
    assert set(entry().names) == set(NAMES)
    for one in (entry(), entry(status="selesai", **ENDED)):
        assert set(one.numbers) <= {*NUMBERS, *TALLIED, *COUNTED}
    assert CHAIN not in NAMES


def test_words_are_the_stems_of_each_part_in_order_with_breaks_between_its_texts() -> None:
    texts = entry(facts="Tebet", verdicts=("Belum.",), answers=("Sedang", "Petugas"), remarks=("Habis",)).texts
    assert {part: texts[part].split(f" {BREAK} ") for part in PARTS} == {
        "text": ["lampu jalan mati", "lampu terang padam sejak seminggu", "jalan tebet raya", "belum"],
        "answer": ["sedang", "tugas"],
        "facts": ["tebet", "habis", "jk2306180342"],
    }


def test_a_stub_has_no_words_but_its_attributes_and_its_code() -> None:
    stub = entry(title="", text="", place="", answers=(), facts="Tebet").texts
    assert {name: text for name, text in stub.items() if text} == {
        "facts": f"tebet {BREAK} jk2306180342",
        "facts_forms": "tebet",
    }


def test_forms_are_the_words_as_written_in_order() -> None:
    parts = entry().texts["text_forms"].split(f" {BREAK} ")
    assert parts[:2] == ["lampu jalan mati", "lampu penerangan padam sejak seminggu"]
    assert entry().texts["answer_forms"] == "petugas sedang memperbaiki"


def test_the_number_that_puts_open_tickets_first_is_newer_last() -> None:
    keys = [entry(id, status=status).numbers["open_first"] for status in ("selesai", "proses") for id in (1, 2)]
    assert keys == sorted(keys) and len(set(keys)) == 4


def test_a_code_is_indexed_without_signs_in_capital_letters() -> None:
    assert entry(code="jk-2306/18 0342").names["code"] == ("JK2306180342",)
    assert code_key(" #jk.2306_18 ") == "JK230618"


def test_the_present_status_is_among_those_that_a_ticket_ever_had_once() -> None:
    assert sorted(entry(ever=("menunggu", "proses")).names["ever"]) == ["menunggu", "proses"]
    assert entry(ever=()).names["ever"] == ("proses",)


def test_an_agency_that_was_asked_twice_stands_there_once() -> None:
    assert sorted(entry(asked=("pln", "pam", "pln")).names["asked"]) == ["pam", "pln"]
    assert entry().names["asked"] == ()


@pytest.mark.parametrize("status", [*Status])
def test_every_status_has_its_type(status: Status) -> None:
    assert entry(status=status.value).names["type"] == (status.type.value,)


def test_what_a_ticket_lacks_is_left_out() -> None:
    bare = entry(category=None, channel=None, areas=(), lat=None, lon=None, due=None)
    assert (bare.names["category"], bare.names["channel"], bare.names["area"]) == ((), (), ())
    assert not {"lat", "lon", "cell", "open_due"} & set(bare.numbers)


def test_coordinates_are_whole_millionths_and_a_cell() -> None:
    numbers = entry().numbers
    assert (numbers["lat"], numbers["lon"]) == (-6_250_000, 106_850_000)
    assert numbers["cell"] == cells.number(-6.25, 106.85)
    assert micro(-0.0000004) == 0 and micro(106.8123456) == 106_812_346


def test_half_a_place_is_none() -> None:
    assert "cell" not in entry(lon=None).numbers


def test_an_open_ticket_has_the_time_since_when_it_waits_and_until_when_it_should() -> None:
    numbers = entry().numbers
    assert numbers["open_since"] == PLAIN.submitted
    assert numbers["open_due"] == PLAIN.due
    assert "took" not in numbers


def test_a_resolved_ticket_has_the_time_it_took_and_its_month() -> None:
    numbers = entry(status="selesai", **ENDED).numbers
    assert numbers["took"] == 3 * 86_400
    assert numbers["resolved_month"] == 202306
    assert not {"open_since", "open_due", "closed_month"} & set(numbers)


@pytest.mark.parametrize("status", [s.value for s in Status if s.type is StatusType.CLOSED])
def test_a_ticket_closed_without_a_fix_is_never_resolved_within_a_week(status: str) -> None:
    numbers = entry(status=status, **ENDED).numbers
    assert numbers["closed_month"] == 202306
    assert not {"resolved_month", "resolved_within_week"} & set(numbers)


@pytest.mark.parametrize(("seconds", "expected"), [(0, 1), (WEEK, 1), (WEEK + 1, None)])
def test_a_week_ends_with_its_last_second(seconds: int, expected: int | None) -> None:
    found = entry(status="selesai", ended=PLAIN.submitted + seconds, ended_month=202306)
    assert found.numbers.get("resolved_within_week") == expected


def test_a_source_that_ends_a_ticket_before_it_began_does_not_give_a_negative_time() -> None:
    assert entry(status="selesai", ended=PLAIN.submitted - 60, ended_month=202306).numbers["took"] == 0


def test_an_ended_ticket_of_unknown_time_has_no_times() -> None:
    numbers = entry(status="selesai").numbers
    assert not {"took", "resolved_month", "open_since"} & set(numbers)


def test_sort_keys_hold_the_id_and_sort_by_time_and_then_by_id() -> None:
    first, second = entry(7, submitted=100).numbers, entry(3, submitted=101).numbers
    same = entry(8, submitted=100).numbers
    assert id_in(first["newest"]) == id_in(first["waiting"]) == 7
    assert first["newest"] < same["newest"] < second["newest"]
    assert first["waiting"] < same["waiting"] < second["waiting"]


def test_open_tickets_wait_before_all_ended_ones() -> None:
    young_open = entry(submitted=PLAIN.submitted + 10**8).numbers["waiting"]
    old_ended = entry(status="selesai", submitted=0).numbers["waiting"]
    assert young_open < old_ended


def test_times_before_1970_and_far_away_keep_their_order() -> None:
    keys = [entry(submitted=at).numbers["newest"] for at in (-(10**9), -1, 0, 1, 4 * 10**9)]
    assert keys == sorted(set(keys))
    assert all(0 <= key < 1 << 64 for key in keys)


@pytest.mark.parametrize("id", [-1, 1 << 30])
def test_an_id_that_does_not_fit_into_a_sort_key_is_refused(id: int) -> None:
    with pytest.raises(ValueError, match=str(id)):
        entry(id)
