"""The desk's queue: what hurts most stands first."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from .. import clock
from ..extensions import db
from ..queries.desk_queue import Queue, Tab, queue
from ..web.access import officer_required

bp = Blueprint("desk", __name__, url_prefix="/desk")


@bp.get("/")
@officer_required()
def index() -> ResponseReturnValue:
    return render_template("desk/index.html", queue=asked_queue(), now=clock.now())


def asked_queue() -> Queue:
    """The part and page of the queue that the address names; tickets carry it along."""
    tab, page = request.args.get("tab", ""), request.args.get("page", "1")
    return queue(
        db.session(),
        current_user.actor,
        Tab(tab) if tab in set(Tab) else Tab.ALL,
        int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        clock.now(),
    )
