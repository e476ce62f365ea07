"""What officers did is read by supervisors for their agency and by admins for all."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import update

from portal.actions import officers
from portal.domain.city import City
from portal.domain.permission import Role
from portal.extensions import db
from portal.models import Ticket
from tests.support.accounts import let_in
from tests.support.desk import CODE, PASSWORD, furnish, send, sign_in
from tests.support.pages import Page, Pages


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)
    with app.app_context():
        officers.add("admin@example.org", "Yusuf", "dinas-kominfotik", Role.ADMIN, PASSWORD)


def reader(app: Flask, email: str) -> Pages:
    client = app.test_client()
    let_in(app, client, email)
    return Pages(client)


def lines(page: Page) -> list[str]:
    return [" ".join(row.get_text(" ").split()) for row in page.all("tbody tr")]


def busy(app: Flask) -> None:
    sari, tono = app.test_client(), app.test_client()
    sign_in(sari, password="salah sekali kata")
    sign_in(sari)
    send(sari, "respond", text="Besok ditambal.", then="keep")
    sign_in(tono, "pam@example.org")
    send(tono, "respond", text="Bukan laporan kami.", then="keep")


def test_a_supervisor_reads_of_the_own_agency_and_an_admin_of_all(app: Flask) -> None:
    busy(app)
    mine = lines(reader(app, "penyelia@example.org").get("/desk/audit"))
    assert any("Laporan : Jawaban petugas" in line or "Laporan: Jawaban petugas" in line for line in mine)
    assert any("Gagal masuk" in line and "127.0.0.0/24" in line for line in mine)
    assert not any("Tono" in line for line in mine)
    all_lines = lines(reader(app, "admin@example.org").get("/desk/audit"))
    assert any("Tono" in line and "tidak berhak" in line and CODE in line for line in all_lines)
    assert len(all_lines) > len(mine)


def test_lines_are_found_by_officer_act_ticket_and_day(app: Flask) -> None:
    busy(app)
    admin = reader(app, "admin@example.org")
    assert all("Tono" in line for line in lines(admin.get("/desk/audit?who=tono")))
    assert len(lines(admin.get("/desk/audit?act=sign_in_refused"))) == 1
    assert len(lines(admin.get(f"/desk/audit?code={CODE.lower()}"))) == 2
    assert "Tidak ada catatan yang cocok" in admin.get("/desk/audit?until=2020-01-01").text
    for asked in ("since=kemarin&act=x&page=x", "until=9999-12-31", "since=0001-01-01"):
        unread = admin.get(f"/desk/audit?{asked}")
        assert "Tanggal tidak terbaca" in unread.text and lines(unread), asked


def test_a_ticket_is_named_as_anywhere_else_also_by_a_code_with_hyphens(app: Flask) -> None:
    busy(app)
    admin = reader(app, "admin@example.org")
    for typed in ("JK-230306-0001", "2303060001"):
        assert len(lines(admin.get(f"/desk/audit?code={typed}"))) == 2
    with app.app_context():
        hidden = {"visibility": "hidden", "title": "", "text": "", "place": "", "lat": None, "lon": None}
        db.session.execute(update(Ticket).values(code="SR-1-00012345", **hidden))
        db.session.commit()
    for typed in ("SR-1-00012345", "sr 100012345"):
        page = admin.get(f"/desk/audit?code={typed}")
        assert len(lines(page)) == 2 and page.one("#code")["value"] == typed
    assert not lines(admin.get("/desk/audit?code=SR-1-99")), "a code of no ticket finds nothing, not everything"


@pytest.mark.parametrize("email", ["ragunan@example.org", "periksa@example.org"])
def test_nobody_else_reads_it(app: Flask, email: str) -> None:
    assert reader(app, email).client.get("/desk/audit").status_code == 403
