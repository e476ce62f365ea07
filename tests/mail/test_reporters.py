"""Reporters are mailed what an agency asks, and a new private link; nobody learns whether one is known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from time import thread_time

import pytest
from flask import Flask
from sqlalchemy import select

from portal import clock
from portal.actions import reporting
from portal.actions.apply_events import Act
from portal.actions.ask_reporter import answer_question, ask_reporter
from portal.actions.new_link import ask_new_link
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.reporter_letter import LINK_EACH
from portal.domain.secret_token import token_hash
from portal.extensions import db
from portal.mail.post import one_round
from portal.models import Reporter, ReporterLetter, Ticket
from tests.actions.test_reporting import CONTACT, REPORT
from tests.support.installed import install
from tests.support.mail_server import MailServer
from tests.support.one_ticket import actor
from tests.support.pages import Pages
from tests.support.statements import counted


@pytest.fixture
def token(portal: Flask, city: City) -> str:
    install(city)
    keys = portal_of(portal).settings
    return reporting.send(REPORT, city, reporting.Keeping(keys.secret_key, keys.reporters_kept))


def the() -> Ticket:
    db.session().rollback()
    return db.session().scalars(select(Ticket).where(Ticket.source == "form")).one()


def reporter() -> Reporter:
    db.session().rollback()
    return db.session().scalars(select(Reporter).execution_options(populate_existing=True)).one()


def linked(text: str) -> str:
    found = re.search(r"https://pantau\.example/r\?k=([\w-]+)", text)
    assert found is not None
    return found[1]


def test_a_question_is_mailed_with_a_link_beside_the_old_one_and_not_when_it_is_over(
    portal: Flask, server: MailServer, token: str, city: City
) -> None:
    act = Act(city, actor(the().holder_id))
    ask_reporter(the().id, "Lampu yang mana?", act)
    assert (one_round(portal), one_round(portal)) == (1, 0)
    assert server.recipients == [CONTACT] and "> Lampu yang mana?" in server.text()
    mailed = linked(server.text())
    assert token_hash(mailed) == reporter().mailed_hash and token_hash(token) == reporter().token_hash
    assert len(mailed) == 43, "256 bits"
    answer_question(the().id, "Yang di depan masjid.", city=city)
    ask_reporter(the().id, "Sejak kapan?", act)
    answer_question(the().id, "Sejak kemarin.", city=city)
    assert one_round(portal) == 0 and len(server.mails) == 1, "what is answered is not asked"


def test_a_new_link_goes_to_the_contact_given_ends_the_old_one_and_no_more_than_one_an_hour(
    portal: Flask, server: MailServer, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, code = portal_of(portal).settings.secret_key, the().code
    ask_new_link(code, "orang.lain@example.org", secret)
    ask_new_link("JK2301010001", CONTACT, secret)
    assert one_round(portal) == 0 and server.mails == []
    assert db.session().scalars(select(ReporterLetter)).all() == [], "what was typed is kept no longer than needed"
    for _ in range(2):
        ask_new_link(code.lower(), CONTACT.upper(), secret)
    assert (one_round(portal), server.recipients) == (1, [CONTACT])
    new = linked(server.text())
    assert token_hash(new) == reporter().token_hash != token_hash(token)
    letters = db.session().scalars(select(ReporterLetter)).all()
    assert [letter.asked for letter in letters] == [None]
    later = clock.now() + LINK_EACH + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    ask_new_link(code, CONTACT, secret)
    assert one_round(portal) == 1 and linked(server.text()) != new


def test_a_server_that_is_away_is_asked_again_and_the_old_link_works_until_then(
    portal: Flask, server: MailServer, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_new_link(the().code, CONTACT, portal_of(portal).settings.secret_key)
    settings = portal_of(portal).settings
    monkeypatch.setattr(portal_of(portal), "settings", replace(settings, smtp_url="smtp://127.0.0.1:9"))
    assert one_round(portal) == 0 and reporter().token_hash == token_hash(token)
    monkeypatch.setattr(portal_of(portal), "settings", settings)
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert one_round(portal) == 1 and reporter().token_hash == token_hash(linked(server.text()))


@pytest.mark.only_on("sqlite")
def test_asking_and_guessing_look_the_same_and_take_as_long_whether_something_is_known_or_not(
    portal: Flask, token: str, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Measured: the same bytes but for the form's token, the same statements, least processor time within a half."""
    known, unknown = (the().code, CONTACT), ("JK2301010001", "orang.lain@example.org")
    took: dict[tuple[str, str], list[float]] = {known: [], unknown: []}
    bodies, counts = set(), set()
    form, later = pages.get("/r/lost"), clock.now() + timedelta(seconds=5)
    monkeypatch.setattr(clock, "now", lambda: later)
    for _ in range(3):
        for code, contact in (known, unknown):
            fields = {"form_token": str(form.one("[name=form_token]")["value"]), "code": code, "contact": contact}
            with counted(db.session()) as statements:
                begun = thread_time()
                answer = pages.client.post("/r/lost", data=fields)
                took[code, contact].append(thread_time() - begun)
            assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
            bodies.add(re.sub(r'value="[^"]*"|nonce="[^"]*"', "", answer.text))
            counts.add(len(statements))
    assert len(bodies) == 1 and len(counts) == 1
    assert min(took[known]) < 1.5 * min(took[unknown]) < 2.25 * min(took[known])
    near = token[:-1] + ("A" if token[-1] != "A" else "B")
    guesses: dict[str, list[float]] = {near: [], "A" * 43: []}
    for _ in range(5):
        for guess, times in guesses.items():
            begun = thread_time()
            assert pages.client.get(f"/r?k={guess}").status_code == 404
            times.append(thread_time() - begun)
    assert min(guesses[near]) < 2 * min(guesses["A" * 43]), "a token that is nearly right takes no longer"
