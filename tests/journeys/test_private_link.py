"""Behind the private link of a private report: a question, an answer with a photo, and the words taken back."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from portal.actions import officers
from portal.domain.city import City
from portal.domain.permission import Role
from portal.extensions import db
from portal.models import Agency, Attachment, Ticket
from tests.journeys.conftest import PASSWORD
from tests.journeys.test_desk import at_desk
from tests.journeys.test_report import HOLD, sent, write
from tests.support.browser import Opener
from tests.support.everybody import barriers
from tests.support.photos import photo

pytestmark = pytest.mark.only_on("sqlite")
ASKS, DECIDES = "bertanya@example.org", "memutuskan@example.org"
QUESTION, ANSWER = "Selokan di sisi mana, timur atau barat?", "Sisi timur, dekat warung."


def staff(app: Flask, city: City, code: str) -> int:
    """A supervisor of the agency that has the report, and somebody of another who may decide; its row."""
    with app.app_context():
        ticket = db.session().scalars(select(Ticket).where(Ticket.code == code)).one()
        slug = db.session().get_one(Agency, ticket.holder_id).slug
        officers.add(ASKS, "Sari", slug, Role.SUPERVISOR, PASSWORD)
        officers.add(DECIDES, "Budi", city.validator or "", Role.VALIDATOR, PASSWORD)
        return ticket.id


def refused_and_back(page: Page) -> None:
    """What is no answer is refused; who reads on and comes back is asked nothing and finds what was typed."""
    own = page.url
    page.get_by_label("Jawaban Anda").fill("??")
    page.wait_for_timeout(HOLD)
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.url == own
    page.goto("/methodology")
    page.go_back()
    expect(page.get_by_label("Jawaban Anda")).to_have_value("??")


def taken_back(open_page: Opener, page: Page, desk: Page, code: str) -> None:
    """The reporter asks, a supervisor puts it to a second person, who agrees."""
    page.get_by_text("Minta laporan ini dihapus").click()
    page.get_by_label("Mengapa?").fill("Saya menyebut nama tetangga.")
    page.wait_for_timeout(HOLD)
    page.get_by_role("button", name="Kirim permintaan").click()
    expect(page.get_by_role("status").first).to_contain_text("Permintaan Anda sudah masuk")
    desk.goto("/desk/notices")
    desk.locator(".rows a").first.click()
    expect(desk.locator("main")).to_contain_text("Pelapor sendiri meminta: Saya menyebut nama tetangga.")
    desk.goto(f"/desk/tickets/{code}/redact?about=report")
    desk.get_by_label("Alasan", exact=True).fill("Pelapor sendiri memintanya.")
    desk.locator("[name=reason_kind]").select_option("personal_data")
    desk.get_by_role("button", name="Kirim permintaan").click()
    expect(desk.locator(".notice.good")).to_be_visible()
    decides = at_desk(open_page, "/desk/withdrawals", DECIDES)
    decides.locator(".rows a").first.click()
    decides.get_by_role("textbox").fill("Benar, ada nama orang.")
    decides.get_by_role("button", name="Setuju: cabut dari umum").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_private_report_is_asked_about_answered_with_a_photo_and_taken_back(
    open_page: Opener, app: Flask, city: City, javascript: bool
) -> None:
    page = open_page("/report", phone=True, javascript=javascript)
    write(page, "Tidak. Umum")
    page.get_by_role("button", name="Kirim laporan").click()
    code, address = sent(page)
    ticket = staff(app, city, code)
    desk = at_desk(open_page, f"/desk/tickets/{code}/question", ASKS)
    desk.get_by_label("Pertanyaan").fill(QUESTION)
    desk.get_by_role("button", name="Kirim pertanyaan").click()
    expect(desk.locator(".notice.good")).to_be_visible()
    public = open_page(f"/tickets/{code}", phone=True)
    expect(public.locator("p.lead")).to_contain_text("Jam instansi berhenti sejak")
    expect(public.locator("main")).not_to_contain_text(QUESTION)

    link = urlsplit(address)
    page.goto(f"{link.path}?{link.query}")
    expect(page.locator("main")).to_contain_text(QUESTION)
    assert not javascript or barriers(page) == []
    form = page.locator("form.answered")
    if javascript:
        refused_and_back(page)
    form.get_by_label("Jawaban Anda").fill(ANSWER)
    file = {"name": "IMG_2.jpg", "mimeType": "image/jpeg", "buffer": photo(seed=7)}
    form.get_by_label("Foto").set_input_files(file)  # type: ignore[arg-type]
    page.wait_for_timeout(HOLD)
    form.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("status").first).to_contain_text("Jawaban Anda sudah masuk")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    with app.app_context():
        photos = db.session().scalar(select(func.count()).where(Attachment.ticket_id == ticket))
    assert photos == 2, "one with the report, one with the answer"
    public.reload()
    expect(public.locator("p.lead")).not_to_contain_text("Jam instansi berhenti")
    expect(public.locator("main")).not_to_contain_text(ANSWER)
    desk.goto("/desk/?tab=reporter")
    expect(desk.locator("main")).to_contain_text("pelapor menjawab")
    taken_back(open_page, page, desk, code)
    page.goto(f"{link.path}?{link.query}")
    expect(page.locator("main")).to_contain_text("Tulisan ini sudah dihapus.")
