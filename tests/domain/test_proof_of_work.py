"""A right answer takes work; a wrong, short, long or borrowed one is none."""

from __future__ import annotations

import pytest

from portal.domain.proof_of_work import LEAST_BITS, MOST_BITS, PUZZLES, bits_for, solves
from tests.support.proof import solve

ANSWER = solve("a", LEAST_BITS)


def test_an_answer_is_for_its_challenge_and_as_hard_as_asked() -> None:
    assert solves("a", ANSWER, LEAST_BITS)
    assert not solves("b", ANSWER, LEAST_BITS) and not solves("a", ANSWER, 40)


@pytest.mark.parametrize(
    "answer", ["", ANSWER + ".1", ANSWER.rsplit(".", 1)[0], "٣" + ANSWER, "-" + ANSWER, "9" * 10_000]
)
def test_what_is_no_answer(answer: str) -> None:
    assert not solves("a", answer, LEAST_BITS)


@pytest.mark.parametrize(
    ("pressure", "bits"), [(0, LEAST_BITS), (1, LEAST_BITS), (4, LEAST_BITS + 1), (1e9, MOST_BITS)]
)
def test_it_becomes_harder_up_to_what_a_telephone_can_do(pressure: float, bits: int) -> None:
    assert bits_for(pressure) == bits
    assert PUZZLES * 2**MOST_BITS <= 20_000, "two seconds at 10,000 sums a second"
