"""The load through nginx, in small: it runs, nobody sees an error, and what would be wrong is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.city_data import settings_of, timed
from benchmarks.front import LONGEST, Outcome, Plan, Seen, run

SMALL = Plan(readers=8, officers=2, seconds=5.0, rows=200, reads=(0.2, 0.6), answers=(0.2, 0.6))


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_few_readers_and_officers_see_no_error_beside_an_import(tmp_path: Path) -> None:
    settings = settings_of(tmp_path / "city")
    timed(settings, "demo", "--tickets", "300", "--seed", "1")
    timed(settings, "worker", "--once")
    outcome = run(settings, SMALL)
    assert outcome.readers.errors == {} and len(outcome.readers.took) > SMALL.readers
    assert outcome.officers.errors == {} and len(outcome.officers.took) > SMALL.officers
    assert not outcome.imported


def test_an_error_or_a_long_wait_fails_the_run() -> None:
    quick = Seen(took=[0.1] * 200)
    assert Outcome(quick, quick, 0).failed() == []
    assert Outcome(quick, Seen(took=[LONGEST] * 200), None).failed() == [f"p99 of officers is over {LONGEST} s"]
    torn = Seen(took=[0.1] * 200)
    torn.errors["502"] += 1
    assert Outcome(torn, quick, 2).failed() == ["readers saw errors", "the import failed"]
    assert Outcome(Seen(), quick, 0).failed() == ["readers saw errors"], "nobody was answered"
