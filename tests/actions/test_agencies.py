"""An admin's word about an agency counts: a city pack undoes none of it, and old names and addresses lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from portal.actions import agencies, assign, officers, resolve
from portal.actions.agencies import AgencyEntry
from portal.actions.install import install
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.names import address
from portal.domain.permission import Role
from portal.extensions import db
from portal.models import Agency, AuditEntry, Category, Checkpoint, Ticket
from portal.queries.agencies.names import agency_meant, agency_names, units_below
from portal.queries.agencies.page import present_slug
from tests.support.complaints import complaint
from tests.support.one_ticket import by, holder, refused, ticket

PAM, BINA = "pam-jaya", "sudin-bina-marga"
NEW = AgencyEntry("Dinas Jalan Baru", kind="dinas", parent="dinas-bina-marga")


@pytest.fixture(autouse=True)
def context(app: Flask, city: City) -> Iterator[None]:
    with app.app_context():
        install(city)
        yield


def meant(slug: str) -> Agency:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Agency, agency_meant(db.session(), slug))


def told() -> list[tuple[str, str]]:
    db.session.rollback()
    return [(row.act, row.detail) for row in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]


def test_an_agency_is_added_with_an_address_of_its_name(city: City) -> None:
    added = agencies.add(AgencyEntry("  Dinas  Jalan Baru ", parent="dinas-bina-marga"))
    row = meant("dinas-jalan-baru")
    assert (row.id, row.name, row.short, row.kind) == (added, "Dinas Jalan Baru", "Dinas Jalan Baru", "department")
    assert (added, row.name) in units_below(db.session(), row.parent_id or 0)
    assert told() == [("agency_added", "dinas-jalan-baru: Dinas Jalan Baru")]
    assert record(complaint(1, agency="Dinas Jalan Baru"), city)
    assert db.session.scalars(select(Ticket.agency_id)).one() == added


@pytest.mark.parametrize("name", ["", " \n", "PAM  JAYA", "pam-jaya"])
def test_a_name_is_nobody_else_s(name: str) -> None:
    name = meant(PAM).name.upper() if name == "PAM  JAYA" else name
    with refused("name_needed" if not name.strip() else "agency_taken"):
        agencies.add(replace(NEW, name=name))
    if name.strip():
        with refused("agency_taken"):
            agencies.alter(meant(BINA).id, replace(NEW, name=name))
    assert told() == []


def test_a_new_name_gives_a_new_address_and_the_old_ones_lead_there(city: City) -> None:
    before = meant(PAM)
    db.session.add(Checkpoint(name="index", seq=9, at=0))
    db.session.commit()
    id, name = before.id, before.name
    agencies.alter(id, AgencyEntry("Perumda Air", before.short, before.kind))
    assert present_slug(db.session(), PAM) == "perumda-air"
    record(complaint(1, agency=name), city)
    record(complaint(2, agency=PAM), city)
    assert set(db.session.scalars(select(Ticket.agency_id))) == {id}
    assert db.session.scalar(select(Checkpoint.seq).where(Checkpoint.name == "index")) == 0
    assert told() == [("agency_changed", f"{PAM}: {name} → perumda-air: Perumda Air")]
    agencies.alter(id, AgencyEntry(name, before.short, before.kind))
    assert {present_slug(db.session(), slug) for slug in (PAM, "perumda-air")} == {address(name)}


def test_what_is_the_same_is_no_change() -> None:
    row = meant(BINA)
    agencies.alter(row.id, AgencyEntry(f" {row.name}", row.short, row.kind, "dinas-bina-marga"))
    assert told() == [] and not meant(BINA).kept


@pytest.mark.parametrize(("parent", "reason"), [("x", "agency_unknown"), (BINA, "agency_circle")])
def test_a_parent_is_there_and_not_below(parent: str, reason: str) -> None:
    above = meant("dinas-bina-marga")
    assert meant(BINA).parent_id == above.id
    with refused(reason):
        agencies.alter(above.id, AgencyEntry(above.name, above.short, above.kind, parent))


def test_a_pack_that_is_installed_again_undoes_nothing(city: City) -> None:
    pack = city.agencies[BINA]
    parent, categories = meant(BINA).parent_id, select(Category.slug, Category.agency_id).order_by(Category.slug)
    before = db.session.execute(categories).all()
    agencies.alter(meant(BINA).id, AgencyEntry("Suku Dinas Jalan", "SD Jalan", "unit", PAM))
    mine = meant(BINA).id
    done = install(city)
    assert (done.made, done.changed, done.aliases) == (0, 0, 0)
    row = meant(BINA)
    assert (row.id, row.slug, row.name, row.short, row.kind) == (
        mine,
        "suku-dinas-jalan",
        "Suku Dinas Jalan",
        "SD Jalan",
        "unit",
    )
    assert row.parent_id == meant(PAM).id != parent
    assert db.session.execute(categories).all() == before, "what the pack gives its slug still goes to it"
    other = {slug: entry for slug, entry in city.agencies.items() if slug != BINA}
    renamed = replace(pack, slug="sudin-marga", name="Sudin Marga", was=(BINA, pack.name))
    install(replace(city, agencies=other | {"sudin-marga": renamed}, categories={}))
    assert meant("sudin-marga").id == meant("Sudin Marga").id == mine and meant(BINA).name == "Suku Dinas Jalan"


def test_an_inactive_agency_is_given_no_ticket_and_a_pack_does_not_wake_it(one_ticket: int, city: City) -> None:
    agencies.deactivate(meant(PAM).id, city)
    install(city)
    pam = meant(PAM).id
    assert not meant(PAM).active and pam not in dict(agency_names(db.session()))
    for give in (assign.transfer, assign.ask_coordination, assign.route):
        with refused("agency_inactive"):
            give(ticket().id, pam, "Ini urusan Anda.", by(holder(), city))
    agencies.activate(pam)
    assign.transfer(ticket().id, pam, "Ini urusan Anda.", by(holder(), city))
    assert ticket().holder_id == pam
    assert [act for act, _ in told() if act.startswith("agency")] == ["agency_deactivated", "agency_activated"]


def test_a_report_that_names_no_agency_passes_over_an_inactive_one(city: City) -> None:
    office = meant("kelurahan-pejaten-barat")
    record(complaint(1, agency=None, area="31.74.04.1006"), city)
    with refused("agency_holds"):
        agencies.deactivate(office.id, city)
    db.session.get_one(Agency, office.id).active = False
    db.session.commit()
    record(complaint(2, agency=None, area="31.74.04.1006"), city)
    owners = list(db.session.scalars(select(Ticket.agency_id).order_by(Ticket.id)))
    assert owners[0] == office.id != owners[1]


def test_who_has_open_tickets_officers_or_the_checks_stays_active(
    one_ticket: int, city: City, quick_passwords: None
) -> None:
    with refused("agency_holds"):
        agencies.deactivate(ticket().agency_id, city)
    sari = officers.add("sari@example.org", "Sari", PAM, Role.OFFICER, None)
    with refused("agency_staffed"):
        agencies.deactivate(meant(PAM).id, city)
    officers.deactivate(sari)
    agencies.deactivate(meant(PAM).id, city)
    with refused("agency_inactive"):
        officers.activate(sari)
    with refused("agency_inactive"):
        officers.add("budi@example.org", "Budi", PAM, Role.OFFICER, None)
    with refused("agency_checks"):
        agencies.deactivate(meant(city.validator or "").id, city)
    with refused("nothing_to_do"):
        agencies.deactivate(meant(PAM).id, city)


def test_a_renamed_agency_goes_on_checking(one_ticket: int, city: City) -> None:
    checks = meant(city.validator or "")
    agencies.alter(checks.id, AgencyEntry("Inspektorat Baru", checks.short, checks.kind))
    resolve.resolve(ticket().id, "Lubang sudah ditutup.", by(holder(), city))
    assert ticket().holder_id == checks.id
