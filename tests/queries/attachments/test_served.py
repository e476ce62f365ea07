"""A file has its address as long as there is somebody who may see it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.actions import attach
from portal.actions.attach import HalfForm, Upload
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.media.store import MediaStore
from portal.models import Attachment
from portal.queries.attachments.served import DeskPicture, desk_picture, public_ticket
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.one_ticket import holder, ticket
from tests.support.photos import photo


def test_what_waits_is_there_for_officers_only_until_its_files_go(
    session: Session, city: City, tmp_path: Path, quick_passwords: None
) -> None:
    install(city)
    record(complaint(1), city)
    half = HalfForm(ticket().id, holder().officer, "respond")
    key = attach.add(half, Upload(photo()), city, MediaStore(str(tmp_path))).key
    assert desk_picture(session, key) == DeskPicture(ticket().code, half.officer)
    assert public_ticket(session, key) is None
    session.execute(update(Attachment).values(files_kept=False))
    assert desk_picture(session, key) is None
    assert desk_picture(session, "unknown") is None
