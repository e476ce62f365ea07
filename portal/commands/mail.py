"""flask portal mail: what a mail server hands to the portal."""

from __future__ import annotations

from typing import BinaryIO

import click

from ..context import current_portal
from ..extensions import db
from ..mail.bounces import MOST_BYTES, BounceOutcome, take_in
from .schema import ready

_SAID = {
    BounceOutcome.ENDED: "The address is no good: what it followed has ended.",
    BounceOutcome.NOT_FINAL: "No report of an address that is no good; nothing is changed.",
    BounceOutcome.NOT_OURS: "Not to a sender of the portal's letters; nothing is changed.",
}


@click.group()
def mail() -> None:
    """Take in what a mail server hands over."""


@mail.command()
@click.argument("files", nargs=-1, required=True, type=click.File("rb"))
@click.option("--to", default="", help="To whom it came, as the mail server says; else the mail's own headers do.")
def bounces(files: tuple[BinaryIO, ...], to: str) -> None:
    """End what addresses follow that a delivery report (RFC 3464) says are no good. FILES: one mail each, - is what is
    piped in. It ends with 0 whatever a mail says, for a mail server would answer a bounce with a bounce."""
    ready()
    settings = current_portal().settings
    if not settings.mail_bounces:
        raise click.ClickException("MAIL_BOUNCES is not set, so letters have no sender that bounces could name.")
    for file in files:
        raw = file.read(MOST_BYTES)
        click.echo(_SAID[take_in(db.session(), raw, settings.mail_bounces, settings.secret_key, to)])
