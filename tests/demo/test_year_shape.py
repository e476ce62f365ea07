"""The demonstration year has the shape that it was given: who reports what, when and where, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from portal.demo import generate
from portal.domain.event import Kind
from portal.domain.status import StatusType
from tests.demo.demo_year import UNTIL, ends, folded, local, share, town, year

WET = {11, 12, 1, 2, 3}


@pytest.mark.parametrize("until", [UNTIL, datetime(2024, 1, 31, 17, tzinfo=UTC)])
def test_nine_tenths_less_a_little_are_finished_at_the_end(until: datetime) -> None:
    records = year() if until is UNTIL else [r for c in generate(town(), 8_000, 5, until) for r in c]
    done = sum(folded(r).status.type is not StatusType.OPEN for r in records) / len(records)
    assert 0.875 <= done <= 0.905


def test_rejected_timed_out_and_merged_ones_are_a_small_part_of_what_is_finished() -> None:
    resolved = sum(state.status.type is StatusType.RESOLVED for state in ends()) / len(ends())
    assert 0.74 <= resolved <= 0.84


def test_some_are_disputed_confirmed_refused_by_the_check_promised_and_never_answered() -> None:
    assert 0.03 <= sum(state.disputed > 0 for state in ends()) / len(ends()) <= 0.07
    assert 0.04 <= sum(state.confirmed > 0 for state in ends()) / len(ends()) <= 0.1
    kinds = Counter(step.kind for record in year() for step in record.steps)
    for kind in (Kind.VALIDATION_REFUSED, Kind.PROMISED, Kind.COORDINATION_ASKED, Kind.TRANSFERRED, Kind.INSTRUCTED):
        assert kinds[kind] > 0.02 * len(year()), kind
    for kind in (Kind.REJECTED, Kind.TIMED_OUT, Kind.REOPENED, Kind.CLOSED):
        assert kinds[kind] > 20, kind
    old = [r for r in year() if UNTIL - r.submitted_at > timedelta(days=30)]
    assert 0.008 <= sum(not r.steps for r in old) / len(old) <= 0.04


def test_agencies_differ_in_speed() -> None:
    days: dict[str, list[float]] = {}
    for record, state in zip(year(), ends(), strict=True):
        if state.resolved_at:
            agency = next(s.agency for s in reversed(record.steps) if s.kind is Kind.COMPLETED) or ""
            days.setdefault(agency, []).append((state.resolved_at - record.submitted_at) / timedelta(days=1))
    middle = {agency: sorted(found)[len(found) // 2] for agency, found in days.items()}
    assert middle["sudin-gulkarmat"] < middle["sudin-perhubungan"] < middle["sudin-bina-marga"]
    assert middle["sudin-bina-marga"] < middle["sudin-tamhut"] < middle["sudin-citata"]


def test_heads_of_kebayoran_baru_and_mampang_report_more_than_those_of_pesanggrahan_and_jagakarsa() -> None:
    city = town()
    counts = Counter(city.areas[city.areas[r.area or ""].parent or ""].name for r in year())
    rate = {a.name: counts[a.name] / (a.population or 1) for a in city.areas.values() if a.level == "kecamatan"}
    ordered = sorted(rate, key=lambda name: -rate[name])
    assert ordered[:2] == ["Kebayoran Baru", "Mampang Prapatan"]
    assert set(ordered[-2:]) == {"Pesanggrahan", "Jagakarsa"}
    assert rate["Kebayoran Baru"] > 3 * rate["Jagakarsa"]


def test_nine_in_ten_come_through_the_app() -> None:
    assert 0.89 <= share(lambda r: r.channel == "jaki") <= 0.92
    assert len({r.channel for r in year()}) >= 11


def test_roads_order_cleanliness_and_traffic_lead() -> None:
    groups = Counter(town().categories[r.category or ""].group for r in year())
    leading = {name for name, _ in groups.most_common(4)}
    assert leading == {
        "Jalan dan trotoar",
        "Ketertiban umum",
        "Kebersihan dan lingkungan",
        "Lalu lintas dan angkutan",
    }
    assert Counter(r.category for r in year()).most_common(1)[0][0] == "sampah"


def test_nights_are_quiet_and_noise_is_reported_at_night() -> None:
    assert share(lambda r: local(r).hour < 5) < 0.04
    noise = [local(r).hour for r in year() if r.category == "kebisingan"]
    assert sum(hour >= 20 or hour < 5 for hour in noise) / len(noise) > 0.3


def test_working_days_are_busier_than_weekends() -> None:
    days = Counter(local(r).weekday() for r in year())
    assert min(days[d] for d in range(5)) > max(days[5], days[6])


def test_floods_and_fallen_trees_come_with_the_rain() -> None:
    floods = [local(r).month for r in year() if r.category == "banjir"]
    assert sum(month in WET for month in floods) / len(floods) > 0.75
    trees = [local(r).month for r in year() if r.category == "pohon"]
    assert 0.5 < sum(month in WET for month in trees) / len(trees) < 0.75


def test_a_third_is_shown_as_a_stub() -> None:
    assert 0.32 <= share(lambda r: r.private or town().categories[r.category or ""].sensitive) <= 0.39


def test_there_are_fewer_reporters_than_reports_and_some_report_very_often() -> None:
    reporters = Counter(r.reporter for r in year())
    assert 0.15 < len(reporters) / len(year()) < 0.5
    assert reporters.most_common(1)[0][1] > 20


def test_some_places_are_reported_again_and_again() -> None:
    places = Counter((r.area, r.place, r.category) for r in year() if r.place)
    assert places.most_common(1)[0][1] >= 8
