"""`flask portal photos flag` finds the flags of all photos anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete

from portal.actions.intake.record import record
from portal.domain.city import City
from portal.extensions import db
from portal.media.store import MediaStore
from portal.models import AttachmentFlag
from tests.support.complaints import complaint
from tests.support.flagged import add, flags, publish, scene_file
from tests.support.installed import install

pytestmark = pytest.mark.only_on("sqlite")


def test_flags_that_were_lost_are_found_again(app: Flask, city: City, tmp_path: Path, quick_passwords: None) -> None:
    with app.app_context():
        install(city)
        keys = []
        for number in (1, 2):
            record(complaint(number), city)
            keys.append(add(city, MediaStore(str(tmp_path)), str(number), scene_file()))
            publish(city, str(number))
        db.session.execute(delete(AttachmentFlag))
        db.session.commit()
    told = app.test_cli_runner().invoke(args=["portal", "photos", "flag"])
    assert told.output.startswith("2 photos looked at"), told.output
    with app.app_context():
        assert [set(flags(key)) for key in keys] == [set(), {"used_before"}]
