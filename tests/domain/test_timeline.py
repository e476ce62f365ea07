"""The parts of a timeline: waits that are named, agencies and their short names, periods and their length."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.status import Status
from portal.domain.timeline import NAMED, AgencyRef, TimelinePeriod, Wait, WaitReason

START = datetime(2023, 5, 1, tzinfo=UTC)


def wait(span: timedelta, reason: WaitReason = WaitReason.SILENCE, *, running: bool = False) -> Wait:
    return Wait(START, START + span, reason, Status.PROSES, late=False, running=running)


@pytest.mark.parametrize("reason", sorted(set(WaitReason) - {WaitReason.ENDED}))
def test_a_wait_is_put_into_words_from_six_hours_on(reason: WaitReason) -> None:
    assert not wait(NAMED - timedelta(seconds=1), reason).named
    assert wait(NAMED, reason).named


def test_a_wait_that_runs_is_put_into_words_however_short() -> None:
    assert wait(timedelta(0), running=True).named


def test_the_time_after_the_end_is_not_put_into_words() -> None:
    assert not wait(timedelta(days=90), WaitReason.ENDED).named
    assert not wait(timedelta(days=90), WaitReason.ENDED, running=True).named


def test_an_agency_without_a_short_name_is_named_in_full() -> None:
    assert AgencyRef(1, "pam", "PAM Jaya").brief == "PAM Jaya"
    assert AgencyRef(2, "sda", "Suku Dinas Sumber Daya Air", "Sudin SDA").brief == "Sudin SDA"


def test_a_period_is_as_long_as_from_its_start_to_its_end() -> None:
    period = TimelinePeriod(
        agency=None, number=0, status=Status.SELESAI, start=START, end=START + timedelta(days=2), running=False
    )
    assert (period.span, period.entries) == (timedelta(days=2), ())
