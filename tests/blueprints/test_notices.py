"""Anybody says what is wrong with a photo or text, without an account, a cookie or a script; officers read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal import clock
from portal.context import portal_of
from portal.domain.city import City
from portal.extensions import db
from portal.models import Notice
from tests.support.desk import CODE, furnish
from tests.support.pages import Page, Pages
from tests.support.photos import photo_of_answer


@pytest.fixture(autouse=True)
def key(app: Flask, city: City, quick_passwords: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Of a photo that the public may see. The clock is ahead: nobody fills in a form in two seconds."""
    furnish(app, city)
    with app.app_context():
        found = photo_of_answer(city, portal_of(app).media)
        now = clock.now
        monkeypatch.setattr(clock, "now", lambda: now() + timedelta(seconds=5))
        yield found


def typed(page: Page, **fields: str) -> dict[str, str]:
    return {"form_token": str(page.one("[name=form_token]")["value"]), **fields}


def test_each_photo_and_text_of_a_ticket_leads_to_a_form_that_takes_a_notice_once(pages: Pages, key: str) -> None:
    links = pages.get(f"/tickets/{CODE}").links("a.report")
    assert {f"/notices/report/{CODE}", "/notices/answer/2", f"/notices/photo/{key}"} == set(links)
    for path in sorted(set(links)):
        form = pages.get(path)
        given = typed(form, reason="face", words="Wajah anak saya, telepon 0812-3456-7890.")
        sent = [pages.client.post(path, data=given) for _ in range(2)]
        assert [answer.status_code for answer in sent] == [303, 303] and "Set-Cookie" not in sent[0].headers
        assert "sudah kami terima" in pages.get(sent[0].headers["Location"]).text
    kept = db.session.scalars(select(Notice).order_by(Notice.id)).all()
    assert [(row.subject, row.reason_kind) for row in kept] == [
        ("answer", "face"), ("photo", "face"), ("report", "face"),
    ]  # fmt: skip
    assert "Wajah anak saya" not in pages.get(f"/tickets/{CODE}").text
    said = pages.get("/methodology")
    assert "3 pemberitahuan masuk" in said.text and "menunggu keputusan 3" in said.text
    assert pages.client.get("/methodology/withdrawn.json").json["notices"] == {"total": 3, "waiting": 3}  # type: ignore[index]


def test_a_form_without_a_reason_is_shown_again_and_one_of_a_program_is_thrown_away(pages: Pages) -> None:
    path = f"/notices/report/{CODE}"
    form = pages.get(path)
    again = pages.submit(form, status=422, words="Keliru sekali.")
    assert again.link("Pilih apa masalahnya.") == "#reason-0"
    assert "Pilih apa masalahnya." in again.text and "Keliru sekali." in again.text
    robot = pages.client.post(path, data=typed(form, reason="other", website="https://spam.example"))
    assert robot.status_code == 303 and db.session.scalar(select(Notice.id)) is None
    unsigned = pages.client.post(path, data={"reason": "other", "words": "Tanpa tanda."})
    assert unsigned.status_code == 400 and "Tanpa tanda." in unsigned.text


def test_what_is_not_public_has_no_form(pages: Pages) -> None:
    for path in ("photo/unknownunknownunknown", "report/JK0000000000", "answer/1", "answer/x", "other/1"):
        assert pages.client.get(f"/notices/{path}").status_code == 404, path
