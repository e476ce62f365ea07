"""How well a street's name, typed at home, leads to the open report that one has in mind."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.names import address
from portal.models import Street, StreetTicket, Ticket
from portal.queries.city.clocks import IS_OPEN

ROWS, FIRST = 20, 3
_ROW = re.compile(r'<li class="row.*?</li>', re.DOTALL)
_CODE = re.compile(r'href="(?:/en)?/tickets/([^"?#/]+)["?#]')
_STREET = re.compile(r'class="street-named"><a href="([^"]+)"')
_LETTERS = 4  # of a word of the problem


@dataclass(frozen=True, slots=True)
class Sought:
    """An open report, the street that it names as people type it, and a word of its problem, '' without any."""

    code: str
    street: str
    word: str


@dataclass(frozen=True, slots=True)
class StreetFigures:
    """Of the reports sought by their street: the share that is among the first rows or on the street's page, and of
    those sought by a word of the problem besides, the share that is among the first three rows."""

    sought: int
    by_street: float
    in_rows: float
    with_word: float


def drawn(session: Session, number: int, seed: int = 1) -> list[Sought]:
    """Open reports that everybody may read and that name a street, by chance."""
    rows = session.execute(
        select(Ticket.code, Ticket.title, Street.name)
        .join(StreetTicket, StreetTicket.ticket_id == Ticket.id)
        .join(Street, Street.id == StreetTicket.street_id)
        .where(IS_OPEN)
        .order_by(Ticket.id)
    ).all()
    chosen = random.Random(seed).sample(list(rows), min(number, len(rows)))
    return [Sought(code, _typed(name).lower(), _word(title, name)) for code, title, name in chosen]


def _typed(name: str) -> str:
    """As people type it: a name in several words without its kind."""
    rest = name.partition(" ")[2]
    return rest if " " in rest else name


def measured(client: FlaskClient, sought: Sequence[Sought]) -> StreetFigures:
    """As the pages answer."""
    rows = found = words = 0
    for one in sought:
        page = _page(client, f"/tickets?q={quote(one.street)}")
        in_rows = one.code in _codes(page)[:ROWS]
        rows += in_rows
        found += in_rows or any(one.code in _CODE.findall(_page(client, street)) for street in _STREET.findall(page))
        words += one.code in _codes(_page(client, f"/tickets?q={quote(f'{one.street} {one.word}')}"))[:FIRST]
    n = max(1, len(sought))
    return StreetFigures(len(sought), found / n, rows / n, words / n)


def _page(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def _codes(page: str) -> list[str]:
    """The report of each row."""
    return [codes[0] for row in _ROW.findall(page) if (codes := _CODE.findall(row))]


def _word(title: str, street: str) -> str:
    """The first word that says what is wrong."""
    known = set(address(street).split("-"))
    return next((word for word in address(title).split("-") if len(word) >= _LETTERS and word not in known), "")
