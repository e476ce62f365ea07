"""The places of the desk that an officer of this role can go to."""

from __future__ import annotations

from flask_babel import gettext as _

from ...domain.permission import Role
from ...extensions import db
from ...presentation.numbers import number
from ...queries.desk.notices import open_things
from . import bp
from .form import signed_in_officer


@bp.context_processor
def places_of_page() -> dict[str, object]:
    return {"desk_places": desk_places}


def desk_places() -> list[tuple[str, str]]:
    """Endpoints and their names."""
    role = signed_in_officer().role
    places = [("desk.index", _("Antrean"))]
    if role is not Role.VALIDATOR:
        places.append(("desk.walk_in", _("Loket")))
    if role is not Role.OFFICER:
        places.append(("desk.withdrawals", _("Pencabutan")))
        waiting = open_things(db.session(), signed_in_officer().actor)
        places.append(("desk.notices", f"{_('Pemberitahuan')} ({number(waiting)})" if waiting else _("Pemberitahuan")))
    if role in (Role.SUPERVISOR, Role.ADMIN):
        places.append(("desk.audit", _("Catatan audit")))
    if role is Role.ADMIN:
        places += [("desk.officers", _("Petugas")), ("desk.agencies", _("Instansi"))]
        places.append(("desk.operation", _("Keadaan portal")))
    return places
