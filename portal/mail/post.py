"""The worker's round: what is news becomes letters, and letters that are due are written and sent, one by one."""

from __future__ import annotations

import logging
import threading

from flask import Flask

from ..context import portal_of
from ..extensions import db
from ..projections import checkpoints, news, outbox
from ..projections.outbox import Mailing
from ..queries.sources import Sources
from ..sealing import Unreadable
from . import reporters
from .bounces import sender_of
from .delivery import MailOutcome, MailServerFault, deliver
from .letters import compose

log = logging.getLogger(__name__)
LOOK = 1.0  # seconds between looks at the log and at the clock
AFTER_A_FAULT = 30.0  # seconds until anything is tried again
AT_ONCE = 50  # mails between two looks at the log
_AFTER = {
    MailOutcome.SENT: outbox.sent,
    MailOutcome.UNKNOWN: outbox.sent,
    MailOutcome.BOUNCED: outbox.bounced,
}


def tail(app: Flask, stop: threading.Event) -> None:
    """Do rounds until ``stop`` is set."""
    with app.app_context():
        while not stop.is_set():
            wait = LOOK
            try:
                one_round(app)
            except Exception:
                db.session().rollback()
                log.exception("mail: the round failed; tried again")
                wait = AFTER_A_FAULT
            stop.wait(wait)


def one_round(app: Flask) -> int:
    """Bring the letters up to the log and send those that are due; how many mails went."""
    portal, session = portal_of(app), db.session()
    sources = Sources(session, portal.engine, portal.city, portal.cache)
    seq = checkpoints.newest(session)
    session.rollback()
    while news.feed(sources, seq):
        pass
    went = 0
    while went < AT_ONCE and (mailing := outbox.take(session)) is not None:
        outcome = send(app, mailing)
        went += outcome is MailOutcome.SENT
        if outcome is MailOutcome.LATER:
            return went  # a server that is away is not asked fifty times in a row
    return went + reporters.send_due(app)


def send(app: Flask, mailing: Mailing) -> MailOutcome:
    """Write and send one mail. What failed is tried again, and said without an address."""
    session, settings = db.session(), portal_of(app).settings
    try:
        message = compose(app, mailing)
    except Unreadable:
        log.error(
            "mail: the address of follower %d was sealed with another SECRET_KEY; it is forgotten", mailing.follower
        )
        outbox.bounced(session, mailing)
        return MailOutcome.BOUNCED
    except Exception:
        session.rollback()
        log.exception("mail: a letter to follower %d could not be written", mailing.follower)
        outbox.postponed(session, mailing)
        return MailOutcome.LATER
    session.rollback()
    if message is None:
        outbox.dropped(session, mailing)
        return MailOutcome.STOPPED
    try:
        sender = _sender(app, mailing)
        outcome = deliver(settings.smtp_url, settings.data, message, lambda: outbox.hand_over(session, mailing), sender)
    except MailServerFault as fault:
        log.warning("mail: a letter to follower %d waits: %s", mailing.follower, fault)
        outbox.postponed(session, mailing)
        return MailOutcome.LATER
    if outcome in _AFTER:
        _AFTER[outcome](session, mailing)
    if outcome is not MailOutcome.SENT:
        log.warning("mail: a letter to follower %d was %s", mailing.follower, outcome.value)
    return outcome


def _sender(app: Flask, mailing: Mailing) -> str:
    settings = portal_of(app).settings
    if not settings.mail_bounces:
        return ""
    return sender_of(settings.mail_bounces, mailing.follower, mailing.address_hash, settings.secret_key)
