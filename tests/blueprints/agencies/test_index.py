"""The list of agencies: the answer first, intervals beside each figure, small agencies never ranked."""

from __future__ import annotations

import pytest
from bs4 import Tag
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.models import Agency
from tests.support.agencies import FAST, SMALL
from tests.support.pages import Pages


@pytest.mark.usefixtures("figures")
def test_list_begins_with_the_answer_and_never_ranks_a_small_agency(pages: Pages) -> None:
    page = pages.get("/agencies")
    assert "Separuh laporan tahun 2023 selesai dalam" in page.words("p.lead")
    small = next(row for row in page.all("table.compare tbody tr") if SMALL in row.get_text())
    assert "few" in small["class"]
    assert cell(small, "td.rank") == ""
    fast = next(row for row in page.all("table.compare tbody tr") if FAST in row.get_text())
    assert cell(fast, "td.rank b") == "1"
    assert cell(fast, "th span.tiny") == "40 laporan"  # in words, not n = 40


def cell(row: Tag, selector: str) -> str:
    return "".join(found.get_text(strip=True) for found in row.select(selector))


def test_before_the_first_computation_the_list_says_so(pages: Pages, client: FlaskClient) -> None:
    assert "Belum ada angka" in pages.get("/agencies").text
    pages.get("/agencies/nobody", status=404)
    for name in ("csv", "json"):
        assert client.get(f"/agencies.{name}").status_code == 503, "a file that is not there yet is not missing"


@pytest.mark.usefixtures("figures")
def test_the_usual_kinds_of_agencies_are_said_in_the_readers_language(session: Session, pages: Pages) -> None:
    session.execute(update(Agency).where(Agency.slug == "dinas-lambat").values(kind="suku dinas"))
    session.commit()
    asked = ("/agencies", "/en/agencies")
    said = {path: " ".join(h.get_text() for h in pages.get(path).all("section h2")) for path in asked}
    assert "Instansi" in said["/agencies"]
    assert "Suku dinas" in said["/agencies"]
    assert "Agencies" in said["/en/agencies"]
    assert "District offices (suku dinas)" in said["/en/agencies"]
