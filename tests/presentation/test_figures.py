"""Figures are said with their unit, as exactly as they are known, and never without a reason when there is none."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.domain.figure import Figure, Why, nothing
from portal.presentation import figures

pytestmark = pytest.mark.only_on("sqlite")  # words and addresses: nothing of it asks the database

HOUR, DAY = 3600, 86_400


@pytest.mark.parametrize(
    ("value", "id", "en"),
    [
        (40 * 60, "40 menit", "40 minutes"),
        (2.5 * HOUR, "2,5 jam", "2.5 h"),
        (21.4 * HOUR, "21 jam", "21 h"),
        (DAY, "1 hari", "1 day"),
        (2.94 * DAY, "2,9 hari", "2.9 days"),
        (31.6 * DAY, "32 hari", "32 days"),
    ],
)
def test_a_wait_is_said_in_one_unit(app: Flask, value: float, id: str, en: str) -> None:
    figure = Figure(value, None, None, 50)
    for language, said in (("id", id), ("en", en)):
        with app.test_request_context(environ_overrides={"pantau.language": language}):
            assert figures.wait(figure) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (2.7 * DAY, 3.1 * DAY, "2,7–3,1 hari"),
        (20 * HOUR, 2 * DAY, "0,8–2 hari"),
        (23.7 * HOUR, 24.2 * HOUR, "23,7–24,2 jam"),
        (2 * HOUR, 5 * HOUR, "2–5 jam"),
        (3 * HOUR, 2 * DAY, "3 jam–2 hari"),
        (40 * 60, 5 * HOUR, "40 menit–5 jam"),
        (40 * DAY, 40.2 * DAY, "40–40 hari"),
        (12 * DAY, None, "lebih dari 12 hari"),
        (None, None, ""),
    ],
)
def test_an_interval_says_its_unit_once_and_when_it_has_no_end(
    app: Flask, low: float | None, high: float | None, said: str
) -> None:
    with app.test_request_context():
        assert figures.wait_between(Figure(low, low, high, 50)) == said


def test_a_lower_end_of_about_a_day_is_told_in_the_unit_of_its_figure(app: Flask) -> None:
    with app.test_request_context():
        said = [figures.wait_between(Figure(n * HOUR, 23.8 * HOUR, None, 50)) for n in (29, 23.9)]
        assert said == ["lebih dari 1 hari", "lebih dari 24 jam"]


def test_a_figure_is_told_in_the_unit_of_its_interval(app: Flask) -> None:
    told: tuple[tuple[float, float, float, str], ...] = (
        (0.98 * DAY, 0.8 * DAY, 1.8 * DAY, "1 hari"),
        (0.98 * DAY, 23.2 * HOUR, DAY, "24 jam"),
        (20 * HOUR, 15 * HOUR, 26 * HOUR, "0,8 hari"),
        (5 * HOUR, 2 * HOUR, 2 * DAY, "5 jam"),
        (2 * DAY, 18 * HOUR, 3 * DAY, "2 hari"),
    )
    with app.test_request_context("/"):
        for value, low, high, said in told:
            assert figures.wait(Figure(value, low, high, 40)) == said


def test_a_small_share_keeps_a_decimal(app: Flask) -> None:
    with app.test_request_context():
        assert figures.share(Figure(0.0449, 0.01, 0.2, 50)) == "4,5%"
        assert figures.share_between(Figure(0.0449, 0.0123, 0.2, 50)) == "1,2–20%"
        assert figures.share(Figure(0.8949, 0.8, 0.9, 50)) == "89%"


@pytest.mark.parametrize(
    ("why", "said"), [(Why.TOO_YOUNG, "terlalu dini"), (Why.NOT_REACHED, "belum tercapai"), (Why.EMPTY, "–")]
)
def test_a_figure_without_a_value_says_why(app: Flask, why: Why, said: str) -> None:
    with app.test_request_context():
        none = nothing(why, 12)
        assert (figures.wait(none), figures.share(none), figures.share_between(none)) == (said, said, "")
