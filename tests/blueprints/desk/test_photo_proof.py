"""What an officer sees of the proof before it is public: which photo stands as before, and what speaks against one."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.actions.intake.record import record
from portal.context import portal_of
from portal.domain.attachment import Purpose
from portal.domain.city import City
from portal.media.store import MediaStore
from tests.support.complaints import complaint
from tests.support.desk import CODE, WORK, furnish, seen, sign_in
from tests.support.flagged import add, publish, scene_file
from tests.support.pages import Pages
from tests.support.photos import told

AREA = "31.74.04.1006"
EARLIER = "JK2303060002"


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def send(client: FlaskClient, content: bytes = b"", verb: str = "photos?verb=respond", **fields: str) -> str:
    """What the officer's form is sent with; the page that comes of it."""
    files = {"photos": (io.BytesIO(content), "foto.jpg")} if content else {}
    sent = {**seen(client), **fields, **files}
    return client.post(f"{WORK}/{verb}", data=sent, content_type="multipart/form-data", follow_redirects=True).text


def test_one_of_the_photos_there_are_is_chosen_kept_with_the_draft_and_shown_in_the_pair(
    client: FlaskClient, app: Flask, city: City
) -> None:
    store = MediaStore(portal_of(app).settings.media_url)
    with app.app_context():
        first, second = (add(city, store, "1", scene_file(number), Purpose.BEFORE) for number in (1, 2))
        publish(city, "1")
    sign_in(client)
    form = Pages(client).get(WORK)
    choices = form.all(".choose-before [type=radio]")
    assert [(choice["value"], choice.has_attr("checked")) for choice in choices] == [
        ("", True),
        (first, False),
        (second, False),
    ]
    send(client, scene_file(4))
    send(client, verb="draft", text="", beside=second)
    kept = Pages(client).get(WORK)
    assert [c["value"] for c in kept.all(".choose-before [type=radio]") if c.has_attr("checked")] == [second]
    (after,) = re.findall(r'name="photo_key" value="([\w-]+)"', client.get(WORK).text)
    typed = {"text": "Sudah kami tambal.", "then": "resolve", "photo_key": after, f"purpose-{after}": "after"}
    refused = send(client, verb="respond", **typed, beside="x" * 24)
    assert "Foto yang Anda pilih sudah tidak ada pada laporan ini." in refused
    send(client, verb="respond", **typed, beside=second)
    pair = Pages(client).get(f"/tickets/{CODE}").all(".head-pair img")
    assert [str(picture["src"]).split("/")[2] for picture in pair] == [second, after]
    events = client.get(f"/tickets/{CODE}.json").get_json()["events"]
    digests = {photo["address"]: photo["digest"] for event in events for photo in event["photos"]}
    assert events[-1]["beside"] == digests[f"/media/{second}/"] and events[-1]["kind"] == "completed"


def test_what_speaks_against_a_photo_is_said_in_full_before_it_is_public(
    client: FlaskClient, app: Flask, city: City
) -> None:
    store = MediaStore(portal_of(app).settings.media_url)
    with app.app_context():
        record(complaint(2, agency="kelurahan-ragunan", area=AREA), city)
        used = add(city, store, "2", scene_file())
        seq = publish(city, "2")
    sign_in(client)
    exif = told(time="2023:01:20 10:00:00", lat=(6, 15, 36, "S"), lon=(106, 48, 0, "E"))
    send(client, scene_file(3, exif), text="Sudah kami tambal.")
    page = Pages(client).get(WORK)
    flags = page.words(".waiting .flags")
    for said in (
        "Foto yang sama ada pada laporan JK2303060002",
        "oleh instansi yang sama.",
        "Diambil jauh dari lokasi laporan 5,2 km dari lokasi laporan, menurut berkas foto. Batas kota: 150 m.",
        "sebelum laporan masuk, menurut jam di berkas foto.",
        "Jam ponsel bisa salah.",
    ):
        assert said in flags
    assert page.link(EARLIER) == f"/tickets/{EARLIER}#e{seq}"
    assert page.one(".waiting .earlier img")["src"] == f"/media/{used}/small.webp"
    assert len(page.all(".waiting svg.flag-scale")) == 2
    assert used not in client.get(f"/tickets/{CODE}").text, "nothing of it is public yet"
