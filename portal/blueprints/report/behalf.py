"""For whom a report is written: for oneself, for a neighbour by a helper, or for somebody at the counter by an officer.
It goes along from page to page beside the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from ...actions.audit import By
from ...context import current_portal
from ...domain.channel import HELPER, PORTAL, OwnChannel
from ...extensions import db
from ...queries.desk.officer import agency_kind, is_active
from ...queries.report.place import StatedPlace
from ...web.passes import officer_of
from ...web.proxies import visitor_address
from . import bp

FIELD, OTHER = "for", "other"


@dataclass(frozen=True, slots=True)
class Behalf:
    """``said``: what goes along, '' for oneself; ``officer``: whose pass it is."""

    said: str = ""
    officer: int | None = None

    @property
    def other(self) -> bool:
        return bool(self.said)

    @property
    def channel(self) -> OwnChannel:
        """Who comes in person comes by the channel of that office, as the city's own counters tell it."""
        if self.officer:
            return current_portal().city.counter(agency_kind(db.session(), self.officer))
        return HELPER if self.said else PORTAL

    @property
    def by(self) -> By | None:
        return By(self.officer, visitor_address()) if self.officer else None

    @property
    def first_step(self) -> str:
        """The address at which such a report begins."""
        said: dict[str, Any] = dict(self.pairs())
        return url_for("report.place", **said)

    def pairs(self) -> list[tuple[str, str]]:
        return [(FIELD, self.said)] if self.said else []


def behalf() -> Behalf:
    """What the address or the form says. Whose pass is over writes as any helper does."""
    said = request.values.get(FIELD, "")
    if not said:
        return Behalf()
    officer = officer_of(said) if said != OTHER else None
    return Behalf(said, officer) if officer and is_active(db.session(), officer) else Behalf(OTHER)


@bp.context_processor
def for_whom() -> dict[str, object]:
    return {"behalf": behalf, "along": along}


def along(stated: StatedPlace) -> list[tuple[str, str]]:
    """What each step hands to the next, besides what was typed."""
    return stated.asked.pairs() + behalf().pairs()
