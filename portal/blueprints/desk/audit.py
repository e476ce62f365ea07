"""The audit: what officers did, for supervisors of their agency and admins of all."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from ...context import current_portal
from ...domain.permission import Role
from ...domain.staff_act import StaffAct
from ...extensions import db
from ...queries.desk import audit as query
from ...web.access import officer_required
from . import bp
from .form import signed_in_officer
from .officer_pages import asked_page, asked_words

YEARS = range(1900, 2201)  # in which a day may lie


@bp.get("/audit")
@officer_required(Role.SUPERVISOR, Role.ADMIN)
def audit() -> ResponseReturnValue:
    """A page of lines; a day that cannot be read is said and narrows nothing."""
    portal, asked = current_portal(), request.args
    since, until, act = _day("since"), _day("until"), asked.get("act", "")
    wanted = query.AuditFilter(
        who=asked_words("who"),
        act=StaffAct(act) if act in set(StaffAct) else None,
        code=asked_words("code"),
        since=since,
        until=until,
        page=asked_page(),
    )
    found = query.audit(db.session(), signed_in_officer().actor, wanted, portal.city)
    unread = [name for name, day in (("since", since), ("until", until)) if asked.get(name) and day is None]
    days = portal.settings.audit_kept.days
    return render_template("desk/audit.html", found=found, wanted=wanted, unread=unread, days=days, acts=list(StaffAct))


def _day(name: str) -> date | None:
    with suppress(ValueError):
        day = date.fromisoformat(request.args.get(name, ""))
        return day if day.year in YEARS else None
    return None
