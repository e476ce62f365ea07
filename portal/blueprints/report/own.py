"""What opens a report to its own reporter, and what the reporter may do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import segno
from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ... import clock
from ...actions import notices, reporting
from ...actions.judge import judge
from ...actions.notices import SaidAgainst
from ...actions.publish_own import publish_own
from ...actions.reporting import Keeping
from ...actions.waiting_photos import MOST
from ...context import current_portal
from ...domain.contact import hint
from ...domain.notice import NoticeReason, NoticeSubject
from ...domain.openness import Openness
from ...domain.privacy import public_text
from ...domain.status import Refused
from ...domain.visibility import Visibility
from ...forms.report import OwnWordsForm
from ...presentation.refusals import refusal_text
from ...queries.city.clocks import source_clocks
from ...queries.notices.subject import Noticed
from ...queries.report.mine import OwnReport, own_report
from ...web import links
from ...web.proxies import visitor_address
from ...web.public_forms import FIELD, form_key, form_token
from ..sources import here
from .photos import WaitingPicture

LONGEST = 64  # characters of a token
OWN_FORM = "own report"
ASKED_BY_REPORTER = "Pelapor sendiri meminta: "  # before the reason, for whoever decides


@dataclass(frozen=True, slots=True)
class HalfSaid:
    """What was typed and not taken yet: it is shown again under the same ``token``, with which the photos wait.
    ``field``: into which it was typed."""

    field: str
    token: str
    text: str
    faults: Sequence[str]
    pictures: Sequence[WaitingPicture]


def opened(token: str) -> OwnReport:
    """404 for a link that opens nothing, or nothing any more: the page says how to get a new one."""
    sources = here()
    clocks = source_clocks(sources.session, sources.cache, clock.now())
    own = own_report(sources.session, token[:LONGEST], clocks)
    if own is None:
        abort(make_response(render_template("report/no_link.html"), 404))
    return own


def own_page(
    token: str,
    status: int = 200,
    *,
    refused: str = "",
    done: str = "",
    half: HalfSaid | None = None,
) -> ResponseReturnValue:
    """The page behind a private link; ``refused``: why what was sent could not be done; ``done``: what was done;
    ``half``: a form with photos, as it was typed."""
    own = opened(token)
    reached = reporting.contact(own.contact, current_portal().settings.secret_key)
    said = half.text if half and half.field == "text" else ""
    form = OwnWordsForm(formdata=None, text=said)
    shown = {"own": own, "key": token, "reached": hint(reached), "form": form, "as_public": _as_public(own)}
    told = {"refused": refused, "done": done, "half": half, "most": MOST if takes_photos() else 0}
    page = render_template("report/mine.html", **shown, **told, token=half.token if half else form_token(OWN_FORM))
    return page, status


def asked_back() -> ResponseReturnValue:
    """Ask for the report to be taken back for the reason that the form brings, or show it again with why not."""
    token, form = request.form.get("k", ""), OwnWordsForm()
    own, faults = opened(token), list[str]()
    if form.validate():
        try:
            _ask_back(own, form.text.data or "")
            return redirect(url_for("report.mine", k=token, done="asked"), 303)
        except Refused as refusal:
            faults = [refusal_text(refusal.reason, refusal.facts)]
    again = HalfSaid("why", request.form.get(FIELD, ""), form.text.data or "", [*faults, *form.text.errors], [])
    return own_page(token, 422, half=again)


def published() -> ResponseReturnValue:
    """The reporter lets everybody read what was private."""
    token = request.form.get("k", "")
    publish_own(opened(token).ticket_id, current_portal().city)
    return redirect(url_for("report.mine", k=token, done="opened"), 303)


def confirmed() -> ResponseReturnValue:
    """The reporter says that the work is done; no words are needed."""
    token = request.form.get("k", "")
    own = opened(token)
    try:
        judge(own.ticket_id, current_portal().city, done=True)
    except Refused as refusal:
        return own_page(token, 422, refused=refusal_text(refusal.reason, refusal.facts))
    return redirect(url_for("report.mine", k=token, done="confirmed"), 303)


def _as_public(own: OwnReport) -> str:
    """What everybody would read of a report that its reporter keeps private; "" where that is no question."""
    private = own.visibility is Visibility.STUB and own.openness is Openness.PRIVATE
    return public_text(own.page.text, current_portal().city.contacts) if private else ""


def _ask_back(own: OwnReport, words: str) -> None:
    """Whoever decides about notices decides about this."""
    portal, about = current_portal(), Noticed(subject=NoticeSubject.REPORT, ticket_id=own.ticket_id, code=own.page.code)
    said = SaidAgainst(NoticeReason.PERSONAL_DATA, ASKED_BY_REPORTER + words, form_key(), visitor_address())
    notices.give(about, said, portal.city, portal.settings.secret_key)


def takes_photos() -> bool:
    """A city that looks at every report before it is public would have to look at these photos too, and nobody is
    asked to; where reporters are known after their first report, this one is."""
    city = current_portal().city
    return not city.moderated or city.moderated_first


def keeping() -> Keeping:
    """What the private link and the contact hang on."""
    settings = current_portal().settings
    return Keeping(settings.secret_key, settings.reporters_kept)


def private_address(token: str) -> str:
    """Behind the question mark, which no log has."""
    return links.absolute(url_for("report.mine", k=token))


def qr(address: str) -> str:
    """A picture of an address that a telephone reads."""
    return segno.make(address, error="m").svg_data_uri(scale=4, border=4, light="#fff")
