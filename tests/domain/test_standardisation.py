"""A share adjusted for the mix of categories, against computations of another kind."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from portal.domain.figure import Why, wilson
from portal.domain.standardisation import standardised

KEPT = {"roads": (10, 40), "trees": (45, 50), "lamps": (18, 20), "cats": (3, 3)}
CITY = {"roads": 500, "trees": 300, "lamps": 100, "cats": 50, "noise": 50}


def test_each_report_counts_for_as_many_as_its_category_has_in_the_city() -> None:
    """Report by report, as a weighted mean; the interval from scipy's Wilson intervals."""
    found = standardised({c: wilson(*kept) for c, kept in KEPT.items()}, CITY)
    done, weights, below, above = [], [], 0.0, 0.0
    for category in ("roads", "trees", "lamps"):  # of cats there are too few
        k, n = KEPT[category]
        done += [1] * k + [0] * (n - k)
        weights += [CITY[category] / n] * n
        ends = binomtest(k, n).proportion_ci(method="wilson")
        below += (CITY[category] / 900 * (k / n - ends.low)) ** 2
        above += (CITY[category] / 900 * (ends.high - k / n)) ** 2
    share = float(np.average(done, weights=weights))
    assert found.figure.value == pytest.approx(share)
    assert found.figure.low == pytest.approx(share - below**0.5)
    assert found.figure.high == pytest.approx(share + above**0.5)
    assert (found.figure.n, found.categories, found.covered) == (110, 3, pytest.approx(0.9))


def test_its_interval_holds_the_truth_nineteen_times_of_twenty() -> None:
    """Drawn 2,000 times from known chances; one of them is always kept, where the usual interval has no width."""
    chances, sizes, mix = np.array([0.97, 0.4, 1.0]), np.array([30, 25, 12]), np.array([6, 3, 1])
    truth, draws = float(chances @ mix / mix.sum()), np.random.default_rng(1).binomial(sizes, chances, (2_000, 3))
    inside = 0
    for kept in draws.tolist():
        parts = {c: wilson(k, int(n)) for c, (k, n) in enumerate(zip(kept, sizes, strict=True))}
        figure = standardised(parts, dict(enumerate(mix.tolist()))).figure
        inside += figure.low is not None and figure.high is not None and figure.low <= truth <= figure.high
    assert 0.94 <= inside / 2_000 <= 0.98


def test_who_has_the_harder_half_is_not_worse_for_that() -> None:
    """Both keep 20 % of the roads and 80 % of the trees."""
    hard = {"roads": wilson(20, 100), "trees": wilson(16, 20)}
    easy = {"roads": wilson(4, 20), "trees": wilson(80, 100)}
    mix = {"roads": 100, "trees": 100}
    assert [standardised(of, mix).figure.value for of in (hard, easy)] == [pytest.approx(0.5)] * 2


@pytest.mark.parametrize(
    "mix", [{"roads": 40, "trees": 9, "noise": 51}, {"roads": 90, "noise": 10}, {"noise": 10}, {}],
    ids=["too little", "one category", "none", "no city"],
)  # fmt: skip
def test_too_little_of_the_citys_mix_gives_no_figure(mix: dict[str, int]) -> None:
    found = standardised({"roads": wilson(20, 40), "trees": wilson(20, 40)}, mix)
    assert (found.figure.value, found.figure.why) == (None, Why.EMPTY)
    assert found.covered == pytest.approx({100: 0.49 if "trees" in mix else 0.9}.get(sum(mix.values()), 0.0))


def test_few_reports_together_give_no_figure() -> None:
    parts = {"roads": wilson(5, 14), "trees": wilson(5, 15)}
    assert standardised(parts, {"roads": 1, "trees": 1}).figure.value is None
    assert standardised({**parts, "trees": wilson(5, 16)}, {"roads": 1, "trees": 1}).figure.value is not None
