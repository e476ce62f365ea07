"""The second person sees what waits, decides with words, and the tombstone names date, kind of reason and agency."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.actions import officers
from portal.domain.city import City
from portal.domain.permission import Role
from tests.support.accounts import let_in
from tests.support.desk import CODE, PASSWORD, WORK, furnish, seen, sign_in
from tests.support.pages import Pages

WISH = {"visibility": "hidden", "text": "Menyebut nama seorang anak.", "reason_kind": "child"}


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)
    with app.app_context():
        officers.add("kepala@example.org", "Kepala", "kelurahan-ragunan", Role.COORDINATOR, PASSWORD)


@pytest.fixture
def asked(app: Flask) -> Pages:
    """The supervisor who has asked for the ticket to be hidden."""
    sri = app.test_client()
    sign_in(sri, "penyelia@example.org")
    assert sri.post(f"{WORK}/visibility", data=seen(sri) | WISH).status_code == 302
    return Pages(sri)


def signed_in(app: Flask, email: str) -> Pages:
    client = app.test_client()
    let_in(app, client, email)
    return Pages(client)


def test_until_somebody_agrees_the_public_sees_everything(app: Flask, asked: Pages) -> None:
    assert "Ada lubang besar" in app.test_client().get(f"/tickets/{CODE}").text
    work = asked.get(WORK)
    assert "orang kedua belum memutuskannya" in work.text


def test_nothing_is_chosen_for_a_supervisor_and_a_request_repeats_no_older_words(app: Flask) -> None:
    sri = signed_in(app, "penyelia@example.org")
    sri.submit(sri.get(WORK), "form.work", text="Kami datang besok.", then="keep")
    wish = sri.get(f"{WORK}/visibility")
    assert wish.all("#visibility option")[0]["value"] == "" and not wish.all("#visibility option[selected]")
    assert "Pilih salah satu yang ada." in sri.submit(wish, "form.work", status=422, text="Menyebut anak.").text
    asked = sri.submit(wish, "form.work", text="Menyebut anak.", visibility="hidden").words(".notice.good")
    assert "Permintaan terkirim" in asked and "Kami datang besok." not in asked


def test_the_tombstone_names_date_kind_of_reason_and_agency(app: Flask, asked: Pages) -> None:
    budi = signed_in(app, "periksa@example.org")
    page = budi.get(budi.get("/desk/withdrawals").links(".rows a")[0])
    assert "Ada lubang besar" in page.text and "Menyebut nama seorang anak." in page.text
    done = budi.client.post(page.path, data=form(page) | {"answer": "Anak itu dikenali.", "decision": "agree"})
    assert done.status_code == 302
    public = Pages(app.test_client()).get(f"/tickets/{CODE}")
    assert "Ada lubang besar" not in public.text
    assert "Alasan: menyangkut anak" in public.text and "Kelurahan Ragunan" in public.words(".notice")
    assert "20" in public.words(".notice .quiet"), "its date"
    assert "disetujui" in asked.get("/desk/withdrawals").text


def form(page: object) -> dict[str, str]:
    return {"csrf_token": str(page.one("form.work [name=csrf_token]")["value"])}  # type: ignore[attr-defined]


def test_a_refusal_leaves_the_report_and_needs_words(app: Flask, asked: Pages) -> None:
    budi = signed_in(app, "periksa@example.org")
    page = budi.get("/desk/withdrawals/1")
    for answer, status in (("", 422), (".", 409), ("Tidak ada anak di sini.", 302)):
        sent = budi.client.post(page.path, data=form(page) | {"answer": answer, "decision": "refuse"})
        assert sent.status_code == status
    assert "Ada lubang besar" in app.test_client().get(f"/tickets/{CODE}").text
    again = budi.client.post(page.path, data=form(page) | {"answer": "Berubah pikiran.", "decision": "agree"})
    assert again.status_code == 409


def test_the_own_agency_and_who_asked_decide_nothing(app: Flask, asked: Pages) -> None:
    kepala = signed_in(app, "kepala@example.org")
    page = kepala.get("/desk/withdrawals/1")
    assert not page.all("form.work")
    csrf = str(page.all("[name=csrf_token]")[0]["value"])
    data = {"csrf_token": csrf, "answer": "Setuju saja.", "decision": "agree"}
    assert kepala.client.post("/desk/withdrawals/1", data=data).status_code == 403
    csrf = str(asked.get("/desk/withdrawals").all("[name=csrf_token]")[0]["value"])
    answer = asked.client.post("/desk/withdrawals/1", data=data | {"csrf_token": csrf})
    assert answer.status_code == 403 and "lubang" not in answer.text
    assert "Ada lubang besar" in app.test_client().get(f"/tickets/{CODE}").text


def test_an_officer_sees_no_requests_and_a_supervisor_those_of_the_own_agency(app: Flask, asked: Pages) -> None:
    with app.app_context():
        officers.add("pamsup@example.org", "Pam", "pam-jaya", Role.SUPERVISOR, PASSWORD)
    assert signed_in(app, "ragunan@example.org").client.get("/desk/withdrawals").status_code == 403
    other = signed_in(app, "pamsup@example.org")
    assert CODE not in other.get("/desk/withdrawals").text
    assert other.client.get("/desk/withdrawals/1").status_code == 404
    assert CODE in asked.get("/desk/withdrawals").text


def test_showing_more_needs_nobody_else(app: Flask, asked: Pages) -> None:
    budi = signed_in(app, "periksa@example.org")
    page = budi.get("/desk/withdrawals/1")
    budi.client.post(page.path, data=form(page) | {"answer": "Anak itu dikenali.", "decision": "agree"})
    open_again = WISH | {"visibility": "full", "text": "Nama sudah ditutup."}
    assert asked.client.post(f"{WORK}/visibility", data=seen(asked.client) | open_again).status_code == 302
    assert "Ada lubang besar" in app.test_client().get(f"/tickets/{CODE}").text
