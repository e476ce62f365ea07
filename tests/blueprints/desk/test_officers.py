"""An admin keeps officers in the browser; nobody else does."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.actions import officers, passwords, second_factor
from portal.actions.audit import OPERATOR
from portal.domain.city import City
from portal.domain.permission import Role
from tests.support.accounts import code_of, let_in
from tests.support.desk import PASSWORD, furnish, sign_in
from tests.support.pages import Page, Pages

ADMIN, NEW = "admin@example.org", "kuda payung meja laut"


@pytest.fixture
def admin(app: Flask, client: FlaskClient, city: City, quick_passwords: None) -> Pages:
    furnish(app, city)
    with app.app_context():
        officers.add(ADMIN, "Yusuf", "dinas-kominfotik", Role.ADMIN, PASSWORD)
    let_in(app, client, ADMIN)
    return Pages(client)


def of(admin: Pages, name: str) -> Page:
    return admin.get(admin.get(f"/desk/officers?q={name}").links("tbody a")[0])


def test_officers_are_listed_and_found(admin: Pages) -> None:
    page = admin.get("/desk/officers")
    assert "5 akun." in page.text and len(page.all("tbody tr")) == 5
    found = admin.get("/desk/officers?q=ragunan sari")
    assert len(found.all("tbody tr")) == 1 and "ragunan@example.org" in found.text
    none = admin.get("/desk/officers?q=100%25")
    assert "Tidak ada petugas yang cocok" in none.text


def test_an_added_officer_sets_a_password_by_the_link_that_is_shown_once(admin: Pages, app: Flask) -> None:
    form = admin.get("/desk/officers/add")

    def fill(form: Page, status: int = 200) -> Page:
        named = {"status": status, "name": "Dewi", "email": "dewi@example.org"}
        return admin.submit(form, "form.sign-in", agency="pam-jaya", role="supervisor", **named)  # type: ignore[arg-type]

    shown = fill(form)
    link = shown.words(".once code").removeprefix("http://localhost")
    again = fill(admin.get("/desk/officers/add"), 422)
    assert "sudah milik seorang petugas" in again.text
    dewi = Pages(app.test_client())
    page = dewi.get(link)
    weak = dewi.submit(page, "form.sign-in", status=422, new="dewi@example.org", again="dewi@example.org")
    assert "Jangan pakai nama" in weak.text
    done = dewi.submit(weak, "form.sign-in", new=NEW, again=NEW)
    assert done.h1 == "Masuk petugas" and "Kata sandi baru tersimpan" in done.text
    assert sign_in(dewi.client, "dewi@example.org", NEW).status_code == 302
    assert dewi.get(link, status=404).h1 == "Tautan ini tidak berlaku"


def test_a_changed_role_ends_the_officer_s_sessions(admin: Pages, app: Flask) -> None:
    sari = app.test_client()
    sign_in(sari)
    page = admin.submit(of(admin, "Sari"), "form.sign-in", role="supervisor")
    assert "Perubahan tersimpan." in page.text and sari.get("/desk/").status_code == 302


def test_a_deactivated_officer_is_out_at_once_and_can_be_taken_up_again(admin: Pages, app: Flask) -> None:
    sari = app.test_client()
    sign_in(sari)
    page = admin.submit(of(admin, "Sari"), "form[action$='deactivate']")
    assert "nonaktif" in page.text and sari.get("/desk/").status_code == 302
    assert sign_in(app.test_client()).status_code == 422
    page = admin.submit(page, "form[action$='/activate']")
    assert "Akun aktif lagi." in page.text and sign_in(app.test_client()).status_code == 302


def test_an_admin_locks_no_door_behind_the_last_one(admin: Pages) -> None:
    page = admin.submit(of(admin, "Yusuf"), "form[action$='deactivate']", status=409)
    assert "Akun sendiri" in page.text
    page = admin.submit(of(admin, "Yusuf"), "form.sign-in", status=409, role="officer")
    assert "admin terakhir" in page.text


@pytest.mark.only_on("sqlite")
def test_a_second_factor_is_taken_away_with_the_admin_s_password(admin: Pages, app: Flask) -> None:
    with app.app_context():
        sari, secret = officers.id_of("ragunan@example.org"), second_factor.new_secret()
        second_factor.set_up(sari, secret, code_of(secret), OPERATOR)
    page, form = of(admin, "Sari"), "form[action$='reset']"
    for typed in ("", "salah salah salah"):
        page = admin.submit(page, form, status=422, second_factor="y", current=typed)
        assert "sekarang salah" in page.text and page.one("#second_factor").has_attr("checked")
        assert "kode kedua" in admin.get("/desk/officers?q=sari").text
    shown = admin.submit(page, form, second_factor="y", current=PASSWORD)
    assert "?token=" in shown.words(".once") and "kode kedua" not in admin.get("/desk/officers?q=sari").text


def test_a_reset_link_is_for_an_officer_who_is_active(admin: Pages) -> None:
    shown = admin.submit(of(admin, "Sari"), "form[action$='reset']")
    assert "/desk/sign-in/new-password?token=" in shown.words(".once")
    assert admin.get("/desk/officers/999", status=404)


@pytest.mark.only_on("sqlite")
def test_who_finds_no_place_in_line_keeps_what_was_typed_and_hears_when_to_come_back(
    admin: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = admin.submit(of(admin, "Sari"), "form[action$='reset']").words(".once code").removeprefix("http://localhost")
    new = {"new": NEW, "again": NEW}
    filled = [
        (admin.get("/desk/officers/add"), {"name": "Dewi", "email": "dewi@example.org", "agency": "pam-jaya"}),
        (admin.get("/desk/account"), new | {"current": PASSWORD}),
        (admin.get(link), new),
    ]
    monkeypatch.setattr(passwords, "hash_of", busy)
    for page, typed in filled:
        answer = admin.submit(page, "form.sign-in", status=503, **typed)
        assert answer.response.headers["Retry-After"] == "5" and "dalam 5 detik" in answer.text
        assert NEW not in answer.response.text and PASSWORD not in answer.response.text
        assert all(text in answer.response.text for name, text in typed.items() if name in {"name", "email"})


def busy(_password: str) -> str:
    raise passwords.Busy


@pytest.mark.parametrize("email", ["ragunan@example.org", "penyelia@example.org", "periksa@example.org"])
def test_nobody_but_an_admin_keeps_officers_and_who_tries_is_logged(
    admin: Pages, app: Flask, email: str, caplog: pytest.LogCaptureFixture
) -> None:
    other = app.test_client()
    sign_in(other, email)
    for path in ("/desk/officers", "/desk/officers/add", "/desk/officers/1"):
        answer = other.get(path)
        assert answer.status_code == 403 and "ragunan@example.org" not in answer.text
    assert "Petugas</a>" not in other.get("/desk/").text
    assert "was refused desk.officers_add" in caplog.text and email not in caplog.text
