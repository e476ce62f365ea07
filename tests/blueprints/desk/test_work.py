"""Officers answer in public, mend what was wrong, and are told what has become of it."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.actions import officers, respond
from portal.actions.apply_events import Act, apply_events
from portal.domain.city import City
from portal.domain.event import EventDraft, Kind
from portal.domain.permission import Actor, Role
from portal.extensions import db
from portal.models import Agency, Event, Ticket
from tests.support.desk import CODE, PASSWORD, WORK, furnish, second_person_agrees, seen, send, sign_in, token
from tests.support.one_ticket import ticket
from tests.support.pages import Pages


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


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
        respond.respond(ticket.id, "Saya lebih dulu.", Act(city, colleague, 1))
    mine = {"csrf_token": token(page), "seen": "1", "text": "Tulisan panjang saya.", "then": "keep"}
    late = client.post(f"{WORK}/respond", data=mine)
    assert late.status_code == 409
    assert "Tulisan panjang saya." in late.text and "Saya lebih dulu." in late.text
    again = re.search(r'name="seen"[^>]*value="(\d+)"', late.text)
    assert again and again[1] == "2"
    assert client.post(f"{WORK}/respond", data=mine | {"seen": "2"}).status_code == 302


def test_an_officer_of_another_agency_can_not_act(client: FlaskClient, app: Flask) -> None:
    sign_in(client, "pam@example.org")
    assert "Terbitkan" not in client.get(WORK).text
    page = client.get("/desk/")
    forced = client.post(
        f"{WORK}/respond", data={"csrf_token": token(page), "seen": "1", "text": "Halo", "then": "keep"}
    )
    assert forced.status_code == 403 and "Halo" in forced.text
    with app.app_context():
        assert db.session.execute(select(Event.seq)).scalars().all() == [1]


def test_resolution_is_validated_by_a_second_person(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    assert send(client, "respond", text="Sudah ditambal.", then="resolve").status_code == 302
    page = client.get("/desk/")
    client.post("/desk/sign-out", data={"csrf_token": token(page)})
    sign_in(client, "periksa@example.org")
    assert CODE in client.get("/desk/").text
    for empty in ("", ".", "-", "123"):
        assert send(client, "validate", text=empty).status_code == 422
    refused = send(client, "validate", text="Lubang sudah rata.")
    assert refused.status_code == 422 and "Pilih apa yang Anda periksa." in refused.text
    said = {"checked": ["photo", "visit"], "visited_on": "2023-03-08"}
    future = send(client, "validate", text="Lubang sudah rata.", **said | {"visited_on": "2090-01-01"})
    assert future.status_code == 422, "a visit that has not been"
    assert send(client, "validate", text="Lubang sudah rata.", **said).status_code == 302
    public = client.get(f"/tickets/{CODE}").text
    assert "Diperiksa: foto dan kunjungan." in public and "Kunjungan: 8 Maret 2023." in public
    events = json.loads(client.get(f"/tickets/{CODE}.json").text)["events"]
    [told] = [event for event in events if event["kind"] == "validated"]
    assert told["checked"] == ["photo", "visit"] and told["refused_for"] is None
    with app.app_context():
        assert db.session.execute(select(Ticket.status)).scalar_one() == "selesai"


def test_who_checks_reads_beside_the_form_what_is_claimed_and_what_was_said_against_it(
    client: FlaskClient, app: Flask, city: City
) -> None:
    def dispute(words: str) -> None:
        with app.app_context():
            said = lambda _, now: [EventDraft(kind=Kind.DISPUTED, at=now, text=words)]  # noqa: E731
            apply_events(ticket().id, said, Act(city))

    def check() -> str:
        sign_in(client, "periksa@example.org")
        page = Pages(client).get(f"{WORK}/validate")
        assert send(client, "validate", text="Lubang sudah rata.", checked="photo").status_code == 302
        client.post("/desk/sign-out", data={"csrf_token": token(client.get("/desk/"))})
        return page.words(".claim")

    def claim(words: str) -> None:
        sign_in(client)
        assert send(client, "respond", text=words, then="resolve").status_code == 302
        client.post("/desk/sign-out", data={"csrf_token": token(client.get("/desk/"))})

    claim("Sudah ditambal kemarin.")
    first = check()
    assert "Sudah ditambal kemarin." in first and "kali" not in first and "membantah" not in first
    dispute("Masih bolong, tadi saya lewat.")
    claim("Ditambal lagi dengan aspal.")
    second = check()
    assert "Ditambal lagi dengan aspal." in second and "untuk ke-2 kali" in second
    assert "Masih bolong, tadi saya lewat." in second and "Sudah ditambal kemarin." not in second
    dispute("")
    sign_in(client)
    assert not Pages(client).get(WORK).all(".claim"), "only who checks is asked to"


def test_a_refused_check_says_why_in_public(client: FlaskClient) -> None:
    sign_in(client)
    send(client, "respond", text="Sudah ditambal.", then="resolve")
    client.post("/desk/sign-out", data={"csrf_token": token(client.get("/desk/"))})
    sign_in(client, "periksa@example.org")
    page = Pages(client).get(f"{WORK}/refuse")
    assert page.all("[name=checked][type=checkbox]") and page.all("[name=refused_for][type=radio]")
    assert send(client, "refuse", text="Foto dari jalan lain.", checked="photo").status_code == 422
    typed = {"text": "Foto dari jalan lain.", "checked": "photo", "refused_for": "not_here"}
    assert send(client, "refuse", **typed).status_code == 302
    public = client.get(f"/tickets/{CODE}").text
    assert "Tindak lanjut ditolak: yang ditunjukkan bukan tempat ini." in public and "Diperiksa: foto." in public


@pytest.mark.parametrize("about", ["", "abc", "0", "99", "1" * 40])
def test_a_broken_number_never_takes_back_the_whole_report(client: FlaskClient, app: Flask, about: str) -> None:
    sign_in(client, "penyelia@example.org")
    given = {"csrf_token": token(client.get(WORK)), "seen": "1", "text": "Data pribadi.", "reason_kind": "child"}
    assert client.post(f"{WORK}/redact", data=given | {"about": about}).status_code == 404
    with app.app_context():
        assert "Ada lubang besar" in db.session.execute(select(Ticket.text)).scalar_one()


def test_a_supervisor_asks_a_report_back_and_its_reason_stays(client: FlaskClient, app: Flask, city: City) -> None:
    sign_in(client, "penyelia@example.org")
    link = Pages(client).get(WORK).link("Minta teks laporan dicabut")
    form = Pages(client).get(link)
    given = {name: form.one(f"form.work [name={name}]")["value"] for name in ("csrf_token", "seen", "about")}
    sent = given | {"text": "Memuat nama anak.", "reason_kind": "child"}
    assert client.post(f"{WORK}/redact", data=sent).status_code == 302
    assert "Belum ada yang berubah" in client.get(WORK).text
    assert "Ada lubang besar" in client.get(f"/tickets/{CODE}").text, "nothing changes before a second person agrees"
    second_person_agrees(app, city)
    page = client.get(f"/tickets/{CODE}").text
    assert "Ada lubang besar" not in page and "Memuat nama anak." in page


def mended(client: FlaskClient, verb: str, seq: int, text: str) -> TestResponse:
    """Follow the link beside an event and send its form with another text."""
    path = f"{WORK}/{verb}?about={seq}"
    assert any(link.startswith(path) for link in Pages(client).get(WORK).links()), path
    form = Pages(client).get(path)
    given = {name: str(form.one(f"form.work [name={name}]")["value"]) for name in ("csrf_token", "seen", "about")}
    more = {"text": text, "reason_kind": "personal_data"}
    return client.post(str(form.one("form.work")["action"]), data=given | more)


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


def test_a_correction_can_be_taken_back_and_nothing_empty_stays(client: FlaskClient, app: Flask, city: City) -> None:
    sign_in(client, "penyelia@example.org")
    send(client, "respond", text="Ditambal Slasa.", then="keep")
    assert mended(client, "correct", 2, "Ditambal Selasa oleh Pak Amir.").status_code == 302
    assert mended(client, "redact", 3, "Memuat nama.").status_code == 302
    second_person_agrees(app, city)
    page = Pages(client).get(f"/tickets/{CODE}")
    assert "Amir" not in page.text and "Ditambal Slasa." in page.text and "Memuat nama." in page.text
    assert [box for box in page.all(".reply p") if not box.text.strip()] == [] and not page.all(".replaced")


@pytest.mark.parametrize(("visibility", "told"), [("stub", "tampil ringkas"), ("hidden", "tidak tampil untuk umum")])
def test_who_answers_a_report_that_is_not_public_is_told_so_before_and_after(
    client: FlaskClient, app: Flask, city: City, visibility: str, told: str
) -> None:
    sign_in(client, "penyelia@example.org")
    wish = {"visibility": visibility, "text": "Anak di bawah umur.", "reason_kind": "child"}
    client.post(f"{WORK}/visibility", data=seen(client) | wish)
    second_person_agrees(app, city)
    preview = client.post(f"{WORK}/draft", data=seen(client) | {"text": "Kami datang."}, headers={"HX-Request": "true"})
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


def test_who_has_nothing_to_do_with_a_ticket_sees_what_the_public_sees(app: Flask, city: City) -> None:
    sri, tono = app.test_client(), app.test_client()
    sign_in(sri, "penyelia@example.org")
    sign_in(tono, "pam@example.org")
    send(sri, "note", text="Pelapor minta tidak disebut.")
    send(sri, "respond", text="Kami datang hari ini.", then="keep")
    assert "0812-3456-7890" in sri.get(WORK).text, "who works on it reads what came in"
    page = tono.get(WORK).text
    assert "Kami datang hari ini." in page and "[telepon]" in page
    assert not any(secret in page for secret in ("0812-3456-7890", "Pelapor minta", "Sri"))
    child = {"text": "Anak di bawah umur.", "reason_kind": "child"}
    sri.post(f"{WORK}/visibility", data=seen(sri) | {"visibility": "stub"} | child)
    second_person_agrees(app, city)
    assert "Kami datang" not in tono.get(WORK).text and "Kami datang" in sri.get(WORK).text
    sri.post(f"{WORK}/visibility", data=seen(sri) | {"visibility": "hidden"} | child)
    second_person_agrees(app, city)
    assert (tono.get(WORK).status_code, sri.get(WORK).status_code) == (404, 200)
    assert tono.get(f"{WORK}/note").status_code == 404


def test_a_ticket_opens_with_what_this_officer_is_here_for(app: Flask) -> None:
    sari, tono, budi = app.test_client(), app.test_client(), app.test_client()
    for client, name in ((sari, "ragunan"), (tono, "pam"), (budi, "periksa")):
        sign_in(client, f"{name}@example.org")
    with app.app_context():
        pam = db.session.execute(select(Agency.id).where(Agency.slug == "pam-jaya")).scalar_one()
    assert Pages(sari).get(WORK).words(".work h2") == "Jawab warga"
    send(sari, "ask", text="Pipa siapa?", to_agency=str(pam))
    assert Pages(tono).get(WORK).words(".work h2") == "Jawab atau kembalikan"
    tono.post(f"{WORK}/draft", data=seen(tono) | {"text": "Kepada warga"})
    assert "Kepada warga" in Pages(tono).get(WORK).words(".work"), "a half-written answer is never hidden"
    send(tono, "answer", text="Pipa kami.")
    send(sari, "respond", text="Sudah ditambal.", then="resolve")
    assert Pages(budi).get(WORK).words(".work h2") == "Setujui: sudah selesai"


def test_an_agency_that_was_asked_sees_the_whole_ticket(app: Flask) -> None:
    sari, tono = app.test_client(), app.test_client()
    sign_in(sari)
    sign_in(tono, "pam@example.org")
    with app.app_context():
        pam = db.session.execute(select(Agency.id).where(Agency.slug == "pam-jaya")).scalar_one()
    send(sari, "ask", text="Pipa siapa?", to_agency=str(pam))
    assert "0812-3456-7890" in tono.get(WORK).text
    assert send(tono, "answer", text="Pipa kami.").status_code == 302
    assert "0812-3456-7890" in tono.get(WORK).text, "and what it was asked about stays readable"


def test_the_desk_draws_the_public_timeline_and_keeps_notes_apart(client: FlaskClient) -> None:
    sign_in(client)
    send(client, "note", text="Sudah ditelepon.")
    send(client, "respond", text="Besok ditambal.", then="start")
    desk, public = Pages(client).get(WORK), Pages(client).get(f"/tickets/{CODE}")
    shown = [[event["id"] for event in page.all(".timeline .event[id]")] for page in (desk, public)]
    assert shown[0] == shown[1] == ["e1", "e3"]
    assert "Sari" in desk.words("#e3 .behind") and not public.all(".behind")
    assert "Sudah ditelepon." in desk.words(".inside") and "Sudah ditelepon." not in desk.words(".timeline")


def test_an_agency_instructs_its_own_units_only(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    assert "Disposisi ke unit" not in client.get(WORK).text, "a kelurahan has none"
    with app.app_context():
        ids = {slug: id for slug, id in db.session.execute(select(Agency.slug, Agency.id))}
    assert send(client, "instruct", text="Kerjakan.", to_agency=str(ids["dinas-bina-marga"])).status_code == 409
    send(client, "transfer", text="Jalan kota.", to_agency=str(ids["dinas-bina-marga"]))
    with app.app_context():
        officers.add("dinas@example.org", "Dina", "dinas-bina-marga", Role.OFFICER, PASSWORD)
    client.delete_cookie("pantau")
    sign_in(client, "dinas@example.org")
    offered = {option["value"] for option in Pages(client).get(f"{WORK}/instruct").all("[name=to_agency] option")}
    assert offered == {"0", str(ids["sudin-bina-marga"]), str(ids["up-alkal-bina-marga"])}
    answer = send(client, "instruct", text="Kerjakan.", to_agency=str(ids["sudin-bina-marga"]))
    assert answer.status_code == 302
    with app.app_context():
        assert db.session.execute(select(Ticket.status)).scalar_one() == "disposisi"


@pytest.mark.parametrize("language", ["", "/en"])
def test_what_was_typed_wrong_is_said_in_the_reader_s_language(client: FlaskClient, language: str) -> None:
    sign_in(client)
    indonesian, english = ("Paling banyak 5000", "tidak terbaca", "Pilih"), ("At most 5000", "cannot be read", "Choose")
    said = english if language else indonesian
    wrong: list[tuple[str, dict[str, str]]] = [
        ("respond", {"text": "x" * 5_001, "then": "keep"}),
        ("respond", {"text": "x", "then": "keep", "promise": "31-31-3131"}),
        ("transfer", {"text": "x", "to_agency": "999999"}),
        ("transfer", {"text": "x", "to_agency": "dua"}),
        ("respond", {"text": "x", "then": "nothing"}),
    ]
    for (verb, fields), words in zip(wrong, said[:2] + said[2:] * 3, strict=True):
        answer = client.post(f"{language}{WORK}/{verb}", data=seen(client) | fields)
        assert answer.status_code == 422
        found = " ".join(box.text for box in BeautifulSoup(answer.text, "html.parser").select(".wrong"))
        assert words in found and not any(own in found for own in ("Not a valid", "Invalid", "Field cannot"))


@pytest.mark.parametrize(
    ("verb", "typed", "status", "field", "told"),
    [
        ("respond", {"text": ""}, 422, "text", "Tulis jawaban Anda dulu."),
        ("respond", {"text": "Ya kami datang.", "promise": "2020-01-01"}, 409, "promise", "Tanggal janji sudah lewat."),
        ("respond", {"text": "Ya kami datang.", "promise": "31-31-3131"}, 422, "promise", "Tanggal ini tidak terbaca."),
        ("transfer", {"text": "Bukan jalan kami.", "to_agency": "0"}, 422, "to_agency", "Pilih instansi."),
        ("merge", {"text": "", "into": CODE}, 409, "into", "Itu nomor laporan ini sendiri."),
        ("visibility", {"text": "Begitulah.", "visibility": "full"}, 409, "visibility", "Sudah begitu."),
    ],
)
def test_a_refusal_stands_at_its_field_and_leads_there(
    pages: Pages, verb: str, typed: dict[str, str], status: int, field: str, told: str
) -> None:
    sign_in(pages.client, "penyelia@example.org")
    page = pages.submit(pages.get(WORK if verb == "respond" else f"{WORK}/{verb}"), "form.work", status=status, **typed)
    summary = page.one(".faults[role=alert]")
    assert summary.has_attr("autofocus") and page.words("title").startswith("Belum terbit: ")
    link = page.one(".faults a")
    assert told in link.text and link["href"] == f"#{field}"
    at = page.one(f"#{field}")
    assert at["aria-invalid"] == "true"
    assert told in page.words(f"#{field}-error") and f"{field}-error" in str(at["aria-describedby"])
    assert str(typed["text"]) in page.one("textarea").text


def test_a_refusal_of_the_whole_step_stands_in_the_summary(client: FlaskClient) -> None:
    sign_in(client, "periksa@example.org")
    given = {
        "csrf_token": token(client.get("/desk/")),
        "seen": "1",
        "text": "Lubang sudah ditambal.",
        "checked": "photo",
    }
    page = BeautifulSoup(client.post(f"{WORK}/validate", data=given).text, "html.parser")
    assert "status" in page.select_one(".faults").text  # type: ignore[union-attr]
    assert not page.select(".faults a") and "ditambal" in page.select_one("textarea").text  # type: ignore[union-attr]


def test_each_verb_says_what_it_does_before_it_is_chosen_and_on_its_button(pages: Pages) -> None:
    sign_in(pages.client)
    page = pages.get(WORK)
    row = next(item for item in page.all(".actions li") if "Serahkan ke instansi lain" in item.text)
    assert "Tanggung jawab ikut pindah, kecuali penerima mengembalikannya." in row.text
    assert "Warga membaca alasan Anda." in row.text
    form = pages.get(page.link("Serahkan ke instansi lain"))
    assert form.words("[data-send]") == "Serahkan laporan"
    assert "Dialihkan ke instansi yang Anda pilih." in form.words("#preview")
    assert "Tidak ada: catatan dalam hanya dibaca petugas." in pages.get(f"{WORK}/note").words("#preview")


def test_no_field_cuts_what_is_pasted_and_no_browser_fills_a_form_again(pages: Pages) -> None:
    sign_in(pages.client)
    page = pages.get(WORK)
    assert not page.one("textarea").has_attr("maxlength")
    assert page.one("form.work")["autocomplete"] == "off"
