"""Before and after stand side by side on a ticket's page, and nobody resolves without the photo that is asked for."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.actions import moderate
from portal.actions.apply_events import Act
from portal.domain.attachment import FlagKind
from portal.domain.city import City
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.models import Attachment, AttachmentFlag
from tests.support.desk import CODE, WORK, furnish, seen, send, sign_in, token
from tests.support.one_ticket import ticket
from tests.support.pages import Pages
from tests.support.photos import photo

DONE = {"text": "Lubang sudah kami tambal.", "then": "resolve"}


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def add(client: FlaskClient, seed: int, purpose: str, alt: str) -> None:
    """A photo that waits with the answer, and what it shows."""
    data = {**seen(client), "photos": (io.BytesIO(photo(seed=seed)), "foto.jpg")}
    sent = client.post(f"{WORK}/photos?verb=respond", data=data, headers={"HX-Request": "true"})
    key = sent.text.rpartition('name="photo_key" value="')[2].partition('"')[0]
    said = {"photo_key": key, f"alt-{key}": alt, f"purpose-{key}": purpose}
    assert client.post(f"{WORK}/photos?verb=respond", data=seen(client) | said).status_code == 302


def test_who_resolves_shows_the_place_and_the_public_sees_before_and_after(
    client: FlaskClient, app: Flask, city: City
) -> None:
    sign_in(client)
    assert "Kategori ini meminta foto sesudah bila dinyatakan selesai." in client.get(WORK).text
    add(client, 1, "before", "Lubang di depan gerbang")
    refused = client.post(f"{WORK}/respond", data=seen(client) | DONE)
    assert refused.status_code == 422 and "Tambahkan foto, dan pilih keadaannya" in refused.text
    assert DONE["text"] in refused.text, "nothing that was typed is lost"
    add(client, 2, "after", "Aspal baru di tempat yang sama")
    assert client.post(f"{WORK}/respond", data=seen(client) | DONE).status_code == 302
    page = Pages(client).get(f"/tickets/{CODE}")
    for place in (".head-pair .pair", ".timeline .pair"):
        halves = page.all(f"{place} figure")
        assert [half.select_one("b").text for half in halves] == ["Sebelum", "Sesudah"]  # type: ignore[union-attr]
        alts = [half.select_one("img")["alt"] for half in halves]  # type: ignore[index]
        assert alts == ["Lubang di depan gerbang", "Aspal baru di tempat yang sama"]
        assert all("/small.webp" in str(half.select_one("img")["src"]) for half in halves)  # type: ignore[index]
    assert not page.all(".photos"), "what the pair shows is not shown twice"
    assert "Belum diperiksa orang kedua." in page.words(".head-pair") and not page.all(".flags")
    with app.app_context():
        after = db.session.scalars(select(Attachment).where(Attachment.purpose == "after")).one()
        evidence = {"metres": 900, "city_limit": 200}
        db.session.add(AttachmentFlag(attachment_id=after.id, kind=FlagKind.MADE_BY_MACHINE.value, evidence=evidence))
        db.session.commit()
    page = Pages(client).get(f"/tickets/{CODE}")
    assert "1 tanda pada foto sesudah." in page.words(".head-pair"), "a flag comes after its event, and is seen at once"
    assert len(page.all(".timeline .flags")) == 1
    client.post("/desk/sign-out", data={"csrf_token": token(client.get("/desk/"))})
    sign_in(client, "periksa@example.org")
    shown = Pages(client).get(WORK).all(".desk-work .pair img")
    assert len(shown) == 2, "the validator sees them side by side, above the form"
    send(client, "validate", text="Batu dan pagarnya sama.", checked="photo")
    assert "Diperiksa: foto." in Pages(client).get(f"/tickets/{CODE}").words(".head-pair")
    with app.app_context():
        moderate.change_visibility(ticket().id, Visibility.STUB, "Menyebut nama orang.", Act(city))
    stub = client.get(f"/tickets/{CODE}").text
    assert "/media/" not in stub and "Tanpa foto sesudah" not in stub
