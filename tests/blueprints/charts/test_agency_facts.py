"""What an agency's page tells beside its figures can be taken away, and is of a past moment where the page is."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.blueprints.charts.shown import FILES
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.visibility import Visibility
from portal.models import Event, Ticket
from portal.projections import answers
from portal.projections.checkpoints import newest
from portal.projections.scorecards import recompute
from tests.support import checked
from tests.support.charts import RICH
from tests.support.complaints import complaint, step
from tests.support.lens import fed
from tests.support.pages import Pages
from tests.support.rich_agency import NOW, SDA, passed_on, rich_agency


@pytest.fixture(autouse=True)
def rich(app: Flask, session: Session, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    rich_agency(session, city)
    said = [step(Kind.RESPONDED, 422 + n, agency=SDA, text=f"Petugas kami sudah datang tanggal {n}.") for n in range(4)]
    record_many([complaint(420 + n, one, agency=SDA) for n, one in enumerate(said)], city)
    agreed = [complaint(400 + n, checked.done(402 + n), checked.agreed(426 + n)) for n in range(3)]
    record_many([*agreed, complaint(410, checked.done(412), checked.refused(430))], city)
    drawn = select(func.min(Event.seq)).where(Event.kind == Kind.RESOLVED).scalar_subquery()
    session.execute(update(Event).where(Event.seq == drawn).values(unchecked="not_drawn"))
    session.commit()
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=1))
    hide(session, city, "401")
    recompute(session, city, NOW)
    answers.feed(session, newest(session))
    fed(app, session)


def hide(session: Session, city: City, number: str) -> None:
    ticket = session.scalars(select(Ticket.id).where(Ticket.source_id == number)).one()
    change_visibility(ticket, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))


def test_each_is_offered_on_the_page_answers_in_every_form_and_is_found_again_by_its_citation(
    pages: Pages, client: FlaskClient, session: Session, city: City
) -> None:
    cited = {}
    for name, (asked, page) in RICH.items():
        offered = {urlsplit(link).path for link in pages.get(page).links(".take-forms a")}
        assert offered >= {f"/charts/{name}", *(f"/charts/{name}.{format}" for format in FILES)}, name
        document = client.get(f"/charts/{name}.json?{asked}").get_json()
        assert document["rows"], name
        assert f"/charts/{name}.svg" in offered and client.get(f"/charts/{name}.svg?{asked}").status_code == 200, name
        assert len(client.get(f"/charts/{name}.csv?{asked}").text.splitlines()) == 1 + len(document["rows"]), name
        pages.get(f"/charts/{name}?{asked}")
        cited[name] = document["cite"].removeprefix("http://localhost").replace(f"{name}?", f"{name}.json?"), document
        shown_on = pages.get(cited[name][0].replace(".json", "")).links("nav.crumbs a")[-1]
        assert "as_of=" in shown_on or name == "withdrawn", name
    later = [complaint(430 + n, checked.done(432 + n), checked.refused(480 + n)) for n in range(3)]
    record_many([*(passed_on(n) for n in range(501, 560)), *later], city)
    hide(session, city, "402")
    recompute(session, city, NOW + timedelta(hours=1))
    for name in ("checks", "checks-sampled", "agency-checks", "withdrawn"):
        moved = client.get(f"/charts/{name}.json?{RICH[name][0]}").get_json()
        assert moved["rows"] != cited[name][1]["rows"], name
    moment = cited["checks"][0].partition("?")[2]
    then, now = pages.get(f"/implementation/checks?{moment}"), pages.get("/implementation/checks")
    assert then.words("table.checks") != now.words("table.checks")
    assert "Sebagaimana diketahui pada" in then.words(".notice") and then.all("#diperiksa")
    assert client.get(f"/implementation/checks.json?{moment}").get_json()["seq"] == cited["checks"][1]["seq"]
    for name, (link, was) in cited.items():
        again = client.get(link)
        assert again.get_json()["rows"] == was["rows"], name


@pytest.mark.only_on("sqlite")
def test_a_measure_stands_with_its_unit_and_what_may_be_said_of_the_change(client: FlaskClient) -> None:
    rows = client.get("/charts/agency-year.json?agency=sudin-sda&period=2023").get_json()["rows"]
    median = [row for row in rows if row["name"] == "Separuh selesai dalam"]
    assert [(row["period"], row["unit"], row["change"]) for row in median] == [
        ("tahun 2023", "s", "better"),
        ("tahun 2022", "s", "better"),
    ]
    longest = client.get("/charts/agency-longest.json?agency=sudin-sda").get_json()
    assert longest["rows"][0]["waited_days"] == longest["rows"][0]["here_days"] > 180
    assert longest["finding"].startswith(longest["rows"][0]["ticket"])
    given = client.get("/charts/agency-given.json?agency=sudin-sda&period=2023").get_json()["rows"]
    assert [(row["agency"], row["reports"], row["held_s"]) for row in given] == [("sudin-bina-marga", 5, 30 * 3600)]
    months = client.get("/charts/agency-months.json?agency=sudin-sda").get_json()["rows"]
    assert [row["month"] for row in months if row["left_otherwise"]] == ["2023-03"]
    assert sum(row["left_otherwise"] for row in months) == 5
    assert "left_otherwise" not in client.get("/charts/area-months.json?area=31.74.04").get_json()["rows"][0]
    said = client.get("/charts/agency-answers.json?agency=sudin-sda").get_json()
    assert [(row["text"][:22], row["answers"]) for row in said["rows"]] == [("Petugas kami sudah dat", 4)]
    assert said["finding"] == "Satu kalimat dipakai dalam 4 dari 155 jawabannya."


def test_any_days_that_are_a_year_have_all_that_the_year_has_and_what_they_lack_is_said(
    pages: Pages, client: FlaskClient
) -> None:
    asked = ("2023", "2023-01-01..2023-12-31")
    year, days = (client.get(f"/agencies/sudin-sda.json?period={period}").get_json() for period in asked)
    named = {"period", "categories_period", "on_time_adjusted"}
    assert year["year_before"].pop("period") == "2022" and days["year_before"].pop("period")[:10] == "2022-01-01"
    assert (
        {name for name in year if year[name] != days[name]} <= named and year["longest_waits"] and year["same_answers"]
    )
    of_year, of_days = (pages.get(f"/agencies/sudin-sda?period={period}") for period in asked)
    heads = [[head.contents[0] for head in page.all("main h2")] for page in (of_year, of_days)]
    assert heads[0] == heads[1]
    assert "disesuaikan menurut kategori hanya untuk satu tahun" in of_days.text
    assert "hanya ada di halaman hari ini" not in of_days.text
    assert "hanya ada di halaman hari ini" in pages.get("/agencies/sudin-sda?as_of=2023-06-30").text
