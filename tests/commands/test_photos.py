"""`flask portal photos` takes in files that imports have named, and finds the flags of all photos anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete

from portal.actions.intake.record import record
from portal.domain.attachment import Purpose
from portal.domain.city import City
from portal.domain.record import PhotoAddress
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


def test_files_that_an_import_has_named_are_taken_from_their_directory_and_from_no_other(
    app: Flask, city: City, tmp_path: Path
) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "1.jpg").write_bytes(scene_file())
    (tmp_path / "secret.jpg").write_bytes(scene_file())
    names = [PhotoAddress(name, Purpose.BEFORE) for name in ("1.jpg", "../secret.jpg", "2.jpg")]
    with app.app_context():
        install(city)
        record(complaint(1, photo_addresses=tuple(names)), city)
    run = app.test_cli_runner().invoke
    told = run(args=["portal", "photos", "fetch", "--directory", str(tmp_path / "photos")])
    assert told.output.endswith("1 taken, 1 to be tried later, 1 refused.\n"), told.output
    assert run(args=["portal", "photos", "failed"]).output.endswith(
        "is none that we ask (see PHOTO_HOSTS): ../secret.jpg\n"
    )
