"""Letters to reporters: a question of an agency, or a new private link; each goes at most once, by the same server."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import urlsplit

from flask import Flask, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from .. import clock
from ..actions.new_link import ASKED
from ..actions.reporting import contact
from ..context import portal_of
from ..domain.code import readings
from ..domain.event import Kind
from ..domain.following import wait_after
from ..domain.reporter_letter import LINK_EACH, ReporterLetterKind
from ..domain.secret_token import new_token, token_hash
from ..extensions import db
from ..models import Event, Reporter, ReporterLetter, Ticket
from ..models.ticket import CODE_KEY
from ..projections.checkpoints import writing
from ..queries.report.link import link_works
from ..sealing import Unreadable, unseal
from ..spoken import speaking
from ..web import language, links
from .delivery import MailOutcome, MailServerFault, deliver

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)  # longer than a server may take for one letter
KEPT = timedelta(days=1)  # that a letter was sent
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class ToReporter:
    """A letter that is to be sent now. ``token``: of the private link that goes with it."""

    kind: ReporterLetterKind
    ticket: int
    code: str
    address: str
    language: str
    question: str
    token: str


def send_due(app: Flask) -> int:
    """Send the letters that are due; how many mails went."""
    went = 0
    for _turn in range(AT_ONCE):
        taken = _take(db.session())
        if taken is None:
            break
        outcome = _send(app, *taken)
        went += outcome is MailOutcome.SENT
        if outcome is MailOutcome.LATER:
            break
    return went


def _take(session: Session) -> tuple[int, int] | None:
    """(id, tries) of the letter that has waited longest, for this worker alone for a while."""
    now = clock.now()
    due = select(ReporterLetter).where(ReporterLetter.handed_at.is_(None), ReporterLetter.due_at <= now)
    due = due.order_by(ReporterLetter.due_at, ReporterLetter.id).limit(1)
    if session.scalars(due).first() is None:  # looked at each second: no lock for nothing
        session.rollback()
        return None
    with writing(session):
        session.execute(delete(ReporterLetter).where(ReporterLetter.handed_at < now - KEPT))
        row = session.scalars(due.with_for_update(skip_locked=True)).first()
        if row is None:
            return None
        row.due_at, taken = now + LEASE, (row.id, row.tries)
    return taken


def _send(app: Flask, id: int, tries: int) -> MailOutcome:
    session, settings = db.session(), portal_of(app).settings
    letter = _found(session, id, settings.secret_key, portal_of(app).city.code_prefix)
    if letter is None:
        session.rollback()
        _end(session, id)
        return MailOutcome.STOPPED
    message = _written(app, letter, id)
    session.rollback()
    try:
        return deliver(settings.smtp_url, settings.data, message, lambda: _hand_over(session, id, letter))
    except MailServerFault as fault:
        log.warning("mail: letter %d to a reporter waits: %s", id, fault)
        wait = wait_after(tries + 1)
        if wait is None:
            _end(session, id)
        else:
            with writing(session):
                row = session.get_one(ReporterLetter, id, populate_existing=True)
                row.tries, row.due_at, row.handed_at = tries + 1, clock.now() + wait, None
        return MailOutcome.LATER


def _found(session: Session, id: int, secret: str, prefix: str) -> ToReporter | None:
    """None where there is nothing to say, or nobody to say it to by mail."""
    row = session.get_one(ReporterLetter, id, populate_existing=True)
    kind, asked = ReporterLetterKind(row.kind), ""
    chosen = select(Ticket.id, Ticket.code, Ticket.question_at, Reporter).join(
        Reporter, Reporter.ticket_id == Ticket.id
    )
    if kind is ReporterLetterKind.LINK:
        try:
            code, _sign, asked = unseal(row.asked or b"", secret, ASKED).partition("\n")
        except Unreadable:
            return None
        chosen = chosen.where(CODE_KEY.in_(readings(code, prefix)))
    else:
        chosen = chosen.where(Ticket.id == row.ticket_id)
    found = session.execute(chosen.where(link_works(clock.now()))).first()
    if found is None:
        return None
    reached = contact(found.Reporter.contact, secret)
    if "@" not in reached or (kind is ReporterLetterKind.LINK and not secrets.compare_digest(reached, asked)):
        return None
    told = _question(session, row.seq) if kind is ReporterLetterKind.QUESTION and found.question_at else ""
    if not (told if kind is ReporterLetterKind.QUESTION else not _lately(session, found.id)):
        return None
    return ToReporter(kind, found.id, found.code, reached, found.Reporter.language, told, new_token())


def _question(session: Session, seq: int) -> str:
    asked = select(Event.text).where(Event.seq == seq, Event.kind == Kind.REPORTER_ASKED.value)
    return session.scalar(asked) or ""


def _lately(session: Session, ticket: int) -> bool:
    """Whether a new link for it was mailed within the hour."""
    link = (ReporterLetter.ticket_id == ticket, ReporterLetter.kind == ReporterLetterKind.LINK.value)
    mailed = select(ReporterLetter.id).where(*link, ReporterLetter.handed_at > clock.now() - LINK_EACH)
    return session.scalars(mailed.order_by(ReporterLetter.id).limit(1)).first() is not None


def _hand_over(session: Session, id: int, letter: ToReporter) -> bool:
    """Note, before the server gets the text, that it does; from here on the link that goes along opens the report. A
    new link ends all older ones."""
    with writing(session):
        row = session.get(ReporterLetter, id, with_for_update=True, populate_existing=True)
        reporter = session.get(Reporter, letter.ticket, with_for_update=True, populate_existing=True)
        if row is None or row.handed_at is not None or reporter is None:
            return False
        row.handed_at, row.ticket_id, row.asked = clock.now(), letter.ticket, None
        reporter.mailed_hash = token_hash(letter.token)
        if letter.kind is ReporterLetterKind.LINK:
            reporter.token_hash = reporter.mailed_hash
    return True


def _end(session: Session, id: int) -> None:
    with writing(session):
        session.execute(delete(ReporterLetter).where(ReporterLetter.id == id))


def _written(app: Flask, letter: ToReporter, id: int) -> EmailMessage:
    settings, city = portal_of(app).settings, portal_of(app).city
    origin = urlsplit(settings.public_url or f"http://{settings.host}:{settings.port}")
    spoken = letter.language if letter.language in city.languages else city.languages[0]
    prefix = "" if spoken == city.languages[0] else f"/{spoken}"
    where, message = {language.LANGUAGE: spoken, language.ROOT: ""}, EmailMessage()
    base = f"{origin.scheme}://{origin.netloc}{prefix}"
    with app.test_request_context("/", base_url=base, environ_overrides=where), speaking(spoken):
        link = links.absolute(url_for("report.mine", k=letter.token))
        asks = letter.kind is ReporterLetterKind.QUESTION
        subject = _("Pertanyaan tentang laporan %(code)s", code=letter.code) if asks else ""
        message["Subject"] = subject or _("Tautan baru untuk laporan %(code)s", code=letter.code)
        message.set_content(render_template("mail/reporter.txt", letter=letter, link=link))
        message["Content-Language"] = spoken
    sender = Address(display_name=city.title, addr_spec=settings.mail_from)
    message["From"], message["To"], message["Date"] = sender, Address(addr_spec=letter.address), clock.now()
    message["Message-ID"] = f"<reporter-{id}-{secrets.token_hex(8)}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    return message
