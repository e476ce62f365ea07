"""An entry that a pack calls otherwise than before keeps its history, and its former names lead to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.install import install
from portal.actions.intake.record import record_many
from portal.domain.city import City, PackAgency, PackArea, PackCategory
from portal.domain.event import Kind
from portal.models import Agency, Alias, Area, Category, Checkpoint, Custody, Event, FormerAgency, Ticket
from tests.support.complaints import complaint, step

BARE = City(
    slug="b", name="B", title="B", languages=("id",), zone="Asia/Jakarta", code_prefix="B", levels=("kelurahan",)
)


def agency(slug: str, name: str, *was: str) -> PackAgency:
    return PackAgency(slug=slug, name=name, short=name, kind="dinas", was=was)


def of(*entries: PackAgency) -> City:
    return replace(BARE, agencies={entry.slug: entry for entry in entries})


def agencies(session: Session) -> dict[str, str]:
    session.rollback()
    return dict(session.execute(select(Agency.slug, Agency.name)).all())


def aliases(session: Session) -> Mapping[str, str]:
    """Slug by alias."""
    rows = select(Alias.identity, Agency.slug).join(Agency, Agency.id == Alias.refers_to)
    return dict(session.execute(rows.where(Alias.kind == "agency")).all())


def test_a_renamed_slug_moves_the_row_with_its_tickets(session: Session) -> None:
    install(of(agency("pengairan", "Dinas Pengairan")))
    record_many([complaint(1, agency="pengairan")], BARE)
    done = install(of(agency("air", "Dinas Air", "pengairan")))
    assert (done.made, done.changed > 0, done.moved) == (0, True, True)
    assert agencies(session) == {"air": "Dinas Air"}
    assert aliases(session) == {"air": "air", "pengairan": "air", "dinas pengairan": "air"}
    record_many([complaint(2, agency="DINAS PENGAIRAN"), complaint(3, agency="Dinas Air")], BARE)
    assert len(set(session.scalars(select(Ticket.agency_id)))) == 1


def test_figures_and_index_are_made_again_when_an_address_changes(session: Session) -> None:
    install(of(agency("a", "A")))
    session.add(Checkpoint(name="index", seq=9, at=0))
    session.commit()
    install(of(agency("a", "A baru")))
    assert session.scalar(select(Checkpoint.seq).where(Checkpoint.name == "index")) == 9
    install(of(agency("b", "A baru", "a")))
    session.rollback()
    assert session.scalar(select(Checkpoint.seq).where(Checkpoint.name == "index")) == 0


def test_installing_it_again_changes_nothing(session: Session) -> None:
    pack = of(agency("air", "Dinas Air", "pengairan", "Dinas Pengairan"), agency("jalan", "Dinas Jalan"))
    install(pack)
    again = install(pack)
    assert (again.made, again.changed, again.aliases, again.moved) == (0, 0, 0, False)


def test_two_rows_that_were_one_agency_become_one_history(session: Session) -> None:
    install(of(agency("pengairan", "Dinas Pengairan")))
    record_many([complaint(1, agency="pengairan"), complaint(2, agency="Dinas Air")], BARE)
    assert agencies(session).keys() == {"pengairan", "dinas-air"}
    install(of(agency("air", "Dinas Air", "pengairan")))
    assert agencies(session) == {"air": "Dinas Air"}
    kept = session.scalars(select(Agency.id)).one()
    assert set(session.scalars(select(Ticket.agency_id))) == {kept}
    assert set(session.scalars(select(Custody.agency_id))) == {kept}
    assert set(session.scalars(select(Event.agency_id).where(Event.kind == Kind.RECEIVED))) <= {kept, None}
    assert aliases(session).keys() == {"air", "pengairan", "dinas pengairan", "dinas-air", "dinas air"}


def test_a_row_that_a_source_named_gets_the_packs_slug_by_its_whole_name(session: Session) -> None:
    record_many([complaint(1, agency="Dinas  AIR"), complaint(2, agency="Dinas-Air")], BARE)
    install(of(agency("air", "Dinas Air")))
    assert agencies(session) == {"air": "Dinas Air", "dinas-air-2": "Dinas-Air"}


def test_a_name_goes_to_the_entry_that_has_it_now(session: Session) -> None:
    install(of(agency("a", "Satu"), agency("b", "Dua")))
    install(of(agency("a", "Dua"), agency("b", "Satu")))
    assert agencies(session) == {"a": "Dua", "b": "Satu"}
    record_many([complaint(1, agency="satu")], BARE)
    named = select(Agency.slug).join(Ticket, Ticket.agency_id == Agency.id)
    assert session.scalars(named).all() == ["b"]


def test_entries_of_one_name_stay_two(session: Session) -> None:
    pack = of(agency("a", "Lainnya"), agency("b", "lainnya"))
    install(pack)
    assert agencies(session).keys() == {"a", "b"}
    assert install(pack).changed == 0
    assert session.scalars(select(Agency.identity).order_by(Agency.id)).all() == ["lainnya", None]


def test_categories_follow_too_with_what_an_agency_answers(session: Session) -> None:
    old = PackCategory(slug="pju", name="PJU", name_en="PJU", group="", agency="a")
    new = replace(old, slug="lampu", name="Lampu", was=("pju", "PJU"))
    install(replace(of(agency("a", "A")), categories={"pju": old}))
    record_many([complaint(1, step(Kind.RESPONDED, 9, agency="a", text="Ya."), category="PJU", agency="a")], BARE)
    install(replace(of(agency("b", "B", "a")), categories={"lampu": replace(new, agency="b")}))
    session.rollback()
    assert session.scalars(select(Category.slug)).all() == ["lampu"]
    assert session.scalars(select(Category.id)).all() == session.scalars(select(Ticket.category_id)).all()


@pytest.mark.parametrize("levels", [("kelurahan", "kelurahan"), ("kecamatan", "kelurahan")])
def test_areas_of_one_name_are_told_apart_by_code(session: Session, levels: tuple[str, str]) -> None:
    areas = {code: PackArea(code=code, name="Suka", level=level) for code, level in zip("12", levels, strict=True)}
    install(replace(BARE, areas=areas))
    assert install(replace(BARE, areas=areas)).changed == 0
    known = session.execute(select(Area.code, Area.identity).order_by(Area.code)).all()
    assert known == [("1", "suka"), ("2", "suka" if len(set(levels)) == 2 else None)]


def test_the_number_of_an_agency_that_became_another_is_given_to_nobody(session: Session) -> None:
    install(of(agency("a", "A"), agency("b", "B")))
    install(of(agency("a", "A", "b")))
    gone = session.scalars(select(FormerAgency.id)).one()
    install(of(agency("a", "A", "b"), agency("c", "C"), agency("d", "D")))
    numbers = session.scalars(select(Agency.id)).all()
    assert len(numbers) == 3 and gone not in numbers
