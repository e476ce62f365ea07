"""The queue of an officer's agency, the most urgent tickets first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ... import clock
from ...context import current_portal
from ...extensions import db
from ...queries.desk.part import Part, Tab
from ...queries.desk.queue import Beside, QueuePlace, beside, queue
from ...queries.tickets.find import code_meant
from ...web.access import officer_required
from . import bp

LONGEST = 100  # characters of a search in the queue


@bp.get("/")
@officer_required()
def index() -> ResponseReturnValue:
    """A page of the queue; a ticket's number in the search opens the ticket."""
    code = code_meant(db.session(), _words(request.args), current_portal().city.code_prefix, public=False)
    if code is not None:
        return redirect(url_for("desk.work", code=code, tab=request.args.get("tab")))
    page = request.args.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    part = asked_part(request.args)
    return render_template("desk/index.html", queue=queue(db.session(), part, number), now=part.now)


def asked_part(typed: Mapping[str, str]) -> Part:
    """The part of the queue that an address, or the hidden fields of a form, name; links to tickets carry it along."""
    tab, now = typed.get("tab", ""), clock.now()
    zone = ZoneInfo(current_portal().city.zone)
    today = datetime.combine(now.astimezone(zone), time(), zone).astimezone(UTC)
    return Part(current_user.actor, Tab(tab) if tab in set(Tab) else Tab.ALL, now, today, _words(typed))


def queue_beside(code: str, typed: Mapping[str, str]) -> Beside:
    """The queue around a ticket, or around the place where it stood before it was answered."""
    return beside(db.session(), asked_part(typed), code, QueuePlace.read(typed.get("at", "")))


def _words(typed: Mapping[str, str]) -> str:
    return " ".join(typed.get("q", "")[:LONGEST].split())
