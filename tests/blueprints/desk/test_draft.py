"""What is typed is shown as the public will read it; only an answer is kept."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.actions.intake.record import record
from portal.domain.city import City
from tests.support.complaints import complaint
from tests.support.desk import WORK, furnish, send, sign_in, token
from tests.support.pages import Pages, filled_in


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def mended(client: FlaskClient, verb: str, seq: int, text: str) -> TestResponse:
    """Follow the link beside an event and send its form with another text."""
    path = f"{WORK}/{verb}?about={seq}"
    assert any(link.startswith(path) for link in Pages(client).get(WORK).links()), path
    form = Pages(client).get(path)
    given = {name: str(form.one(f"form.work [name={name}]")["value"]) for name in ("csrf_token", "seen", "about")}
    return client.post(str(form.one("form.work")["action"]), data=given | {"text": text})


def test_a_draft_is_kept_and_masked_in_the_preview(client: FlaskClient) -> None:
    sign_in(client)
    page = client.get(WORK)
    data = {"csrf_token": token(page), "text": "Hubungi 0812-3456-7890"}
    preview = client.post(f"{WORK}/draft", data=data, headers={"HX-Request": "true"})
    assert "[telepon]" in preview.text and "0812" not in preview.text
    assert "0812-3456-7890" in client.get(WORK).text


def test_what_a_page_keeps_by_itself_takes_no_notice_away(client: FlaskClient) -> None:
    """The answer to a draft may come after that to the form: a cookie of its own would lack the form's notice."""
    sign_in(client)
    data = {"csrf_token": token(client.get(WORK)), "text": "Kami datang besok."}
    kept = client.post(f"{WORK}/draft", data=data, headers={"HX-Request": "true"})
    assert kept.status_code == 200 and "Set-Cookie" not in kept.headers


@pytest.mark.parametrize("text", ["", "Bukan wewenang kami."])
def test_the_form_of_another_verb_leaves_the_draft_of_the_answer_alone(client: FlaskClient, text: str) -> None:
    sign_in(client)
    data = {"csrf_token": token(client.get(WORK)), "text": "Setengah jawaban"}
    client.post(f"{WORK}/draft", data=data, headers={"HX-Request": "true"})
    form = Pages(client).get(f"{WORK}/transfer").one("[data-hx-post]")
    preview = client.post(str(form["data-hx-post"]), data=data | {"text": text}, headers={"HX-Request": "true"})
    assert text in preview.text
    assert "Setengah jawaban" in client.get(WORK).text
    assert Pages(client).get(f"{WORK}/transfer").one("textarea").text.strip() == text


def test_a_note_leaves_the_draft_of_the_answer_alone(client: FlaskClient) -> None:
    sign_in(client)
    data = {"csrf_token": token(client.get(WORK)), "text": "Setengah jawaban"}
    client.post(f"{WORK}/draft", data=data, headers={"HX-Request": "true"})
    assert send(client, "note", text="Sudah ditelepon.").status_code == 302
    assert "Setengah jawaban" in client.get(WORK).text
    assert send(client, "respond", text="Jawaban utuh", then="keep").status_code == 302
    assert "Setengah jawaban" not in client.get(WORK).text


HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize("verb", ["note", "transfer", "merge", "visibility"])
def test_the_half_written_text_of_every_form_comes_back_in_that_form_and_no_other(pages: Pages, verb: str) -> None:
    sign_in(pages.client, "penyelia@example.org")
    form = pages.get(f"{WORK}/{verb}")
    left = str(form.one("form.work")["data-left"])
    typed = filled_in(form.one("form.work")) | {"text": f"Setengah {verb}"}
    assert pages.client.post(left, data=typed).status_code == 204
    again = pages.get(f"{WORK}/{verb}")
    assert again.one("textarea").text.strip() == f"Setengah {verb}" and "Draf dari" in again.words(".do")
    assert pages.get(WORK).one("textarea").text.strip() == ""
    assert "draf Anda" in pages.get(WORK).words(".actions") and "draf Anda" in pages.get("/desk/").words(".queue")


