"""The one filter: what is written into an address is read back the same, and nothing that is typed raises."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlencode

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.lens import MAX_PAGE, Box, Sort, TicketFilter, parse

VALUES = st.lists(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), max_size=4, unique=True).map(tuple)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@st.composite
def filters(draw: st.DrawFn) -> TicketFilter:
    days = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    return TicketFilter(
        q=draw(st.from_regex(r"[a-z:\"()-]{0,20}", fullmatch=True)),
        agency=draw(VALUES),
        status=draw(VALUES),
        area=draw(VALUES),
        since=draw(st.sampled_from([None, days[0]])),
        until=draw(st.sampled_from([None, days[1]])),
        overdue=draw(st.booleans()),
        bbox=draw(st.sampled_from([None, Box(106.5, -6.5, 107, -6.25)])),
        sort=draw(st.sampled_from(Sort)),
        page=draw(st.integers(1, MAX_PAGE)),
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
    assert set(bad) <= {"from", "to", "bbox", "sort", "page"}
    assert 1 <= read.page <= MAX_PAGE and "\x00" not in read.q


def test_what_cannot_be_read_is_named_and_left_out() -> None:
    read, bad = parse({"from": ["kemarin"], "bbox": ["1,2,3"], "page": ["-1"], "sort": ["x"], "status": ["proses"]})
    assert set(bad) == {"from", "bbox", "page", "sort"} and read == TicketFilter(status=("proses",))


def test_days_the_wrong_way_round_are_turned() -> None:
    read, _ = parse({"from": ["2023-05-02"], "to": ["2023-05-01"]})
    assert (read.since, read.until) == (date(2023, 5, 1), date(2023, 5, 2))
