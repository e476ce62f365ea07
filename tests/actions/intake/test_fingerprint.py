"""A fingerprint changes with every fact of a record, and with nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from portal.actions.intake.fingerprint import fingerprint
from portal.domain.event import Kind
from portal.domain.record import Record
from tests.support.complaints import complaint, step

#: What tells one ticket from another, when it was told, or how it is to be read, or comes beside it.
LEFT_OUT = {"source", "source_id", "updated_at", "end_corrects", "photos", "photo_addresses"}
STEP = step(Kind.RESPONDED, 5, agency="a", to_agency="b", text="c")
PLAIN = complaint(1, STEP)
OTHER: dict[str, object] = {
    "private": True,
    "tells_outcome": False,
    "lat": -6.0,
    "lon": 106.0,
    "steps": (),
    "submitted_at": PLAIN.submitted_at + timedelta(seconds=1),
    "response_due_at": PLAIN.submitted_at,
    "due_at": PLAIN.submitted_at,
}


def test_equal_records_have_equal_fingerprints() -> None:
    assert fingerprint(PLAIN) == fingerprint(replace(PLAIN))
    assert len(fingerprint(PLAIN)) == 16


@pytest.mark.parametrize("name", sorted({field.name for field in fields(Record)} - LEFT_OUT))
def test_every_fact_of_a_record_counts(name: str) -> None:
    changed = replace(PLAIN, **{name: OTHER.get(name, "something else")})  # type: ignore[arg-type]
    assert fingerprint(changed) != fingerprint(PLAIN)


@pytest.mark.parametrize("name", sorted(LEFT_OUT - {"updated_at", "photos", "photo_addresses"}))
def test_whose_record_it_is_does_not_count(name: str) -> None:
    assert fingerprint(replace(PLAIN, **{name: "another"})) == fingerprint(PLAIN)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": Kind.STARTED},
        {"at": STEP.at + timedelta(seconds=1)},
        {"agency": "x"},
        {"to_agency": None},
        {"text": "d"},
        {"promised_at": STEP.at},
        {"other": "9"},
        {"public": False},
    ],
)
def test_every_fact_of_a_step_counts(changes: dict[str, object]) -> None:
    changed = replace(PLAIN, steps=(replace(STEP, **changes),))  # type: ignore[arg-type]
    assert fingerprint(changed) != fingerprint(PLAIN)


def test_the_order_of_steps_counts() -> None:
    twice = (STEP, replace(STEP, text="later"))
    assert fingerprint(complaint(1, *twice)) != fingerprint(complaint(1, *reversed(twice)))


def test_a_category_that_became_sensitive_counts() -> None:
    assert fingerprint(PLAIN, sensitive=True) != fingerprint(PLAIN)


def test_a_text_that_no_encoding_takes_has_a_fingerprint() -> None:
    assert len(fingerprint(replace(PLAIN, text="\ud800"))) == 16
