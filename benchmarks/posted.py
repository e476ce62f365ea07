"""From an officer's button to the citizen: on the ticket at once, in the search as soon as the worker has seen it."""

from __future__ import annotations

import random
import re
import string
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from benchmarks.desk_visit import DeskVisit
from benchmarks.row import Measure, Row, at_most, failed, plain_figure, times_at_least
from benchmarks.servers import Server
from portal.commands.demo import SIGN_INS
from portal.config import Settings
from portal.database import prepare
from portal.models import Agency, Ticket

RESPONSES = 10
PHOTOS, PHOTO = 5, (4_000, 3_000)
_PICTURE = re.compile(r'src="(/media/[^"]+)"')
PATIENCE = 20.0  # seconds after which a response counts as never seen


@dataclass(frozen=True, slots=True)
class Officer:
    """Who signs in."""

    email: str
    password: str
    role: str
    agency: str


def posted_rows(server: Server, settings: Settings) -> Iterator[Row]:
    """Post some responses, one after another, through the desk's forms."""
    officer = officers(settings)[0]
    codes = open_tickets(settings, officer.agency, RESPONSES)
    if not codes:
        yield failed("posted response visible", f"{officer.agency} holds no open public ticket")
        return
    visit = DeskVisit(server.address, officer.email, officer.password)
    seen = [_post(server, visit, code) for code in codes]
    there = sum(at_once for at_once, _ in seen)
    yield times_at_least(
        "posted response on the ticket at the next request",
        Measure(there, "times"),
        Measure(len(seen), "times", "posted"),
        1,
    )
    waits = sorted(seconds for _, seconds in seen)
    note = f"slowest of {len(waits)}, each asked for every 10 ms; median {waits[len(waits) // 2]:.2f} s"
    yield at_most("posted response in search results", Measure(waits[-1], "s"), 2, note)
    yield _photo_row(server, visit, codes[:PHOTOS])


def _photo_row(server: Server, visit: DeskVisit, codes: Sequence[str]) -> Row:
    """From the officer's button, with a photo of a phone in the form, until a citizen has its picture."""
    noise = np.random.default_rng(0).integers(0, 256, (PHOTO[1] // 8, PHOTO[0] // 8, 3), np.uint8)
    waits, size = [], 0
    for number, code in enumerate(codes):
        shown = Image.fromarray(np.roll(noise, 97 * number, axis=1)).resize(PHOTO)
        file = BytesIO()
        shown.save(file, "JPEG", quality=92)
        size = file.tell()
        before = set(_PICTURE.findall(server.get(f"/tickets/{code}")[1]))
        began = time.perf_counter()
        visit.respond_with_photo(code, f"Foto dari lapangan, nomor {number}.", file.getvalue())
        new = set(_PICTURE.findall(server.get(f"/tickets/{code}")[1])) - before
        if not new or server.get(new.pop())[0] != 200:
            return failed("photo on the public page", f"{code} shows none")
        waits.append(time.perf_counter() - began)
    note = f"{PHOTO[0]} x {PHOTO[1]} pixels, {size / 1e6:.1f} MB; slowest of {len(waits)} {max(waits):.2f} s"
    return plain_figure("photo sent until the public page shows it", Measure(sorted(waits)[len(waits) // 2], "s"), note)


def _post(server: Server, visit: DeskVisit, code: str) -> tuple[bool, float]:
    """(whether the next look at the ticket shows it, seconds from the answer to the post until the search finds it)."""
    word = "ukur" + "".join(random.choices(string.ascii_lowercase, k=10))
    server.get(f"/tickets/{code}")  # the page of before is kept rendered
    visit.respond(code, f"Kami sudah memeriksa lokasi: {word}.")
    began = time.perf_counter()
    at_once = word in server.get(f"/tickets/{code}")[1]
    while time.perf_counter() - began < PATIENCE:
        if f"/tickets/{code}" in server.get(f"/tickets?q={word}")[1]:
            break
        time.sleep(0.01)
    return at_once, time.perf_counter() - began


def officers(settings: Settings) -> list[Officer]:
    """The demonstration's officers, in the order in which they were made known."""
    lines = [line for line in (settings.data / SIGN_INS).read_text().splitlines() if "@" in line]
    said = ((line.split()[:3], line.rpartition(", ")[2]) for line in lines)
    return [Officer(email, password, role, agency) for (email, password, role), agency in said]


def open_tickets(settings: Settings, agency: str, most: int) -> list[str]:
    """Codes of public tickets that the agency holds and may answer, the newest first."""
    engine = create_engine(settings.database_url)
    prepare(engine)
    with Session(engine) as session:
        held = select(Ticket.code).join(Agency, Agency.id == Ticket.holder_id)
        mine = held.where(Agency.slug == agency, Ticket.ended_at.is_(None), Ticket.visibility == "full")
        found = list(session.scalars(mine.order_by(Ticket.id.desc()).limit(most)))
    engine.dispose()
    return found
