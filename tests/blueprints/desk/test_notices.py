"""The queue of moderation says what is meant and how often, and leads to what may be done about it."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.actions.notices import SaidAgainst, give
from portal.domain.city import City
from portal.domain.notice import NoticeReason, NoticeSubject
from portal.extensions import db
from portal.queries.notices.subject import noticed
from tests.support.accounts import let_in
from tests.support.desk import CODE, furnish, second_person_agrees
from tests.support.pages import Pages


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    """Two people have said something against the report."""
    furnish(app, city)
    with app.app_context():
        about = noticed(db.session(), NoticeSubject.REPORT, CODE)
        assert about
        for number, reason in enumerate((NoticeReason.INSULT, NoticeReason.PERSONAL_DATA)):
            give(
                about,
                SaidAgainst(reason, f"Kata orang {number}.", f"{number:022}", f"192.0.2.{number}"),
                city,
                "secret",
            )


def signed_in(app: Flask, email: str) -> Pages:
    pages = Pages(app.test_client())
    let_in(app, pages.client, email)
    return pages


def test_a_validator_reads_what_was_said_and_leaves_it_with_a_reason(app: Flask) -> None:
    budi = signed_in(app, "periksa@example.org")
    queue = budi.get("/desk/notices")
    assert "Pemberitahuan (1)" in queue.words("nav.menu") and "data pribadi" in queue.words("main")
    page = budi.get(queue.links(".rows a")[0])
    for words in ("Ada lubang besar", "Kata orang 0.", "Kata orang 1."):
        assert words in page.text
    budi.submit(page, "form.work", status=422)
    csrf = str(page.one("form.work [name=csrf_token]")["value"])
    done = budi.client.post(page.path, data={"csrf_token": csrf, "answer": "Tidak ada data pribadi di situ."})
    assert done.status_code == 302
    after = budi.get("/desk/notices")
    assert "Pemberitahuan (" not in after.text and "tidak perlu tindakan" in after.text
    assert budi.client.post(page.path, data={"csrf_token": csrf, "answer": "Sekali lagi."}).status_code == 409


def test_the_responsible_agency_only_asks_and_the_second_person_closes_it(app: Flask, city: City) -> None:
    assert signed_in(app, "ragunan@example.org").client.get("/desk/notices").status_code == 403
    sri = signed_in(app, "penyelia@example.org")
    page = sri.get("/desk/notices/1")
    csrf = str(page.all("[name=csrf_token]")[0]["value"])
    assert sri.client.post(page.path, data={"csrf_token": csrf, "answer": "Biar saja."}).status_code == 403
    (ask,) = [link for link in page.links("main a") if "redact" in link]
    form = sri.get(ask)
    assert "Ada lubang besar" in form.text
    wish = {name: str(form.one(f"form.work [name={name}]")["value"]) for name in ("csrf_token", "seen", "about")}
    wish |= {"text": "Menyebut nama seorang anak.", "reason_kind": "child"}
    assert sri.client.post(ask.partition("?")[0], data=wish).status_code == 302
    second_person_agrees(app, city)
    assert "teks atau foto dicabut" in sri.get("/desk/notices").text
