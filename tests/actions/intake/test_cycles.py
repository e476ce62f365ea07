"""Records that name each other in a circle are found, and those that only lead to one are not."""

from __future__ import annotations

from portal.actions.intake.cycles import cycles
from portal.domain.event import Kind
from portal.domain.record import Record
from tests.support.complaints import complaint, step


def named(number: int, other: int | None) -> Record:
    return complaint(number, step(Kind.MERGED, 30, other=None if other is None else str(other)))


def on_a_circle(**pairs: int | None) -> set[int]:
    return cycles({int(key[1:]): named(int(key[1:]), other) for key, other in pairs.items()})


def test_a_circle_of_any_length_is_found() -> None:
    assert on_a_circle(n1=1) == {1}
    assert on_a_circle(n1=2, n2=1) == {1, 2}
    assert on_a_circle(n1=2, n2=3, n3=1, n4=5, n5=4) == {1, 2, 3, 4, 5}


def test_what_leads_to_a_circle_or_nowhere_is_not_on_one() -> None:
    assert on_a_circle(n1=2, n2=3, n3=2, n4=1) == {2, 3}
    assert on_a_circle(n1=2, n2=9, n3=None) == set()
