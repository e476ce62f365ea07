"""flask portal officers ...: who may sign in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

import click

from ..actions import officers as act
from ..actions import reset_links, second_factor
from ..actions.audit import OPERATOR
from ..context import current_portal
from ..domain.permission import Role
from ..extensions import db
from ..queries.desk.officers import OfficerRow, officer_row
from ..queries.desk.officers import officers as listed
from .refusals import or_said
from .schema import ready

EMAIL = click.option("--email", required=True, help="Address that the officer signs in with.")


@click.group("officers")
def officers() -> None:
    """List officers, add and change them, let them in no more, give them new passwords."""


def _password() -> str:
    """Typed twice at a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


@officers.command("list")
@click.argument("words", nargs=-1)
def list_(words: tuple[str, ...]) -> None:
    """Officers, those whose name, address or agency hold WORDS."""
    ready()
    page = partial(listed, db.session(), " ".join(words))
    rows = [row for number in range(1, page().pages.count + 1) for row in page(number).rows]
    for row in rows:
        state = "" if row.active else "  deactivated"
        click.echo(f"{row.email:<32} {row.role.value:<12} {row.agency_slug:<28} {row.name}{state}")
    if not rows:
        click.echo("No officer." if not words else "No officer fits.")


@officers.command("add")
@EMAIL
@click.option("--name", required=True, help="The officer's name; colleagues see it, the public does not.")
@click.option("--agency", required=True, help="Slug of the agency, as in /agencies/<slug>.")
@click.option("--role", type=click.Choice([r.value for r in Role]), default="officer", show_default=True)
def add(email: str, name: str, agency: str, role: str) -> None:
    """Add an officer; asks for the password, or reads it from standard input."""
    ready()
    with or_said("Not added"):
        act.add(email, name, agency, Role(role), _password())
    click.echo(f"Added {email} ({role}, {agency}).")


@officers.command("change")
@EMAIL
@click.option("--name", help="The officer's name.")
@click.option("--agency", help="Slug of the agency.")
@click.option("--role", type=click.Choice([r.value for r in Role]))
def change(email: str, name: str | None, agency: str | None, role: str | None) -> None:
    """Give an officer another name, agency or role; with another agency or role their sessions end."""
    ready()
    with or_said("Not changed"):
        row = _row(email)
        agency, role = agency or row.agency_slug, role or row.role.value
        act.alter(row.id, name or row.name, agency, Role(role))
    click.echo(f"Changed {email} ({role}, {agency}).")


@officers.command("deactivate")
@EMAIL
def deactivate(email: str) -> None:
    """Let an officer sign in no more; sessions end, what they did stays."""
    _switch(email, act.deactivate, "deactivated")


@officers.command("activate")
@EMAIL
def activate(email: str) -> None:
    """Let an officer sign in again."""
    _switch(email, act.activate, "active again")


@officers.command("reset")
@EMAIL
@click.option("--second-factor", "factor", is_flag=True, help="Forget the second factor too: the telephone is lost.")
def reset(email: str, factor: bool) -> None:
    """Print a one-time link, good for a day, by which the officer sets a new password."""
    ready()
    with or_said("No link"):
        officer = act.id_of(email)
    if factor:
        second_factor.remove(officer, OPERATOR)
    path, at = f"/desk/sign-in/new-password?token={reset_links.make(officer)}", current_portal().settings
    click.echo(f"For {email}, once, within 24 hours: {at.public_url or f'http://{at.host}:{at.port}'}{path}")


@officers.command("password")
@EMAIL
def password(email: str) -> None:
    """Give an officer a new password, typed or from standard input; their sessions end."""
    ready()
    with or_said("Not changed"):
        act.set_password(act.id_of(email), _password())
    click.echo(f"New password for {email}; sessions ended.")


def _row(email: str) -> OfficerRow:
    row = officer_row(db.session(), act.id_of(email))
    assert row is not None
    return row


def _switch(email: str, action: Callable[[int], None], said: str) -> None:
    ready()
    with or_said("Not changed"):
        action(act.id_of(email))
    click.echo(f"{email} is {said}.")
