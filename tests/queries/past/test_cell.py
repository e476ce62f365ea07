"""A cell holds whatever was ever in it: what was overtaken, moved or merged since too."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.models import Agency, Area, Category, Ticket
from portal.queries.past.cell import cell_of
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install

RAGUNAN, PEJATEN = "31.74.04.1001", "31.74.04.1006"


def test_a_cell_holds_what_was_in_it_once(session: Session, city: City) -> None:
    install(city)
    told = complaint(1, step(Kind.TRANSFERRED, 9, agency="Kelurahan Ragunan", to_agency="PAM Jaya"), area=RAGUNAN)
    told = replace(told, updated_at=MORNING + timedelta(days=1))
    anew = replace(told, steps=(), area=PEJATEN, category="Trotoar", updated_at=MORNING + timedelta(days=2))
    record_many([told, anew, complaint(2, step(Kind.MERGED, 9, other="1"), agency="Dinas Bina Marga")], city)
    ids = dict(session.execute(select(Ticket.source_id, Ticket.id)).tuples().all())
    pam = session.execute(select(Agency.id).where(Agency.slug == "pam-jaya")).scalar_one()
    areas = dict(session.execute(select(Area.code, Area.id)).tuples().all())
    category = session.execute(select(Category.id).where(Category.name == "Jalan")).scalar_one()
    for key in (f"agency:{pam}", f"area:{areas[RAGUNAN]}", f"area:{areas[PEJATEN]}", f"category:{category}"):
        found = cell_of(session, key).ids
        assert found is not None and found.tolist() == sorted(ids.values()), key
    assert cell_of(session, "city").ids is None
    nobody = cell_of(session, f"agency:{pam + 99}").ids
    assert nobody is not None and not len(nobody)
