"""A flood of reports, in small and against the real server: readers read on, people's reports are taken."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.city_data import settings_of, timed
from benchmarks.flood import Plan, Sent, measure, rows
from benchmarks.front import Seen
from tests.support.live import ROOT

CALM = 4
SMALL = Plan(flood=240, people=6, readers=3, calm=2.0, seconds=15.0)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_small_flood_shuts_nobody_out(tmp_path: Path) -> None:
    pack = tmp_path / "jakarta-selatan"
    shutil.copytree(ROOT / "portal" / "cities" / "jakarta-selatan", pack)
    rush = f"\n[citizens]\ncalm_reports = {CALM}\nrush_wait_seconds = 5\n"
    (pack / "city.toml").write_text((pack / "city.toml").read_text() + rush)
    settings = replace(settings_of(tmp_path / "data"), city=str(pack))
    timed(settings, "demo", "--tickets", "60", "--seed", "1")
    calm, flooded, sent = measure(settings, SMALL)
    assert calm.errors == flooded.errors == {} and len(flooded.took) > SMALL.readers
    assert {who: dict(ends) for who, ends in sent.ended.items() if who != "programs"} == {
        "with JavaScript": {"taken": 3},
        "without JavaScript": {"taken": 3},
    }
    assert sent.ended["programs"]["429"] > 40
    assert sent.taken("programs") <= 2 * CALM  # of two minutes at most, before each process knows of the rush


def test_a_flood_that_shuts_people_out_misses_its_budget() -> None:
    quick, slow = Seen(took=[0.1] * 200), Seen(took=[2.0] * 200)
    slow.errors["503"] += 20
    sent = Sent({"with JavaScript": Counter({"taken": 1, "429": 1}), "programs": Counter({"taken": 5, "429": 5})})
    missed = [row.what for row in rows(Plan(), quick, slow, sent) if row.holds is False]
    assert missed == [
        "readers in the flood, p95",
        "readers in the flood, p95",
        "pages that readers got",
        "reports of people with JavaScript that were taken",
        "reports of people without JavaScript that were taken",
        "reports by program that were taken",
    ]
    assert all(row.holds is not False for row in rows(Plan(), quick, quick, _taken()))


def _taken() -> Sent:
    """All of people's, and few of programs'."""
    people = {who: Counter({"taken": 9}) for who in ("with JavaScript", "without JavaScript")}
    return Sent({**people, "programs": Counter({"taken": 2, "429": 98})})
