"""What goes along with the tickets of a filter is the same wherever they are taken."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from urllib.parse import quote_plus, unquote_plus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.respond import respond
from portal.context import portal_of
from tests.blueprints.tickets.test_export import codes
from tests.support.examine import value
from tests.support.lens import fed, filled
from tests.support.one_ticket import id_of
from tests.support.pages import Pages

pytestmark = pytest.mark.database
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def test_a_file_says_of_what_city_moment_and_question_it_is(client: FlaskClient) -> None:
    query = "q=lubang+yang+-puing&status=open&agency=kelurahan-ragunan"
    about = client.get(f"/tickets.json?{query}&page=2").get_json(force=True)["about"]
    assert about["city"] == "Jakarta Selatan"
    assert about["page"] == "http://localhost/tickets?q=lubang+yang+-puing&agency=kelurahan-ragunan&status=open"
    assert about["seq"] > 0
    asked = {"q": ["lubang yang -puing"], "agency": ["kelurahan-ragunan"], "status": ["open"]}
    read = "lubang (juga lobang, bolong) dan tanpa puing (juga brangkal, berangkal)"
    assert (about["filter"], about["read_as"]) == (asked, read)
    (note,) = about["notes"]
    assert "“yang”" in note
    assert about["cite"].startswith("http://localhost/tickets?") and f"seq={about['seq']}" in about["cite"]
    geojson = client.get(f"/tickets.geojson?{query}").get_json(force=True)["about"]
    assert {
        name: about[name] for name in ("filter", "order", "read_as", "notes", "seq", "head", "total")
    }.items() <= geojson.items()
    for more, order in (
        ("", "best"),
        ("&page_size=0", "best"),
        ("&page_size=1", "newest"),
        ("&sort=oldest&page_size=1", "oldest"),
    ):
        assert client.get(f"/tickets.json?{query}{more}").get_json(force=True)["about"]["order"] == order, more
    head = client.head(f"/tickets.csv?{query}").headers
    described = head["Link"].partition(">")[0].removeprefix("<http://localhost")
    beside = client.get(described).get_json(force=True)
    assert (beside["tickets"], beside["about"]["filter"], beside["about"]["next"]) == ([], asked, None)
    assert head["Content-Disposition"].endswith(f'-{about["seq"]}.csv"')
    feed = ElementTree.fromstring(client.get(f"/tickets.atom?{query}").data)
    subtitle = feed.findtext(f"{ATOM}subtitle") or ""
    assert about["read_as"] in subtitle and note in subtitle
    assert feed.findtext("{http://a9.com/-/spec/opensearch/1.1/}totalResults") == str(about["total"])


def test_geojson_says_how_many_reports_have_no_point(client: FlaskClient) -> None:
    found = client.get("/tickets.geojson").get_json(force=True)
    without = sum(feature["geometry"] is None for feature in found["features"])
    assert found["about"]["without_point"] == without == 1


@pytest.mark.parametrize(
    ("query", "hidden"), [("", 1), ("agency=kelurahan-ragunan", 1), ("agency=sudin-bina-marga", 0)]
)
def test_a_file_names_the_hidden_reports_that_it_leaves_out(client: FlaskClient, query: str, hidden: int) -> None:
    for format in ("json", "geojson"):
        assert client.get(f"/tickets.{format}?{query}").get_json(force=True)["about"]["hidden"] == hidden


def test_a_list_is_cited_kept_and_followed(client: FlaskClient, pages: Pages) -> None:
    page = pages.get("/tickets?q=lubang&status=open&page=1")
    seq = client.head("/tickets.csv").headers["X-Log-Seq"]
    (cited,) = page.links(".keep .cite a")
    assert f"seq={seq}" in cited and "q=lubang" in cited and "status=open" in cited
    assert "“lubang”, Masih terbuka: 1 laporan" in page.words(".keep .cite")
    assert value(page.one("#alamat-pencarian"), "value") == "http://localhost/tickets?q=lubang&status=open"
    assert page.links(".keep a")[:2] == ["/follow?q=lubang&status=open", "/tickets.atom?q=lubang&status=open"]
    path = cited.removeprefix("http://localhost")
    assert not pages.get(path).all(".notice.warn, .read-notes")
    moved = pages.get(path.replace(f"seq={seq}", "seq=1"))
    assert "sudah berubah" in moved.words(".notice.warn")


def test_an_answer_to_an_old_report_enters_the_feed_of_a_kept_search(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    address = "/tickets.atom?q=lubang"
    old = codes(client, "atom", "q=lubang")[-1]
    respond(id_of(old), "Kami datang besok.", Act(portal_of(app).city))
    fed(app, session)
    first = ElementTree.fromstring(client.get(address).data).find(f"{ATOM}entry/{ATOM}id")
    assert first is not None and (first.text or "").endswith(f"/{old}")


def test_days_named_from_today_are_dates_in_every_address_and_the_page_says_which(client: FlaskClient) -> None:
    typed = "q=lubang+masuk:50+tahun+terakhir&status=open"
    dated = client.get(f"/tickets.json?{typed}").get_json(force=True)["about"]["filter"]["q"][0]
    assert dated.startswith("lubang masuk:19") and dated.count("..") == 1
    page = client.get(f"/tickets?{typed}").text
    plain, written = client.get("/tickets.json?q=lubang&status=open").get_json(force=True)["about"], quote_plus(dated)
    assert "“50 tahun terakhir” dihitung dari hari ini:" in page and f'value="{dated}"' in page
    assert page.count("tahun+terakhir") == 1, "only the same page in English is asked for as it was typed"
    assert page.count(written) > 10
    for format in ("json", "geojson"):
        about = client.get(f"/tickets.{format}?{typed}").get_json(force=True)["about"]
        assert about["total"] == plain["total"] > 0 and f"{dated}&" in unquote_plus(about["cite"])
        assert any("“50 tahun terakhir”" in note for note in about["notes"])
    assert written in client.head(f"/tickets.csv?{typed}").headers["Link"]
    for view in ("map", "tickets/figures", "tickets.atom", "follow"):
        seen = client.get(f"/{view}?{typed}").text
        assert written in seen and (view == "follow" or "50 tahun terakhir”" in seen), view
