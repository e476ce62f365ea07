"""What was published under an older rule of masking is brought up to the rule of now, and an event says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from portal.actions import moderate, respond
from portal.actions.apply_events import Act
from portal.actions.intake.record import record
from portal.actions.remask import Remasked, remask
from portal.domain.city import City
from portal.domain.masking import Contacts
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.models import Checkpoint, Event, Original, Ticket
from tests.support.complaints import complaint
from tests.support.one_ticket import AREA, by, events, holder, stored, ticket

pytestmark = pytest.mark.usefixtures("one_ticket")

OPEN = "Hubungi saya 0812_3456_7890 besok."
MASKED = "Hubungi saya [telepon] besok."


@pytest.fixture
def published(city: City) -> int:
    """An answer and a report that an older rule left open; the seq of the answer."""
    seq = respond.respond(ticket().id, "Belum ada.", by(holder(), city))
    db.session.execute(update(Event).where(Event.seq == seq).values(text=OPEN))
    db.session.execute(update(Ticket).values(title=OPEN, text=OPEN, place=OPEN))
    db.session.execute(update(Original).values(title=OPEN, text=OPEN, place=OPEN))
    db.session.commit()
    return seq


def test_texts_titles_places_and_answers_are_masked_and_events_say_so(city: City, published: int) -> None:
    assert remask(city) == Remasked(tickets=1, reports=1, events=1)
    assert (ticket().title, ticket().text, ticket().place) == (MASKED, MASKED, MASKED)
    assert next(e for e in events() if e.seq == published).text == MASKED
    told = [(e.kind, e.corrects, e.changed, e.text, e.public, e.agency_id) for e in events()[-2:]]
    assert told == [("corrected", about, ["masked"], "", True, None) for about in (None, published)]
    assert db.session.get_one(Original, ticket().id).text == OPEN  # officers go on reading it


def test_a_second_run_changes_nothing(city: City, published: int) -> None:
    remask(city)
    before = stored()
    assert remask(city) == Remasked(tickets=1)
    assert stored() == before


def test_a_check_counts_and_writes_nothing(city: City, published: int) -> None:
    before, told = stored(), []
    assert remask(city, check=True, progress=lambda *done: told.append(done)) == Remasked(1, 1, 1)
    assert (stored(), told) == (before, [(1, 1)])


def test_what_was_never_held_back_is_kept_for_officers_when_it_is_masked(city: City, published: int) -> None:
    db.session.execute(Original.__table__.delete())  # type: ignore[attr-defined]
    db.session.commit()
    remask(city)
    kept = db.session.get_one(Original, ticket().id)
    assert (kept.title, kept.text, kept.place, kept.lat) == (OPEN, OPEN, OPEN, ticket().lat)


def test_a_contact_that_became_official_is_shown_in_reports_again(city: City) -> None:
    assert "[telepon]" in ticket().text
    remask(replace(city, contacts=Contacts.of(["0812-3456-7890"])))
    assert ticket().text.endswith("Hubungi saya 0812-3456-7890.")
    assert events()[-1].changed == ["masked"]


def test_a_title_that_was_cut_amid_a_number_is_made_anew(city: City) -> None:
    text = "Jalan rusak parah sekali di depan rumah saya dan juga rumah tetangga saya, hubungi 0812 3456 7890 pak"
    cut = text[:88].rsplit(" ", 1)[0] + "…"
    assert cut.endswith("0812…")
    db.session.execute(update(Ticket).values(title=cut, text=text))
    db.session.execute(update(Original).values(title=cut, text=text))
    db.session.commit()
    remask(city)
    assert ticket().title.endswith("tetangga saya, hubungi…")


def test_notes_redacted_texts_and_stubs_are_left_alone(city: City) -> None:
    respond.note(ticket().id, OPEN, by(holder(), city))
    seq = respond.respond(ticket().id, "Nama.", by(holder(), city))
    moderate.redact(ticket().id, seq, "Menyebut nama.", Act(city))
    moderate.change_visibility(ticket().id, Visibility.STUB, "Tertutup.", Act(city))
    before = stored()
    assert remask(city) == Remasked(tickets=1)
    assert stored() == before


def test_the_projections_are_asked_to_forget_the_old_words(city: City, published: int) -> None:
    db.session.merge(Checkpoint(name="index", seq=7, at=ticket().submitted_at))
    db.session.commit()
    remask(city)
    assert db.session.get_one(Checkpoint, "index").seq == 0


def test_a_source_that_sends_the_report_again_changes_nothing(city: City, published: int) -> None:
    told = complaint(2, area=AREA, text=OPEN, place=OPEN)
    record(told, city)
    remask(city)
    before = stored()
    assert record(told, city).result == "unchanged"
    assert stored() == before


def test_the_page_says_that_personal_data_were_masked(client: FlaskClient, city: City, published: int) -> None:
    remask(city)
    page = client.get(f"/en/tickets/{ticket().code}").text
    assert page.count("Personal data were masked") == 2 and "Hubungi saya [phone] besok." in page
    assert "sent data that differ" not in page and f'href="#e{published}"' in page
