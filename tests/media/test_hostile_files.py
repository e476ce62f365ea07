"""Hostile files are refused in words, leave nothing behind, and never take more memory than one large photo."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL.ExifTags import IFD, Base
from sqlalchemy import func, select

from portal.actions import attach
from portal.actions.attach import HalfForm, Upload
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.status import Refused
from portal.extensions import db
from portal.media.decode import read
from portal.models import Attachment
from portal.models.draft import ANSWER
from tests.support.desk import furnish
from tests.support.hostile_files import SCRIPT, bombs, broken, frames, polyglots
from tests.support.one_ticket import holder, ticket
from tests.support.photos import MARKER, photo, photo_of_answer, told

WIB = "Asia/Jakarta"
MOST_MEMORY = 260_000_000  # bytes above what the imports take: one photo of 50 megapixels needs some 200


def refused(content: bytes) -> str:
    """The reason; the name of what was read when it was not refused."""
    try:
        return f"read as {read(content, WIB).file_type}"
    except Refused as refusal:
        return refusal.reason


def test_what_is_something_else_besides_a_photo_is_refused() -> None:
    assert {name: reason for name, content, may in polyglots() if (reason := refused(content)) not in may} == {}


def test_bombs_are_refused_before_they_are_unfolded() -> None:
    assert {name: reason for name, content, may in bombs() if (reason := refused(content)) not in may} == {}


def test_what_was_cut_is_refused() -> None:
    assert {name: reason for name, content, may in broken() if (reason := refused(content)) not in may} == {}


def test_of_a_moving_picture_the_first_is_read() -> None:
    found = read(frames(30), WIB)
    assert (found.image.size, getattr(found.image, "n_frames", 1)) == ((64, 48), 1)


MEASURE = """
import resource, sys
sys.path.insert(0, ".")
from tests.media.test_hostile_files import refused
from tests.support.hostile_files import bombs, chunk, png
import zlib
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for _, content, _ in bombs():
    refused(content)
row = bytes(1 + 7000 // 8)
print(refused(png(7000, 7000, chunk(b"IDAT", zlib.compress(row * 7000)))))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


@pytest.mark.only_on("sqlite")
def test_memory_has_an_end_whatever_is_handed_in() -> None:
    """In a process of its own, since the most that a process ever took is never given back."""
    ran = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True, timeout=120)
    read_as, taken = ran.stdout.split("\n")[:2]
    assert read_as == "read as PNG"
    assert 0 <= int(taken) < MOST_MEMORY


@pytest.mark.only_on("sqlite")
def test_of_what_is_refused_nothing_is_stored(app: Flask, city: City) -> None:
    furnish(app, city)
    with app.app_context():
        store, half = portal_of(app).media, HalfForm(ticket().id, holder().officer, ANSWER)
        for name, content, _ in chain(polyglots(), broken(), list(bombs())[:3]):
            with pytest.raises(Refused):
                attach.add(half, Upload(content), city, store)
            db.session.rollback()
            assert db.session.scalar(select(func.count()).select_from(Attachment)) == 0, name
        assert list(store.keys()) == []


def serials() -> bytes:
    """EXIF with all that could tell whose telephone it was, and where it was."""
    from PIL import Image

    exif = Image.Exif()
    exif.load(told(time="2023:03:06 09:00:00", lat=(6, 17, 41.25, "S"), lon=(106, 49, 12.75, "E")))
    for tag in (Base.ImageDescription, Base.Software, Base.Copyright, Base.HostComputer, Base.DocumentName):
        exif[tag] = f"{MARKER} {tag.name}"
    more = exif.get_ifd(IFD.Exif)
    for tag in (Base.BodySerialNumber, Base.LensSerialNumber, Base.CameraOwnerName, Base.ImageUniqueID, Base.LensModel):
        more[tag] = f"{MARKER} {tag.name}"
    return exif.tobytes()


@pytest.mark.only_on("sqlite")
def test_no_public_byte_holds_what_the_file_told(app: Flask, city: City, client: FlaskClient) -> None:
    """Names, serial numbers and the point: neither in pictures nor on pages, feeds and files of data."""
    furnish(app, city)
    original = photo(exif=serials(), comment=MARKER.encode())
    assert original.count(MARKER.encode()) > 8
    with app.app_context():
        key = photo_of_answer(city, portal_of(app).media, original)
        row = db.session.scalars(select(Attachment)).one()
        assert (row.lat, row.lon) == (-6.294792, 106.820208)
        code = ticket().code
    sizes = [f"/media/{key}/{size}.webp" for size in ("small", "medium", "large")]
    pages = [
        f"/tickets/{code}",
        f"/tickets/{code}.json",
        f"/tickets/{code}.atom",
        "/tickets.csv",
        "/tickets.atom",
    ]
    for address in (*sizes, *pages):
        found = client.get(address)
        assert found.status_code == 200, address
        for secret in (MARKER, "SM-A155F", "294792", "820208", "samsung", SCRIPT.decode()):
            assert secret.encode() not in found.data, (address, secret)
        assert b"Exif" not in found.data and b"xmp" not in found.data[:400].lower()
