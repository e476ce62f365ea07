"""The tables are complete, refer to one another rightly, and a city that lacks something is refused by its name."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from portal.demo.data import (
    ANSWER_FACTS,
    COMPLAINT_FACTS,
    DemoError,
    Temper,
    answers,
    check,
    check_times,
    grammar,
    issues,
    shares,
    spelling,
    streets,
    temper,
)
from portal.domain.city import PackAgency
from tests.demo.demo_year import town

KELURAHAN = [agency for agency in town().agencies.values() if agency.kind == "kelurahan"]


def test_the_tables_fit_the_city_that_they_were_made_for() -> None:
    check(town())


@pytest.mark.parametrize(
    ("part", "key", "message"),
    [
        ("categories", "pohon", "no category pohon"),
        ("channels", "jaki", "no channel jaki"),
        ("agencies", "sudin-bina-marga", "no agency sudin-bina-marga"),
    ],
)
def test_what_the_city_lacks_is_named(part: str, key: str, message: str) -> None:
    known: Any = {slug: one for slug, one in getattr(town(), part).items() if slug != key}
    with pytest.raises(DemoError, match=message):
        check(replace(town(), **{part: known}))


def test_an_area_that_the_city_lacks_is_named() -> None:
    lowest = next(a for a in town().areas.values() if a.level == town().levels[-1])
    areas = {code: area for code, area in town().areas.items() if code != lowest.code}
    with pytest.raises(DemoError, match=f"no area {lowest.name}"):
        check(replace(town(), areas=areas))


def test_every_category_of_the_city_has_an_issue() -> None:
    assert {issue.category for issue in issues()} == set(town().categories)


def test_issues_have_positive_weights_and_sensible_factors() -> None:
    for issue in issues():
        assert issue.weight > 0 and issue.pace > 0, issue.slug
        assert 0 <= issue.local <= 1, issue.slug
        assert min(issue.rain, issue.storm, issue.night) >= 0, issue.slug


def test_kinds_of_an_issue_share_its_weight() -> None:
    slugs = [issue.slug for issue in issues()]
    assert len(slugs) > len(set(slugs)), "some issues have kinds"
    assert all(issue.category for issue in issues())


def test_every_tilt_is_one_that_the_shares_define() -> None:
    assert {issue.tilt for issue in issues()} <= set(shares()["tilts"])


def test_an_issue_names_each_wrong_agency_and_each_partner_once() -> None:
    for issue in issues():
        assert len(set(issue.wrong)) == len(issue.wrong) and len(set(issue.partners)) == len(issue.partners), issue.slug


def test_shares_of_channels_are_a_whole() -> None:
    channels = shares()["channels"].values()
    assert sum(channel["share"] for channel in channels) == pytest.approx(1.0, abs=0.02)
    assert all(0 <= channel["point"] <= 1 for channel in channels)


def test_hours_and_weeks_are_complete() -> None:
    assert {name: len(weights) for name, weights in shares()["hours"].items()} == {"weekday": 24, "weekend": 24}
    assert len(shares()["days"]["week"]) == 7 and len(shares()["days"]["month"]) == 12


@pytest.mark.parametrize("agency", [*town().agencies.values()], ids=lambda agency: agency.slug)
def test_every_agency_has_a_temper_of_shares_and_lengths(agency: PackAgency) -> None:
    found = temper(agency)
    lengths = {"take", "work", "spread", "drag"}
    for field in fields(Temper):
        value = getattr(found, field.name)
        assert value > 0 if field.name in lengths else 0 <= value <= 1, (agency.slug, field.name)


def test_kelurahan_differ_in_speed_and_always_in_the_same_way() -> None:
    speeds = [temper(agency).take for agency in KELURAHAN]
    assert len(set(speeds)) > len(speeds) / 2
    assert max(speeds) / min(speeds) < 5
    assert speeds == [temper(agency).take for agency in KELURAHAN]


def test_the_validator_takes_a_positive_time() -> None:
    take, spread, weekend = check_times()
    assert take > 0 and spread > 0 and 0 <= weekend <= 1


def test_words_have_other_spellings_in_small_letters() -> None:
    assert len(spelling()) > 20
    for word, forms in spelling().items():
        assert set(forms) - {word} and word == word.lower()


def test_streets_have_landmarks_on_streets_that_exist() -> None:
    for name, known in streets().items():
        assert known.streets and 0 < known.reach < 3, name
        assert {street for _, street in known.landmarks} <= set(known.streets), name


def test_the_pools_that_stories_and_complaints_name_exist() -> None:
    for name in ("sapa", "lanjutan", "riwayat", "letak", "kontak", "inggris", "marah", "minta", "tutup", "pendek"):
        assert grammar().named(name), name
    for name in ("received", "responded", "started", "completed", "validated", "refused", "again", "disputed"):
        assert answers().named(name), name
    for name in ("handover", "transferred", "instructed", "asked", "answered", "promised", "moved", "merged"):
        assert answers().named(name), name
    for name in ("timed_out", "reopened", "confirmed", "contested", "noted", "copied", "copied_reply", "cancelled"):
        assert answers().named(name), name


def test_answers_may_name_all_facts_of_a_complaint() -> None:
    assert set(COMPLAINT_FACTS) < set(ANSWER_FACTS)
