"""Agencies as an admin keeps them: added, renamed, put under another, given no more tickets; each act in the audit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ..domain.city import City
from ..domain.names import identity
from ..domain.staff_act import StaffAct
from ..domain.status import OPEN, Refused
from ..extensions import db
from ..models import Agency, Alias, Officer, Ticket
from ..queries.agencies.names import agency_meant, ids_below
from .areas.outlines import ask_rebuild, new_version
from .audit import OPERATOR, By, note
from .log import change
from .pack_names import Installed, call, free_address

DEFAULT_KIND = "department"


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """What is said of an agency. ``short`` "": the name; ``kind`` "": a department; ``parent``: a slug, "" for none."""

    name: str
    short: str = ""
    kind: str = ""
    parent: str = ""


def add(entry: AgencyEntry, by: By = OPERATOR) -> int:
    """Add an agency; the id. Raises Refused for an empty or taken name, or an unknown parent."""
    session, entry = db.session(), _tidy(entry)
    with change(session):
        _check_name(session, entry.name)
        row = Agency(slug=free_address(session, Agency, entry.name), identity=identity(entry.name), kept=True)
        _fill(session, row, entry)
        session.add(row)
        new_version(session)
        note(session, StaffAct.AGENCY_ADDED, by, detail=f"{row.slug}: {row.name}")
        return row.id


def alter(agency_id: int, entry: AgencyEntry, by: By = OPERATOR) -> None:
    """Give an agency another name, kind or parent. From then on a city pack changes it no more.

    With another name comes another address; what it was called before, and the old address, go on meaning it. Raises
    Refused as add() does, and for a parent that is below it.
    """
    session, entry = db.session(), _tidy(entry)
    with change(session):
        row = _agency(session, agency_id)
        slug, name, before = row.slug, row.name, (row.name, row.short, row.kind, row.parent_id)
        labels, renamed = (slug, name, row.short), identity(entry.name) != identity(name)
        if renamed:
            _check_name(session, entry.name, agency_id)
            row.slug = free_address(session, Agency, entry.name, agency_id)
            row.identity = identity(entry.name)
            if entry.short == name:
                entry = replace(entry, short=entry.name)
        _fill(session, row, entry)
        if (row.name, row.short, row.kind, row.parent_id) == before:
            return
        row.kept = True
        if renamed:
            call(session, "agency", [(agency_id, labels)], Installed())
            ask_rebuild(session)
        new_version(session)
        note(session, StaffAct.AGENCY_CHANGED, by, detail=f"{slug}: {name} → {row.slug}: {row.name}")


def deactivate(agency_id: int, city: City, by: By = OPERATOR) -> None:
    """Give an agency no more tickets. Raises Refused while it has open ones or officers, or checks resolutions."""
    session = db.session()
    with change(session):
        row = _agency(session, agency_id)
        if not row.active:
            raise Refused("nothing_to_do")
        its = or_(Ticket.holder_id == agency_id, Ticket.agency_id == agency_id) & Ticket.status.in_(OPEN)
        staff = (Officer.agency_id == agency_id) & Officer.active
        for reason, table, where in (("agency_holds", Ticket, its), ("agency_staffed", Officer, staff)):
            count = session.scalar(select(func.count()).select_from(table).where(where))
            if count:
                raise Refused(reason, count=str(count))
        if city.validator and agency_meant(session, city.validator) == agency_id:
            raise Refused("agency_checks")
        row.active, row.kept = False, True
        new_version(session)
        note(session, StaffAct.AGENCY_DEACTIVATED, by, detail=f"{row.slug}: {row.name}")


def activate(agency_id: int, by: By = OPERATOR) -> None:
    """Let an agency be given tickets again."""
    session = db.session()
    with change(session):
        row = _agency(session, agency_id)
        if row.active:
            raise Refused("nothing_to_do")
        row.active = True
        new_version(session)
        note(session, StaffAct.AGENCY_ACTIVATED, by, detail=f"{row.slug}: {row.name}")


def _tidy(entry: AgencyEntry) -> AgencyEntry:
    """Without white space too many, and nothing empty that can be filled in."""
    name, short, kind = (" ".join(text.split()) for text in (entry.name, entry.short, entry.kind))
    return AgencyEntry(name, short or name, kind or DEFAULT_KIND, entry.parent)


def _agency(session: Session, agency_id: int) -> Agency:
    found = session.get(Agency, agency_id, populate_existing=True)
    if found is None:
        raise LookupError(f"no agency {agency_id}")
    return found


def _check_name(session: Session, name: str, own: int = 0) -> None:
    """Raises Refused for an empty name, or one that another agency has or had."""
    if not name:
        raise Refused("name_needed")
    key = identity(name)
    former = select(Alias.refers_to).where(Alias.kind == "agency", Alias.identity == key)
    owner = session.scalar(select(Agency.id).where(Agency.identity == key)) or session.scalar(former)
    if owner not in (None, own):
        raise Refused("agency_taken", agency=session.get_one(Agency, owner).name)


def _fill(session: Session, row: Agency, entry: AgencyEntry) -> None:
    """Raises Refused for a parent that is not there, or below the agency, or the agency itself."""
    parent = agency_meant(session, entry.parent) if entry.parent else None
    if entry.parent and parent is None:
        raise Refused("agency_unknown", agency=entry.parent)
    if row.id and parent in {row.id, *ids_below(session, row.id)}:
        raise Refused("agency_circle")
    row.name, row.short, row.kind, row.parent_id = entry.name, entry.short, entry.kind, parent
    session.add(row)
    session.flush()
