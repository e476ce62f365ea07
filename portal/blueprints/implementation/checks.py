"""Who checks what agencies say is done: how long that takes, how much is refused, and whether it holds."""

from __future__ import annotations

from functools import partial

from flask import Response, jsonify, render_template, url_for

from ...queries.implementation.checkers import CheckersPage
from ...queries.implementation.checkers_document import checkers_document
from ...web.access import public
from ..figure_files import zone
from ..past import past_file, pinned, refuse_unread_moment
from . import bp
from .then import dated_checks_answer


@bp.get("/implementation/checks")
@public
def checks() -> Response:
    return dated_checks_answer(_page)


def _page(found: CheckersPage) -> str:
    address = partial(url_for, "implementation.checks", **pinned())  # type: ignore[arg-type]
    return render_template("implementation/checks.html", found=found, address=address)


@bp.get("/implementation/checks.json")
@public
def checks_json() -> Response:
    refuse_unread_moment()
    return past_file(dated_checks_answer(lambda found: jsonify(checkers_document(found, zone()))), "checks")
