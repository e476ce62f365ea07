"""The ready packs read their cities' public exports, by API and by Export button: outcomes, merges, dates, places."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal import cities, create_app
from portal.actions.import_runs import Counts
from portal.config import Settings
from portal.domain.city import City
from portal.importers.done import Done
from portal.importers.drafting.draft import draft
from portal.importers.mapping import load
from portal.importers.run import check_csv, import_csv
from portal.models import Agency, Area, Channel, Event, ImportProblem, Ticket
from tests.support.drafting import loaded
from tests.support.installed import install

ROOT = Path(__file__).resolve().parents[2]
EXPORTS = ROOT / "tests/samples/exports"
EXAMPLES = ROOT / "docs/examples"
NAMES = ("new-york", "chicago", "san-francisco")
CREATED = {"new-york": (9, 2), "chicago": (7, 1), "san-francisco": (7, 1)}  # and refused
DATES = {"created_date", "closed_date", "resolution_action_updated_date", "last_modified_date", "requested_datetime"}
DATES |= {"updated_datetime"}

pytestmark = pytest.mark.database


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def app(settings: Settings, name: str) -> Iterator[Flask]:
    app = create_app(replace(settings, city=str(EXAMPLES / name)))
    with app.app_context():
        yield app
        app.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture
def city(app: Flask, name: str) -> City:
    return cities.load(str(EXAMPLES / name))


def take(city: City, path: Path) -> Done:
    install(city)
    return import_csv(path, load(Path(city.imports["import"])), city)


def of(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("name", [name], indirect=True)


def _number(id: str) -> str:
    """The last digits of a source's number, which differ: 8 of SR26-90000008."""
    return re.sub(r".*90{4,6}(?=[1-9])", "", id)


def tickets(session: Session) -> dict[str, Ticket]:
    session.rollback()
    return {_number(ticket.source_id): ticket for ticket in session.scalars(select(Ticket))}


def named(session: Session, table: type[Agency | Area | Channel], id: int | None) -> str:
    return session.scalar(select(table.name).where(table.id == id)) or ""


def ends(session: Session) -> dict[str, str]:
    """How each ticket has ended, by the kind of its last event."""
    last: dict[str, str] = {}
    rows = select(Ticket.source_id, Event.kind).join(Event, Event.ticket_id == Ticket.id).order_by(Event.seq)
    for id, kind in session.execute(rows):
        last[_number(id)] = kind
    return last


def exported(name: str, directory: Path) -> Path:
    """The sample as the portal's Export button writes it: names for readers, and a clock of twelve hours."""
    spelt = tomllib.loads((EXAMPLES / name / "import.toml").read_text()).get("columns", {})
    path = directory / f"{name}-export.csv"
    with (EXPORTS / f"{name}.csv").open(newline="") as file, path.open("w", newline="") as out:
        reader, writer = csv.DictReader(file), csv.writer(out)
        header = reader.fieldnames or []
        spellings = [
            spelt.get(column, column.replace("_", " ").title() if name != "chicago" else column.upper())
            for column in header
        ]
        writer.writerow([names if isinstance(names, str) else names[0] for names in spellings])
        for row in reader:
            writer.writerow([_clock(value) if column in DATES and value else value for column, value in row.items()])
    return path


def _clock(value: str) -> str:
    return datetime.fromisoformat(value).strftime("%m/%d/%Y %I:%M:%S %p")


@pytest.mark.parametrize("name", NAMES, indirect=True)
def test_each_row_is_accounted_for_and_a_second_run_changes_nothing(city: City, name: str, session: Session) -> None:
    created, refused = CREATED[name]
    path = EXPORTS / f"{name}.csv"
    assert take(city, path).counts == Counts(rows=created + refused, created=created, refused=refused)
    events = session.scalar(select(func.count()).select_from(Event))
    session.rollback()
    assert take(city, path).counts == Counts(rows=created + refused, unchanged=created, refused=refused)
    assert session.scalar(select(func.count()).select_from(Event)) == events


@pytest.mark.parametrize("name", NAMES, indirect=True)
def test_the_export_button_and_the_api_tell_the_same(city: City, name: str, tmp_path: Path) -> None:
    created, refused = CREATED[name]
    take(city, EXPORTS / f"{name}.csv")
    assert take(city, exported(name, tmp_path)).counts == Counts(
        rows=created + refused, unchanged=created, refused=refused
    )


@pytest.mark.parametrize("name", NAMES, indirect=True)
def test_codes_are_the_citys_own_and_every_agency_and_channel_is_one_of_the_pack(
    city: City, name: str, session: Session
) -> None:
    checked = check_csv(EXPORTS / f"{name}.csv", load(Path(city.imports["import"])), city)
    done = take(city, EXPORTS / f"{name}.csv")
    assert checked.made == done.made, "a check knows the pack before it is in the database"
    assert {(ticket.code, ticket.source_id) for ticket in tickets(session).values()} == {
        (ticket.source_id, ticket.source_id) for ticket in tickets(session).values()
    }
    new = [(entry.kind, entry.name) for entry in done.made if entry.kind in ("agency", "channel")]
    assert new == ([("channel", "spot-open311-Chicago+Works")] if name == "chicago" else [])


