"""The verbs of the desk: each has a form, words, and an action that makes the event it promises."""

from __future__ import annotations

import runpy
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.blueprints.desk.verbs import VERBS, end_of_day
from portal.domain.event import Kind
from portal.domain.status import MOVES

#: What nobody does by hand at the desk: citizens, sources and the clock do it, or it goes with an answer.
NOT_VERBS = {
    Kind.RECEIVED,
    Kind.DISPUTED,
    Kind.CONFIRMED,
    Kind.TIMED_OUT,
    Kind.STARTED,
    Kind.PROMISED,
    Kind.COMPLETED,
    Kind.RESOLVED,
    Kind.REPORTER_ANSWERED,
    Kind.QUESTION_ENDED,
    Kind.RECHECK_ASKED,
}


def test_every_kind_that_an_officer_makes_has_exactly_one_verb() -> None:
    kinds = [verb.kind for verb in VERBS.values()]
    assert sorted(kinds) == sorted(set(Kind) - NOT_VERBS)
    assert set(kinds) <= set(MOVES)


def test_pages_are_compared_with_the_form_of_every_verb() -> None:
    addresses = runpy.run_path("scripts/compare_pages.py", run_name="compare_pages")["_desk"](["JK1"], [])
    assert {f"DESK /desk/tickets/JK1/{name}" for name in VERBS} <= set(addresses)


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_a_label_and_a_text_in_both_languages(app: Flask, name: str) -> None:
    verb = VERBS[name]
    with app.test_request_context("/desk/"):
        indonesian = str(verb.label)
        assert "text" in verb.form()
        with force_locale("en"):
            assert str(verb.label) not in ("", indonesian)


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_says_before_the_click_what_it_does(app: Flask, name: str) -> None:
    verb = VERBS[name]
    with app.test_request_context("/desk/"):
        said = (str(verb.does), str(verb.button))
        assert all(said) and said[0].endswith(".")
        with force_locale("en"):
            assert str(verb.does) != said[0] and str(verb.button) != said[1]


@pytest.mark.parametrize("name", [name for name in VERBS if name != "respond"])
def test_a_step_is_done_by_an_event_of_its_own_kind(app: Flask, name: str) -> None:
    with app.test_request_context("/desk/"):
        assert VERBS[name].covered_by(VERBS[name].form(formdata=None)) == {VERBS[name].kind}


@pytest.mark.parametrize(
    ("then", "kinds"),
    [
        ("keep", {Kind.RESPONDED, Kind.STARTED, Kind.COMPLETED, Kind.RESOLVED}),
        ("start", {Kind.STARTED}),
        ("resolve", {Kind.COMPLETED, Kind.RESOLVED}),
        ("other", set()),
    ],
)
def test_an_answer_that_changes_the_status_is_not_done_by_one_that_kept_it(
    app: Flask, then: str, kinds: set[Kind]
) -> None:
    with app.test_request_context("/desk/"):
        assert VERBS["respond"].covered_by(VERBS["respond"].form(formdata=None, then=then)) == kinds


@pytest.mark.parametrize(
    ("zone", "end"),
    [
        ("Asia/Jakarta", datetime(2023, 3, 26, 16, 59, 59, tzinfo=UTC)),
        ("UTC", datetime(2023, 3, 26, 23, 59, 59, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2023, 3, 26, 21, 59, 59, tzinfo=UTC)),  # the clocks go forward on this day
    ],
)
def test_a_promise_for_a_day_holds_until_the_day_ends_in_the_city(zone: str, end: datetime) -> None:
    assert end_of_day(date(2023, 3, 26), zone) == end
