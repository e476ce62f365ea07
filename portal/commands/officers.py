"""flask portal officers ...: who may sign in."""

from __future__ import annotations

import sys

import click

from ..actions import officers as act
from ..domain.permission import Role
from ..domain.status import Refused
from .schema import ready

_REFUSALS = {
    "agency_unknown": "there is no agency {agency!r}; slugs stand in the addresses of /agencies",
    "email_taken": "{email} is an officer already; `officers password` gives a new password",
    "email_malformed": "the address has no @, or is too long",
    "name_needed": "the name is empty",
    "email_unknown": "there is no officer with the address {email}",
    "password_short": "the password has fewer than {least} characters",
    "password_long": "the password has more than {most} characters",
}


def _said(refusal: Refused) -> str:
    return _REFUSALS.get(refusal.reason, refusal.reason).format(**refusal.facts)


@click.group("officers")
def officers() -> None:
    """Add officers and give them passwords."""


def _password() -> str:
    """Typed twice at a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


@officers.command("add")
@click.option("--email", required=True, help="Address that the officer signs in with.")
@click.option("--name", required=True, help="The officer's name; colleagues see it, the public does not.")
@click.option("--agency", required=True, help="Slug of the agency, as in /agencies/<slug>.")
@click.option("--role", type=click.Choice([r.value for r in Role]), default="officer", show_default=True)
def add(email: str, name: str, agency: str, role: str) -> None:
    """Add an officer; asks for the password, or reads it from standard input."""
    ready()
    try:
        act.add(email, name, agency, Role(role), _password())
    except Refused as refusal:
        raise click.ClickException(f"Not added: {_said(refusal)}.") from refusal
    click.echo(f"Added {email} ({role}, {agency}).")


@officers.command("password")
@click.option("--email", required=True)
def password(email: str) -> None:
    """Give an officer a new password; their sessions end."""
    ready()
    try:
        act.set_password(email, _password())
    except Refused as refusal:
        raise click.ClickException(f"Not changed: {_said(refusal)}.") from refusal
    click.echo(f"New password for {email}; sessions ended.")
