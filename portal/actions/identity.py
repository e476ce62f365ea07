"""A database is told, once, which city it belongs to."""

from __future__ import annotations

import secrets

from .. import clock
from ..domain.city import City
from ..domain.status import Refused
from ..extensions import db
from ..models import Identity
from ..queries.identity import is_of_another
from .log import change


def claim(city: City, *, rename: bool = False) -> str:
    """Make the database this city's if it is nobody's yet, or with ``rename`` in any case; the database's own id.

    Raises Refused when it is nobody's and holds none of what the city's pack holds.
    """
    session = db.session()
    with change(session):
        found = session.get(Identity, 1)
        if found is None:
            if not rename and is_of_another(session, city):
                raise Refused("of_another_city")
            found = Identity(id=1, database=secrets.token_hex(12), city=city.slug, made_at=clock.now())
            session.add(found)
        elif rename:
            found.city = city.slug
        return found.database
