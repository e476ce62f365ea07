"""A pass says whose it is, until it is too old, and nothing else is one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from portal.web import passes
from portal.web.public_forms import form_token


def test_a_pass_names_its_officer_for_a_day(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.test_request_context():
        own = passes.pass_of(7)
        found = [passes.officer_of(text) for text in (own, own + "x", "", "other", form_token("report"))]
        assert found == [7, None, None, None, None]
        monkeypatch.setattr(passes, "OLDEST", timedelta(seconds=-1))
        assert passes.officer_of(own) is None
