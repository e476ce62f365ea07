"""A code that no ticket has: the one that was meant, or the ones that differ by a slip."""

from __future__ import annotations

from flask import abort, redirect, render_template
from flask.typing import ResponseReturnValue

from ...context import current_portal
from ...domain.code import is_code
from ...extensions import db
from ...queries.tickets.find import code_meant, near_codes, newest_code
from ...web import links

LONGEST_CODE = 60  # characters of what was typed that are shown again


def elsewhere(code: str, format: str) -> ResponseReturnValue:
    """To the ticket that ``code`` means, in the same format; else 404, on pages with suggestions."""
    session, prefix = db.session(), current_portal().city.code_prefix
    right = code_meant(session, code, prefix)
    if right is not None and right != code:
        return redirect(links.ticket(right, format), 301)
    if format:
        abort(404)
    near, example = near_codes(session, code, prefix), newest_code(session) or f"{prefix}2311140207"
    shown = {"typed": code[:LONGEST_CODE], "near": near, "example": example, "own": is_code(example, prefix)}
    return render_template("tickets/unknown.html", fragment=False, **shown), 404
