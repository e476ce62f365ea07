"""Which pages search engines are led to."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.extensions import db
from portal.models import Event, Ticket
from portal.queries import sitemap
from tests.support.complaints import complaint
from tests.support.installed import install


def test_only_open_tickets_are_named_each_with_the_day_of_its_last_public_change(app: Flask, city: City) -> None:
    with app.app_context():
        install(city)
        record_many([complaint(1), replace(complaint(2), private=True), complaint(3), complaint(4)], city)
        session = db.session()
        session.query(Ticket).filter_by(id=3).update({"visibility": "hidden", "text": ""})
        session.query(Event).filter_by(ticket_id=4).update({"public": False})
        codes = {ticket.id: ticket.code for ticket in session.query(Ticket)}
        assert [code for code, _at in sitemap.tickets_between(session, 1, 9)] == [codes[1]]
        assert sitemap.tickets_between(session, 2, 9) == []
        assert sitemap.last_ticket(session) == 4
        assert sitemap.changed_between(session, 2, 9) is None, "an internal note must not be guessed from a day"
        assert sitemap.changed_between(session, 0, 1) is not None


def test_categories_without_a_public_ticket_are_not_named(app: Flask, city: City) -> None:
    with app.app_context():
        install(city)
        record_many([complaint(1)], city)
        assert sitemap.categories(db.session()) == ["jalan"]
        assert "sudin-bina-marga" in sitemap.agencies(db.session())
        assert "31.74.01" in sitemap.areas(db.session())
