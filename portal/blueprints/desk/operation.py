"""The operator's page: what runs, what lags, what came in, what went wrong."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...context import current_portal
from ...domain.permission import Role
from ...exports import dump
from ...extensions import db
from ...queries.city.watch import watch
from ...web.access import officer_required
from ...web.installation import installation
from ...web.kept_errors import last_errors
from . import bp


@bp.get("/operation")
@officer_required(Role.ADMIN)
def operation() -> ResponseReturnValue:
    """For admins alone: it tells of the machine, and nothing of a citizen."""
    portal = current_portal()
    data = portal.settings.data
    return render_template(
        "desk/operation.html",
        watch=watch(db.session(), portal.engine),
        installed=installation(data),
        database=db.engine.dialect.name,
        dump=dump.read(data / dump.FOLDER),
        errors=last_errors(data),
        build=portal.build,
    )
