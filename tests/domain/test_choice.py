"""What is chosen inside a chosen value replaces it; what stands beside it is added; what is excluded is taken away."""

from __future__ import annotations

import random

from portal.domain.choice import TYPE_OF, Choice
from portal.domain.lens import TicketFilter
from portal.domain.status import Status

#: A city of two kecamatan with their kelurahan, and one area that lies in nothing.
PARENTS = {"a": "kota", "b": "kota", "a1": "a", "a2": "a", "b1": "b"}
LEAVES = {"a1": 3, "a2": 5, "b1": 7, "z": 11}
COUNTS = {**LEAVES, "a": 8, "b": 7, "kota": 15}


def choice(*chosen: str, without: tuple[str, ...] = ()) -> Choice:
    filter = TicketFilter(area=chosen, excluded=tuple(("area", value) for value in without), page=3)
    return Choice.of(filter, "area", PARENTS)


def test_a_child_replaces_its_parent_and_a_parent_its_children() -> None:
    assert choice("a").adding("a1").chosen == ("a1",)
    assert choice("kota").adding("a1").chosen == ("a1",)
    assert choice("a1", "a2").adding("a").chosen == ("a",)
    assert choice("a1", "b1").adding("a").chosen == ("b1", "a")


def test_values_beside_each_other_are_all_chosen() -> None:
    assert choice("a1").adding("a2").chosen == ("a1", "a2")
    assert choice("a1").adding("b").chosen == ("a1", "b")
    assert choice("a1", "a2").dropping("a1").chosen == ("a2",)


def test_statuses_lie_in_their_type() -> None:
    asked = TicketFilter(status=("open", "selesai"))
    found = Choice.of(asked, "status", TYPE_OF).adding(Status.PROSES.value)
    assert found.asks == TicketFilter(status=("selesai", "proses"))


def test_what_is_chosen_is_excluded_no_more() -> None:
    assert choice(without=("a1",)).adding("a1").excluded == ()
    assert choice(without=("a",)).adding("a1").excluded == ()
    assert choice(without=("a1", "b1")).adding("a").excluded == ("a1",)


def test_the_filter_of_a_choice_begins_at_its_first_page() -> None:
    asked = choice("a", without=("b1",)).adding("a1").asks
    assert asked == TicketFilter(area=("a1",))
    assert choice(without=("a1",)).adding("a").asks.pairs() == [("area", "a"), ("area", "-a1")]


def test_a_ring_of_parents_ends() -> None:
    ring = Choice(TicketFilter(), "area", {"x": "y", "y": "x"}, ("x",), ())
    assert ring.adding("y").chosen == ("y",)


def test_the_number_is_that_of_the_tickets_that_are_left() -> None:
    def lies_in(leaf: str, value: str) -> bool:
        return leaf == value or (leaf in PARENTS and lies_in(PARENTS[leaf], value))

    rng = random.Random(12)
    for _ in range(500):
        chosen = tuple(rng.sample(sorted(COUNTS), rng.randint(1, 4)))
        without = tuple(rng.sample(sorted(COUNTS), rng.randint(0, 3)))
        left = sum(
            count
            for leaf, count in LEAVES.items()
            if any(lies_in(leaf, v) for v in chosen) and not any(lies_in(leaf, v) for v in without)
        )
        assert choice(*chosen, without=without).number(COUNTS) == left, (chosen, without)
