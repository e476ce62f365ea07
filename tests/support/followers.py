"""Followers for tests, who ask and confirm as people do, and what happens to the ticket that they follow."""

from __future__ import annotations

import re

from flask import Flask

from portal.actions import follow
from portal.actions.apply_events import Act
from portal.actions.respond import respond
from portal.context import portal_of
from portal.domain.following import Pace
from portal.domain.permission import Actor, Role
from portal.extensions import db
from portal.mail.post import one_round
from portal.models import Agency, Follower, Officer, Ticket
from portal.projections import checkpoints, news, search_index
from portal.queries.sources import Sources
from tests.support.handed_on import officer
from tests.support.mail_server import MailServer

ADDRESS = "warga@contoh.example"


def ask(
    app: Flask, address: str = ADDRESS, *, lens: str | None = None, pace: Pace = Pace.AT_ONCE, language: str = "id"
) -> None:
    """Ask to follow a list, or else the first ticket."""
    wish = follow.FollowWish(address, 1 if lens is None else None, lens or "", language, pace)
    follow.ask(wish, portal_of(app).settings.secret_key)


def confirm_all() -> None:
    """Everybody who has asked opens the link of the letter and presses the button."""
    session = db.session()
    for follower in session.query(Follower).filter_by(confirmed_at=None).order_by(Follower.id).all():
        assert follow.confirm(follow.confirm_token(follower.salt, KEY))
    session.rollback()


KEY = "not a secret: the key of the tests"  # of plain_settings


def following(app: Flask, server: MailServer, address: str = ADDRESS, **how: object) -> None:
    """Ask, get the letter, confirm; the server begins anew."""
    ask(app, address, **how)  # type: ignore[arg-type]
    one_round(app)
    confirm_all()
    server.mails.clear()
    server.recipients.clear()


def answered(app: Flask, text: str, agency: str = "PAM Jaya") -> int:
    """An officer answers on the first ticket, and the index knows it; the seq of the answer."""
    portal, session = portal_of(app), db.session()
    session.rollback()
    known = session.query(Officer).first()
    who = (
        Actor(known.id, session.query(Agency).filter_by(name=agency).one().id, Role.SUPERVISOR)
        if known
        else officer(agency)
    )
    seq = respond(1, text, Act(portal.city, who, session.get_one(Ticket, 1).last_seq))
    indexed(app)
    return seq


def indexed(app: Flask) -> None:
    portal, session = portal_of(app), db.session()
    search_index.feed(session, portal.engine, portal.city, checkpoints.newest(session))
    session.rollback()


def written(app: Flask) -> None:
    """The log's news become letters, of which none is sent yet."""
    portal, session = portal_of(app), db.session()
    sources = Sources(session, portal.engine, portal.city, portal.cache)
    while news.feed(sources, checkpoints.newest(session)):
        pass
    session.rollback()


def link(text: str, kind: str) -> str:
    """The token of the link of this kind in a letter."""
    found = re.search(rf"https://pantau\.example(?:/en)?/follow/{kind}\?k=([\w-]+)", text)
    assert found, text
    return found[1]
