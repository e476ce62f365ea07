"""The audit, read by page, by agency and by day of the city."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions import officers
from portal.actions.audit import By, note
from portal.actions.log import change
from portal.domain.city import City
from portal.domain.permission import Actor, Role
from portal.domain.staff_act import StaffAct
from portal.models import Agency, AuditEntry
from portal.queries.desk.audit import PAGE, Audit, AuditFilter, audit
from tests.support.installed import install


@pytest.fixture
def written(session: Session, city: City, quick_passwords: None, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Two lines by Sari of one agency, on either side of midnight in Jakarta, and many by Tono of another."""
    install(city)
    sari = officers.add("sari@example.org", "Sari", "sudin-bina-marga", Role.OFFICER, "kata sandi panjang")
    tono = officers.add("tono@example.org", "Tono", "pam-jaya", Role.OFFICER, "kata sandi panjang")
    times = [(sari, datetime(2026, 1, 1, 16, 59, tzinfo=UTC)), (sari, datetime(2026, 1, 1, 17, 0, tzinfo=UTC))]
    for who, at in [*times, *[(tono, times[0][1])] * (PAGE + 1)]:
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        with change(session):
            note(session, StaffAct.SIGNED_IN, By(who, "192.0.2.9"))
    return session


def read(session: Session, city: City, role: Role, agency: str, **wanted: object) -> Audit:
    id = session.execute(select(Agency.id).where(Agency.slug == agency)).scalar_one()
    asked = AuditFilter(act=StaffAct.SIGNED_IN, **wanted)  # type: ignore[arg-type]
    return audit(session, Actor(1, id, role), asked, city)


def test_an_agency_s_supervisor_reads_its_lines_alone(written: Session, city: City) -> None:
    found = read(written, city, Role.SUPERVISOR, "sudin-bina-marga")
    assert (found.pages.total, {row.who for row in found.rows}, found.rows[0].address) == (2, {"Sari"}, "192.0.2.0/24")


def test_an_admin_reads_all_by_page(written: Session, city: City) -> None:
    first, second = (read(written, city, Role.ADMIN, "pam-jaya", page=page) for page in (1, 2))
    assert (first.pages.total, first.pages.count, len(first.rows), len(second.rows)) == (PAGE + 3, 2, PAGE, 3)
    assert read(written, city, Role.ADMIN, "pam-jaya", page=99).pages.number == 2
    assert first.rows[0].at >= second.rows[-1].at


def test_days_are_those_of_the_city(written: Session, city: City) -> None:
    first = read(written, city, Role.ADMIN, "pam-jaya", who="sari", until=date(2026, 1, 1))
    second = read(written, city, Role.ADMIN, "pam-jaya", who="sari@", since=date(2026, 1, 2))
    assert (first.pages.total, second.pages.total) == (1, 1)


def test_a_line_of_an_agency_that_became_another_stays_and_is_the_other_s(written: Session, city: City) -> None:
    lines = select(AuditEntry.id, AuditEntry.agency_id).order_by(AuditEntry.id)
    before = written.execute(lines).all()
    slugs = {slug: entry for slug, entry in city.agencies.items() if slug != "sudin-bina-marga"}
    whole = replace(slugs["dinas-bina-marga"], was=("sudin-bina-marga",))
    install(replace(city, agencies=slugs | {whole.slug: whole}, categories={}))
    assert written.execute(lines).all() == before
    found = read(written, city, Role.SUPERVISOR, "dinas-bina-marga")
    assert (found.pages.total, {row.agency for row in found.rows}) == (2, {whole.name})
