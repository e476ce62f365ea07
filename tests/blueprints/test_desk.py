"""Officers sign in, see their queue, answer in public, and lose nothing that they typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.actions import officers, respond
from portal.actions.install import install
from portal.actions.record import record
from portal.domain.city import City
from portal.domain.permission import Actor, Role
from portal.extensions import db
from portal.models import Event, Ticket
from tests.support.complaints import complaint
from tests.support.pages import Pages

CODE = "JK2303060001"
PASSWORD = "kata sandi panjang"
WORK = f"/desk/tickets/{CODE}"


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> Iterator[None]:
    with app.app_context():
        install(city)
        record(complaint(1, agency="kelurahan-ragunan", area="31.74.04.1006"), city)
        officers.add("ragunan@example.org", "Sari", "kelurahan-ragunan", Role.OFFICER, PASSWORD)
        officers.add("penyelia@example.org", "Sri", "kelurahan-ragunan", Role.SUPERVISOR, PASSWORD)
        officers.add("periksa@example.org", "Budi", city.validator or "", Role.VALIDATOR, PASSWORD)
        officers.add("pam@example.org", "Tono", "pam-jaya", Role.OFFICER, PASSWORD)
    yield


def token(response: TestResponse) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', response.text)
    assert found, response.text[:500]
    return found[1]


def sign_in(
    client: FlaskClient, email: str = "ragunan@example.org", password: str = PASSWORD, **more: str
) -> TestResponse:
    door = client.get("/desk/sign-in")
    return client.post("/desk/sign-in", data={"csrf_token": token(door), "email": email, "password": password, **more})


def send(client: FlaskClient, verb: str, **data: object) -> TestResponse:
    page = client.get(f"{WORK}/{verb}" if verb != "respond" else WORK)
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', page.text)
    given = {"csrf_token": token(page), "seen": seen[1] if seen else "0", **data}
    return client.post(f"{WORK}/{verb}", data=given)


def test_pages_of_the_desk_are_well_made(pages: Pages) -> None:
    client = pages.client
    assert pages.get("/desk/sign-in").status == 200
    assert sign_in(client).status_code == 302
    for path in (
        "/desk/",
        "/desk/?tab=overdue",
        WORK,
        f"{WORK}/transfer",
        f"{WORK}/reject",
        f"{WORK}/merge",
        f"{WORK}/note",
    ):
        assert pages.get(path).status == 200


def test_without_signing_in_the_desk_leads_to_the_door_and_back(client: FlaskClient) -> None:
    answer = client.get(WORK)
    assert answer.status_code == 302 and "next=" in answer.headers["Location"]
    back = sign_in(client, next=WORK)
    assert back.headers["Location"].endswith(WORK)
    client.delete_cookie("pantau")
    assert sign_in(client, next="//evil.example").headers["Location"].endswith("/desk/")


def test_unknown_names_and_wrong_passwords_get_the_same_answer(client: FlaskClient) -> None:
    wrong = sign_in(client, password="salah sekali kata")
    unknown = sign_in(client, email="nobody@example.org")
    clean = [re.sub(r'value="[^"]*"', "", a.text) for a in (wrong, unknown)]
    assert wrong.status_code == unknown.status_code == 422 and clean[0] == clean[1]


def test_guessing_is_slowed_down_for_the_right_password_too(client: FlaskClient) -> None:
    for _ in range(5):
        assert sign_in(client, password="salah sekali kata").status_code == 422
    assert sign_in(client).status_code == 429


def test_a_response_is_public_on_the_ticket_at_once(client: FlaskClient) -> None:
    sign_in(client)
    assert send(client, "respond", text="Sudah kami cek, besok ditambal.", then="start").status_code == 302
    page = client.get(f"/tickets/{CODE}")
    assert "besok ditambal" in page.text and "Set-Cookie" not in page.headers
    assert "Sari" not in page.text, "the public sees the agency, never the officer"


def test_the_second_officer_is_told_and_keeps_what_he_typed(client: FlaskClient, app: Flask, city: City) -> None:
    sign_in(client)
    page = client.get(WORK)
    with app.app_context():
        ticket = db.session.execute(select(Ticket)).scalar_one()
        colleague = Actor(1, ticket.holder_id, Role.OFFICER)
        respond.respond(ticket.id, "Saya lebih dulu.", city, actor=colleague, seen=1)
    mine = {"csrf_token": token(page), "seen": "1", "text": "Tulisan panjang saya.", "then": "keep"}
    late = client.post(f"{WORK}/respond", data=mine)
    assert late.status_code == 409
    assert "Tulisan panjang saya." in late.text and "Saya lebih dulu." in late.text
    again = re.search(r'name="seen"[^>]*value="(\d+)"', late.text)
    assert again and again[1] == "2"
    assert client.post(f"{WORK}/respond", data=mine | {"seen": "2"}).status_code == 302


def resume(client: FlaskClient, lost: TestResponse, password: str = PASSWORD) -> TestResponse:
    """Sign in with all that the page of the lost session carries."""
    hidden = BeautifulSoup(lost.text, "html.parser").select("form.sign-in input[type=hidden]")
    kept = {str(field["name"]): str(field.get("value", "")) for field in hidden}
    return client.post("/desk/sign-in", data=kept | {"email": "ragunan@example.org", "password": password})


def test_a_lost_session_loses_nothing_that_was_typed(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    sent = {"csrf_token": token(client.get(WORK)), "seen": "1", "text": "Jangan <hilang>.", "then": "start"}
    client.delete_cookie("pantau")
    lost = client.post(f"{WORK}/respond", data=sent | {"promise": "2090-01-31"})
    assert lost.status_code == 401
    wrong = resume(client, lost, "salah sekali kata")
    assert wrong.status_code == 422
    back = resume(client, wrong)
    form = BeautifulSoup(back.text, "html.parser").select_one("form.work")
    assert back.status_code == 200 and form is not None
    assert form.select_one("textarea").text.strip() == "Jangan <hilang>."  # type: ignore[union-attr]
    assert form.select_one("[name=then][checked]")["value"] == "start"  # type: ignore[index]
    again = {str(field["name"]): str(field["value"]) for field in form.select("input[type=hidden], [name=promise]")}
    assert again["promise"] == "2090-01-31"
    assert "Jangan &lt;hilang&gt;." in client.get(WORK).text, "an answer is a draft besides"
    done = client.post(str(form["action"]), data=again | {"text": "Jangan hilang.", "then": "start"})
    assert done.status_code == 302
    assert "Jangan hilang." in client.get(f"/tickets/{CODE}").text


def test_a_note_of_a_lost_session_never_becomes_a_public_answer(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    client.post(f"{WORK}/draft", data={"csrf_token": token(client.get(WORK)), "text": "Setengah jawaban"})
    sent = {"csrf_token": token(client.get(WORK)), "seen": "1", "text": "Pelapor marah, hati-hati."}
    client.delete_cookie("pantau")
    back = resume(client, client.post(f"{WORK}/note", data=sent))
    form = BeautifulSoup(back.text, "html.parser").select_one("form.work")
    assert form is not None and str(form["action"]).startswith(f"{WORK}/note") and "hati-hati" in form.text
    page = client.get(WORK).text
    assert "Setengah jawaban" in page and "hati-hati" not in page


def test_the_form_of_an_earlier_session_is_shown_again_and_does_nothing(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    old = {"csrf_token": token(client.get(WORK)), "seen": "1", "text": "Dari tab lama.", "then": "keep"}
    client.delete_cookie("pantau")
    sign_in(client)
    shown = client.post(f"{WORK}/respond", data=old)
    assert shown.status_code == 400 and "Dari tab lama." in shown.text
    assert client.post(f"{WORK}/nothing", data=old).status_code == 400
    with app.app_context():
        assert db.session.execute(select(Event.seq)).scalars().all() == [1]
    assert client.post(f"{WORK}/respond", data=old | {"csrf_token": token(shown)}).status_code == 302


def test_who_writes_on_after_the_session_ended_is_told_while_writing(client: FlaskClient) -> None:
    sign_in(client)
    data = {"csrf_token": token(client.get(WORK)), "text": "Masih menulis"}
    client.delete_cookie("pantau")
    told = client.post(f"{WORK}/draft", data=data, headers={"HX-Request": "true"})
    assert told.status_code == 200 and 'id="preview"' in told.text and "Sesi Anda sudah berakhir" in told.text


@pytest.mark.parametrize("kept", ["", "x", "[]", "[[1]]", '{"text": 1}', "null", '{"seen": "\\u0000"}'])
def test_broken_fields_of_a_lost_session_only_sign_in(client: FlaskClient, kept: str) -> None:
    answer = sign_in(client, kept_code=CODE, kept_verb="respond", kept_fields=kept)
    assert answer.status_code in (200, 302)
    assert client.get("/desk/").status_code == 200


def test_what_stood_in_the_session_before_signing_in_ends_there(client: FlaskClient) -> None:
    planted = token(client.get("/desk/sign-in"))
    sign_in(client)
    sent = {"csrf_token": planted, "seen": "1", "text": "Bukan saya.", "then": "keep"}
    assert client.post(f"{WORK}/respond", data=sent).status_code == 400


def test_the_sign_in_leads_back_in_the_same_language(client: FlaskClient) -> None:
    door = client.get(f"/en{WORK}")
    assert door.location.startswith("/en/desk/sign-in") and f"next=/en{WORK}" in door.location


def test_a_draft_is_kept_and_masked_in_the_preview(client: FlaskClient) -> None:
    sign_in(client)
    page = client.get(WORK)
    data = {"csrf_token": token(page), "text": "Hubungi 0812-3456-7890"}
    preview = client.post(f"{WORK}/draft", data=data, headers={"HX-Request": "true"})
    assert "[telepon]" in preview.text and "0812" not in preview.text
    assert "0812-3456-7890" in client.get(WORK).text


@pytest.mark.parametrize("text", ["", "Bukan wewenang kami."])
def test_the_form_of_another_verb_leaves_the_draft_of_the_answer_alone(client: FlaskClient, text: str) -> None:
    sign_in(client)
    data = {"csrf_token": token(client.get(WORK)), "text": "Setengah jawaban"}
    client.post(f"{WORK}/draft", data=data, headers={"HX-Request": "true"})
    form = Pages(client).get(f"{WORK}/transfer").one("[hx-post]")
    preview = client.post(str(form["hx-post"]), data=data | {"text": text}, headers={"HX-Request": "true"})
    assert text in preview.text and "Draf tersimpan" not in preview.text
    assert "Setengah jawaban" in client.get(WORK).text


def test_a_note_leaves_the_draft_of_the_answer_alone(client: FlaskClient) -> None:
    sign_in(client)
    data = {"csrf_token": token(client.get(WORK)), "text": "Setengah jawaban"}
    client.post(f"{WORK}/draft", data=data, headers={"HX-Request": "true"})
    assert send(client, "note", text="Sudah ditelepon.").status_code == 302
    assert "Setengah jawaban" in client.get(WORK).text
    assert send(client, "respond", text="Jawaban utuh", then="keep").status_code == 302
    assert "Setengah jawaban" not in client.get(WORK).text


def test_an_officer_of_another_agency_can_not_act(client: FlaskClient, app: Flask) -> None:
    sign_in(client, "pam@example.org")
    assert "Terbitkan" not in client.get(WORK).text
    page = client.get("/desk/")
    forced = client.post(
        f"{WORK}/respond", data={"csrf_token": token(page), "seen": "1", "text": "Halo", "then": "keep"}
    )
    assert forced.status_code == 409
    with app.app_context():
        assert db.session.execute(select(Event.seq)).scalars().all() == [1]


def test_resolution_is_validated_by_a_second_person(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    assert send(client, "respond", text="Sudah ditambal.", then="resolve").status_code == 302
    page = client.get("/desk/")
    client.post("/desk/sign-out", data={"csrf_token": token(page)})
    sign_in(client, "periksa@example.org")
    assert CODE in client.get("/desk/").text
    assert send(client, "validate", text="").status_code == 302
    with app.app_context():
        assert db.session.execute(select(Ticket.status)).scalar_one() == "selesai"


def test_a_post_without_its_token_changes_nothing(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    assert client.post(f"{WORK}/respond", data={"seen": "1", "text": "CSRF"}).status_code == 400
    with app.app_context():
        assert db.session.execute(select(Event.text).where(Event.text == "CSRF")).first() is None


def test_broken_input_is_answered_never_500(client: FlaskClient) -> None:
    sign_in(client)
    for path in ("/desk/?tab=x&page=-1", "/desk/?page=99999999999999999999", f"{WORK}/nothing", "/desk/tickets/NONE"):
        assert client.get(path).status_code in (200, 404)
    assert send(client, "respond", text="x", then="keep", promise="31-31-3131").status_code == 422
    assert send(client, "transfer", text="x", to_agency="999999").status_code == 422
    assert send(client, "respond", text="x" * 20_000, then="keep").status_code == 422


def test_the_queue_stands_beside_the_ticket_and_leads_on(app: Flask, city: City, client: FlaskClient) -> None:
    with app.app_context():
        record(complaint(2, agency="kelurahan-ragunan", area="31.74.04.1006"), city)
    sign_in(client)
    queue = client.get("/desk/?tab=overdue")
    assert f"{WORK}?tab=overdue&amp;page=1" in queue.text
    page = Pages(client).get(f"{WORK}?tab=overdue")
    assert str(page.one(".beside [aria-current]")["href"]).startswith(WORK)
    assert page.one("a[rel=next]")["href"] == "/desk/tickets/JK2303060002?tab=overdue&page=1"
    assert not page.all("a[rel=prev]")
    data = {"csrf_token": token(client.get(WORK)), "seen": page.one("[name=seen]")["value"], "text": "Besok pagi."}
    sent = client.post(f"{WORK}/respond?tab=answer&page=1", data=data | {"then": "keep"})
    assert sent.location == f"{WORK}?tab=answer&page=1"
    assert "/desk/tickets/JK2303060002?tab=answer&amp;page=1" in client.get(sent.location).text


@pytest.mark.parametrize("about", ["", "abc", "0", "99", "1" * 40])
def test_a_broken_number_never_takes_back_the_whole_report(client: FlaskClient, app: Flask, about: str) -> None:
    sign_in(client, "penyelia@example.org")
    given = {"csrf_token": token(client.get(WORK)), "seen": "1", "text": "Data pribadi."}
    assert client.post(f"{WORK}/redact", data=given | {"about": about}).status_code == 404
    with app.app_context():
        assert "Ada lubang besar" in db.session.execute(select(Ticket.text)).scalar_one()


def test_a_supervisor_takes_back_a_report_and_its_reason_stays(client: FlaskClient) -> None:
    sign_in(client, "penyelia@example.org")
    link = Pages(client).get(WORK).link("Cabut teks laporan")
    form = Pages(client).get(link)
    given = {name: form.one(f"form.work [name={name}]")["value"] for name in ("csrf_token", "seen", "about")}
    assert client.post(f"{WORK}/redact", data=given | {"text": "Memuat nama anak."}).status_code == 302
    page = client.get(f"/tickets/{CODE}").text
    assert "Ada lubang besar" not in page and "Memuat nama anak." in page


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("respond", {"then": "keep"}),
        ("respond", {"then": "start", "promise": "2090-01-01"}),
        ("respond", {"then": "resolve"}),
        ("note", {}),
        ("transfer", {"to_agency": "2"}),
    ],
)
def test_a_form_that_was_sent_twice_is_done_once_and_said_to_be_done(
    client: FlaskClient, app: Flask, verb: str, more: dict[str, str]
) -> None:
    sign_in(client)
    page = client.get(WORK)
    data = {"csrf_token": token(page), "seen": "1", "text": " Hubungi 0812-3456-7890. "} | more
    first, second = (client.post(f"{WORK}/{verb}", data=data) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    with app.app_context():
        said = db.session.execute(select(Event.kind).where(Event.text.contains("Hubungi"))).scalars().all()
    assert len(said) == 1, "a double click answers once"
    other = client.post(f"{WORK}/{verb}", data=data | {"text": "Lain."})
    assert other.status_code == 409 and "Lain." in other.text


def mended(client: FlaskClient, verb: str, seq: int, text: str) -> TestResponse:
    """Follow the link beside an event and send its form with another text."""
    path = f"{WORK}/{verb}?about={seq}"
    assert any(link.startswith(path) for link in Pages(client).get(WORK).links()), path
    form = Pages(client).get(path)
    given = {name: str(form.one(f"form.work [name={name}]")["value"]) for name in ("csrf_token", "seen", "about")}
    return client.post(str(form.one("form.work")["action"]), data=given | {"text": text})


def test_a_wrong_answer_is_mended_where_it_stands_even_after_the_ticket_was_given_away(client: FlaskClient) -> None:
    sign_in(client)
    send(client, "respond", text="Ditambal Slasa.", then="keep")
    send(client, "transfer", text="Jalan kota.", to_agency="2")
    form = Pages(client).get(f"{WORK}/correct?about=2")
    assert form.one("textarea").text.strip() == "Ditambal Slasa." and form.words("label[for=text]") == "Teks yang benar"
    assert mended(client, "correct", 2, "Ditambal Selasa.").status_code == 302
    assert Pages(client).get(f"{WORK}/correct?about=2").one("textarea").text.strip() == "Ditambal Selasa."
    public = client.get(f"/tickets/{CODE}").text
    assert "Ditambal Slasa." in public and "Ditambal Selasa." in public
    assert client.get(f"{WORK}/correct?about=77").status_code == 404
    assert client.get(f"{WORK}/correct").status_code == 404


def test_a_correction_can_be_taken_back_and_nothing_empty_stays(client: FlaskClient) -> None:
    sign_in(client, "penyelia@example.org")
    send(client, "respond", text="Ditambal Slasa.", then="keep")
    assert mended(client, "correct", 2, "Ditambal Selasa oleh Pak Amir.").status_code == 302
    assert mended(client, "redact", 3, "Memuat nama.").status_code == 302
    page = Pages(client).get(f"/tickets/{CODE}")
    assert "Amir" not in page.text and "Ditambal Slasa." in page.text and "Memuat nama." in page.text
    assert [box for box in page.all(".reply p") if not box.text.strip()] == [] and not page.all(".replaced")


@pytest.mark.parametrize(("face", "told"), [("stub", "tampil ringkas"), ("hidden", "tidak tampil untuk umum")])
def test_who_answers_a_report_that_is_not_public_is_told_so_before_and_after(
    client: FlaskClient, face: str, told: str
) -> None:
    sign_in(client, "penyelia@example.org")
    client.post(f"{WORK}/face", data=_seen(client) | {"face": face, "text": "Anak di bawah umur."})
    assert "Sudah terbit" in client.get(WORK).text, "the reason itself is public"
    preview = client.post(
        f"{WORK}/draft", data=_seen(client) | {"text": "Kami datang."}, headers={"HX-Request": "true"}
    )
    assert told in preview.text
    assert send(client, "respond", text="Kami datang.", then="keep").status_code == 302
    page = Pages(client).get(WORK)
    assert told in page.words(".notice.good") and "Sudah terbit" not in page.text
    assert "Kami datang." not in client.get(f"/tickets/{CODE}").text


def test_a_note_is_not_said_to_be_public(client: FlaskClient) -> None:
    sign_in(client)
    send(client, "note", text="Sudah ditelepon.")
    page = client.get(WORK).text
    assert "Hanya petugas yang membacanya." in page and "Sudah terbit" not in page


def _seen(client: FlaskClient) -> dict[str, str]:
    page = Pages(client).get(WORK)
    return {name: str(page.one(f"form.work [name={name}]")["value"]) for name in ("csrf_token", "seen")}


@pytest.mark.parametrize("then", ["keep", "start", "resolve"])
def test_an_answer_that_shows_nothing_is_no_answer(client: FlaskClient, app: Flask, then: str) -> None:
    sign_in(client)
    assert send(client, "respond", text="\u200b\u3164 \r\n", then=then).status_code == 422
    with app.app_context():
        assert db.session.execute(select(Ticket.first_response_at)).scalar_one() is None


def test_odd_texts_are_published_as_words_and_hide_no_number(client: FlaskClient) -> None:
    sign_in(client)
    text = "<b>Siap</b> \U0001f6a7 \u202eterbalik\u202c 0812\u200b3456\u200b7890\r\nBaris dua"
    assert send(client, "respond", text=text, then="keep").status_code == 302
    page = client.get(f"/tickets/{CODE}").text
    assert "&lt;b&gt;Siap&lt;/b&gt; \U0001f6a7 terbalik [telepon]\nBaris dua" in page


def test_lines_count_as_browsers_count_them(client: FlaskClient) -> None:
    sign_in(client)
    assert send(client, "respond", text="a\r\n" * 2_499 + "ab", then="keep").status_code == 302
