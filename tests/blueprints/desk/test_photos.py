"""Photos go along with an answer: sent one by one or with the form, kept with the draft, shown with the event."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.blueprints.desk.photo_form import moved_earlier
from portal.config import FORM_BYTES
from portal.domain.city import City
from portal.media.store import MediaStore
from tests.support.desk import CODE, WORK, furnish, second_person_agrees, seen, sign_in
from tests.support.pages import Pages
from tests.support.photos import document, photo

SEND = f"{WORK}/photos?verb=respond"
SCRIPT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def files(*contents: bytes) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(content), f"foto{number}.jpg") for number, content in enumerate(contents, 1)]


def post(client: FlaskClient, *contents: bytes, to: str = SEND, script: bool = True, **fields: Any) -> TestResponse:
    data = {**seen(client), "photos": files(*contents), **fields}
    return client.post(to, data=data, content_type="multipart/form-data", headers=SCRIPT if script else {})


def keys(page: TestResponse) -> list[str]:
    return re.findall(r'name="photo_key" value="([\w-]+)"', page.text)


def test_a_photo_is_sent_described_and_published_with_the_answer(client: FlaskClient) -> None:
    sign_in(client)
    (key,) = keys(post(client, photo()))
    assert client.get(f"/desk/media/{key}/small.webp").content_type == "image/webp"
    assert client.get(f"/media/{key}/small.webp").status_code == 404, "nobody outside sees what is not published"
    said = {"photo_key": key, f"alt-{key}": "Lubang sudah ditambal", f"purpose-{key}": "after"}
    preview = client.post(f"{WORK}/draft", data={**seen(client), "text": "Beres.", **said}, headers=SCRIPT)
    assert 'alt="Lubang sudah ditambal"' in preview.text, "it stands in what the public will see"
    client.post(f"{WORK}/respond", data={**seen(client), "text": "Sudah kami tambal.", "then": "keep", **said})
    page = Pages(client).get(f"/tickets/{CODE}")
    shown = page.one("figure.photo img")
    assert (shown["alt"], shown["loading"]) == ("Lubang sudah ditambal", "lazy")
    assert shown["src"] == f"/media/{key}/medium.webp"
    assert page.one("figure.photo figcaption").text.startswith("Sesudah")
    assert client.get(f"/media/{key}/small.webp").status_code == 200
    (told,) = client.get(f"/tickets/{CODE}.json").get_json()["events"][-1]["photos"]
    assert (told["address"], told["alt"], told["purpose"]) == (f"/media/{key}/", "Lubang sudah ditambal", "after")
    assert (
        f'rel="enclosure" type="image/webp" href="http://localhost/media/{key}/large.webp"'
        in client.get(f"/tickets/{CODE}.atom").text
    )


def test_without_a_script_a_button_of_the_same_form_sends_them_and_keeps_the_text(client: FlaskClient) -> None:
    sign_in(client)
    sent = post(client, photo(seed=1), document(2), script=False, text="Sudah kami tambal, suratnya terlampir.")
    assert sent.status_code == 302
    page = Pages(client).get(sent.location)
    assert len(page.all(".waiting li")) == 2
    assert page.one("textarea").text.strip() == "Sudah kami tambal, suratnya terlampir."


def test_files_that_come_with_the_answer_itself_are_published_with_it(client: FlaskClient) -> None:
    sign_in(client)
    post(client, photo(), to=f"{WORK}/respond", script=False, text="Sudah kami tambal.", then="keep")
    assert len(Pages(client).get(f"/tickets/{CODE}").all("figure.photo")) == 1


def test_a_file_that_is_refused_is_named_and_all_else_is_kept(client: FlaskClient) -> None:
    sign_in(client)
    typed = {"text": "Sudah kami tambal.", "then": "keep"}
    answer = post(client, photo(), b"<svg/>", to=f"{WORK}/respond", script=False, **typed)
    assert answer.status_code == 422
    assert "foto2.jpg: Berkas ini bukan foto" in answer.text and "Sudah kami tambal." in answer.text
    assert len(keys(answer)) == 1
    assert not Pages(client).get(f"/tickets/{CODE}").all("figure.photo"), "nothing is published by halves"
    assert "foto1.jpg</b>: Berkas ini bukan foto" in post(client, b"<svg/>").text


def test_a_store_that_is_full_is_said_at_the_file(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    sign_in(client)
    monkeypatch.setattr(MediaStore, "put", full)
    assert "Foto sedang tidak bisa disimpan" in post(client, photo()).text


def test_photos_are_put_in_order_thrown_away_and_brought_back(client: FlaskClient) -> None:
    sign_in(client)
    a, b = keys(post(client, photo(seed=1), photo(seed=2)))
    assert keys(post(client, photo=f"earlier:{b}", photo_key=[a, b])) == [b, a]
    gone = post(client, photo=f"remove:{a}")
    assert keys(gone) == [b] and f"restore:{a}" in gone.text
    assert keys(post(client, photo=f"restore:{a}")) == [b, a]
    assert keys(post(client, photo="remove:unknown")) == [b, a], "two windows are no error"


def test_a_photo_moves_a_place_forward_and_the_first_to_the_end() -> None:
    assert moved_earlier(["a", "b", "c"], "c") == ["a", "c", "b"]
    assert moved_earlier(["a", "b", "c"], "a") == ["b", "c", "a"]


def test_a_lost_session_keeps_the_photos(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    (key,) = keys(post(client, photo()))
    again = app.test_client()
    sign_in(again)
    assert keys(again.get(WORK)) == [key]


def test_a_colleague_sees_no_photo_that_waits_and_an_outsider_none_of_a_private_report(
    client: FlaskClient, app: Flask
) -> None:
    sign_in(client)
    (key,) = keys(post(client, photo()))
    other = app.test_client()
    for path in (f"/desk/media/{key}/small.webp", f"/desk/media/{key}/original"):
        assert other.get(path).status_code == 302, "signed out"
    sign_in(other, "penyelia@example.org")
    assert other.get(f"/desk/media/{key}/small.webp").status_code == 404
    assert other.get(WORK).status_code == 200 and keys(other.get(WORK)) == []
    post(client, to=f"{WORK}/respond", script=False, text="Sudah kami tambal.", then="keep")
    assert other.get(f"/desk/media/{key}/small.webp").status_code == 200


def test_the_file_as_it_was_handed_in_is_saved_and_never_opened(client: FlaskClient) -> None:
    sign_in(client)
    content = photo()
    (key,) = keys(post(client, content))
    found = client.get(f"/desk/media/{key}/original")
    assert (found.data, found.content_type) == (content, "image/jpeg")
    assert found.headers["Content-Disposition"] == f"attachment; filename={CODE}-{key[:6]}.jpeg"
    assert "sandbox" in found.headers["Content-Security-Policy"]
    assert found.headers["Cache-Control"] == "no-store"


def test_only_who_is_signed_in_may_send_much_and_only_where_files_belong(client: FlaskClient, app: Flask) -> None:
    much = {"photos": (io.BytesIO(bytes(FORM_BYTES + 1)), "foto.jpg")}
    for path in (SEND, f"{WORK}/respond"):
        assert app.test_client().post(path, data=dict(much), content_type="multipart/form-data").status_code == 413
        much = {"photos": (io.BytesIO(bytes(FORM_BYTES + 1)), "foto.jpg")}
    sign_in(client)
    assert "Berkas ini bukan foto" in post(client, bytes(FORM_BYTES + 1)).text
    much = {"photos": (io.BytesIO(bytes(FORM_BYTES + 1)), "foto.jpg")}
    assert client.post("/desk/sign-out", data=much, content_type="multipart/form-data").status_code == 413


def test_a_step_that_only_moves_a_report_takes_no_photos(client: FlaskClient) -> None:
    sign_in(client)
    assert not Pages(client).get(f"{WORK}/transfer").all("[type=file]")
    assert post(client, photo(), to=f"{WORK}/photos?verb=transfer").status_code == 403
    assert Pages(client).get(f"{WORK}/reject").all("[type=file]")


def test_what_is_taken_back_leaves_page_files_and_addresses_at_once(
    client: FlaskClient, app: Flask, city: City
) -> None:
    sign_in(client, "penyelia@example.org")
    (key,) = keys(post(client, photo()))
    post(client, to=f"{WORK}/respond", script=False, text="Sudah kami tambal.", then="keep")
    assert client.get(f"/media/{key}/large.webp").status_code == 200
    reason = {"about": "2", "reason_kind": "personal_data", "text": "Nama orang terbaca di foto."}
    client.post(f"{WORK}/redact", data={**seen(client), **reason})
    second_person_agrees(app, city)
    assert client.get(f"/media/{key}/large.webp").status_code == 404
    assert client.get(f"/desk/media/{key}/large.webp").status_code == 200, "until the worker comes, a minute later"
    assert not Pages(client).get(f"/tickets/{CODE}").all("figure.photo")
    assert [event["photos"] for event in client.get(f"/tickets/{CODE}.json").get_json()["events"]] == [[], [], []]
    assert key not in client.get(f"/tickets/{CODE}.atom").text


def test_english_officers_read_english_words(client: FlaskClient) -> None:
    sign_in(client)
    post(client, photo(), text="Sudah kami tambal.")
    page = Pages(client).get(f"/en{WORK}")
    assert page.one(".add-photos legend").text == "Photos and documents"
    assert [option.text for option in page.all(".waiting option")] == ["Before", "After", "Other"]
    assert page.all(".waiting label")[0].text == "What does photo 1 show?"
    refused = client.post(
        f"/en{SEND}",
        data={**seen(client), "photos": files(b"<svg/>")},
        content_type="multipart/form-data",
        headers=SCRIPT,
    )
    assert "is no photo or document that can be read" in refused.text
