"""Photos are sent to anybody once their event is public, never before, and never as anything but a picture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from portal.context import portal_of
from portal.domain.city import City
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.media.store import MediaStore
from portal.models import Attachment, Category, Event, Ticket
from tests.support.desk import furnish
from tests.support.photos import MARKER, photo_of_answer


@pytest.fixture
def key(app: Flask, city: City) -> Iterator[str]:
    """Of a photo that the public may see."""
    furnish(app, city)
    with app.app_context():
        yield photo_of_answer(city, portal_of(app).media)


def address(key: str, size: str = "small") -> str:
    return f"/media/{key}/{size}.webp"


def test_a_public_photo_is_sent_as_a_picture_that_may_be_kept_for_a_year(client: FlaskClient, key: str) -> None:
    for size in ("small", "medium", "large"):
        found = client.get(address(key, size))
        assert (found.status_code, found.content_type) == (200, "image/webp")
        assert found.data[8:12] == b"WEBP" and MARKER.encode() not in found.data
        assert found.headers["Cache-Control"] == "public, immutable, max-age=31536000, s-maxage=300"
        assert found.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
        assert found.headers["X-Content-Type-Options"] == "nosniff"
        assert found.headers["X-Accel-Expires"] == "60", "what is taken from view is gone from nginx in a minute"
        assert found.headers["Content-Disposition"].startswith("inline; filename=JK2303060001-")
        assert "Set-Cookie" not in found.headers


def test_who_has_it_is_told_so_and_a_part_is_sent(client: FlaskClient, key: str) -> None:
    whole = client.get(address(key))
    assert client.get(address(key), headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304
    part = client.get(address(key), headers={"Range": "bytes=0-11"})
    assert (part.status_code, part.data) == (206, whole.data[:12])
    assert client.head(address(key)).headers["Content-Length"] == str(len(whole.data))


def test_what_is_not_public_is_not_there(app: Flask, client: FlaskClient, key: str) -> None:
    ticket, event, category = (update(table) for table in (Ticket, Event, Category))
    photo = update(Attachment)
    reasons = [
        (ticket.values(visibility=Visibility.STUB.value, text=""), ticket.values(visibility=Visibility.FULL.value)),
        (ticket.values(visibility=Visibility.PENDING.value, text=""), ticket.values(visibility=Visibility.FULL.value)),
        (event.values(public=False), event.values(public=True)),
        (event.values(redacted_by=1, text=""), event.values(redacted_by=None)),
        (category.values(sensitive=True), category.values(sensitive=False)),
        (photo.values(event_seq=None), photo.values(event_seq=2)),
        (photo.values(removed_at=1), photo.values(removed_at=None)),
        (photo.values(files_kept=False), photo.values(files_kept=True)),
    ]
    for wrong, right in reasons:
        db.session.execute(wrong)
        db.session.commit()
        assert client.get(address(key)).status_code == 404, str(wrong)
        db.session.execute(right)
        db.session.commit()
        assert client.get(address(key)).status_code == 200, str(right)


def test_no_other_file_of_a_picture_has_an_address(client: FlaskClient, key: str) -> None:
    for path in (f"/media/{key}/original", f"/media/{key}/original.webp", f"/media/{key}", address("unknown" * 4)):
        assert client.get(path).status_code == 404, path


def test_a_store_that_is_away_is_said_so(client: FlaskClient, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(MediaStore, "get", away)
    found = client.get(address(key))
    assert (found.status_code, found.headers["Retry-After"]) == (503, "30")
    assert "immutable" not in found.headers.get("Cache-Control", "")
