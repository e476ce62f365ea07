"""The words that an agency repeats are shown as they were given last, and never those that nobody may read."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.visibility import Visibility
from portal.models import Agency, Ticket
from portal.projections import answers
from portal.projections.checkpoints import newest
from portal.queries.agencies.same_answers import same_answers
from tests.support.complaints import complaint, step
from tests.support.installed import install

PASTED, RARE = "Lubang di Jalan Ampera No. {} sudah kami tambal pagi ini.", "Kami jadwalkan minggu depan juga."
BINA = "sudin-bina-marga"


def test_repeated_words_are_told_with_their_count_and_only_public_ones(session: Session, city: City) -> None:
    install(city)
    said = [PASTED.format(number) for number in range(1, 5)] + [RARE] * 2 + ["Sudah kami teruskan ke lapangan."] * 3
    steps = [step(Kind.RESPONDED, 9, agency=BINA, text=text) for text in said]
    record_many([complaint(n, one, agency=BINA, private=n > 6) for n, one in enumerate(steps, 1)], city)
    answers.feed(session, newest(session))
    agency = session.scalars(select(Agency.id).where(Agency.slug == BINA)).one()
    found = same_answers(session, agency)
    assert found is not None and found.n == 9
    assert [(one.text, one.n) for one in found.answers] == [(PASTED.format(4), 4)], "of stubs no text is told"
    last = session.scalars(select(Ticket.id).where(Ticket.source_id == "4")).one()
    change_visibility(last, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))
    again = same_answers(session, agency)
    assert again is not None and [(one.text, one.n) for one in again.answers] == [(PASTED.format(3), 4)]
    for number in "123":
        own = session.scalars(select(Ticket.id).where(Ticket.source_id == number)).one()
        change_visibility(own, Visibility.STUB, "Menyebut nama orang.", Act(city))
    assert same_answers(session, agency) is None
