"""The private link opens a report to its reporter, for as long as it is kept, and to nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act, apply_events
from portal.actions.ask_reporter import ask_reporter
from portal.actions.reporting import forget_due
from portal.actions.respond import respond
from portal.context import portal_of
from portal.domain.event import EventDraft, Kind
from portal.models import Notice, Reporter, Ticket
from tests.support import reports
from tests.support.one_ticket import actor
from tests.support.pages import Page, Pages
from tests.support.reports import CONTACT, TEXT
from tests.support.streets import NOW


def reported(session: Session, code: str) -> Ticket:
    session.rollback()
    return session.scalars(select(Ticket).where(Ticket.code == code)).one()


def test_the_private_link_of_a_private_report_shows_words_and_answers_that_nobody_else_reads(
    app: Flask, session: Session, pages: Pages
) -> None:
    end = reports.send(pages, openness="private", contact=CONTACT)
    ticket = reported(session, reports.code_of(end))
    assert ticket.visibility == "stub" and ticket.text == ""
    respond(ticket.id, "Kami tambal besok pagi.", Act(portal_of(app).city, actor(ticket.holder_id)))
    public = reports.texts(pages.get(f"/tickets/{ticket.code}"))
    assert "tambal besok" not in public and "gerbang" not in public
    mine = pages.get(reports.link_of(end))
    assert mine.words("p.words") == TEXT and "Kami tambal besok pagi." in mine.text
    assert "baru saja sampai di sana" in mine.words(".lead")
    headers = mine.response.headers
    assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert headers["X-Robots-Tag"] == "noindex, nofollow" and headers.getlist("Referrer-Policy") == ["no-referrer"]
    assert "s…@example.org" in mine.text and "marker" not in reports.texts(mine).lower()
    after = pages.submit(mine, "form.forget")
    assert "Tidak ada nama dan tidak ada kontak." in after.text
    wrong = pages.get(reports.link_of(end)[:-1] + "x", status=404)
    assert wrong.h1 == "Tautan pribadi ini tidak berlaku" and wrong.link("Minta tautan yang baru") == "/r/lost"
    assert wrong.response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.only_on("sqlite")
def test_what_is_kept_of_a_reporter_ends_and_the_link_with_it(
    session: Session, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = reports.send(pages)
    assert forget_due() == 0
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=731))
    pages.get(reports.link_of(end), status=404)
    assert forget_due() == 1 and list(session.scalars(select(Reporter))) == []


@pytest.mark.only_on("sqlite")
def test_a_reporter_says_more_once_and_it_is_public_where_the_report_is(session: Session, pages: Pages) -> None:
    end = reports.send(pages)
    more = "Sekarang sudah dua orang jatuh. Telepon 0812-3456-7890."
    mine = pages.get(reports.link_of(end))
    for _ in range(2):
        mine = pages.submit(mine, "form.reporting", text=more)
        assert "Keterangan Anda sudah masuk" in mine.text
    page = pages.get(f"/tickets/{reports.code_of(end)}")
    assert page.text.count("Pelapor menambahkan keterangan.") == 1
    assert "dua orang jatuh. Telepon [telepon]." in page.text and "Sumbernya mengirim" not in page.text
    assert "dua orang jatuh" in pages.client.get(f"/tickets/{reports.code_of(end)}.json").text
    again = pages.submit(mine, "form.reporting", text="..", status=422)
    assert "Tulis dengan kata-kata" in again.words("[role=alert]")
    status = reported(session, reports.code_of(end)).status
    assert (status, reported(session, reports.code_of(end)).responses) == ("menunggu", 0)


@pytest.mark.only_on("sqlite")
def test_what_is_said_to_a_private_report_stays_private_and_its_reporter_may_ask_for_it_back(
    session: Session, pages: Pages
) -> None:
    end = reports.send(pages, openness="private")
    mine = pages.submit(pages.get(reports.link_of(end)), "form.reporting", text="Rumahnya nomor lima.")
    assert "Rumahnya nomor lima." in mine.text
    public = pages.get(f"/tickets/{reports.code_of(end)}")
    assert "nomor lima" not in public.text and "Pelapor menambahkan keterangan." in public.text
    unsaid = pages.submit(mine, "form.withdraw", status=422, text="123456")
    assert "Tulis dengan kata-kata" in unsaid.words("[role=alert]") and unsaid.one("#why").text == "123456"
    asked = pages.submit(unsaid, "form.withdraw", text="Saya menyebut nama tetangga.")
    assert "Permintaan Anda sudah masuk" in asked.text
    session.rollback()
    notice = session.scalars(select(Notice)).one()
    assert (notice.subject, notice.words) == ("report", "Pelapor sendiri meminta: Saya menyebut nama tetangga.")


@pytest.mark.only_on("sqlite")
def test_a_reporter_is_asked_once_whether_it_is_done_and_contesting_opens_the_report_again(
    app: Flask, session: Session, pages: Pages
) -> None:
    end = reports.send(pages, openness="private")
    ticket, city = reported(session, reports.code_of(end)), portal_of(app).city

    def resolve() -> Page:
        done = EventDraft(kind=Kind.RESOLVED, at=clock.now(), agency=ticket.agency_id, text="Sudah ditambal.")
        apply_events(ticket.id, lambda _state, now: [replace(done, at=now)], Act(city))
        return pages.get(reports.link_of(end))

    mine = resolve()
    assert "Tulis dengan kata-kata" in pages.submit(mine, "form.undone", status=422, text=".").words("[role=alert]")
    contested = pages.submit(mine, "form.undone", text="Lubangnya masih ada.")
    assert "Laporan Anda dibuka lagi" in contested.text and contested.all("form.undone") == []
    assert reported(session, ticket.code).status == "proses"
    assert "masih ada" not in pages.get(f"/tickets/{ticket.code}").text, "of a private report no words are public"
    asked = resolve()
    assert "tercatat sudah beres" in pages.submit(asked, "form.judged").text
    assert reported(session, ticket.code).confirmed == 1
    assert pages.get(reports.link_of(end)).all("form.judged") == []


@pytest.mark.parametrize("openness", ["public", "private"])
def test_an_agency_asks_and_the_reporter_answers_by_the_private_link(
    app: Flask, session: Session, pages: Pages, openness: str
) -> None:
    end = reports.send(pages, openness=openness)
    ticket, city = reported(session, reports.code_of(end)), portal_of(app).city
    before = pages.get(reports.link_of(end))
    limits = (
        (before.text, "Tindakan pertama: paling"),
        (pages.get(f"/tickets/{ticket.code}").text, "Batas tindakan pertama"),
    )
    assert before.all("form.answered") == [] and [limit in text for text, limit in limits] == [True, True]
    ask_reporter(ticket.id, "Pagar yang mana?", Act(city, actor(ticket.holder_id)))
    page = pages.get(f"/tickets/{ticket.code}")
    assert "Jam instansi berhenti sejak" in page.words("p.lead") and "Bertanya kepada pelapor." in page.text
    assert ("Pagar yang mana?" in page.text) == (openness == "public"), "of a private report it shows that it was asked"
    mine = pages.get(reports.link_of(end))
    for asked in (mine, page):
        assert (
            asked.words(".meaning").startswith("Pelapor ditanya. Instansi bertanya") and "belum mulai" not in asked.text
        )
    assert [limit in now.text for now, (_, limit) in zip((mine, page), limits, strict=True)] == [False, False]
    assert "Pagar yang mana?" in mine.text and "menunggu jawaban Anda sampai" in mine.text
    assert "Tulis dengan kata-kata" in pages.submit(mine, "form.answered", status=422, text="-").words("[role=alert]")
    answered = pages.submit(mine, "form.answered", text="Yang hijau. Telepon 0812-3456-7890.")
    assert "Jawaban Anda sudah masuk" in answered.text and answered.all("form.answered") == []
    after = pages.get(f"/tickets/{ticket.code}")
    assert ("Yang hijau. Telepon [telepon]." in after.text) == (openness == "public")
    assert "Pelapor menjawab." in after.text
    assert "Jam instansi berhenti sejak" not in after.words("p.lead")
    late = pages.submit(mine, "form.answered", text="Sebelah kiri.")
    assert "Sebelah kiri." in late.text, "an answer that comes too late is said besides"


def test_the_reporter_of_a_private_report_alone_opens_it_to_everybody(
    app: Flask, session: Session, pages: Pages
) -> None:
    end = reports.send(pages, openness="private", text=f"{TEXT} Hubungi 0812-3456-7890.")
    code = reports.code_of(end)
    mine = pages.get(reports.link_of(end))
    assert "Hubungi [telepon]." in mine.words("form.publish") and "0812" not in mine.words("form.publish")
    opened = pages.submit(mine, "form.publish")
    assert "Terima kasih, Anda membuka laporan ini" in opened.text and not opened.all("form.publish")
    public = pages.get(f"/tickets/{code}")
    assert "Hubungi [telepon]." in public.text and "Dibuka untuk semua orang oleh pelapornya." in public.text
    assert "Opened to everybody by its reporter." in pages.get(f"/en/tickets/{code}").text
