"""Who has lost the private link of a report asks for a new one by its number and the contact that was given."""

from __future__ import annotations

from .. import clock
from ..domain.contact import contact_of
from ..domain.reporter_letter import ReporterLetterKind
from ..extensions import db
from ..models import ReporterLetter
from ..sealing import seal
from .log import change

ASKED = "request for a new private link"  # purpose of sealing


def ask_new_link(code: str, contact: str, secret: str) -> None:
    """Note that it is asked for; whether anybody is known by that is looked up by who writes the letter, later."""
    asked = seal(f"{code}\n{contact_of(contact) or ''}", secret, ASKED)
    with change(db.session()) as _:
        letter = ReporterLetter(kind=ReporterLetterKind.LINK.value, asked=asked, due_at=clock.now())
        db.session().add(letter)
