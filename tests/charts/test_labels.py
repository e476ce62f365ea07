"""Names of a drawing are read, or they are not there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.charts.labels import Disc, Label, placed, room

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
