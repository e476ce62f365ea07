"""The relevance set: its reports in a portal of their own, its questions asked of the page, and how well they went."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from flask import Flask
from sqlalchemy import select

from portal import create_app
from portal.actions.install import install
from portal.context import portal_of
from portal.demo.fill import DemoPlan, fill
from portal.extensions import db
from portal.importers.mapping import load
from portal.importers.run import import_csv
from portal.models import Area, Category, Ticket
from portal.projections import search_index
from tests.support.database import copy_sqlite, plain_settings, sqlite_template

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "relevance"
DEMONSTRATION = DemoPlan(1_000, 2023, datetime(2026, 11, 1, tzinfo=UTC))
ENGINES = ("tantivy", "whoosh")
FIRST, SEEN = 5, 10  # rows that answer a question, and rows that are judged
_MUST, _ALSO = 3, 1  # what a row is worth
_LINK = re.compile(r'href="/tickets/([^"?#/]+)["?#]')


@dataclass(frozen=True, slots=True)
class Question:
    """A text that is typed, what each report is worth to it by its id, and what must not stand among the first."""

    set: str  # tune, held, typed, tune-2 or held-2
    text: str
    worth: Mapping[str, int]
    wrong: frozenset[str] = frozenset()

    @property
    def must(self) -> list[str]:
        return [id for id, worth in self.worth.items() if worth == _MUST]


@dataclass(frozen=True, slots=True)
class Judged:
    """One question's page: the reports in order. The measures are None where nothing is right."""

    question: Question
    rows: Sequence[str]

    @property
    def ndcg(self) -> float:
        """Normalised discounted cumulative gain of the first ten."""
        worth = self.question.worth
        best = _gain(sorted(worth.values(), reverse=True))
        return _gain([worth.get(row, 0) for row in self.rows]) / best

    @property
    def recall(self) -> float:
        """Of what has to come, at most ten, the part that is among the first ten."""
        must = self.question.must
        return len(set(must) & set(self.rows[:SEEN])) / min(SEEN, len(must))

    @property
    def answered(self) -> bool:
        return not set(self.question.must).isdisjoint(self.rows[:FIRST])

    @property
    def led_astray(self) -> bool:
        return not self.question.wrong.isdisjoint(self.rows[:FIRST])


@dataclass(frozen=True, slots=True)
class Figures:
    """The means over some questions."""

    questions: int
    ndcg: float
    recall: float
    answered: float
    astray: int

    @classmethod
    def of(cls, judged: Sequence[Judged]) -> Figures:
        n = len(judged)
        return cls(
            n,
            sum(one.ndcg for one in judged) / n,
            sum(one.recall for one in judged) / n,
            sum(one.answered for one in judged) / n,
            sum(one.led_astray for one in judged),
        )


@contextmanager
def own_reports(directory: Path, engine: str) -> Iterator[Flask]:
    """A portal with the reports of the set."""
    with _portal(directory, engine, str(SAMPLES / "pack")) as app:
        portal = portal_of(app)
        import_csv(SAMPLES / "reports.csv", load(Path(portal.city.imports["import"])), portal.city)
        yield _indexed(app)


@contextmanager
def demonstration(directory: Path, engine: str) -> Iterator[Flask]:
    """A portal with a small demonstration."""
    with _portal(directory, engine, "jakarta-selatan") as app:
        fill(portal_of(app).city, DEMONSTRATION, 0, portal_of(app).settings.secret_key, lambda _done: None)
        yield _indexed(app)


def judged(app: Flask, questions: Iterable[Question]) -> list[Judged]:
    """Each question as the page answers it, reports by the ids of their source."""
    client = app.test_client()
    ids = {row.code: row.source_id for row in db.session.execute(select(Ticket.code, Ticket.source_id))}
    found = []
    for question in questions:
        page = client.get(f"/tickets?q={quote(question.text)}").get_data(as_text=True)
        codes = dict.fromkeys(_LINK.findall(page))
        found.append(Judged(question, [ids[code] for code in codes if code in ids]))
    return found


def own_questions() -> list[Question]:
    """The questions of queries.csv."""
    return [
        Question(
            row["set"],
            row["query"],
            {**dict.fromkeys(row["must"].split(), _MUST), **dict.fromkeys(row["also"].split(), _ALSO)},
            frozenset(row["not"].split()),
        )
        for row in _rows("queries")
    ]


def demonstration_questions() -> list[Question]:
    """The questions of demonstration.csv, with the tickets of the portal at hand that are right for each."""
    found = []
    for row in _rows("demonstration"):
        right = select(Ticket.source_id).join(Category).where(Category.slug == row["category"])
        if row["place"]:
            kecamatan = db.session.execute(select(Area).where(Area.name == row["place"], Area.level == "kecamatan"))
            right = right.join(Area).where(Area.code.startswith(kecamatan.scalar_one().code))
        ids = db.session.execute(right).scalars()
        found.append(Question(row["set"], row["query"], dict.fromkeys(ids, _MUST)))
    return found


def _rows(name: str) -> list[dict[str, str]]:
    with (SAMPLES / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _gain(worths: Sequence[int]) -> float:
    return sum(worth / math.log2(place + 2) for place, worth in enumerate(worths[:SEEN]))


@contextmanager
def _portal(directory: Path, engine: str, city: str) -> Iterator[Flask]:
    with sqlite_template() as template:
        database = copy_sqlite(template, directory / "pantau.db")
    settings = replace(plain_settings(directory), database_url=database.url, search_engine=engine, city=city)
    app = create_app(settings)
    with app.app_context():
        install(portal_of(app).city)
        yield app
        portal_of(app).engine.close()
        app.extensions["sqlalchemy"].engine.dispose()


def _indexed(app: Flask) -> Flask:
    search_index.rebuild(db.session(), portal_of(app).engine, portal_of(app).city)
    return app
