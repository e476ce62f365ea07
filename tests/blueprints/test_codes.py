"""A ticket's code is read by one rule wherever it is typed: address, public search, desk search, merge field."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.models import Ticket
from tests.support.complaints import complaint
from tests.support.desk import furnish, sign_in, token
from tests.support.lens import fed
from tests.support.pages import Pages

CASES = Path(__file__).parents[1] / "samples" / "codes.csv"
FIRST, SECOND = "JK2603050008", "JK2601110018"
OF_A_SOURCE = "SR-2026-000123"
#: Unknown codes that lie one slip away from one that is there.
NEAR = {"JK26030500088", "KC2603050008"}
HERE = {"agency": "kelurahan-ragunan", "area": "31.74.04.1006"}


def cases(where: str) -> Iterator[tuple[str, str]]:
    """What is typed there, and what is expected."""
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if where in row["where"].split():
                typed = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), row["typed"])
                yield typed, row["expected_code"]


@pytest.fixture
def told(app: Flask, session: Session, city: City, quick_passwords: None) -> Flask:
    """A city whose tickets have the codes of the cases, and one with a code of its source."""
    furnish(app, city)
    codes = (FIRST, SECOND, OF_A_SOURCE)
    with app.app_context():
        record_many([complaint(n, code=code, **HERE) for n, code in enumerate(codes, 2)], city)
        fed(app, session)
    return app


def test_every_line_of_the_cases_is_asked_somewhere() -> None:
    asked = {where: len(list(cases(where))) for where in ("address", "search", "desk", "merge")}
    assert asked == {"address": 38, "search": 62, "desk": 62, "merge": 43}


def test_the_address_leads_to_the_ticket_that_was_meant(told: Flask, client: FlaskClient) -> None:
    for typed, expected in cases("address"):
        found = client.get(f"/tickets/{quote(typed, safe='')}", follow_redirects=True)
        if expected == "unknown":
            unknown(found.status_code, found.text, typed)
        else:
            assert (found.status_code, found.request.path) == (200, f"/tickets/{expected}"), typed


def unknown(status: int, text: str, typed: str) -> None:
    """The page says that there is none, and offers what lies near."""
    assert (status, "Nomor ini tidak kami temukan" in text) == (404, True), typed
    assert (f'href="/tickets/{FIRST}"' in text) == (typed in NEAR), typed


def test_the_public_search_leads_to_the_ticket_or_lists_several(told: Flask, client: FlaskClient, pages: Pages) -> None:
    for typed, expected in cases("search"):
        found = client.get("/tickets", query_string={"q": typed}, follow_redirects=True)
        if expected == "unknown":
            unknown(found.status_code, found.text, typed)
        elif expected == "none":
            assert (found.status_code, found.request.path) == (200, "/tickets"), typed
            assert dict(found.request.args) == {"q": typed}, "read as words"
        elif " " in expected:
            links = pages.get(f"/tickets?q={quote(found.request.args['q'])}").links("ol.rows h3 a")
            assert {urlsplit(link).path.rpartition("/")[2] for link in links} == set(expected.split()), typed
        else:
            assert (found.status_code, found.request.path) == (200, f"/tickets/{expected}"), typed


@pytest.mark.parametrize("typed", ["laporan {} belum dibalas", "no tiket: {}", "https://contoh.example/tickets/{}"])
def test_an_unknown_code_among_words_is_named_as_one(told: Flask, client: FlaskClient, typed: str) -> None:
    found = client.get("/tickets", query_string={"q": typed.format("JK2603059999")}, follow_redirects=True)
    assert found.request.path == "/tickets/JK2603059999"
    unknown(found.status_code, found.text, typed)


def test_the_search_of_the_desk_opens_the_ticket_or_lists_several(told: Flask, client: FlaskClient) -> None:
    sign_in(client)
    pages = Pages(client)
    for typed, expected in cases("desk"):
        found = client.get("/desk/", query_string={"q": typed}, follow_redirects=True)
        assert found.status_code == 200, typed
        if expected in ("unknown", "none") or " " in expected:
            assert found.request.path == "/desk/", typed
            page = pages.get(f"/desk/?q={quote(typed)}")
            listed = {link.rpartition("/")[2] for link in page.links("ul.bullets a")}
            offered = {FIRST} if typed in NEAR else set()
            assert ("Nomor ini tidak kami temukan" in page.text) == (expected == "unknown"), typed
            assert listed == (set(expected.split()) if " " in expected else offered), typed
        else:
            assert found.request.path == f"/desk/tickets/{expected}", typed
    page = pages.get(f"/desk/?q={FIRST} dan JK2699990001")
    assert [link.rpartition("/")[2] for link in page.links("ul.bullets a")] == [FIRST]
    assert "Tidak ada laporan bernomor JK2699990001." in page.text, "of two it does not open the known one unsaid"


def test_the_merge_field_takes_the_ticket_that_was_meant(
    told: Flask, client: FlaskClient, session: Session, city: City
) -> None:
    asked = list(cases("merge"))
    with told.app_context():
        record_many([complaint(100 + n, code=f"X{n:05}", **HERE) for n in range(len(asked))], city)
    sign_in(client)
    kept = aliased(Ticket)
    for n, (typed, expected) in enumerate(asked):
        address = f"/desk/tickets/X{n:05}/merge"
        form = client.get(address)
        seen = re.search(r'name="seen"[^>]*value="(\d+)"', form.text)
        assert seen is not None
        data = {"csrf_token": token(form), "seen": seen[1], "into": typed, "text": ""}
        answer = client.post(address, data=data)
        session.rollback()
        merged = select(kept.code).join(Ticket, Ticket.duplicate_of == kept.id).where(Ticket.code == f"X{n:05}")
        assert session.scalar(merged) == (None if expected == "unknown" else expected), typed
        if expected == "unknown":
            assert (answer.status_code, "Tidak ada laporan bernomor" in answer.text) == (409, True), typed
            assert (f"Mungkin maksud Anda {FIRST}?" in answer.text) == (typed in NEAR), typed


@pytest.mark.parametrize(
    "typed", [OF_A_SOURCE, "sr2026000123", "SR 2026 000123", "laporan sr-2026-000123 belum", "sr/2026/000123"]
)
def test_a_code_of_the_source_is_found_with_its_signs_and_without(told: Flask, client: FlaskClient, typed: str) -> None:
    sign_in(client)
    found = client.get("/tickets", query_string={"q": typed}, follow_redirects=True)
    assert found.request.path == f"/tickets/{OF_A_SOURCE}"
    found = client.get("/desk/", query_string={"q": typed}, follow_redirects=True)
    assert found.request.path == f"/desk/tickets/{OF_A_SOURCE}"
    if "laporan" not in typed and "/" not in typed:
        found = client.get(f"/tickets/{quote(typed, safe='')}", follow_redirects=True)
        assert found.request.path == f"/tickets/{OF_A_SOURCE}"
