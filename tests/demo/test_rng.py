"""Scalar draws have the distributions that they are named after, and repeat with their seed."""

from __future__ import annotations

from statistics import median

import numpy as np
import pytest

from portal.demo.rng import BLOCK, Rng


def rng(seed: int = 1) -> Rng:
    return Rng(np.random.Generator(np.random.PCG64([seed])))


def test_the_same_seed_gives_the_same_numbers_beyond_one_block() -> None:
    first, second = rng(), rng()
    assert [first.random() for _ in range(2 * BLOCK + 1)] == [second.random() for _ in range(2 * BLOCK + 1)]


def test_another_seed_gives_other_numbers() -> None:
    assert rng(1).random() != rng(2).random()


def test_uniform_and_normal_numbers_come_from_blocks_of_their_own() -> None:
    """A log-normal draw in between leaves the uniform numbers of the block as they were."""
    plain, mixed = rng(), rng()
    plain.random(), mixed.random()
    mixed.lognormal(1.0, 1.0)
    assert plain.random() == mixed.random()


def test_random_lies_in_zero_to_one_with_the_end_excluded() -> None:
    one = rng()
    assert all(0.0 <= one.random() < 1.0 for _ in range(10_000))


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_chance_is_true_in_its_share_of_calls(share: float) -> None:
    one = rng()
    assert sum(one.chance(share) for _ in range(10_000)) / 10_000 == pytest.approx(share, abs=0.02)


def test_choice_reaches_every_value_about_equally_often() -> None:
    one = rng()
    drawn = [one.choice("abc") for _ in range(9_000)]
    assert all(abs(drawn.count(letter) - 3_000) < 250 for letter in "abc")


def test_randint_reaches_both_ends_and_nothing_beyond() -> None:
    one = rng()
    assert {one.randint(3, 6) for _ in range(1_000)} == {3, 4, 5, 6}
    assert one.randint(7, 7) == 7


def test_lognormal_has_its_median_and_is_positive() -> None:
    one = rng()
    drawn = [one.lognormal(48.0, 1.1) for _ in range(20_000)]
    assert min(drawn) > 0
    assert median(drawn) == pytest.approx(48.0, rel=0.05)


def test_lognormal_without_spread_is_its_median() -> None:
    assert rng().lognormal(5.0, 0.0) == 5.0
