"""No way to game a scorecard makes a headline figure better than the honest twin's, and a figure shows each."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.figure import Figure, Why
from portal.domain.period_scorecard import PeriodScorecard
from portal.domain.record import Record, Step
from portal.domain.scorecard import Scorecard
from portal.domain.time_to_event import HORIZONS
from portal.models import Agency, Category, StoredExpectation, StoredScorecard
from portal.models.scorecard_json import to_json
from portal.projections import dumps
from portal.projections.scorecards import recompute
from portal.queries.city.withdrawn import withdrawn
from tests.support.complaints import complaint, step
from tests.support.database import Database
from tests.support.gaming import (
    CROWDS,
    DAY,
    EASY,
    GAMING,
    HARD,
    HONEST,
    NOW,
    OTHER,
    WAYS,
    done,
    given_away,
    played,
    reports,
    resolved_after,
    sheet_of,
)
from tests.support.lens import fed, sources
from tests.support.recompute import Downloads, share_resolved

WEEK_AND_MONTH = [HORIZONS.index(days) for days in (7, 30)]
#: `make gaming` writes the table; every other run compares it.
WRITES = bool(os.environ.get("PANTAU_GAMING"))
TABLE = Path(__file__).resolve().parents[2] / "docs" / "gaming.md"
#: Ways that leave open reports, and ways that say something early: "answered with the same text" and the other shares
#: show these.
LEFT_OPEN = {
    "asks another and waits",
    "leaves it to be checked",
    "leaves the hard ones open",
    "hides",
    "says done what is not",
}
ANSWERED_SOONER = {
    *("leaves it to be checked", "says done too early", "passes the dispute on", "passes around", "rejects"),
    "says done what is not",
    "pastes one answer",
}
STANDS = """- *passed on*, *rejected*, *closed without a fix*, *still open*: beside the first curve, of all it had;
- *its clock stood still*: in the table beside that curve;
- *disputed*, *ended without an answer*, *answered with the same text*: under *Apakah penyelesaiannya bertahan*.
"""
HEAD = f"""# Ways to game a scorecard, tried

Written by `make gaming`, and compared by every run of the tests. Two agencies get the same {EASY + HARD} reports, of
which {HARD} are hard. The honest one works through all; the other does the same with the easy ones and games the rest.
In each cell stands first the agency that games, then its honest twin: shares resolved by the agency itself
(Aalen-Johansen), its median, on time in hand, and what is still open. The last column is the figure that shows it.
What needs words or a second person (closing with a full stop, hiding, redacting) is refused at the desk:
[permissions](permissions.md). Cases: `tests/support/gaming.py`.

How each is done, in words, stands on `/methodology#akal-meneruskan` and below it. In no column is the one that games
better than its twin. What shows it stands on the agency's own page, `/agencies/<slug>`, and in its JSON:

{STANDS}
| the agency | within 7 days | within 30 days | median | on time | open | shown by |
|---|---|---|---|---|---|---|
"""


CROWD_HEAD = f"""
## A crowd against an agency

Anybody may say of a resolved report that it is not done; what follows when enough do is the city's choice
(`citizens.unsolved_then`). Both agencies have done all {EASY + HARD} reports by day five; a crowd speaks against
{HARD} of the first one's. Where a validator is asked, no figure moves until that person opens the report again; where
a crowd reopens, no share moves by more than that of the reports it speaks against, none for the better, and its
disputes are shown beside.

