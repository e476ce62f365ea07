"""The page for a lost private link: clear about bad input, silent about everything else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.context import portal_of
from portal.models import ReporterLetter
from tests.support.pages import Pages


@pytest.mark.only_on("sqlite")
def test_bad_input_is_said_and_good_input_is_noted_sealed(
    app: Flask, session: Session, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "tidak mengirim email" in pages.get("/r/lost").text
    portal = portal_of(app)
    monkeypatch.setattr(portal, "settings", replace(portal.settings, smtp_url="file:"))
    page = pages.get("/r/lost")
    wrong = pages.submit(page, "form.reporting", status=422, code="", contact="0812-3456-7890")
    assert "Isi nomor laporannya." in wrong.text and "Ini bukan alamat email." in wrong.text
    sent = pages.submit(page, "form.reporting", code="JK-230306-1", contact="Siti.Marker@Example.org")
    assert "Permintaan Anda sudah masuk" in sent.text and "marker" not in sent.response.text.lower()
    session.rollback()
    letter = session.scalars(select(ReporterLetter)).one()
    assert letter.asked is not None and b"arker" not in letter.asked and letter.ticket_id is None
    headers = sent.response.headers
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
