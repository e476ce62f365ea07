"""What an operator reads when a rule refuses a change of accounts or agencies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from ..domain.status import Refused

_REFUSALS = {
    "agency_unknown": "there is no agency {agency!r}; slugs stand in the addresses of /agencies",
    "agency_taken": "{agency} has that name, or had it",
    "agency_circle": "an agency cannot be below itself or one of its units",
    "agency_inactive": "the agency is not active",
    "agency_holds": "{count} open tickets are with it",
    "agency_staffed": "{count} active officers are with it",
    "agency_checks": "it checks resolutions, says city.toml",
    "email_taken": "{email} is an officer already; `officers reset` makes a link for a new password",
    "email_malformed": "the address has no @, or is too long",
    "name_needed": "the name is empty",
    "email_unknown": "there is no officer with the address {email}",
    "busy": "too many passwords are being compared; try again in {seconds} seconds",
    "password_short": "the password has fewer than {least} characters",
    "password_long": "the password has more than {most} characters",
    "password_personal": "the password is the officer's name or address",
    "password_guessable": "the password is easily guessed; take {least} characters or more, four unrelated words say",
    "last_admin": "this is the last admin",
    "nothing_to_do": "it is so already",
}


@contextmanager
def or_said(what: str) -> Iterator[None]:
    """A refusal as one sentence."""
    try:
        yield
    except Refused as refusal:
        said = _REFUSALS.get(refusal.reason, refusal.reason).format(**refusal.facts)
        raise click.ClickException(f"{what}: {said}.") from refusal
