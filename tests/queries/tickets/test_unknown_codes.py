"""Of several codes those that no ticket has are named, wherever the list is read."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.queries.tickets.unknown_codes import read_with_codes, unknown_codes
from tests.search.sampling import CLOCKS
from tests.support.lens import filled, sources

KNOWN, UNKNOWN = "JK2303060001", "JK2303069999"


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        (f"{KNOWN} dan {UNKNOWN}", (UNKNOWN,)),
        (f"jk-230306-9999, {KNOWN} {UNKNOWN}", (UNKNOWN,)),
        (f"{KNOWN} {KNOWN}", ()),
        (f"{KNOWN} JK2399990001", ("JK2399990001",)),
        ("jk 23 03 06 00 01", ()),
        (f"{KNOWN} telepon 081200000000 pelat B 2468 ZZZ", ()),
    ],
)
def test_what_is_a_code_by_its_form_beside_a_known_one(text: str, unknown: tuple[str, ...]) -> None:
    assert unknown_codes(text, (KNOWN,), "JK") == unknown


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"code:{KNOWN},{UNKNOWN}", [UNKNOWN]),
        (f"lubang (kode:{UNKNOWN} OR tiket:2303060001)", [UNKNOWN]),
        (f"code:{KNOWN}", []),
        (f"code:JK23* -code:{UNKNOWN}", []),
        (f"lubang {KNOWN}", []),
    ],
)
def test_a_reading_notes_the_codes_of_no_ticket_with_those_near_them(
    app: Flask, session: Session, text: str, named: list[str]
) -> None:
    filled(app, session)
    reading = read_with_codes(sources(app, session), text, CLOCKS)
    notes = [note for note in reading.notes if note.field == "code"]
    assert [note.text for note in notes] == named
    assert [text[note.start : note.end] for note in notes] == named
