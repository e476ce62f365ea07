"""Every chart can be taken away from the page that shows it, in every form."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlsplit
from xml.etree.ElementTree import fromstring

import pytest
from flask.testing import FlaskClient

from portal.blueprints.charts.registry import CHARTS
from portal.blueprints.charts.shown import FILES
from tests.support.charts import SHOWN, address
from tests.support.pages import Pages

TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv", "json": "application/json"}
pytestmark = pytest.mark.usefixtures("figures")


def test_every_chart_offers_itself_on_its_page_and_every_form_answers(pages: Pages, client: FlaskClient) -> None:
    assert set(SHOWN) == set(CHARTS), "a new chart needs its page here"
    for name, (_, page) in SHOWN.items():
        shown = pages.get(page)
        offered = {urlsplit(link).path for link in shown.links(".take-forms a")}
        assert offered >= {f"/charts/{name}", *(f"/charts/{name}.{format}" for format in FILES)}, name
        assert any(f"/charts/{name}/embed?" in area.get_text() for area in shown.all(".take-forms textarea")), name
        for format in FILES if name == "compare" else ("svg", "csv"):  # an image takes its time
            found = client.get(address(name, f".{format}"))
            assert (found.status_code, found.mimetype) == (200, TYPES[format]), (name, format)


@pytest.mark.only_on("sqlite")
def test_files_say_the_same_and_stand_alone(client: FlaskClient) -> None:
    for name in SHOWN:
        document = client.get(address(name, ".json")).get_json()
        lines = list(csv.reader(io.StringIO(client.get(address(name, ".csv")).text)))
        assert lines[0] == [column["name"] for column in document["columns"]], name
        assert len(lines) - 1 == len(document["rows"]) > 0, name
        drawing = client.get(address(name, ".svg")).text
        root = fromstring(drawing)
        assert all(part not in drawing for part in ("href", "url(", "<script", "<image", "var(", '%"')), name
        assert document["cite"] in "".join(
            text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")
        ).replace(" ", "")


@pytest.mark.only_on("sqlite")
def test_a_citation_leads_to_the_page_of_the_chart_and_says_when_the_figures_have_moved(
    pages: Pages, client: FlaskClient
) -> None:
    document = client.get(address("compare", ".json")).get_json()
    cited = urlsplit(document["cite"])
    page = pages.get(f"{cited.path}?{cited.query}")
    assert page.all(".notice") == []
    assert document["cite"] in page.links(".cite a")
    later = f"{cited.path}?{cited.query[: cited.query.index('seq=')]}seq=1"
    assert "sudah berganti" in pages.get(later).words(".notice")
    for format in FILES:
        refused = client.get(later.replace("/compare?", f"/compare.{format}?"))
        assert refused.status_code == 400 and refused.mimetype != TYPES["png"]


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
