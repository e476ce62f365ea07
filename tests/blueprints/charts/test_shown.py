"""Every chart can be taken away from the page that shows it, in every form."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from portal.blueprints.charts.registry import CHARTS
from portal.blueprints.charts.shown import FILES
from tests.support.charts import AGENCY, AREA, RICH, SHOWN, address
from tests.support.pages import Pages

TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv", "json": "application/json"}
#: Charts and tables; lists, and the counts beside a filter's choices, are how a page is used.
DRAWN = "table:not(.help), figure:not(.city-map), .spark"
#: A time in the first sentences of a page, and what follows it.
TOLD = re.compile(
    r"(?:selesai|di sini|Sudin [A-Za-z ]+?) (?:dalam )?[\d,]+ (?:jam|hari)(?: di Sudin [A-Za-z ]+\b)?(.{2})"
)
pytestmark = pytest.mark.usefixtures("figures")


def test_every_chart_offers_itself_on_its_page_and_every_form_answers(pages: Pages, client: FlaskClient) -> None:
    assert {*SHOWN, *RICH} == set(CHARTS), "a new chart needs its page here"
    for name, (_, page) in SHOWN.items():
        shown = pages.get(page)
        offered = {urlsplit(link).path for link in shown.links(".take-forms a")}
        assert offered >= {f"/charts/{name}", *(f"/charts/{name}.{format}" for format in FILES)}, name
        assert not shown.all("main details textarea"), "a browser lays out every fold that holds a field"
        own = pages.get(shown.links(f".take-forms a[href*='/{name}?'][href$='#sematkan']")[0])
        assert f"/charts/{name}/embed?" in own.one("#sematkan textarea").get_text(), name
        for format in FILES if name == "compare" else ("svg", "csv"):  # an image takes its time
            found = client.get(address(name, f".{format}"))
            assert (found.status_code, found.mimetype) == (200, TYPES[format]), (name, format)


@pytest.mark.only_on("sqlite")
def test_no_chart_or_table_of_figures_stands_on_a_page_without_its_address(pages: Pages) -> None:
    """Before the next heading there is one to take away. The map on the front page leads to the same one."""
    for page in sorted({"/agencies/pam-jaya", "/implementation/checks", *(page for _, page in SHOWN.values())}):
        bare: list[object] = []
        taken = False
        for mark in pages.get(page).all(f"main :is(h2, h3, .take-forms, {DRAWN}), footer"):
            if mark.name in ("h2", "h3", "footer"):
                assert taken or not bare, (page, bare)
                bare, taken = [], False
            elif mark.name == "div":
                taken = True
            else:
                bare.append((mark.name, mark.get("class")))
    assert "/areas?map=overdue#peta" in pages.get("/").links(".city-map a") or not pages.get("/").all(".city-map")


@pytest.mark.only_on("sqlite")
def test_a_page_leads_with_no_time_without_its_interval(pages: Pages) -> None:
    told = 0
    for page in ("/agencies?period=2023", "/areas?period=2023", AREA, AGENCY, "/compare?category=jalan"):
        lead = re.sub(r"dalam \d+ hari \(\d+[–-]\d+%\)", "", pages.get(page).words("main .lead"))
        for after in TOLD.findall(lead):
            assert after == " (", (page, lead)
            told += 1
    assert told >= 5


@pytest.mark.only_on("sqlite")
def test_an_address_that_asks_for_what_is_not_there_gets_no_chart(client: FlaskClient) -> None:
    assert client.get("/charts/nowhere").status_code == 404
    assert client.get("/charts/agency-ends?agency=nobody").status_code == 404
    assert client.get("/charts/agency-ends?agency=sudin-sda&period=1999").status_code == 404
    for path in (
        "/charts/compare?colour=red",
        "/charts/compare?category=entah",
        "/charts/agency-months.svg?period=2023",
    ):
        assert client.get(path).status_code == 400, path
    assert client.get("/charts/agency-ends?agency=SUDIN-SDA&period=2023").location == (
        "/charts/agency-ends?agency=sudin-sda&period=2023"
    )
