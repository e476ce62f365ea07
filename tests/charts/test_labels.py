"""Names of a drawing are read, or they are not there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts.labels import Disc, Label, LabelBox, beside, placed, room

places = st.floats(0, 400).map(lambda at: round(at, 1))
names = st.lists(st.builds(Label, places, places, st.text("abc ", min_size=1, max_size=18)), max_size=12)
discs = st.lists(st.builds(Disc, places, places, st.just(20.0)), max_size=12)


@given(names, discs)
def test_no_name_covers_a_circle_or_another_name(labels: list[Label], taken: list[Disc]) -> None:
    boxes = [room(label, 10.0) for label in placed(labels, taken, 10.0)]
    assert not any(one.meets(other) for one in boxes for other in taken)
    assert not any(one.meets(other) for i, one in enumerate(boxes) for other in boxes[:i])


def test_a_name_stays_where_there_is_room() -> None:
    label = Label(100, 100, "Tebet")
    assert placed([label], [Disc(300, 100, 20)], 10.0) == [label]


def test_a_name_under_a_circle_moves_to_its_edge() -> None:
    assert placed([Label(100, 100, "Tebet")], [Disc(100, 98, 5)], 10.0) == [Label(100, 90.0, "Tebet")]


def test_a_name_without_room_is_left_out() -> None:
    assert placed([Label(100, 100, "Tebet")], [Disc(100, 100, 200)], 10.0) == []


@given(names, discs)
def test_names_keep_their_order_their_words_and_their_place_across(labels: list[Label], taken: list[Disc]) -> None:
    left = iter(labels)
    for label in placed(labels, taken, 10.0):
        assert any((one.x, one.name) == (label.x, label.name) for one in left)


@given(names, discs)
def test_a_name_moves_four_letters_up_or_down_at_most(labels: list[Label], taken: list[Disc]) -> None:
    wanted: dict[tuple[float, str], list[float]] = {}
    for label in labels:
        wanted.setdefault((label.x, label.name), []).append(label.y)
    for label in placed(labels, taken, 10.0):
        assert min(abs(label.y - y) for y in wanted[label.x, label.name]) <= 40.1


@given(names)
def test_without_circles_the_first_name_is_always_there(labels: list[Label]) -> None:
    assert placed(labels, [], 10.0)[:1] == labels[:1]


def test_of_two_names_at_one_place_the_second_moves() -> None:
    first, second = placed([Label(100, 100, "Tebet"), Label(100, 100, "Pasar")], [], 10.0)
    assert (first.y, second.y) == (100, pytest.approx(100 - 40 / 3, abs=0.1))


def test_boxes_meet_when_they_overlap_and_not_when_they_touch() -> None:
    box = LabelBox(0, 0, across=10, down=5)
    assert box.meets(LabelBox(19, 0, across=10, down=5))
    assert not box.meets(LabelBox(20, 0, across=10, down=5))
    assert not box.meets(LabelBox(0, 10, across=10, down=5))


def test_a_box_meets_a_circle_at_its_side_sooner_than_at_its_corner() -> None:
    box = LabelBox(0, 0, across=10, down=5)
    assert box.meets(Disc(14, 0, 5))
    assert not box.meets(Disc(14, 9, 5))


@given(st.lists(st.builds(Label, places, places, st.sampled_from(["1", "12", "100"])), max_size=12), discs)
def test_a_number_touches_its_mark_or_is_not_there(marks: list[Label], taken: list[Disc]) -> None:
    wanted = list(marks)
    for label in beside(marks, 7.0, taken, 20.0):
        box = room(label, 20.0)
        assert not any(box.meets(other) for other in taken)
        assert any(one.name == label.name and box.meets(Disc(one.x, one.y, 9.0)) for one in wanted)
