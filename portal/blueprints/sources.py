"""Where the views of this request read."""

from __future__ import annotations

from ..context import current_portal
from ..extensions import db
from ..queries.sources import Sources


def here() -> Sources:
    """The session of this request, with what the running portal shares."""
    portal = current_portal()
    return Sources(db.session(), portal.engine, portal.city, portal.cache)
