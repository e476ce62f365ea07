"""What is written into an address is read back the same, and nothing that is typed raises."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.lens import MAX_PAGE, MAX_Q, MAX_VALUES, Box, Sort, TicketFilter
from portal.domain.lens_address import parse
from portal.domain.turn import Turn

VALUES = st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,11}", fullmatch=True), max_size=4, unique=True).map(tuple)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@st.composite
def filters(draw: st.DrawFn) -> TicketFilter:
    days = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    return TicketFilter(
        q=draw(st.from_regex(r"[a-z:\"()-]{0,20}", fullmatch=True)),
        agency=draw(VALUES),
        status=draw(VALUES),
        area=draw(VALUES),
        excluded=(*(("agency", v) for v in draw(VALUES)), *(("status", v) for v in draw(VALUES))),
        since=draw(st.sampled_from([None, days[0]])),
        until=draw(st.sampled_from([None, days[1]])),
        overdue=draw(st.booleans()),
        bbox=draw(st.sampled_from([None, Box(106.5, -6.5, 107, -6.25)])),
        sort=draw(st.sampled_from(Sort)),
        page=draw(st.integers(1, MAX_PAGE)),
        turn=draw(st.sampled_from([None, Turn(7), Turn((1 << 64) - 1, 9, back=True)])),
    )


@given(filters())
def test_a_filter_survives_its_own_address(filter: TicketFilter) -> None:
    read, bad = parse(parse_qs(urlencode(filter.pairs())))
    assert (read, bad) == (filter, ())


@given(
    st.dictionaries(
        st.sampled_from(["q", "from", "to", "bbox", "sort", "page", "status", "overdue"]), st.lists(st.text())
    )
)
def test_nothing_that_is_typed_raises(args: dict[str, list[str]]) -> None:
    read, bad = parse(args)
    assert set(bad) <= {"q", "from", "to", "overdue", "bbox", "sort", "page"}
    assert 1 <= read.page <= MAX_PAGE and "\x00" not in read.q


def test_what_cannot_be_read_is_named_and_left_out() -> None:
    read, bad = parse({"from": ["kemarin"], "bbox": ["1,2,3"], "page": ["-1"], "sort": ["x"], "status": ["proses"]})
    assert set(bad) == {"from", "bbox", "page", "sort"} and read == TicketFilter(status=("proses",))


def test_a_page_beyond_all_others_is_read_as_such() -> None:
    assert parse({"page": [str(MAX_PAGE + 1)]}) == (TicketFilter(page=MAX_PAGE + 1), ())


def test_days_the_wrong_way_round_are_turned() -> None:
    read, _ = parse({"from": ["2023-05-02"], "to": ["2023-05-01"]})
    assert (read.since, read.until) == (date(2023, 5, 1), date(2023, 5, 2))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"agency": ["a,b", "c"]}, ("a", "b", "c")),
        ({"agency": [" a , ,a"]}, ("a",)),
        ({"agency": [""]}, ()),
        ({"agency": ["x" * 200]}, ("x" * 80,)),
    ],
)
def test_several_values_may_stand_in_one_or_in_several(typed: dict[str, list[str]], expected: tuple[str, ...]) -> None:
    assert parse(typed)[0].agency == expected


def test_too_many_values_are_named_and_the_first_are_read() -> None:
    found, bad = parse({"agency": [",".join(str(n) for n in range(MAX_VALUES + 1))]})
    assert (found.agency, bad) == (tuple(str(n) for n in range(MAX_VALUES)), ("agency",))


def test_a_value_with_a_minus_is_excluded() -> None:
    found, bad = parse({"status": ["open,-PROSES", "-in_progress", "-"], "agency": ["-a"], "area": ["-31.74"]})
    assert (found.status, found.agency, found.area, bad) == (("open", "-"), (), (), ())
    assert found.excluded == (("agency", "a"), ("status", "proses"), ("area", "31.74"))
    assert found.excluded_from("status") == ("proses",) and found.asks("agency") and not found.asks("channel")
    assert found.pairs() == [
        *(("agency", "-a"), ("status", "open"), ("status", "-"), ("status", "-proses"), ("area", "-31.74"))
    ]


@pytest.mark.parametrize("typed", ["1", "true", "YES", "ya", "on"])
def test_overdue_is_asked_in_the_words_that_forms_and_people_use(typed: str) -> None:
    assert parse({"overdue": [typed]})[0].overdue
    assert not parse({"overdue": ["0"]})[0].overdue


@pytest.mark.parametrize(
    "typed", ["1,2,3,4,5", "a,b,c,d", "107,-6,106,-5", "106,-5,107,-6", "106,-91,107,-5", "nan,0,1,2", "181,0,182,1"]
)
def test_a_box_that_is_none_is_named(typed: str) -> None:
    assert parse({"bbox": [typed]}) == (TicketFilter(), ("bbox",))


@pytest.mark.parametrize("typed", ["0", "-1", "000", "1.5", "x", "٣", "9" * 40])
def test_a_page_that_is_none_is_named_and_the_first_is_shown(typed: str) -> None:
    assert parse({"page": [typed]}) == (TicketFilter(), ("page",))


@pytest.mark.parametrize("typed", ["1899-12-31", "2201-01-01", "2023-02-30", "02/03/2023", "20230230"])
def test_a_day_that_is_none_is_named(typed: str) -> None:
    assert parse({"from": [typed]}) == (TicketFilter(), ("from",))


def test_a_question_is_cut_to_what_a_search_takes() -> None:
    assert len(parse({"q": ["x" * 999]})[0].q) == MAX_Q
    assert parse({"q": ["  a\x00b  "]})[0].q == "a b"


@pytest.mark.parametrize("typed", ["mungkin", "2", "-1", "truee"])
def test_overdue_that_is_neither_yes_nor_no_is_named(typed: str) -> None:
    assert parse({"overdue": [typed]}) == (TicketFilter(), ("overdue",))


@pytest.mark.parametrize("typed", ["", "0", "no", "Tidak", "false"])
def test_not_overdue_can_be_said(typed: str) -> None:
    assert parse({"overdue": [typed]}) == (TicketFilter(), ())


def test_a_query_that_is_too_long_is_named() -> None:
    assert parse({"q": ["x" * MAX_Q]})[1] == ()
    assert parse({"q": ["x" * (MAX_Q + 1)]})[1] == ("q",)
