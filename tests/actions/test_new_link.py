"""Asking for a new private link notes what was typed, sealed, and looks nothing up."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.new_link import ASKED, ask_new_link
from portal.models import ReporterLetter
from portal.sealing import unseal

SECRET = "a secret of forty-four letters, for tests alone"


def test_what_was_typed_is_sealed_and_of_a_contact_one_spelling_is_kept(session: Session) -> None:
    ask_new_link("JK2301010001", " Siti.Marker@Example.org ", SECRET)
    ask_new_link("tidak ada", "bukan kontak", SECRET)
    session.rollback()
    first, second = session.scalars(select(ReporterLetter).order_by(ReporterLetter.id))
    assert (
        first.asked is not None and b"arker" not in first.asked and (first.ticket_id, first.handed_at) == (None, None)
    )
    assert unseal(first.asked, SECRET, ASKED) == "JK2301010001\nsiti.marker@example.org"
    assert unseal(second.asked or b"", SECRET, ASKED) == "tidak ada\n"