@pytest.mark.parametrize("name", NAMES, indirect=True)
def test_a_draft_for_the_export_finds_the_columns_that_the_pack_names(city: City, name: str, tmp_path: Path) -> None:
    for path in (EXPORTS / f"{name}.csv", exported(name, tmp_path)):
        found = loaded(tmp_path, draft(path, city).text)
        hand = load(Path(city.imports["import"]))
        for role in ("id", "submitted", "updated"):
            mine, theirs = getattr(found.fields, role), getattr(hand.fields, role)
            spellings = {spelt.casefold() for spelt in hand.columns.get(theirs.columns[0], ())}
            assert mine.columns[0].casefold() in {theirs.columns[0].casefold(), *spellings}, role
        assert found.status and found.category and found.agency and found.channel and found.coordinates


@of("new-york")
def test_new_york_ends_are_what_the_answers_say(city: City, session: Session) -> None:
    take(city, EXPORTS / "new-york.csv")
    assert ends(session) == {
        "1": "resolved",
        "2": "closed",
        "3": "started",
        "4": "received",
        "5": "received",
        "6": "closed",
        "7": "merged",
        "8": "resolved",
        "12": "rejected",
    }
    refused = session.execute(select(ImportProblem.field, ImportProblem.reason).order_by(ImportProblem.line)).all()
    assert [tuple(row) for row in refused] == [
        ("closed_date", "date_too_early"),
        ("closed_date", "closes_before_it_opens"),
    ]


@of("new-york")
def test_new_york_dates_places_and_people(city: City, session: Session) -> None:
    take(city, EXPORTS / "new-york.csv")
    found = tickets(session)
    assert found["1"].submitted_at == datetime(2026, 7, 1, 12, 15, tzinfo=UTC), "summer time"
    assert found["5"].submitted_at == datetime(2026, 1, 10, 12, 0, tzinfo=UTC), "winter time"
    ended = session.scalar(select(Event.happened_at).where(Event.ticket_id == found["12"].id, Event.kind == "rejected"))
    assert ended == found["12"].submitted_at + timedelta(minutes=40), "the hour that clocks show twice"
    places = {id: named(session, Area, ticket.area_id) for id, ticket in found.items()}
    assert places["1"] == "Community Board 01 Brooklyn" and places["4"] == "", "Unspecified is no area"
    assert found["3"].place == "EXAMPLE AVENUE and SAMPLE STREET"
    assert found["6"].lat is None, "the point in Pennsylvania is none"
    assert (found["8"].visibility, found["1"].visibility) == ("stub", "full")
    assert found["1"].title == "Noise - Residential: Loud Music/Party, 100 EXAMPLE STREET"
    assert named(session, Agency, found["5"].agency_id) == "Department of Housing Preservation and Development"


@of("chicago")
def test_chicago_duplicates_end_in_their_parents_also_in_one_that_is_not_published(
    city: City, session: Session
) -> None:
    done = take(city, EXPORTS / "chicago.csv")
    found = tickets(session)
    assert done.left_out == 1, "calls for information are no requests"
    assert found["2"].duplicate_of == found["1"].id and found["3"].duplicate_of is None
    assert Counter(ticket.status for ticket in found.values()) == {
        "selesai": 3,
        "duplikat": 2,
        "menunggu": 1,
        "ditutup": 1,
    }
    assert found["8"].resolved_at == datetime(2026, 7, 6, 11, 0, tzinfo=UTC), "its last change stands for its end"
    refused = session.execute(select(ImportProblem.field, ImportProblem.reason)).one()
    assert tuple(refused) == ("closed_date", "closes_before_it_opens")


@of("chicago")
def test_a_number_of_chicago_is_found_with_and_without_its_hyphen(city: City, app: Flask) -> None:
    take(city, EXPORTS / "chicago.csv")
    for typed in ("SR26-90000001", "sr26 90000001", "SR2690000001"):
        answer = app.test_client().get("/tickets", query_string={"q": typed})
        assert answer.location == "/tickets/SR26-90000001", typed


@of("chicago")
def test_chicago_numbers_of_community_areas_have_their_names(city: City, session: Session) -> None:
    take(city, EXPORTS / "chicago.csv")
    found = tickets(session)
    assert {named(session, Area, found[id].area_id) for id in "145"} == {"Logan Square", "Austin", "Roseland"}
    assert found["6"].area_id is None
    assert {named(session, Channel, found[id].channel_id) for id in "145"} == {
        "Phone Call",
        "Alderman's Office",
        "Salesforce Mobile App",
    }


@of("san-francisco")
def test_san_francisco_ends_are_what_the_notes_say(city: City, session: Session) -> None:
    take(city, EXPORTS / "san-francisco.csv")
    assert ends(session) == {
        "1": "resolved",
        "2": "merged",
        "3": "closed",
        "4": "received",
        "5": "rejected",
        "7": "resolved",
        "8": "merged",
    }
    found = tickets(session)
    assert found["1"].resolved_at == datetime(2026, 7, 1, 19, 0, tzinfo=UTC), "summer time"
    assert named(session, Agency, found["1"].agency_id) == "San Francisco Public Works"
    assert {named(session, Area, found[id].area_id) for id in "14"} == {"Mission"}, "the older neighborhood stands in"
    assert found["7"].lat is None and found["7"].area_id is None, "0, 0 is no point"
    assert {found[id].visibility for id in "58"} == {"stub"}
    refused = session.execute(select(ImportProblem.field, ImportProblem.reason)).one()
    assert tuple(refused) == ("closed_date", "closes_before_it_opens")
