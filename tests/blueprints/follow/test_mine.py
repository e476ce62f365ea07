"""Who wants to see all that one follows gives the address alone."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.extensions import db
from portal.models import Letter
from tests.support.follow_pages import sent
from tests.support.followers import ADDRESS, confirm_all
from tests.support.handed_on import CODE
from tests.support.pages import Pages


def test_a_link_is_mailed_to_who_follows_and_everybody_reads_the_same(
    told: Flask, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(pages, f"/follow?ticket={CODE}", monkeypatch, address=ADDRESS, pace="at_once")
    with told.app_context():
        confirm_all()
    asked = sent(pages, "/follow/mine", monkeypatch, address=ADDRESS)
    assert asked.text == sent(pages, "/follow/mine", monkeypatch, address="tak.dikenal@contoh.example").text
    with told.app_context():
        assert db.session().query(Letter).filter_by(kind="all").count() == 1
