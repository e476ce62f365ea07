"""What a letter says: written when it is sent, from what is public then, in the language of its reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import urlsplit

from flask import Flask, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from .. import clock
from ..actions.follow import PURPOSE, all_token, confirm_token, end_token
from ..context import portal_of
from ..domain.following import LetterKind, filter_of
from ..domain.lens import TicketFilter
from ..extensions import db
from ..models import Ticket
from ..presentation.crowd_words import event_text
from ..presentation.event_sentences import timeline_sentences
from ..presentation.macros import said
from ..presentation.numbers import number
from ..presentation.words import masks
from ..projections.outbox import Mailing, ToldEvent
from ..queries.city.clocks import source_clocks
from ..queries.sources import Sources
from ..queries.tickets.names import lens_names
from ..queries.tickets.page import TicketPage, ticket_page
from ..queries.tickets.version import version
from ..sealing import keyed_hash, unseal
from ..spoken import speaking
from ..web import language, links

SHOWN = 25  # pieces of news in a mail; of the others it says how many
EXCERPT = 400  # characters of an answer


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One event as a mail tells it. ``agency``: who did it, if one did; ``text``: what was said in public, masked."""

    code: str
    title: str
    at: datetime
    agency: str
    sentence: str
    text: str
    address: str


def compose(app: Flask, mailing: Mailing) -> EmailMessage | None:
    """The mail; None when there is nothing left to say. Raises Unreadable where its address was sealed otherwise."""
    settings = portal_of(app).settings
    to = unseal(mailing.address, settings.secret_key, PURPOSE)
    origin = urlsplit(settings.public_url or f"http://{settings.host}:{settings.port}")
    first = portal_of(app).city.languages[0]
    spoken = mailing.language if mailing.language in portal_of(app).city.languages else first
    prefix = "" if spoken == first else f"/{spoken}"
    where = {language.LANGUAGE: spoken, language.ROOT: ""}
    base = f"{origin.scheme}://{origin.netloc}{prefix}"
    with app.test_request_context("/", base_url=base, environ_overrides=where), speaking(spoken):
        message = _written(app, mailing)
    if message is not None:
        message["To"] = Address(addr_spec=to)
    return message


def _written(app: Flask, mailing: Mailing) -> EmailMessage | None:
    key = portal_of(app).settings.secret_key
    news = _news(app, mailing.told) if mailing.kind is LetterKind.NEWS else []
    if mailing.kind is LetterKind.NEWS and not news:
        return None
    what = _what(app, mailing)
    facts = {
        "kind": mailing.kind.value,
        "what": what,
        "what_address": _what_address(app, mailing),
        "news": news[:SHOWN],
        "more": max(0, len(news) - SHOWN),
        "daily": mailing.pace == "daily",
        "confirm": _absolute("follow.confirm", k=confirm_token(mailing.salt, key)),
        "end": _absolute("follow.end", k=end_token(mailing.salt, key)),
        "all": _absolute("follow.mine_of", k=all_token(mailing.address_hash, key)),
        "ask_all": _absolute("follow.mine"),
        "words": _absolute("methodology.words"),
    }
    message = EmailMessage()
    message["Subject"] = " ".join(_subject(mailing, news, what).split())
    _head(app, message, mailing, facts["end"])
    message.set_content(render_template("mail/letter.txt", **facts))
    message.add_alternative(render_template("mail/letter.html", subject=message["Subject"], **facts), subtype="html")
    message["Content-Language"] = language.current()  # last: of a letter in two forms it would go into the first
    return message


def _head(app: Flask, message: EmailMessage, mailing: Mailing, end: object) -> None:
    settings, city = portal_of(app).settings, portal_of(app).city
    sender = Address(display_name=city.title, addr_spec=settings.mail_from)
    message["From"] = sender
    message["Date"] = clock.now()
    first = mailing.told[0].letter if mailing.told else 0
    made_of = f"{mailing.follower} {mailing.kind} {first}"  # the same each time this mail is tried
    name = keyed_hash(made_of, settings.secret_key, "message id").hex()[:32]
    message["Message-ID"] = f"<{name}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if mailing.kind is not LetterKind.CONFIRM:
        message["List-Unsubscribe"] = f"<{end}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _subject(mailing: Mailing, news: Sequence[NewsLine], what: str) -> str:
    if mailing.kind is LetterKind.CONFIRM:
        return str(_("Pastikan: Anda mau mengikuti %(what)s?", what=what))
    if mailing.kind is LetterKind.KNOWN:
        return str(_("Anda sudah mengikuti %(what)s", what=what))
    if mailing.kind is LetterKind.ALL:
        return str(_("Semua yang Anda ikuti"))
    return str(ngettext("%(n)s kabar: %(what)s", "%(n)s kabar: %(what)s", len(news), n=number(len(news)), what=what))


def _what(app: Flask, mailing: Mailing) -> str:
    """What is followed, in words."""
    if mailing.ticket is not None:
        return str(_("laporan %(code)s", code=_code(mailing.ticket)))
    return said("tickets/_lens_words.html", "lens_words", _filter(mailing), lens_names(_sources(app)))


def _what_address(app: Flask, mailing: Mailing) -> str:
    if mailing.ticket is not None:
        return links.absolute(links.ticket(_code(mailing.ticket)))
    return links.absolute(links.tickets(_filter(mailing)))


def _filter(mailing: Mailing) -> TicketFilter:
    return filter_of(mailing.lens) or TicketFilter()


def _code(ticket_id: int) -> str:
    return db.session().scalar(select(Ticket.code).where(Ticket.id == ticket_id)) or ""


def _sources(app: Flask) -> Sources:
    portal = portal_of(app)
    return Sources(db.session(), portal.engine, portal.city, portal.cache)


def _news(app: Flask, told: Sequence[ToldEvent]) -> list[NewsLine]:
    """What the public can read of the events now, the newest first."""
    found: list[NewsLine] = []
    for ticket_id in dict.fromkeys(one.ticket for one in told if one.ticket is not None):
        page = _page(app, ticket_id)
        if page is not None:
            found += _lines(page, {one.seq for one in told if one.ticket == ticket_id})
    return sorted(found, key=lambda line: line.at, reverse=True)


def _page(app: Flask, ticket_id: int) -> TicketPage | None:
    sources = _sources(app)
    known = version(sources.session, _code(ticket_id))
    if known is None:
        return None
    return ticket_page(sources.session, known, source_clocks(sources.session, sources.cache, clock.now()))


def _lines(page: TicketPage, seqs: set[int]) -> list[NewsLine]:
    address = links.absolute(links.ticket(page.code))
    if page.hidden:
        at = page.reason_at or page.submitted_at
        return [NewsLine(page.code, "", at, "", str(_("Laporan ini disembunyikan.")), masks(page.reason), address)]
    category = language.in_language(page.category.name, page.category.name_en) if page.category else ""
    title = masks(page.title) or category
    return [
        NewsLine(
            page.code,
            title,
            event.at,
            event.agency.name if event.agency else "",
            str(sentence),
            _cut(event_text(event)),
            f"{address}#e{event.seq}",
        )
        for event, sentence in timeline_sentences(page.spells)
        if event.seq in seqs
    ]


def _cut(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"


def _absolute(endpoint: str, **values: str) -> str:
    address: str = url_for(endpoint, **values)  # type: ignore[arg-type]
    return links.absolute(address)
