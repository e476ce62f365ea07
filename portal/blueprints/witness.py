"""A neighbour says of a report that they see it too, or that it is not done: one button, no account and no cookie."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from .. import clock
from ..domain.status import Refused
from ..extensions import db
from ..queries.tickets.witnesses import WitnessedTicket, witnessed_ticket
from ..web.access import public
from ..web.public_forms import form_token, public_form
from .witness_said import say_once

bp = Blueprint("witness", __name__)
ADDRESS = "/tickets/<code>/<any(seen, unsolved):kind>"
FORM = "witness"


@bp.get(ADDRESS)
@public
def page(code: str, kind: str) -> ResponseReturnValue:
    """The button, and who has said so on which day."""
    return _page(_asked(code), kind)


@bp.post(ADDRESS)
@public
@public_form(FORM)
def page_post(code: str, kind: str) -> ResponseReturnValue:
    """Count whoever asks, once."""
    found = _asked(code)
    try:
        said = say_once(found.id, kind)
    except Refused as refusal:
        return _page(found, kind, refusal=refusal), 422
    return redirect(url_for("witness.thanks", code=code, kind=kind, known=None if said else 1), 303)


@bp.get(f"{ADDRESS}/thanks")
@public
def thanks(code: str, kind: str) -> ResponseReturnValue:
    """That it is counted, or was before; the same to everybody who opens the address."""
    return render_template("witness/thanks.html", found=_asked(code), kind=kind)


def _asked(code: str) -> WitnessedTicket:
    return witnessed_ticket(db.session(), code, clock.now()) or abort(404)


def _page(found: WitnessedTicket, kind: str, **why: object) -> str:
    return render_template("witness/page.html", found=found, kind=kind, token=form_token(FORM), **why)
