"""The addresses that visitors ask for: drawn from the tickets themselves, by a fixed seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote, urlencode

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.database import prepare
from portal.domain.city import City
from portal.models import Agency, Area, Attachment, Category, Channel, StoredScorecard, Ticket
from portal.queries.scorecards.in_force import in_force

DISTINCT = 4_000  # addresses of a kind: far more than the pages that a web worker keeps rendered
SLIPS = 0.05  # of the searches have a letter too few
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Sample:
    """A ticket that somebody looks for: its code, words of its title, and the values by which it can be narrowed."""

    code: str
    words: list[str]
    day: date
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the addresses are made of. ``cards``: agency and period of every scorecard."""

    samples: list[Sample]
    cards: list[tuple[str, str]]


def facts(settings: Settings) -> Facts:
    """Read them out of the database."""
    engine = create_engine(settings.database_url)
    prepare(engine)
    with Session(engine) as session:
        last = session.scalar(select(func.max(Ticket.id))) or 0
        ids = _dice("tickets").sample(range(1, last + 1), min(last, DISTINCT * 2))
        samples = [
            sample for start in range(0, len(ids), 500) for sample in _samples(session, ids[start : start + 500])
        ]
        cards = (
            select(Agency.slug, StoredScorecard.period)
            .join(Agency)
            .where(StoredScorecard.scope == "agency", in_force())
        )
        ordered = session.execute(cards.order_by(Agency.slug, StoredScorecard.period))
        found = Facts(samples[:DISTINCT], [(slug, period) for slug, period in ordered])
    engine.dispose()
    return found


def _samples(session: Session, ids: Sequence[int]) -> Iterator[Sample]:
    """The full ones among these tickets."""
    columns = (Ticket.code, Ticket.title, Ticket.submitted_at, Ticket.status)
    names = (Agency.slug, Category.slug, Area.code, Channel.slug)
    query = (
        select(*columns, *names)
        .join(Agency, Agency.id == Ticket.agency_id)
        .join(Category, Category.id == Ticket.category_id)
        .join(Area, Area.id == Ticket.area_id)
        .join(Channel, Channel.id == Ticket.channel_id)
        .where(Ticket.id.in_(ids), Ticket.visibility == "full")
        .order_by(Ticket.digest)
    )
    for code, title, submitted_at, status, agency, category, area, channel in session.execute(query):
        values = {"status": status, "agency": agency, "category": category, "area": area, "channel": channel}
        words = sorted(set(_WORD.findall(title.lower())))
        if words:
            yield Sample(code, words, submitted_at.date(), values)


def codes(found: Facts) -> list[str]:
    return [sample.code for sample in found.samples]


def ticket_pages(found: Facts) -> list[str]:
    return [f"/tickets/{quote(code)}" for code in codes(found)]


def page_with_pair(settings: Settings) -> str | None:
    """The latest finished report whose public photos show the place before and after."""
    engine = create_engine(settings.database_url)
    prepare(engine)
    with Session(engine) as session:
        shown = select(Attachment.ticket_id).where(Attachment.event_seq.is_not(None), Attachment.removed_at.is_(None))
        both = [Ticket.id.in_(shown.where(Attachment.purpose == purpose)) for purpose in ("before", "after")]
        found = select(Ticket.code).where(*both, Ticket.status == "selesai", Ticket.visibility == "full")
        code = session.scalar(found.order_by(Ticket.id.desc()).limit(1))
    engine.dispose()
    return code and f"/tickets/{quote(code)}"


def kept_pages(found: Facts) -> dict[str, str]:
    """Pages that so many ask for that the portal keeps them rendered."""
    return {
        "home": "/",
        "map": "/map",
        "agencies": "/agencies",
        "scorecard": f"/agencies/{quote(found.cards[0][0])}",
        "one hot ticket": ticket_pages(found)[0],
    }


def scorecards(found: Facts) -> list[str]:
    """Every agency in every period that has figures, in no order."""
    cards = [f"/agencies/{quote(slug)}?{urlencode({'period': period})}" for slug, period in found.cards]
    return _dice("cards").sample(cards, len(cards))


def searches(found: Facts) -> list[dict[str, str]]:
    """What is asked of the lens: words of a ticket, and most often something else that is true of it."""
    dice = _dice("searches")
    return [_search(dice, sample) for sample in found.samples]


def search_pages(found: Facts) -> list[str]:
    return [f"/tickets?{urlencode(search)}" for search in searches(found)]


def cells(found: Facts, city: City) -> list[str]:
    """The map's circles: any filter, any frame, any zoom."""
    dice = _dice("cells")
    asked = [_frame(dice, city) | _narrowed(dice, sample) for sample in found.samples]
    return [f"/map/cells.json?{urlencode(pairs)}" for pairs in asked]


def _search(dice: random.Random, sample: Sample) -> dict[str, str]:
    words = dice.sample(sample.words, min(len(sample.words), dice.choice((1, 1, 2))))
    if dice.random() < SLIPS:
        words[0] = words[0][:2] + words[0][3:]
    return {"q": " ".join(words)} | _facet(dice, sample)


def _facet(dice: random.Random, sample: Sample) -> dict[str, str]:
    """Nothing, one or two of its values, its time, or another order."""
    named = dice.choice(
        ((), ("status",), ("agency",), ("category",), ("area",), ("status", "area"), ("channel",), ("time",), ("sort",))
    )
    if named == ("time",):
        return {"from": f"{sample.day - timedelta(60)}", "to": f"{sample.day + timedelta(30)}"}
    if named == ("sort",):
        return {"sort": dice.choice(("newest", "oldest", "waiting"))}
    return {name: sample.values[name] for name in named}


def _narrowed(dice: random.Random, sample: Sample) -> dict[str, str]:
    return dice.choice((dict, lambda: _facet(dice, sample), lambda: _search(dice, sample)))()


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
