"""The private link opens what its reporter wrote and every answer to it, whatever the public sees."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility, redact
from portal.actions.reporting import Keeping, NewReport, send
from portal.actions.respond import respond
from portal.domain.report_place import AskedPlace
from portal.domain.source_clock import SourceClocks
from portal.domain.timeline import TimelineEvent
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.queries.report.mine import OwnReport, own_report
from portal.queries.sources import Sources
from tests.support.one_ticket import actor

KEEPING = Keeping("a secret of forty-four letters, for tests alone", timedelta(days=30))
WORDS = "Got tersumbat, airnya masuk rumah saya. Telepon 0812-3456-7890."
ANSWER = "Kami keruk besok pagi."


@pytest.fixture
def token(sources: Sources) -> str:
    """The private link of a private report that was answered."""
    place = AskedPlace("", "Jalan Ampera Raya No. 5", -6.302, 106.82)
    made = send(NewReport(key="k", text=WORDS, place=place, private=True), sources.city, KEEPING)
    ticket = own_ticket(sources.session)
    respond(ticket.id, ANSWER, Act(sources.city, actor(ticket.holder_id)))
    return made


def own_ticket(session: Session) -> Ticket:
    session.rollback()
    return session.scalars(select(Ticket).where(Ticket.source == "form")).one()


def opened(sources: Sources, token: str, days: int = 0) -> OwnReport | None:
    now = own_ticket(sources.session).submitted_at + timedelta(days=days)
    return own_report(sources.session, token, SourceClocks(now))


def answers(own: OwnReport) -> list[str]:
    return [e.text for spell in own.page.spells for e in spell.entries if isinstance(e, TimelineEvent) and e.text]


@pytest.mark.parametrize("visibility", [Visibility.STUB, Visibility.FULL, Visibility.HIDDEN])
def test_words_and_answers_are_read_whatever_is_public(sources: Sources, token: str, visibility: Visibility) -> None:
    ticket = own_ticket(sources.session)
    if visibility is not Visibility.STUB:
        change_visibility(ticket.id, visibility, "Diputuskan.", Act(sources.city, reporter=True))
    own = opened(sources, token)
    assert own is not None and own.visibility is visibility
    assert (own.page.text, own.page.place) == (WORDS, "Jalan Ampera Raya No. 5")
    assert ANSWER in answers(own) and own.contact is None


def test_what_was_taken_back_is_gone_for_the_reporter_too(sources: Sources, token: str) -> None:
    redact(own_ticket(sources.session).id, None, "Menyebut nama.", Act(sources.city))
    own = opened(sources, token)
    assert own is not None and own.page.text == "" and "Menyebut nama." in str(own.page.spells)


def test_another_token_and_one_whose_time_is_over_open_nothing(sources: Sources, token: str) -> None:
    assert opened(sources, token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert opened(sources, "") is None
    assert opened(sources, token, days=29) is not None and opened(sources, token, days=31) is None
