"""Facets show the most frequent values and whatever is chosen, each with its name and its count."""

from __future__ import annotations

from portal.domain.lens import TicketFilter
from portal.queries.tickets.facets import SHOWN, facets, unknown
from portal.queries.tickets.names import Named, Names


def named(*keys: str, parent: str | None = None) -> dict[str, Named]:
    return {key: Named(id, key, key.title(), parent=parent) for id, key in enumerate(keys, 1)}


NAMES = Names(
    agency=named(*(f"dinas-{n:02}" for n in range(20))),
    category=named("jalan", "sampah"),
    area=named("a", "b") | named("a1", "a2", parent="a"),
    channel=named("jaki"),
)


def test_a_facet_shows_the_most_frequent_and_whatever_is_chosen() -> None:
    counts = {"agency": {f"dinas-{n:02}": 100 - n for n in range(20)}}
    (facet,) = facets(counts, TicketFilter(agency=("dinas-19",)), NAMES)
    assert [v.key for v in facet.values] == [*(f"dinas-{n:02}" for n in range(SHOWN["agency"])), "dinas-19"]
    assert facet.values[-1].chosen
    assert len(facet.values) + len(facet.more) == 20


def test_a_choice_that_finds_nothing_can_still_be_dropped() -> None:
    (facet,) = facets({}, TicketFilter(category=("sampah",)), NAMES)
    assert [(v.key, v.number, v.chosen) for v in facet.values] == [("sampah", 0, True)]


def test_statuses_stand_under_their_type_in_the_order_of_their_course() -> None:
    counts = {"status": {"proses": 3, "menunggu": 2, "selesai": 9, "duplikat": 1}}
    (facet,) = facets(counts, TicketFilter(), NAMES)
    found = [(v.key, v.number, [w.key for w in v.within]) for v in facet.values]
    assert found == [("open", 5, ["menunggu", "proses"]), ("resolved", 9, ["selesai"]), ("closed", 1, ["duplikat"])]


def test_areas_within_a_chosen_one_are_shown() -> None:
    counts = {"area": {"a": 5, "a1": 3, "a2": 2, "b": 4}}
    (closed,) = facets(counts, TicketFilter(), NAMES)
    assert [(v.key, v.within) for v in closed.values] == [("a", ()), ("b", ())]
    (opened,) = facets(counts, TicketFilter(area=("a2",)), NAMES)
    assert [w.key for w in opened.values[0].within] == ["a1", "a2"]


def test_the_number_beside_a_link_is_that_of_its_list() -> None:
    counts = {"area": {"a": 5, "a1": 3, "a2": 2, "b": 4}}
    (facet,) = facets(counts, TicketFilter(area=("a1",), page=2), NAMES)
    parent, other = facet.values
    assert (parent.asks, parent.found, parent.more) == (TicketFilter(area=("a",)), 5, 0)
    assert (other.asks, other.found, other.more) == (TicketFilter(area=("a1", "b")), 7, 4)
    chosen, beside = parent.within
    assert (chosen.asks, chosen.number) == (TicketFilter(), 3)
    assert (beside.asks, beside.found, beside.more) == (TicketFilter(area=("a1", "a2")), 5, 2)


def test_what_is_excluded_is_shown_and_can_be_chosen() -> None:
    counts = {"status": {"proses": 3, "menunggu": 2, "selesai": 9}}
    (facet,) = facets(counts, TicketFilter(excluded=(("status", "proses"),)), NAMES)
    open_, _ = facet.values
    assert (open_.number, open_.asks.pairs()) == (2, [("status", "open"), ("status", "-proses")])
    waiting, started = open_.within
    assert (started.excluded, started.found, started.asks) == (True, 3, TicketFilter(status=("proses",)))
    assert (waiting.excluded, waiting.asks) == (False, TicketFilter(status=("menunggu",)))


def test_values_that_nothing_is_called_are_named() -> None:
    asked = TicketFilter(status=("open", "ngawur"), agency=("dinas-01", "x"), excluded=(("area", "a"), ("area", "q")))
    assert unknown(asked, NAMES) == (("status", "ngawur"), ("agency", "x"), ("area", "-q"))


def test_a_facet_without_a_choice_to_make_is_not_shown() -> None:
    assert facets({"channel": {"jaki": 9}}, TicketFilter(), NAMES) == ()
    (facet,) = facets({"channel": {"jaki": 9}}, TicketFilter(channel=("jaki",)), NAMES)
    assert (facet.field, facet.chosen, facet.most) == ("channel", True, 9)


def test_equal_counts_stand_in_the_order_of_their_names() -> None:
    (facet,) = facets({"category": {"sampah": 4, "jalan": 4}}, TicketFilter(), NAMES)
    assert [v.name for v in facet.values] == ["Jalan", "Sampah"]


def test_facets_stand_in_one_order_whatever_the_index_counts_first() -> None:
    counts = {"area": {"a": 1, "b": 1}, "agency": {"dinas-00": 1, "dinas-01": 1}, "status": {"proses": 1, "selesai": 1}}
    assert [facet.field for facet in facets(counts, TicketFilter(), NAMES)] == ["status", "agency", "area"]