| the crowd | within 7 days | within 30 days | median | on time | open | disputed | reopened |
|---|---|---|---|---|---|---|---|
"""


@pytest.fixture(scope="module")
def rows() -> Iterator[dict[str, str]]:
    """The rows of the table by way, written at the end where they are asked for."""
    found: dict[str, str] = {}
    yield found
    if WRITES:
        tables = ("".join(f"{found[name]}\n" for name in names) for names in (WAYS, CROWDS))
        TABLE.write_text(HEAD + CROWD_HEAD.join(tables))


def no_shorter(gamed: Figure, honest: Figure) -> bool:
    if gamed.why is Why.NOT_REACHED:
        return True
    return gamed.value is not None and honest.value is not None and gamed.value >= honest.value


@pytest.fixture
def redone(
    app: Flask, client: FlaskClient, session: Session, tmp_path: Path, database: Database
) -> Callable[[], list[list[Any]]] | None:
    """The same shares, of the twin and of the one that games, by plain Python from what everybody may download."""

    def shares() -> list[list[Any]]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "now", lambda: NOW)
            fed(app, session)
            dumps.write(sources(app, session), tmp_path, "/tickets/")
        found = Downloads(tmp_path)
        slugs, waits = {row["name"]: row["agency"] for row in found.table("agencies")}, found.waits()
        own = [waits[slugs[name]] for name in (HONEST, GAMING)]
        return [[pytest.approx(share_resolved(of, days), abs=2e-5) for days in HORIZONS] for of in own]

    return shares if database.kind == "sqlite" else None


@pytest.mark.parametrize("way", WAYS)
def test_no_headline_figure_is_better_than_the_honest_twins(
    session: Session, city: City, rows: dict[str, str], way: str, redone: Callable[[], list[list[Any]]] | None
) -> None:
    twin, gaming = played(session, city, WAYS[way])
    honest, gamed = twin.card, gaming.card
    for mine, twins in zip(gamed.resolution.within, honest.resolution.within, strict=True):
        assert (mine.value or 0) <= (twins.value or 0) + 1e-9
    assert no_shorter(gamed.resolution.median, honest.resolution.median)
    assert no_shorter(gamed.resolution.p90, honest.resolution.p90)
    assert (gamed.on_time.value or 0) <= (honest.on_time.value or 0)
    for mine, twins in zip(gamed.response.within, honest.response.within, strict=True):
        assert (mine.value or 0) <= (twins.value or 0) + 1e-9 or way in ANSWERED_SOONER
    assert (gamed.backlog.n > 0) == (way in LEFT_OPEN) and honest.backlog.n == 0
    if redone and way != "hides":  # of what is hidden no file tells all
        assert redone() == [_within(honest), _within(gamed)]
    shown, other = WAYS[way].figure(gaming).value, WAYS[way].figure(twin).value
    assert shown is not None and shown >= HARD / (2 * (EASY + HARD)) and not other
    rows[way] = _row(way, twin, gaming)
    assert WRITES or rows[way] in TABLE.read_text().splitlines(), "make gaming writes the table anew"


def _within(card: Scorecard) -> list[float | None]:
    return [figure.value for figure in card.resolution.within]


@pytest.mark.parametrize("name", CROWDS)
def test_a_crowd_improves_nothing_and_worsens_no_more_than_what_it_speaks_against(
    session: Session, city: City, rows: dict[str, str], name: str
) -> None:
    steps, moves = CROWDS[name]
    twins = reports(HONEST, 101, resolved_after(5 * DAY, HONEST))
    twins = [replace(record, source_id=f"twin of {record.source_id}") for record in twins]
    record_many([*twins, *reports(GAMING, 101, steps)], city)
    recompute(session, city, NOW)
    spared, spoken = sheet_of(session, HONEST), sheet_of(session, GAMING)
    assert (_told(spoken) != _told(spared)) is moves
    most = HARD / (EASY + HARD) + 1e-9
    shares = [(spoken.card.on_time, spared.card.on_time)]
    shares += zip(spoken.card.resolution.within, spared.card.resolution.within, strict=True)
    for mine, other in shares:
        assert -1e-9 <= (other.value or 0) - (mine.value or 0) <= most
    assert no_shorter(spoken.card.resolution.median, spared.card.resolution.median)
    assert (spoken.card.disputed.value or 0) <= most and (spoken.card.reopened.value or 0) <= most
    named = [(spoken.card.disputed, spared.card.disputed), (spoken.card.reopened, spared.card.reopened)]
    rows[name] = " | ".join(
        (_headline(name, spared, spoken), *(f"{_share(mine)} / {_share(other)}" for mine, other in named), "")
    ).strip()
    assert WRITES or rows[name] in TABLE.read_text().splitlines(), "make gaming writes the table anew"


def _told(sheet: PeriodScorecard) -> object:
    """All figures of a sheet but for which ticket has waited longest."""
    told = json.loads(json.dumps(to_json(sheet)))
    told["backlog"].pop("longest", None)
    return told


@pytest.mark.skipif(WRITES, reason="the table is being written")
def test_the_table_of_the_documents_has_each_way_once() -> None:
    assert all(f"*{way.shown}*" in STANDS for way in WAYS.values()), "where the figure stands"
    ways, head, crowds = TABLE.read_text().removeprefix(HEAD).partition(CROWD_HEAD)
    assert TABLE.read_text().startswith(HEAD) and head
    for table, names in ((ways, WAYS), (crowds, CROWDS)):
        assert [row.split(" | ")[0].removeprefix("| ") for row in table.splitlines()] == [*names]


def _row(name: str, twin: PeriodScorecard, gaming: PeriodScorecard) -> str:
    way = WAYS[name]
    return f"{_headline(name, twin, gaming)} | {way.shown}: {_share(way.figure(gaming))} / {_share(way.figure(twin))} |"


def _headline(name: str, twin: PeriodScorecard, gaming: PeriodScorecard) -> str:
    """The cells of the figures that are compared, without the end of the row."""
    own, twins = gaming.card, twin.card
    pairs = [
        *((_share(own.resolution.within[place]), _share(twins.resolution.within[place])) for place in WEEK_AND_MONTH),
        (_days(own.resolution.median), _days(twins.resolution.median)),
        (_share(own.on_time), _share(twins.on_time)),
        (str(own.backlog.n), str(twins.backlog.n)),
    ]
    return f"| {' | '.join((name, *(f'{mine} / {other}' for mine, other in pairs)))}"


def _share(figure: Figure) -> str:
    return f"{figure.value:.0%}" if figure.value is not None else figure.why.value.replace("_", " ")


def _days(figure: Figure) -> str:
    return f"{figure.value / 86_400:.1f} d" if figure.value is not None else figure.why.value.replace("_", " ")


def test_who_is_given_late_reports_is_charged_with_its_own_days_only(session: Session, city: City) -> None:
    record_many(reports(GAMING, 101, given_away(10 * DAY, 12 * DAY)), city)
    recompute(session, city, NOW)
    receiver = sheet_of(session, OTHER)
    assert receiver.card.resolution.median.value == 2 * DAY * 3600 and receiver.card.on_time.value == 1.0
    assert receiver.outcomes is not None and receiver.outcomes.citizens.median.value == 12 * DAY * 3600


def test_an_end_that_did_not_hold_is_in_no_figure_but_those_that_name_it(session: Session, city: City) -> None:
    """Beside a twin that wrote the same words at the same times and never said done: agency, category, expectations."""

    def told(agency: str, said: Kind, since: Kind) -> list[Record]:
        def hard(at: int) -> list[Step]:
            words = step(said, at + 2 * DAY, agency=agency, text=done(at))
            return [words, step(since, at + 25 * DAY, agency="" if since is Kind.DISPUTED else agency)]

        found = reports(agency, 1, hard)
        return [replace(r, source_id=agency + r.source_id, category=f"Bidang {agency}") for r in found]

    record_many(told(GAMING, Kind.RESOLVED, Kind.DISPUTED) + told(HONEST, Kind.RESPONDED, Kind.STARTED), city)
    recompute(session, city, NOW)
    for column, named, before in (("agency_id", Agency, ""), ("category_id", Category, "Bidang ")):
        gamed, honest = (_stored(session, column, named, before + who) for who in (GAMING, HONEST))
        named_shares = [gamed["shares"].pop(name)[0] for name in ("disputed", "reopened")]
        assert named_shares == [HARD / (EASY + HARD)] * 2
        for sheet in (gamed, honest):
            sheet["shares"] = {name: of[0] for name, of in sheet["shares"].items() if name in gamed["shares"]}
            del sheet["backlog"]["longest"]  # the ids of the tickets
        assert gamed == honest
        assert bool(gamed["expected"]) == (named is Category)


def _stored(session: Session, column: str, named: type[Agency] | type[Category], name: str) -> dict[str, Any]:
    """The stored figures of the agency or category of this name, and what is expected of the category's reports."""
    its = session.scalars(select(named.id).where(named.name == name)).one()
    query = select(StoredScorecard.figures).where(StoredScorecard.cell == f"{column.removesuffix('_id')}:{its}")
    sheet: dict[str, Any] = json.loads(session.scalars(query.where(StoredScorecard.period == "all")).one())
    expected = select(StoredExpectation.waited, StoredExpectation.n, StoredExpectation.half, StoredExpectation.high)
    rows = session.execute(expected.where(StoredExpectation.category_id == its).order_by(StoredExpectation.waited))
    return sheet | {"expected": [tuple(row) for row in rows] if named is Category else []}


def test_what_is_hidden_is_counted_by_who_hid_it(session: Session, city: City) -> None:
    played(session, city, WAYS["hides"])
    (found,) = withdrawn(session, city.zone).rows
    assert (found.name, found.count) == (GAMING, HARD)


def test_forwarding_a_status_and_a_promise_are_no_answer(session: Session, city: City) -> None:
    def silent(at: int) -> list[Step]:
        return [
            step(Kind.ROUTED, at + 1, agency=GAMING, to_agency=OTHER),
            step(Kind.STARTED, at + 2, agency=OTHER),
            step(Kind.RESPONDED, at + 14 * DAY, agency=OTHER, text="Kami jadwalkan pekan ini."),
        ]

    record_many([complaint(n, *silent(n), agency=GAMING) for n in range(1, 41)], city)
    recompute(session, city, NOW)
    assert sheet_of(session, OTHER).card.response.median.value == 14 * DAY * 3600
