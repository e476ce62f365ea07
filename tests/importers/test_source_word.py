"""The last word of a source: what a mapping or a command says of it, else its newest time stamp; and the two cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.import_runs import Counts
from portal.actions.respond import respond
from portal.cities import CityError
from portal.config import Settings
from portal.context import portal_of
from portal.domain.permission import Actor, Role
from portal.domain.status import Status
from portal.importers.done import Done
from portal.importers.mapping import load
from portal.importers.problem import FileError
from portal.importers.run import check_csv, import_csv
from portal.models import Agency, Custody, Event, Officer, SourceState, Ticket
from portal.projections import search_index
from portal.projections.checkpoints import newest
from portal.projections.scorecards import recompute
from tests.support.kota_contoh import CASES, PACK, city
from tests.support.pages import Pages

pytestmark = pytest.mark.usefixtures("client")  # pages too

TODAY = datetime(2026, 11, 26, 3, tzinfo=UTC)
LAST = datetime(2019, 2, 12, 1, tzinfo=UTC)  # 08.00 in the city
NO_STATUS = PACK / "imports" / "no-status.toml"
DAY = 86_400
KINDS_OF_PAGE = (
    "/", "/tickets", "/tickets?status=open", "/tickets/figures", "/map", "/agencies", "/agencies/dinas-jalan", "/areas",
    "/compare", "/compare/lists", "/implementation", "/implementation/checks", "/implementation/waits",
    "/implementation/waits/requests", "/charts/tickets-months", "/charts/tickets-months/embed",
)  # fmt: skip
EXPLAINING = ("/methodology", "/data")  # how figures are counted, and when a file was made
SAYS_ANYWAY = {path: ["sekarang"] for path in ("/tickets", "/tickets?status=open", "/map")}  # how to search


@pytest.fixture(params=["tantivy", "whoosh"])
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    return replace(settings, city=str(PACK), search_engine=request.param)


@pytest.fixture(autouse=True)
def today(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: TODAY)
    with app.app_context():
        yield


def take(name: str, mapping: Path = PACK / "import.toml", as_of: str | None = None) -> Done:
    return import_csv(CASES / name, load(mapping, as_of), city())


def written(directory: Path, extra: str, base: Path = PACK / "import.toml") -> Path:
    """A mapping with a line more at its head."""
    path = directory / "import.toml"
    path.write_text(f"{extra}\n{base.read_text()}")
    return path


def projected(app: Flask, session: Session) -> None:
    """Index and figures as the worker would make them."""
    portal = portal_of(app)
    search_index.feed(session, portal.engine, portal.city, newest(session))
    recompute(session, portal.city, clock.now())


def source(session: Session, name: str = "contoh") -> SourceState:
    session.rollback()
    return session.get_one(SourceState, name)


def page_of(app: Flask, session: Session, source_id: str, language: str = "") -> str:
    code = session.scalars(select(Ticket.code).where(Ticket.source_id == source_id)).one()
    return text(app, f"{language}/tickets/{code}")


def text(app: Flask, address: str) -> str:
    """What a page says on the screen; on paper it also says on which day it was printed."""
    soup = Pages(app.test_client()).get(address).soup
    for printed in soup.select(".printed"):
        printed.decompose()
    return " ".join(soup.get_text(" ").split())


# old.csv: an export whose newest time stamp is 2019-02-12 08:00, in a portal of today


def test_an_old_export_has_the_figures_of_its_last_day(app: Flask, session: Session) -> None:
    assert take("old.csv").counts.created == 8
    assert source(session).as_of == LAST
    projected(app, session)
    said = app.test_client().get("/agencies/dinas-jalan.json?period=all").get_json()
    figures, backlog = said["figures"], said["figures"]["backlog"]
    assert (said["as_of"], figures["received"], figures["counted"]) == ("2019-02-12T08:00:00+07:00", 8, 7)
    assert round(figures["duplicate"]["value"] * 8) == 1
    assert (backlog["open"], backlog["overdue"], backlog["median_age"]) == (3, 1, 2 * DAY)
    times = figures["resolution"]
    assert (times["n"], times["median"]["value"], times["p90"]["why"]) == (7, 4 * DAY, "not_reached")
    within = [times[f"within_{days}_days"]["value"] for days in (1, 3, 7, 30)]
    assert [round(100 * share, 1) for share in within] == [16.7, 37.5, 58.3, 79.2]
    assert times["within_90_days"]["why"] == "too_young"
    assert (figures["on_time"]["value"], figures["on_time"]["n"]) == (0.5, 4)
    assert "2019-02-12T08:00:00+07:00" in app.test_client().get("/agencies.csv").text


def test_no_page_of_an_old_export_claims_to_know_more_than_the_export(app: Flask, session: Session) -> None:
    take("old.csv")
    projected(app, session)
    pages = {address: text(app, address) for address in (*KINDS_OF_PAGE, *EXPLAINING)}
    assert [address for address, said in pages.items() if "Keadaan menurut sumber: 12 Feb 2019." not in said] == []
    words = ("2026", "7 tahun", "Sekarang", "sekarang", " lalu", "hari ini")
    found = {address: [word for word in words if word in pages[address]] for address in KINDS_OF_PAGE}
    assert {address: some for address, some in found.items() if some} == SAYS_ANYWAY
    assert "State of the source: 12 Feb 2019." in text(app, "/en/tickets")
    assert "3 laporan masih terbuka; 1 lewat batas. Paling lama menunggu: Lubang dekat jembatan , 38 hari" in text(
        app, "/"
    )
    longest = text(app, "/agencies/dinas-jalan").partition("Yang paling lama menunggu")[2]
    _, _, first = longest.partition("Lubang dekat jembatan")
    assert first.partition("hari")[0].endswith("38 ") and "5 Jan 2019" in first.partition("38 hari")[0]


def test_the_page_of_a_ticket_ends_with_the_last_word_of_its_source(app: Flask, session: Session) -> None:
    take("old.csv")
    said = page_of(app, session, "O4")
    assert "38 hari sampai kabar terakhir sumber, 12 Feb 2019. Terlambat sejak 12 Jan 2019." in said
    assert "Menunggu. Tidak ada kabar sejak kabar terakhir sumber, 12 Feb 2019." in said
    assert "No news since the source's last word on 12 Feb 2019." in page_of(app, session, "O4", "/en").replace(
        "’", "'"
    )
    later = page_of(app, session, "O6")
    assert "Batasnya 17 Feb 2019, sesudah kabar terakhir itu." in later
    assert "Batas selesai lewat" not in later and "Batas selesai lewat" in said


def test_lists_filters_and_files_of_an_old_export_count_to_its_last_word(app: Flask, session: Session) -> None:
    take("old.csv")
    projected(app, session)
    client = app.test_client()
    counts = {
        q: client.get(f"/tickets.csv?{q}").headers["X-Total-Count"] for q in ("overdue=1", "q=days:>30", "q=hari:0..2")
    }
    assert counts == {"overdue=1": "1", "q=days:>30": "1", "q=hari:0..2": "4"}  # O6, O7, and O5, O8 that have ended
    about = json.loads(client.get("/tickets.json").text)["about"]
    assert (about["as_of"], about["made_at"]) == ("2019-02-12T08:00:00+07:00", "2026-11-26T10:00:00+07:00")
    rows = json.loads(client.get("/tickets.json").text)["tickets"]
    assert {row["as_of"] for row in rows} == {"2019-02-12T08:00:00+07:00"}
    assert sum(row["overdue"] for row in rows) == 1
    assert "<subtitle>Keadaan menurut sumber: 12 Feb 2019.</subtitle>" in client.get("/tickets.atom").text


def test_the_figures_are_those_of_a_portal_whose_clock_stands_at_the_last_word(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    take("old.csv")
    projected(app, session)
    known = {name: app.test_client().get(f"/agencies{name}").json for name in (".json", "/dinas-jalan.json")}
    session.delete(source(session))  # as if every ticket had come in by the portal's own door
    session.commit()
    monkeypatch.setattr(clock, "now", lambda: LAST)
    projected(app, session)
    assert {name: app.test_client().get(f"/agencies{name}").json for name in known} == known


def test_what_an_agency_does_here_is_known_until_then(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    take("old.csv")
    ticket = session.scalars(select(Ticket).where(Ticket.source_id == "O6")).one()
    officer = Officer(
        email="a@b.example", name="A", password="x", agency_id=ticket.agency_id, role="officer", active=True,
        session="s", created_at=TODAY,
    )  # fmt: skip
    session.add(officer)
    session.commit()
    respond(ticket.id, "Kami kerjakan.", Act(city(), Actor(officer.id, ticket.agency_id, Role.OFFICER)), start=True)
    monkeypatch.setattr(clock, "now", lambda: TODAY + timedelta(days=3))
    said = page_of(app, session, "O6")
    assert "sampai kabar terakhir di sini, 26 Nov 2026. Terlambat sejak 17 Feb 2019." in said
    projected(app, session)
    assert app.test_client().get("/tickets.csv?overdue=1").headers["X-Total-Count"] == "2"
    assert "Paling lama menunggu: Retak memanjang" in text(app, "/")


# what a mapping or a command says


def test_the_mapping_says_up_to_when_the_source_has_spoken(session: Session, tmp_path: Path) -> None:
    take("old.csv", written(tmp_path, "as_of = 2019-03-01"))
    assert source(session).as_of == datetime(2019, 3, 1, 16, 59, 59, tzinfo=UTC)  # the whole of that day in the city


def test_the_command_says_it_against_the_mapping(session: Session, tmp_path: Path) -> None:
    done = take("old.csv", written(tmp_path, 'as_of = "2019-03-01"'), "2019-02-20 12:00")
    assert source(session).as_of == datetime(2019, 2, 20, 5, tzinfo=UTC)
    assert done.word and done.word.newest == LAST


def test_now_means_the_moment_of_the_import(session: Session) -> None:
    take("old.csv", as_of="now")
    assert source(session).as_of == TODAY


def test_an_older_file_takes_no_word_back(session: Session) -> None:
    take("old.csv", as_of="2019-04-01 00:00")
    take("old.csv")
    assert source(session).as_of == datetime(2019, 3, 31, 17, tzinfo=UTC)


@pytest.mark.parametrize("wrong", ["kemarin", "2019-13-01", "12/02/2019"])
def test_a_moment_that_cannot_be_read_is_refused_by_its_key(wrong: str) -> None:
    with pytest.raises(CityError, match="as_of"):
        take("old.csv", as_of=wrong)


def test_a_moment_that_has_not_come_is_refused_before_anything_is_written(session: Session) -> None:
    with pytest.raises(FileError, match="has not come yet"):
        take("old.csv", as_of="2026-12-24")
    assert session.scalars(select(Ticket)).all() == []


@pytest.mark.parametrize("every, hours", [("1 day", 24), ("6 hours", 6), ("2 weeks", 336)])
def test_a_live_feed_says_how_often_it_should_speak(session: Session, tmp_path: Path, every: str, hours: int) -> None:
    take("old.csv", written(tmp_path, f'every = "{every}"'))
    assert source(session).stale_after == hours


@pytest.mark.parametrize("wrong", ['"daily"', "1", '"0 days"'])
def test_a_span_that_cannot_be_read_is_refused_by_its_key(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(CityError, match="every"):
        load(written(tmp_path, f"every = {wrong}"))


def test_a_check_writes_no_word(session: Session) -> None:
    done = check_csv(CASES / "old.csv", load(PACK / "import.toml"), city())
    assert done.word and done.word.as_of == LAST
    assert session.scalars(select(SourceState)).all() == []


# no-status.csv: a source that never says what became of a report


def test_what_became_of_reports_without_a_status_is_not_known(app: Flask, session: Session) -> None:
    assert take("no-status.csv", NO_STATUS).counts == Counts(rows=3, created=3)
    assert not source(session, "contoh-tanpa-status").tells_outcomes
    assert {row.status for row in session.scalars(select(Ticket))} == {Status.TIDAK_DIKETAHUI}
    assert session.scalars(select(Custody)).all() == []
    said = page_of(app, session, "B1")
    assert "apa jadinya laporan ini, sumbernya tidak mengatakan." in said
    assert "Apa jadinya, sumber ini tidak mengatakan." in said
    assert not any(word in said for word in ("Menunggu", "menunggu Dinas", "lewat batas", "Terlambat", "Batas selesai"))


def test_reports_of_unknown_outcome_are_received_and_in_no_other_figure(app: Flask, session: Session) -> None:
    take("no-status.csv", NO_STATUS)
    projected(app, session)
    client = app.test_client()
    city_figures = client.get("/agencies.json?period=all").get_json()["city"]
    assert (city_figures["received"], city_figures["counted"], city_figures["outcome_unknown"]) == (3, 0, 3)
    assert (city_figures["backlog"]["open"], city_figures["resolution"]["n"], city_figures["on_time"]["n"]) == (0, 0, 0)
    counts = {
        q: client.get(f"/tickets.csv?{q}").headers["X-Total-Count"]
        for q in ("", "status=open", "status=unknown", "overdue=1", "q=days:>0", "q=status:tidak-diketahui")
    }
    assert list(counts.values()) == ["3", "0", "3", "0", "0", "3"]
    assert "3 laporan, apa jadinya tidak diketahui" in text(app, "/tickets")
    assert "3 laporan tidak diketahui apa jadinya" in text(app, "/")
    row = json.loads(client.get("/tickets.json").text)["tickets"][0]
    assert (row["status"], row["status_type"], row["due_at"]) == ("tidak_diketahui", "unknown", None)


def told(directory: Path) -> tuple[Path, Path]:
    """The same reports with a status, and a mapping of the same source that reads it."""
    head, *rows = (CASES / "no-status.csv").read_text().splitlines()
    more = ["Done,2023-05-09 09:00:00", "Open,", "Cancelled,2023-05-05 10:00:00"]
    file = directory / "told.csv"
    file.write_text("\n".join([f"{head},status,closed", *(f"{a},{b}" for a, b in zip(rows, more, strict=True))]) + "\n")
    values = '[status.values]\nOpen = "open"\nDone = "resolved"\nCancelled = "closed"\n'
    status = f'[status]\ncolumn = "status"\nclosed_at = "closed"\n{values}'
    mapping = directory / "told.toml"
    mapping.write_text(f"{NO_STATUS.read_text()}\n{status}")
    return file, mapping


def test_a_later_file_with_a_status_tells_the_outcome_of_all_the_time_before(session: Session, tmp_path: Path) -> None:
    take("no-status.csv", NO_STATUS)
    file, mapping = told(tmp_path)
    assert import_csv(file, load(mapping), city()).counts == Counts(rows=3, updated=3)
    session.rollback()
    found = {row.source_id: row for row in session.scalars(select(Ticket))}
    assert [found[id].status for id in ("B1", "B2", "B3")] == ["selesai", "menunggu", "ditutup"]
    since = {row.ticket_id: row.from_at for row in session.scalars(select(Custody))}
    assert all(since[row.id] == row.submitted_at for row in found.values())  # held from the day on which it came in
    assert import_csv(file, load(mapping), city()).counts == Counts(rows=3, unchanged=3)


def test_a_later_file_without_a_status_says_nothing_against_what_is_known(session: Session, tmp_path: Path) -> None:
    file, mapping = told(tmp_path)
    import_csv(file, load(mapping), city())
    assert take("no-status.csv", NO_STATUS).counts == Counts(rows=3, unchanged=3)
    session.rollback()
    assert sorted(session.scalars(select(Ticket.status))) == ["ditutup", "menunggu", "selesai"]


def test_an_officer_may_take_up_a_report_of_unknown_outcome(app: Flask, session: Session) -> None:
    take("no-status.csv", NO_STATUS)
    ticket = session.scalars(select(Ticket).where(Ticket.source_id == "B1")).one()
    agency = session.get_one(Agency, ticket.agency_id)
    officer = Officer(
        email="a@b.example", name="A", password="x", agency_id=agency.id, role="officer", active=True, session="s",
        created_at=TODAY,
    )  # fmt: skip
    session.add(officer)
    session.commit()
    respond(ticket.id, "Kami periksa.", Act(city(), Actor(officer.id, agency.id, Role.OFFICER)), start=True)
    session.refresh(ticket)
    assert (ticket.status, ticket.holder_since, ticket.desk_at) == ("proses", TODAY, TODAY)
    assert [row.from_at for row in session.scalars(select(Custody))] == [TODAY]
    assert [row.status_after for row in session.scalars(select(Event).where(Event.ticket_id == ticket.id))] == [
        "tidak_diketahui",
        "proses",
    ]
    said = page_of(app, session, "B1")
    assert "Tidak diketahui di tangan siapa" in said and "Proses" in said
