"""The demonstration year is the same for its seed, and within the transitions that tickets allow."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from portal.demo import CHUNK, Demo, DemoError, generate
from portal.domain.event import Kind
from portal.domain.record import Record
from tests.demo.demo_year import UNTIL, ends, local, town, year


def digest(records: list[Record]) -> str:
    told = repr(records).replace("photo_addresses=(), ", "")  # of a year nobody has to fetch a photo
    return hashlib.sha256(told.encode()).hexdigest()


def test_the_same_seed_and_end_give_the_same_bytes() -> None:
    first = next(generate(town(), 250_000, 7, UNTIL))
    assert len(first) == CHUNK
    assert digest(first) == digest(next(generate(town(), 250_000, 7, UNTIL)))


def test_another_seed_gives_another_year() -> None:
    assert digest(next(generate(town(), 2_000, 7, UNTIL))) != digest(next(generate(town(), 2_000, 8, UNTIL)))


def test_a_chunk_needs_none_of_those_before_it() -> None:
    alone = Demo(town(), 8_000, 2023, UNTIL).chunk(2)
    assert tuple(alone) == year()[2 * CHUNK : 3 * CHUNK]


def test_a_year_may_begin_at_any_chunk() -> None:
    third, last = generate(town(), 8_000, 2023, UNTIL, start=2)
    assert (*third, *last) == year()[2 * CHUNK :]


def test_a_year_that_was_generated_once_never_changes() -> None:
    """A changed digest means that running demonstrations could not be continued; change it only on purpose."""
    assert digest(list(year()[:500])) == "6d0420686e1d2f60332aa53be60e3c6ab3e54320d8fa64843a4605cf7a7f3e5e"


def test_locations_follow_the_street_of_the_report_and_are_withheld_where_the_channel_has_none() -> None:
    located = [record for record in year() if record.lat is not None]
    assert 0.5 < len(located) / len(year()) < 1
    assert all((record.lat is None) == (record.lon is None) for record in year())


def test_a_city_that_the_tables_do_not_know_is_refused_by_name() -> None:
    without = replace(town(), categories={s: c for s, c in town().categories.items() if s != "pohon"})
    with pytest.raises(DemoError, match="no category pohon"):
        Demo(without, 10, 1, UNTIL)


def test_every_ticket_goes_only_where_the_rules_allow() -> None:
    assert len(ends()) == len(year()) == 8_000


def test_steps_follow_one_another_and_none_is_after_the_end() -> None:
    for record in year():
        moments = [record.submitted_at, *(step.at for step in record.steps)]
        assert all(before < after for before, after in pairwise(moments)), record.code
        assert moments[-1] < UNTIL, record.code


def test_tickets_come_in_order_with_the_running_number_of_their_day() -> None:
    seen: Counter[str] = Counter()
    for record in year():
        day = f"{local(record):%y%m%d}"
        seen[day] += 1
        assert record.code == record.source_id == f"JK{day}{seen[day]:04d}"
    assert [r.submitted_at for r in year()] == sorted(r.submitted_at for r in year())
    assert len(seen) == 365


def test_a_duplicate_names_an_earlier_report_of_the_same_place_and_sort() -> None:
    by_code = {record.code: record for record in year()}
    merged = [(r, step) for r in year() for step in r.steps if step.kind is Kind.MERGED]
    assert len(merged) > 200
    for record, step in merged:
        assert step.other is not None
        other = by_code[step.other]
        assert (other.area, other.place) == (record.area, record.place)
        assert other.submitted_at <= record.submitted_at and step.other in step.text
        assert not any(s.kind is Kind.MERGED for s in other.steps)


def test_nothing_is_named_that_the_city_does_not_know() -> None:
    city = town()
    assert {r.category for r in year()} == set(city.categories)
    assert {r.channel for r in year()} <= set(city.channels)
    assert {r.area for r in year()} <= set(city.areas)
    named = {s.agency for r in year() for s in r.steps} | {s.to_agency for r in year() for s in r.steps}
    assert named - {None} <= set(city.agencies)
