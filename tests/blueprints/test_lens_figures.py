"""Figures of filters as of a past moment: cited, they stay what they were; what only the present answers is said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.web.limits import figure_slots, whole_city_slots
from tests.support.compared import NOW, QUICK, slow_and_quick, waits
from tests.support.lens import fed
from tests.support.pages import Pages

#: Pages of figures of filters, each with its chart.
FIGURES = (
    ("/tickets/figures", "category=jalan", "tickets-figures"),
    ("/tickets/figures", "", "tickets-figures"),
    ("/compare/lists", f"a.agency={QUICK}&b.category=sampah", "compare-lists"),
)


@pytest.fixture(autouse=True)
def reported(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    slow_and_quick(app, session)
    monkeypatch.setattr(clock, "now", lambda: NOW)


def test_what_was_cited_is_the_same_whatever_is_told_later(
    app: Flask, pages: Pages, client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = [client.get(f"{path}.json?{asked}").get_json() for path, asked, _ in FIGURES]
    cited = [client.get(f"/charts/{chart}.json?{asked}").get_json() for _, asked, chart in FIGURES]
    record_many(waits(301, 40, 90, QUICK), portal_of(app).city)
    fed(app, session)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=3))
    for (path, asked, chart), was, drawn in zip(FIGURES, today, cited, strict=True):
        pinned = drawn["cite"].partition("?")[2]
        answer = client.get(f"{path}.json?{pinned}")
        assert {**answer.get_json(), "page": ""} == {**was, "page": ""}, path
        assert answer.headers["X-Log-Head"] == f"{was['seq']}:{was['head']}"
        again = client.get(f"/charts/{chart}.json?{pinned}").get_json()
        assert (again["rows"], again["cite"]) == (drawn["rows"], drawn["cite"]), path
        assert "sudah berganti" not in pages.get(f"/charts/{chart}?{pinned}").text
        assert client.get(f"{path}.csv?{pinned}").text.count("\n") > 3
        page = pages.get(f"{path}?{pinned}")
        assert "Sebagaimana diketahui pada" in page.words(".notice") and "as_of=" in page.link("CSV"), path
        assert "noindex" in str(page.one("meta[name=robots]")["content"])
        assert asked in page.link("angka hari ini").replace("%2C", ",")
        assert client.get(f"{path}.json?{asked}").get_json() != was, path


@pytest.mark.only_on("sqlite")
def test_words_and_frames_are_of_today_and_files_refuse_a_past_day(pages: Pages, client: FlaskClient) -> None:
    for more, field in (("q=lubang", "q"), ("bbox=106.7,-6.3,106.9,-6.2", "bbox")):
        for path, side in (("/tickets/figures", ""), ("/compare/lists", "b.")):
            asked = f"{path}?{side}category=jalan&{side}{more}"
            page = pages.get(f"{asked}&as_of=2023-03-08")
            assert "bukan angka pada tanggal yang Anda minta" in page.words(".notice"), asked
            then = pages.get(page.link("Angka pada tanggal itu, tanpa saringan ini"))
            assert "Sebagaimana diketahui pada Rabu 8 Mar 2023" in then.words(".notice"), asked
            for kind in ("json", "csv"):
                refused = client.get(f"{asked}&as_of=2023-03-08".replace("?", f".{kind}?", 1))
                assert refused.status_code == 400 and f"{side}{field}" in refused.text and "as_of" in refused.text


@pytest.mark.only_on("sqlite")
def test_a_moment_that_cannot_be_read_is_said_and_few_are_computed_at_once(pages: Pages, client: FlaskClient) -> None:
    for unread in ("as_of=kemarin", "as_of=2033-01-01", "seq=5"):
        for path in ("/tickets/figures", "/compare/lists"):
            assert "Yang tampil angka hari ini" in pages.get(f"{path}?{unread}").words(".notice"), path
            assert client.get(f"{path}.json?{unread}").status_code == 400
    with whole_city_slots.place():
        assert client.get("/tickets/figures.json?as_of=2023-03-08").status_code == 503
        assert client.get("/tickets/figures.json?category=jalan&as_of=2023-03-08").status_code == 200
    with figure_slots.place(), figure_slots.place():
        assert client.get("/tickets/figures.json?category=sampah&as_of=2023-03-08").status_code == 503
    assert pages.get("/tickets/figures?as_of=2022-01-01").h1 == "Angka dari 0 laporan"
