"""Reports of people who come to the counter: the public form, with an officer's pass."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...domain.permission import Role
from ...web.access import officer_required
from ...web.passes import pass_of
from . import bp
from .form import signed_in_officer

COUNTER = (Role.OFFICER, Role.SUPERVISOR, Role.COORDINATOR, Role.ADMIN)


@bp.get("/walk-in")
@officer_required(*COUNTER)
def walk_in() -> ResponseReturnValue:
    return render_template("desk/walk_in.html", officer_pass=pass_of(signed_in_officer().id))
