"""Every story keeps to the transitions of tickets, whatever the temper of its agencies."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest

from portal.demo.data import Temper, issues
from portal.demo.draw import area_weights
from portal.demo.places import quarters
from portal.demo.rng import Rng
from portal.demo.steps import AnswerFacts, World
from portal.demo.story import Story
from portal.demo.year import Demo
from portal.domain.event import Kind
from portal.domain.record import Record, Step
from portal.domain.status import Status, StatusType
from tests.demo.demo_year import UNTIL, folded, town

WORLD = Demo(town(), 100, 1, UNTIL).world
QUARTER = quarters(town(), area_weights(town()))[0]
BEGUN = datetime(2025, 12, 2, 2, 0, tzinfo=UTC)
ISSUE = next(issue for issue in issues() if not issue.placeless and issue.partners and issue.wrong)
CALM = {"stuck": 0.0, "reject": 0.0, "dispute": 0.0, "refuse": 0.0, "ask": 0.0, "promise": 0.0, "wrong": 0.0}


def world(**changes: float) -> World:
    """The city with these traits in every agency."""
    tempers: dict[str, Temper] = {slug: replace(temper, **changes) for slug, temper in WORLD.tempers.items()}
    return replace(WORLD, tempers=tempers)


def story(seed: int, among: World = WORLD, *, other: str | None = None) -> tuple[Step, ...]:
    rng = Rng(np.random.Generator(np.random.PCG64([seed])))
    known = {"tempat": "Jalan X", "jalan": "Jalan X", "patokan": "pasar", "rt": "RT 1", "lalu": ""}
    facts = AnswerFacts({**known, "kelurahan": QUARTER.name, "kecamatan": QUARTER.district}, rng)
    at = int(BEGUN.timestamp())
    made = Story(among, rng, ISSUE, QUARTER, facts, at, QUARTER.agency, other=other, near="JK9")
    return made.write()


def kinds(count: int = 150, among: World = WORLD, *, other: str | None = None) -> Counter[Kind]:
    return Counter(step.kind for seed in range(count) for step in story(seed, among, other=other))


def record(steps: tuple[Step, ...]) -> Record:
    return Record(source="demo", source_id="1", submitted_at=BEGUN, agency=QUARTER.agency, steps=steps)


def test_the_same_numbers_tell_the_same_story() -> None:
    assert story(5) == story(5)


@pytest.mark.parametrize(
    "traits",
    [
        {},
        CALM,
        {**CALM, "stuck": 1.0},
        {**CALM, "reject": 1.0},
        {**CALM, "dispute": 1.0},
        {**CALM, "refuse": 0.6},
        {**CALM, "ask": 1.0, "promise": 1.0},
        {**CALM, "wrong": 1.0, "chain": 1.0},
        {**CALM, "slow": 1.0, "reply": 1.0, "copy": 1.0},
    ],
    ids=lambda traits: "-".join(name for name, value in traits.items() if value) or "calm",
)
def test_every_story_is_one_that_tickets_allow(traits: dict[str, float]) -> None:
    among = world(**traits)
    for seed in range(60):
        folded(record(story(seed, among)))  # raises where a transition is refused


@pytest.mark.parametrize(
    ("trait", "kind"),
    [
        ("reject", Kind.REJECTED),
        ("dispute", Kind.DISPUTED),
        ("ask", Kind.COORDINATION_ASKED),
        ("promise", Kind.PROMISED),
        ("wrong", Kind.TRANSFERRED),
    ],
)
def test_a_trait_brings_its_kind_of_step_and_its_absence_none(trait: str, kind: Kind) -> None:
    assert kinds(80, world(**{**CALM, trait: 1.0}))[kind] > 20
    assert kinds(80, world(**CALM))[kind] <= 4


def test_a_refused_check_is_followed_by_more_work() -> None:
    refusing = world(**{**CALM, "refuse": 0.9})
    after = Counter(
        second.kind
        for seed in range(40)
        for first, second in pairwise(story(seed, refusing))
        if first.kind is Kind.VALIDATION_REFUSED
    )
    assert after.total() > 20 and set(after) == {Kind.COMPLETED}


def test_a_calm_city_resolves_nearly_everything() -> None:
    states = [folded(record(story(seed, world(**CALM)))) for seed in range(150)]
    resolved = sum(state.status.type is StatusType.RESOLVED for state in states)
    assert resolved / len(states) > 0.85


def test_a_stuck_ticket_stays_open_or_is_closed_by_time_out() -> None:
    states = [folded(record(story(seed, world(**{**CALM, "stuck": 1.0})))) for seed in range(60)]
    assert not any(state.status is Status.SELESAI for state in states)
    assert sum(state.status.type is StatusType.OPEN for state in states) > 30


def test_a_repeated_report_is_merged_into_the_one_it_names_or_never_answered() -> None:
    merged = 0
    for seed in range(80):
        found = story(seed, other="JK1")
        if found:
            assert found[-1].kind is Kind.MERGED and found[-1].other == "JK1" and "JK1" in found[-1].text
            merged += 1
    assert merged > 70


def test_some_reports_are_never_answered() -> None:
    assert 0 < sum(not story(seed) for seed in range(400)) < 25


def test_the_validator_checks_and_nobody_checks_where_there_is_none() -> None:
    validated = [step for seed in range(40) for step in story(seed) if step.kind is Kind.VALIDATED]
    assert {step.agency for step in validated} == {town().validator}
    without = kinds(40, replace(WORLD, validator=None))
    assert without[Kind.RESOLVED] > 20 and not without[Kind.VALIDATED] and not without[Kind.COMPLETED]


def test_citizens_dispute_and_confirm_under_no_agency() -> None:
    found = [step for seed in range(300) for step in story(seed)]
    by_citizens = [step for step in found if step.kind in {Kind.DISPUTED, Kind.CONFIRMED}]
    assert by_citizens and all(step.agency is None for step in by_citizens)
    assert all(step.agency for step in found if step.kind not in {Kind.DISPUTED, Kind.CONFIRMED})


def test_nothing_is_handed_to_the_agency_that_holds_it() -> None:
    for seed in range(200):
        for step in story(seed):
            assert step.to_agency is None or step.to_agency != step.agency