def test_a_correction_of_one_event_is_no_draft_for_another(pages: Pages) -> None:
    sign_in(pages.client)
    for text in ("Ditambal Slasa.", "Ditambal Rbau."):
        send(pages.client, "respond", text=text, then="keep")
    first = pages.get(f"{WORK}/correct?about=2")
    pages.client.post(
        str(first.one("form.work")["data-left"]), data=filled_in(first.one("form.work")) | {"text": "Ditambal Sel"}
    )
    assert pages.get(f"{WORK}/correct?about=2").one("textarea").text.strip() == "Ditambal Sel"
    assert pages.get(f"{WORK}/correct?about=3").one("textarea").text.strip() == "Ditambal Rbau."


def test_a_published_text_never_comes_back_as_a_draft(pages: Pages) -> None:
    sign_in(pages.client)
    client, old = pages.client, pages.get(WORK)
    typed = filled_in(old.one("form.work")) | {"text": "Hubungi 0812-3456-7890."}
    assert client.post(f"{WORK}/respond", data=typed).status_code == 302
    late = client.post(f"{WORK}/draft", data=typed | {"text": "Hubungi 08"}, headers=HTMX)
    assert "Draf tersimpan" not in late.text, "it was on its way when its form was published"
    assert client.post(str(old.one("form.work")["data-left"]), data=typed).status_code == 409
    fresh = filled_in(pages.get(WORK).one("form.work"))
    assert fresh["text"].strip() == "" and fresh["key"] != typed["key"]
    back = client.post(f"{WORK}/draft", data=fresh | {"text": typed["text"]}, headers=HTMX)
    assert "Draf tersimpan" not in back.text, "a browser that fills a new form with the old text"
    assert pages.get(WORK).one("textarea").text.strip() == ""
    more = client.post(f"{WORK}/draft", data=fresh | {"text": "Hubungi kami lagi."}, headers=HTMX)
    assert "Draf tersimpan" in more.text


def test_without_a_script_a_draft_is_kept_on_the_way_to_the_next_ticket(app: Flask, city: City, pages: Pages) -> None:
    with app.app_context():
        record(complaint(2, agency="kelurahan-ragunan", area="31.74.04.1006"), city)
    sign_in(pages.client)
    page = pages.get(f"{WORK}?tab=answer")
    button = page.one("noscript button")
    typed = filled_in(page.one("form.work")) | {"text": "Setengah jalan"}
    sent = pages.client.post(str(button["formaction"]), data=typed)
    assert sent.location == "/desk/tickets/JK2303060002?tab=answer"
    assert pages.get(f"{WORK}?tab=answer").one("textarea").text.strip() == "Setengah jalan"
    saved = pages.client.post(f"{WORK}/draft?verb=note", data=typed | {"text": "Telepon dulu"})
    assert saved.location.startswith(f"{WORK}/note?tab=answer")
    assert pages.get(saved.location).one("textarea").text.strip() == "Telepon dulu"


@pytest.mark.parametrize(
    ("then", "promise", "said"),
    [
        ("keep", "", ["Jawaban petugas."]),
        ("start", "", ["Mulai dikerjakan."]),
        ("resolve", "2090-01-31", ["Dinyatakan selesai, menunggu pemeriksaan.", "Janji selesai: 31 Jan 2090."]),
    ],
)
def test_the_preview_tells_the_step_as_the_public_will_read_it(
    pages: Pages, then: str, promise: str, said: list[str]
) -> None:
    sign_in(pages.client)
    typed = filled_in(pages.get(WORK).one("form.work")) | {"then": then, "promise": promise}
    shown = pages.client.post(f"{WORK}/draft", data=typed, headers=HTMX)
    assert [
        " ".join(line.get_text("").split()) for line in BeautifulSoup(shown.text, "html.parser").select(".what")
    ] == said
