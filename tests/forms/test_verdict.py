"""A validator says what they looked at and how; a visit has its day, a refusal its kind of reason."""

from __future__ import annotations

from datetime import date

import pytest

from portal.domain.validation import Checked
from portal.forms.verdict import AgreementForm, RefusalForm
from tests.forms.conftest import Fill, Refuse

WORDS = {"text": "Aspal baru, rata dengan jalan."}


def test_what_was_checked_is_said_in_the_order_of_the_form(fill: Fill) -> None:
    filled, errors = fill(AgreementForm, **WORDS, checked=["phone", "visit"], visited_on="2023-03-08")
    assert errors == {} and filled.looked_at() == (Checked.VISIT, Checked.PHONE)
    assert filled.visited_on.data == date(2023, 3, 8)
    assert fill(AgreementForm, **WORDS, checked="photo", visited_on="")[1] == {}


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({}, "checked", "Choose what you checked."),
        ({"checked": "guess"}, "checked", "Choose one of those that are there."),
        ({"checked": "visit"}, "visited_on", "Say when you went there."),
        ({"checked": "visit", "visited_on": ""}, "visited_on", "Say when you went there."),
        ({"checked": "visit", "visited_on": "31-31-3131"}, "visited_on", "This date cannot be read. Write it like"),
        ({"checked": "visit", "visited_on": "1999-12-31"}, "visited_on", "This date is out of range."),
        ({"checked": "photo", "visited_on": "2023-03-08"}, "visited_on", "Tick the visit above"),
    ],
)
def test_what_is_missing_is_said_at_its_field(refuse: Refuse, typed: dict[str, str], field: str, said: str) -> None:
    [error] = refuse(AgreementForm, "en", **WORDS, **typed)[field]
    assert error.startswith(said)


def test_no_visit_lies_in_the_future(refuse: Refuse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AgreementForm, "today", date(2023, 3, 7))
    assert list(refuse(AgreementForm, **WORDS, checked="visit", visited_on="2023-03-08")) == ["visited_on"]
    assert refuse(AgreementForm, **WORDS, checked="visit", visited_on="2023-03-07") == {}


def test_a_refusal_has_a_kind_of_reason(refuse: Refuse) -> None:
    assert refuse(RefusalForm, **WORDS, checked="photo", refused_for="not_here") == {}
    for typed in ({}, {"refused_for": "because"}):
        assert list(refuse(RefusalForm, **WORDS, checked="photo", **typed)) == ["refused_for"]


def test_a_browser_does_not_ask_for_every_box(fill: Fill) -> None:
    blank, _ = fill(AgreementForm)
    boxes = [str(box()) for box in blank.checked]
    assert len(boxes) == 3 and not any("required" in box for box in boxes)
