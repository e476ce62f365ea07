"""What a city's own crews report about themselves is told as theirs, and compared with nobody's."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.install import install
from portal.config import Settings
from portal.context import portal_of
from portal.importers.mapping import load
from portal.importers.run import import_csv
from portal.models import Channel, StoredScorecard, Ticket
from portal.models.scorecard_json import parsed
from portal.projections.scorecards import recompute
from tests.support.lens import fed
from tests.support.pages import Pages

SAMPLES = Path(__file__).parents[1] / "samples" / "imports"
OWN = ("I4", "I5", "I6", "I7")


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """The mini city's, whose pack marks the channel of its own crews."""
    pack = tmp_path / "kota-contoh"
    shutil.copytree(SAMPLES / "pack", pack)
    (pack / "channels.csv").write_text("slug,name,name_en,kind\ninternal,Internal,Internal,city\n")
    return replace(settings, city=str(pack))


@pytest.fixture
def codes(app: Flask, session: Session) -> dict[str, str]:
    """The codes of the case's reports by their ids at the source; everything is indexed and computed."""
    city = portal_of(app).city
    with app.app_context():
        install(city)
        counts = import_csv(SAMPLES / "internal.csv", load(SAMPLES / "pack" / "import.toml"), city).counts
        assert (counts.created, counts.refused) == (7, 0)
        fed(app, session)
        recompute(session, city, clock.now())
        return dict(session.execute(select(Ticket.source_id, Ticket.code)).all())


def test_one_channel_is_known_in_any_case_and_is_the_citys_own(session: Session, codes: dict[str, str]) -> None:
    rows = select(Channel.slug, Channel.kind, Ticket.source_id).join(Ticket, Ticket.channel_id == Channel.id)
    own = {id for slug, kind, id in session.execute(rows) if (slug, kind) == ("internal", "city")}
    assert own == set(OWN)
    assert set(codes) - own == {"I1", "I2", "I3"}


@pytest.mark.parametrize(
    ("prefix", "citizen", "own"), [("", "Warga melapor", "Petugas kota"), ("/en", "citizen", "own staff")]
)
def test_page_and_feed_say_whose_report_it_is(
    app: Flask, pages: Pages, codes: dict[str, str], prefix: str, citizen: str, own: str
) -> None:
    for id, code in codes.items():
        told, other = (own, citizen) if id in OWN else (citizen, own)
        for text in (pages.get(f"{prefix}/tickets/{code}").text, feed(app, f"{prefix}/tickets/{code}.atom")):
            assert told in text and other not in text, id


def feed(app: Flask, address: str) -> str:
    return app.test_client().get(address).text


def test_files_and_json_carry_the_kind_of_the_channel(client: FlaskClient, codes: dict[str, str]) -> None:
    rows = client.get("/tickets.json").get_json()["tickets"]
    assert {row["code"]: row["channel_kind"] for row in rows} == {
        code: "city" if id in OWN else "citizen" for id, code in codes.items()
    }
    assert client.get(f"/tickets/{codes['I4']}.json").get_json()["channel_kind"] == "city"
    assert "channel_kind" in client.get("/tickets.csv").text.splitlines()[0]
    places = client.get("/tickets.geojson").get_json()["features"]
    assert {place["properties"]["channel_kind"] for place in places} == {"city", "citizen"}


@pytest.mark.parametrize("scope", ["city", "agency", "category", "agency/category"])
def test_figures_are_those_of_citizens_and_say_how_many_are_left_out(
    session: Session, codes: dict[str, str], scope: str
) -> None:
    figures = session.scalars(
        select(StoredScorecard.figures).where(StoredScorecard.scope == scope, StoredScorecard.period == "all")
    ).one()
    sheet = parsed(figures)
    within = dict(zip((1, 3, 7, 30, 90), sheet.card.resolution.within, strict=True))
    assert (sheet.card.received, sheet.own, sheet.card.resolution.median.value) == (3, 4, 4 * 86_400)
    assert (within[1].value, within[1].n) == (0, 3)
    assert (sheet.flow.received, sheet.flow.resolved) == (3, 3)
    assert [(m.received, m.resolved) for m in sheet.trend] in ([], [(3, 3)])


def test_hands_and_repeated_answers_are_counted_without_the_citys_own(session: Session, codes: dict[str, str]) -> None:
    sheet = parsed(
        session.scalars(
            select(StoredScorecard.figures).where(StoredScorecard.scope == "agency", StoredScorecard.period == "all")
        ).one()
    )
    assert sheet.hands is not None and sheet.hands.spells == 3


@pytest.mark.parametrize("address", ["/en/agencies?period=2026", "/en/agencies/dinas-bersih?period=2026"])
def test_the_note_beside_the_figure_leads_to_the_list_of_those_left_out(
    client: FlaskClient, pages: Pages, codes: dict[str, str], address: str
) -> None:
    page = pages.get(address)
    links = [link for link in page.soup.select("a.own-reports") if "4 of the city’s own are left out" in link.text]
    assert links
    for link in links:
        rows = client.get(str(link["href"]).replace("/tickets", "/tickets.json", 1)).get_json()["tickets"]
        assert {row["code"] for row in rows} == {codes[id] for id in OWN}


def test_machine_figures_name_how_many_are_left_out(client: FlaskClient, codes: dict[str, str]) -> None:
    found = client.get("/agencies.json?period=2026").get_json()
    assert (found["city"]["citys_own_left_out"], found["agencies"][0]["figures"]["citys_own_left_out"]) == (4, 4)
    lines = client.get("/agencies.csv?period=2026").text.splitlines()
    assert dict(zip(lines[0].split(","), lines[1].split(","), strict=True))["citys_own_left_out"] == "4"


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("channel=city", OWN),
        ("channel=internal", OWN),
        ("q=kanal:kota", OWN),
        ("q=channel:city", OWN),
        ("q=-kanal:kota", ("I1", "I2", "I3")),
        ("q=kanal:warga", ("I1", "I2", "I3")),
        ("q=patroli+kanal:citizen", ()),
    ],
)
def test_the_lens_tells_them_apart(
    client: FlaskClient, codes: dict[str, str], query: str, ids: tuple[str, ...]
) -> None:
    rows = client.get(f"/tickets.json?{query}").get_json()["tickets"]
    assert {row["code"] for row in rows} == {codes[id] for id in ids}


def test_a_channel_that_becomes_the_citys_own_is_left_out_at_the_next_computation(
    app: Flask, session: Session, codes: dict[str, str]
) -> None:
    city = portal_of(app).city
    telephone = replace(city.channels["internal"], slug="telepon", name="Telepon")
    with app.app_context():
        done = install(replace(city, channels={**city.channels, "telepon": telephone}))
        assert done.regrouped
        recompute(session, city, clock.now())
    figures = session.scalars(select(StoredScorecard.figures).where(StoredScorecard.cell == "city")).first()
    assert json.loads(figures or "{}")["own"] == 6
