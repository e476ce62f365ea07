"""Kinds of events and the facts that a source may correct: names that the log keeps for ever."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from portal.domain.event import EventDraft, Kind, TicketFact

AT = datetime(2023, 5, 1, tzinfo=UTC)


def test_facts_have_the_fields_names_and_none_of_a_column() -> None:
    assert [fact.value for fact in TicketFact] == [
        "category",
        "area",
        "channel",
        "title",
        "text",
        "place",
        "point",
        "due",
        "response_due",
        "reporter",
        "private",
        "agency",
        "end",
        "steps",
        "outcome",
        "order",
        "photos",
        "added",
        "masked",
        "blurred",
        "unblurred",
    ]


def test_kinds_are_named_after_what_was_done() -> None:
    assert all(kind.value == kind.name.lower() for kind in Kind)
    assert len(Kind) == 30


def test_a_draft_says_nothing_that_it_was_not_told() -> None:
    draft = EventDraft(kind=Kind.RECEIVED, at=AT)
    assert (draft.agency, draft.officer, draft.text, draft.changed, draft.visibility_after) == (
        None,
        None,
        "",
        (),
        None,
    )
    assert draft.public


def test_a_draft_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        EventDraft(kind=Kind.RECEIVED, at=AT).text = "x"  # type: ignore[misc]
