"""The addresses that visitors ask for: drawn from the tickets themselves, by a fixed seed."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.database import prepare
from portal.domain.city import City
from portal.models import Agency, Area, Category, Channel, Scorecard, Ticket

DISTINCT = 4_000  # addresses of a kind: far more than the pages that a web worker keeps rendered
TITLES = 20_000  # read for the words that people could search for
STATUSES = ("open", "resolved", "closed", "proses", "menunggu", "selesai", "ditolak")
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the addresses are made of."""

    codes: list[str]
    agencies: list[str]
    categories: list[str]
    areas: list[str]
    channels: list[str]
    words: list[str]
    weights: list[int]  # how many titles hold the word
    cards: list[tuple[str, str]]  # agency, period


def facts(settings: Settings) -> Facts:
    """Read them out of the database."""
    engine = create_engine(settings.database_url)
    prepare(engine)
    with Session(engine) as session:
        full = select(Ticket.id).where(Ticket.face == "full")
        last = session.scalar(select(func.max(Ticket.id))) or 0
        ids = sorted(_dice("tickets").sample(range(1, last + 1), min(last, DISTINCT * 2)))
        codes = [
            code
            for start in range(0, len(ids), 500)
            for code in session.scalars(
                select(Ticket.code).where(Ticket.id.in_(ids[start : start + 500]), Ticket.face == "full")
            )
        ]
        titles = session.scalars(select(Ticket.title).where(Ticket.id.in_(full.limit(TITLES))))
        counted = Counter(word for title in titles for word in set(_WORD.findall(title.lower())))
        common = [(word, count) for word, count in sorted(counted.items()) if count > 1]
        cards = select(Agency.slug, Scorecard.period).join(Agency).where(Scorecard.scope == "agency")
        found = Facts(
            codes=_dice("codes").sample(codes, min(DISTINCT, len(codes))),
            agencies=list(session.scalars(select(Agency.slug).order_by(Agency.id))),
            categories=list(session.scalars(select(Category.slug).order_by(Category.id))),
            areas=list(session.scalars(select(Area.code).order_by(Area.id))),
            channels=list(session.scalars(select(Channel.slug).order_by(Channel.id))),
            words=[word for word, _ in common],
            weights=[count for _, count in common],
            cards=[(slug, period) for slug, period in session.execute(cards.order_by(Agency.slug, Scorecard.period))],
        )
    engine.dispose()
    return found


def ticket_pages(found: Facts) -> list[str]:
    return [f"/tickets/{quote(code)}" for code in found.codes]


def linked_scorecards(found: Facts) -> list[str]:
    """Every agency that has figures, in its usual period."""
    return [f"/agencies/{quote(slug)}" for slug in dict.fromkeys(slug for slug, _ in found.cards)]


def scorecards(found: Facts) -> list[str]:
    """Every agency in every period that has figures, in no order."""
    cards = [f"/agencies/{quote(slug)}?{urlencode({'period': period})}" for slug, period in found.cards]
    return _dice("cards").sample(cards, len(cards))


def searches(found: Facts) -> list[dict[str, str]]:
    """What is asked of the lens: words, as common as they are in the titles, and most often something beside them."""
    dice = _dice("searches")
    return [_search(dice, found) for _ in range(DISTINCT)]


def search_pages(found: Facts) -> list[str]:
    return [f"/tickets?{urlencode(search)}" for search in searches(found)]


def cells(found: Facts, city: City) -> list[str]:
    """The map's circles: any filter, any frame, any zoom."""
    dice = _dice("cells")
    return [f"/map/cells.json?{urlencode(_frame(dice, city) | _narrowed(dice, found))}" for _ in range(DISTINCT)]


def _search(dice: random.Random, found: Facts) -> dict[str, str]:
    words = dice.choices(found.words, found.weights, k=dice.choice((1, 1, 2)))
    return {"q": " ".join(words)} | _facet(dice, found)


def _facet(dice: random.Random, found: Facts) -> dict[str, str]:
    choices: Sequence[Callable[[], dict[str, str]]] = (
        dict,
        lambda: {"status": dice.choice(STATUSES)},
        lambda: {"agency": dice.choice(found.agencies)},
        lambda: {"category": dice.choice(found.categories)},
        lambda: {"area": dice.choice(found.areas)},
        lambda: {"from": f"2023-{dice.randint(1, 9):02}-01", "to": f"2023-{dice.randint(10, 12)}-28"},
        lambda: {"status": dice.choice(STATUSES), "area": dice.choice(found.areas)},
        lambda: {"channel": dice.choice(found.channels), "sort": dice.choice(("newest", "waiting"))},
    )
    return dice.choice(choices)()


def _narrowed(dice: random.Random, found: Facts) -> dict[str, str]:
    return dice.choice((dict, lambda: _facet(dice, found), lambda: _search(dice, found)))()


def _frame(dice: random.Random, city: City) -> dict[str, str]:
    """A frame within the city, from all of it down to a few streets, at the zoom that would show it."""
    west, south, east, north = city.bounds or (-180, -85, 180, 85)
    halvings = dice.uniform(0, 5)
    width, height = (east - west) / 2**halvings, (north - south) / 2**halvings
    left, below = dice.uniform(west, east - width), dice.uniform(south, north - height)
    box = ",".join(f"{degrees:.5f}" for degrees in (left, below, left + width, below + height))
    return {"bbox": box, "zoom": str(11 + int(halvings))}


def _dice(name: str) -> random.Random:
    return random.Random(f"pantau {name}")
