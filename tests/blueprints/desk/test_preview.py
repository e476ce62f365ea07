"""What the public will read of an officer's text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from portal.blueprints.desk.preview import public_text, repeated_notice, saved_notice, withheld
from portal.domain.event import Kind
from portal.domain.visibility import Visibility
from portal.queries.desk.ticket import WorkEvent

EVENT = WorkEvent(
    seq=2, kind=Kind.RESPONDED, at=datetime(2026, 11, 25, tzinfo=UTC), agency="", to_agency="", officer="",
    status_after="menunggu", text="Ya.", public=True, redacted=False, promised_at=None, corrects=None, ours=True,
    mine=True, to_agency_id=None, visibility_after=None, other_code="",
)  # fmt: skip


def test_a_text_is_shown_masked_and_without_what_cannot_be_seen(app: Flask) -> None:
    with app.test_request_context("/"):
        assert public_text(" Hubungi 0812-3456-\u200b7890\r\nya ") == "Hubungi [telepon]\nya"


@pytest.mark.parametrize(
    ("visibility", "kind", "by"),
    [
        (Visibility.FULL, Kind.RESPONDED, ""),
        (Visibility.STUB, Kind.RESPONDED, "stub"),
        (Visibility.STUB, Kind.REDACTED, ""),
        (Visibility.HIDDEN, Kind.REDACTED, "hidden"),
        (Visibility.HIDDEN, Kind.VISIBILITY_CHANGED, ""),
        (Visibility.PENDING, Kind.RESPONDED, "pending"),
    ],
)
def test_what_withholds_a_text_is_the_ticket_s_visibility(visibility: Visibility, kind: Kind, by: str) -> None:
    assert withheld(visibility.value, kind) == by


def test_only_what_is_public_is_said_to_be(app: Flask) -> None:
    with app.test_request_context("/"):
        said = {visibility: saved_notice(visibility.value, Kind.RESPONDED) for visibility in Visibility}
        assert saved_notice("full", Kind.NOTED) not in said.values()
    assert len(set(said.values())) == 3
    assert said[Visibility.HIDDEN] == said[Visibility.PENDING]
    assert [visibility for visibility, notice in said.items() if "terbit" in notice] == [Visibility.FULL]


def test_what_was_sent_before_is_dated_unless_it_was_a_double_click(app: Flask, still: datetime) -> None:
    event = replace(EVENT, at=still - timedelta(seconds=5))
    with app.test_request_context("/"):
        assert repeated_notice(event, "Sudah terbit.") == "Sudah terbit."
        older = repeated_notice(replace(event, at=datetime(2026, 11, 25, 2, tzinfo=UTC)), "Sudah terbit.")
    assert older == "Ini sudah Anda kirim Rabu 25 Nov 2026, 09.00. Tidak terbit dua kali."
