"""The reporter confirms an end or contests it, once for each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal import clock
from portal.actions.apply_events import Act, apply_events
from portal.actions.judge import judge
from portal.domain.city import City
from portal.domain.event import EventDraft, Kind
from portal.domain.status import Refused
from portal.domain.witness import WITHIN
from tests.support.one_ticket import events, ticket

pytestmark = pytest.mark.usefixtures("one_ticket")


def resolve(city: City) -> None:
    agency = ticket().agency_id
    done = lambda _state, now: [EventDraft(kind=Kind.RESOLVED, at=now, agency=agency, text="Sudah ditambal.")]  # noqa: E731
    apply_events(ticket().id, done, Act(city))


def test_a_reporter_who_contests_opens_the_report_again_and_is_asked_of_the_next_end(city: City) -> None:
    resolve(city)
    judge(ticket().id, city, done=False, words="Lubangnya masih ada, telepon 0812-3456-7890.")
    assert (ticket().status, ticket().disputed) == ("proses", 1)
    assert events()[-1].kind == "disputed" and "3456" not in events()[-1].text
    with pytest.raises(Refused, match="not_asked_now"):
        judge(ticket().id, city, done=True)
    resolve(city)
    judge(ticket().id, city, done=True)
    assert (ticket().status, ticket().confirmed) == ("selesai", 1)
    with pytest.raises(Refused, match="not_asked_now"):
        judge(ticket().id, city, done=False, words="Ternyata belum.")


def test_nothing_is_contested_without_a_word_or_after_a_month(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(city)
    with pytest.raises(Refused, match="words_needed"):
        judge(ticket().id, city, done=False, words=" . ")
    later = clock.now() + WITHIN + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(Refused, match="not_asked_now"):
        judge(ticket().id, city, done=True)
