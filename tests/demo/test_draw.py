"""What is drawn for a chunk keeps to its tables."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest

from portal.demo.calendar import year
from portal.demo.data import shares
from portal.demo.draw import Chances, DrawnReport, area_weights, draw
from portal.demo.places import SPOTS
from tests.demo.demo_year import UNTIL, town

SIZE = 1_000


@cache
def chances(seed: int = 1, n: int = 4_000) -> Chances:
    return Chances(town(), n, seed, year(n, seed, UNTIL, town().zone))


@cache
def reports() -> tuple[DrawnReport, ...]:
    return tuple(report for chunk in range(4) for report in draw(chances(), chunk, SIZE))


def test_a_chunk_is_its_part_of_the_year() -> None:
    assert [report.at for report in reports()] == chances().year.times.tolist()
    assert [report.number for report in reports()] == chances().year.numbers.tolist()


def test_the_last_chunk_is_what_is_left() -> None:
    assert len(draw(chances(), 3, 1_100)) == 700
    assert draw(chances(), 9, SIZE) == []


def test_a_chunk_is_the_same_each_time_and_for_another_seed_another() -> None:
    assert draw(chances(), 2, SIZE) == draw(chances(), 2, SIZE)
    assert draw(chances(), 0, SIZE) != draw(chances(2), 0, SIZE)


def test_every_number_points_into_its_table() -> None:
    known = chances()
    for report in reports():
        assert 0 <= report.issue < len(known.issues)
        assert 0 <= report.area < len(known.quarters)
        assert -1 <= report.spot < SPOTS
        assert 0 <= report.street < len(known.quarters[report.area].streets)
        assert 0 <= report.channel < len(known.channels)
        assert 0 <= report.along < 1
        assert 0 <= report.reporter < known.reporters[report.area]


def test_values_are_plain_numbers_and_not_numpys() -> None:
    for value in reports()[0]:
        assert type(value) in (int, float, bool, list, tuple)


def test_a_repeated_report_is_of_the_same_place_and_issue_some_time_before() -> None:
    repeated = 0
    for chunk in range(4):
        found = draw(chances(), chunk, SIZE)
        for at, report in enumerate(found):
            if report.parent < 0:
                continue
            repeated += 1
            first = found[report.parent]
            assert report.parent < at and first.parent < 0
            assert (report.issue, report.area, report.spot, report.street, report.along) == (
                first.issue,
                first.area,
                first.spot,
                first.street,
                first.along,
            )
            assert report.at - first.at < 10 * 86_400
    assert 0.02 < repeated / len(reports()) < 0.07


def test_channels_have_their_shares() -> None:
    counted = Counter(chances().channels[report.channel] for report in reports())
    for name, channel in shares()["channels"].items():
        assert counted[name] / len(reports()) == pytest.approx(channel["share"], abs=0.02), name


def test_busy_places_have_their_share_and_the_first_is_the_busiest() -> None:
    at_spot = Counter(report.spot for report in reports() if report.spot >= 0)
    assert at_spot.total() / len(reports()) == pytest.approx(shares()["hot"], abs=0.03)
    assert at_spot[0] > at_spot[1] > at_spot[3]


@pytest.mark.parametrize("group", range(8))
def test_chances_of_issues_rise_to_one(group: int) -> None:
    found = chances().issue_chances(group)
    assert (np.diff(found) >= 0).all() and found[-1] == pytest.approx(1.0)


def test_rain_makes_issues_of_rain_likelier() -> None:
    wettest = max(range(len(chances().issues)), key=lambda at: chances().issues[at].rain)
    dry, wet = (np.diff(chances().issue_chances(group), prepend=0.0)[wettest] for group in (0, 1))
    assert wet > dry


def test_chances_of_areas_rise_to_one_for_every_issue() -> None:
    for issue in range(len(chances().issues)):
        found = chances().area_chances(issue)
        assert (np.diff(found) >= 0).all() and found[-1] == pytest.approx(1.0)


def test_every_area_has_some_reporters() -> None:
    assert (chances().reporters >= 3).all()
    assert len(chances().reporters) == len(chances().quarters)


def test_weights_of_a_kecamatan_follow_its_people_and_its_reports_per_head() -> None:
    weights, per_head = area_weights(town()), shares()["per_head"]
    rates = {}
    for parent in {town().areas[code].parent or "" for code in weights}:
        codes = [code for code in weights if (town().areas[code].parent or "") == parent]
        people = sum(town().areas[code].population or 10_000 for code in codes)
        rates[parent] = sum(weights[code] for code in codes) / people / per_head.get(town().areas[parent].name, 1.0)
    assert max(rates.values()) == pytest.approx(min(rates.values()))
