"""Steps follow one another in time, end with the year, and texts know their moment."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from portal.demo.calendar import DAY, HOUR
from portal.demo.data import Issue, issues
from portal.demo.draw import area_weights
from portal.demo.places import quarters
from portal.demo.rng import Rng
from portal.demo.steps import AnswerFacts, StepWriter
from portal.demo.year import Demo
from portal.domain.event import Kind
from tests.demo.demo_year import UNTIL, town

DEMO = Demo(town(), 100, 1, UNTIL)
QUARTER = quarters(town(), area_weights(town()))[0]
PLACED = next(issue for issue in issues() if not issue.placeless and issue.pace == 1.0)
PLACELESS = next(issue for issue in issues() if issue.placeless)
MORNING = int(datetime(2026, 3, 10, 2, 0, tzinfo=UTC).timestamp())  # a Tuesday, 09.00 in Jakarta
KNOWN = {"tempat": "Jalan X", "jalan": "Jalan X", "patokan": "pasar", "rt": "RT 1", "kelurahan": "K", "kecamatan": "C"}


def rng(seed: int = 1) -> Rng:
    return Rng(np.random.Generator(np.random.PCG64([seed])))


def writer(at: int = MORNING, *, issue: Issue = PLACED, seed: int = 1, other: str | None = None) -> StepWriter:
    one = rng(seed)
    facts = AnswerFacts({**KNOWN, "lalu": ""}, one)
    return StepWriter(DEMO.world, one, issue, QUARTER, facts, at, QUARTER.agency, other=other)


def test_a_step_is_of_the_agency_that_holds_the_ticket_unless_it_says_otherwise() -> None:
    made = writer()
    made.add(Kind.STARTED)
    made.add(Kind.VALIDATED, by="validator")
    made.add(Kind.CONFIRMED, by=None)
    assert [step.agency for step in made.steps] == [QUARTER.agency, "validator", None]


def test_steps_at_one_moment_are_put_one_after_another() -> None:
    made = writer()
    for _ in range(3):
        made.add(Kind.RESPONDED, "Baik.")
    first, second, third = (step.at for step in made.steps)
    assert first == datetime.fromtimestamp(MORNING, UTC)
    for before, after in ((first, second), (second, third)):
        assert 45 <= (after - before).total_seconds() <= 900


def test_what_would_happen_after_the_end_of_the_year_has_not_happened() -> None:
    made = writer(DEMO.world.until - 100)
    made.add(Kind.STARTED)
    made.at = DEMO.world.until
    made.add(Kind.RESPONDED, "Baik.")
    made.add(Kind.RESPONDED, "Lagi.")
    assert [step.kind for step in made.steps] == [Kind.STARTED]
    assert made.last_at > DEMO.world.until, "time goes on for what follows"


def test_a_note_is_not_public_and_all_else_is() -> None:
    made = writer()
    for kind in (Kind.NOTED, Kind.STARTED, Kind.RESPONDED):
        made.add(kind)
    assert [step.public for step in made.steps] == [False, True, True]


def test_only_a_merger_names_the_other_ticket() -> None:
    made = writer(other="JK1")
    made.add(Kind.RESPONDED)
    made.add(Kind.MERGED)
    assert [step.other for step in made.steps] == [None, "JK1"]


def test_a_promise_holds_its_date_and_a_hand_over_its_receiver() -> None:
    made = writer()
    made.add(Kind.PROMISED, promised=MORNING + DAY)
    made.add(Kind.ROUTED, "", "sudin-sda")
    assert made.steps[0].promised_at == datetime.fromtimestamp(MORNING + DAY, UTC)
    assert made.steps[1].to_agency == "sudin-sda"


def test_double_spaces_of_empty_facts_are_closed() -> None:
    made = writer()
    made.add(Kind.RESPONDED, "Sudah  selesai.")
    assert made.steps[0].text == "Sudah selesai."


def test_waiting_always_takes_at_least_a_minute_and_usually_ends_in_office_hours() -> None:
    by_day = 0
    for seed in range(200):
        made = writer(seed=seed)
        made.wait(24.0, 1.0, 0.5)
        assert made.at >= MORNING + 60
        by_day += 7 <= (made.at + DEMO.world.offset) % DAY / HOUR <= 19
    assert by_day > 160


def test_an_urgent_issue_waits_less() -> None:
    def median(issue: Issue) -> float:
        waits = []
        for seed in range(200):
            made = writer(issue=issue, seed=seed)
            made.wait(48.0, 0.5)
            waits.append(made.at - MORNING)
        return sorted(waits)[100]

    urgent = min(issues(), key=lambda issue: issue.pace)
    assert urgent.pace < 1 and median(urgent) < median(PLACED)


def test_a_plan_is_on_a_later_day_that_is_no_sunday() -> None:
    for days in (0.1, 1, 2, 3, 4, 5, 6, 7):
        at = writer().plan(days) + DEMO.world.offset
        assert at % DAY == 17 * HOUR
        assert at // DAY > (MORNING + DEMO.world.offset) // DAY
        assert datetime.fromtimestamp(at, UTC).weekday() != 6


def test_dates_are_written_out_once_and_stay_until_the_moment_changes() -> None:
    facts = AnswerFacts({}, rng())
    facts.set_moment(MORNING, "A", "")
    first = facts["tanggal"]
    assert facts["tanggal"] == first and first in {"Selasa, 10 Maret 2026", "10/03/2026"}
    facts.set_moment(MORNING + DAY, "A", "")
    assert "11" in facts["tanggal"]


def test_the_hour_is_a_little_before_the_answer_and_new_each_time() -> None:
    facts = AnswerFacts({}, rng())
    facts.set_moment(10 * HOUR, "A", "")
    hours = {facts["jam"] for _ in range(50)}
    assert len(hours) > 10 and all("08.00 WIB" <= hour <= "09.50 WIB" for hour in hours)


def test_a_plan_that_is_past_is_planned_anew_before_a_text_is_made() -> None:
    made = writer()
    made.plan(1)
    made.at += 30 * DAY
    made.update_facts()
    assert not made.facts.plan_is_past


def test_facts_name_the_agency_and_its_receiver_by_their_short_names() -> None:
    made = writer()
    made.update_facts("sudin-sda")
    assert made.facts["unit"] == town().agencies[QUARTER.agency].short
    assert made.facts["tujuan"] == town().agencies["sudin-sda"].short
    made.update_facts()
    assert made.facts["tujuan"] == ""


@pytest.mark.parametrize("issue", [PLACED, PLACELESS], ids=["placed", "placeless"])
def test_a_text_leaves_no_template_behind(issue: Issue) -> None:
    made = writer(issue=issue)
    made.facts["kerja"] = made.facts["proses"] = made.facts["lain"] = "x"
    made.update_facts("sudin-sda")
    for pool in ("responded", "completed", "started", "handover", "promised"):
        for _ in range(20):
            assert not set("<>{}|") & set(made.text(pool))
