"""Which page answers at which address: a module or package for each area, each with its ``bp``."""

from __future__ import annotations

from flask import Flask

from ..presentation.citations import PROOF_DIGITS
from ..queries.past.cell import MOST_TICKETS, TooManyTickets
from ..search.engine import IndexAway
from ..web.crawlers import is_kept
from ..web.errors import index_away
from . import (
    accessibility,
    agencies,
    areas,
    caught,
    charts,
    compare,
    crawlers,
    data,
    desk,
    follow,
    guide,
    health,
    home,
    implementation,
    maps,
    media,
    methodology,
    notices,
    patterns,
    pictures,
    report,
    streets,
    tickets,
    watch,
    witness,
)
from .charts.shown import take_away
from .facts import DemonstrationLabel, city_facts
from .past import past_asked, pinned, too_many_tickets
from .picture_address import picture_address
from .pictures.address import agency_picture, area_picture, street_picture, ticket_picture, tickets_picture

AREAS = (
    *(home.bp, tickets.bp, maps.bp, agencies.bp, areas.bp, compare.bp, implementation.bp, methodology.bp, data.bp),
    *(guide.bp, accessibility.bp, charts.bp, pictures.bp, streets.bp, media.bp, notices.bp),
    *(report.bp, follow.bp, caught.bp, witness.bp),
    *(desk.bp, health.bp, crawlers.bp, patterns.bp, watch.bp),
)


def register(app: Flask) -> None:
    for bp in AREAS:
        app.register_blueprint(bp)
    app.register_error_handler(IndexAway, index_away)
    app.register_error_handler(TooManyTickets, too_many_tickets)
    app.jinja_env.globals.update(
        city_facts=city_facts,
        demonstration=DemonstrationLabel(),
        pinned=pinned,
        take_away_of=take_away,
        MOST_TICKETS=MOST_TICKETS,
        past_asked=past_asked,
        agency_picture=agency_picture,
        picture_address=picture_address,
        area_picture=area_picture,
        street_picture=street_picture,
        ticket_picture=ticket_picture,
        tickets_picture=tickets_picture,
        is_kept=is_kept,
        PROOF_DIGITS=PROOF_DIGITS,
    )
