"""flask portal agencies ...: who can be given tickets, and what they are called."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import click

from ..actions import agencies as act
from ..actions.agencies import AgencyEntry
from ..context import current_portal
from ..domain.status import Refused
from ..extensions import db
from ..queries.agencies.names import agency_meant
from ..queries.desk.agencies import KeptAgency, kept_agencies, kept_agency
from .refusals import or_said
from .schema import ready

SLUG = click.argument("slug")
NAME = "What it is called."
SHORT = click.option("--short", help="A short name for lists and charts; as the name if not said.")
KIND = click.option("--kind", help="Your own word, as `department`; `outside`: none of the city's, never compared.")
PARENT = click.option("--parent", help="Slug of the agency above; an empty one: none.")


@click.group("agencies")
def agencies() -> None:
    """List agencies, add and rename them, let them be given no more tickets. A city pack changes none of these."""


@agencies.command("list")
@click.argument("words", nargs=-1)
def list_(words: tuple[str, ...]) -> None:
    """Agencies, those whose name, slug or kind hold WORDS."""
    ready()
    page = partial(kept_agencies, db.session(), " ".join(words))
    rows = [row for number in range(1, page().pages.count + 1) for row in page(number).rows]
    for row in rows:
        states = [word for word, said in (("deactivated", not row.active), ("kept here", row.kept)) if said]
        click.echo(f"{row.slug:<32} {row.kind:<14} {row.open:>7} open  {'  '.join([row.name, *states])}")
    if not rows:
        click.echo("No agency." if not words else "No agency fits.")


@agencies.command("add")
@click.option("--name", required=True, help=NAME)
@SHORT
@KIND
@PARENT
def add(name: str, short: str | None, kind: str | None, parent: str | None) -> None:
    """Add an agency; its address is made of its name."""
    ready()
    with or_said("Not added"):
        added = _row(act.add(AgencyEntry(name, short or "", kind or "", parent or "")))
    click.echo(f"Added {added.name} ({added.slug}).")


@agencies.command("change")
@SLUG
@click.option("--name", help=NAME)
@SHORT
@KIND
@PARENT
def change(slug: str, name: str | None, short: str | None, kind: str | None, parent: str | None) -> None:
    """Give an agency another name, kind or parent. Its old name and address go on meaning it."""
    ready()
    with or_said("Not changed"):
        row = _meant(slug)
        given = {"name": name, "short": short, "kind": kind, "parent": parent}
        asked = {what: new for what, new in given.items() if new is not None}
        act.alter(row.id, replace(AgencyEntry(row.name, row.short, row.kind, row.parent), **asked))
    now = _row(row.id)
    click.echo(f"Changed {now.name} ({now.slug}).")


@agencies.command("deactivate")
@SLUG
def deactivate(slug: str) -> None:
    """Let an agency be given no more tickets; it must have no open ones. Its past stays."""
    ready()
    with or_said("Not changed"):
        act.deactivate(_meant(slug).id, current_portal().city)
    click.echo(f"{slug} is deactivated.")


@agencies.command("activate")
@SLUG
def activate(slug: str) -> None:
    """Let an agency be given tickets again."""
    ready()
    with or_said("Not changed"):
        act.activate(_meant(slug).id)
    click.echo(f"{slug} is active again.")


def _meant(slug: str) -> KeptAgency:
    found = agency_meant(db.session(), slug)
    if found is None:
        raise Refused("agency_unknown", agency=slug)
    return _row(found)


def _row(agency_id: int) -> KeptAgency:
    row = kept_agency(db.session(), agency_id)
    assert row is not None
    return row
