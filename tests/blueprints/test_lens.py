"""What a request asks of the tickets."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from portal import clock
from portal.blueprints import lens
from portal.domain.lens import TicketFilter

pytestmark = pytest.mark.database


def test_the_filter_is_the_address_and_what_is_unreadable_is_named(app: Flask) -> None:
    with app.test_request_context("/tickets?q=lubang&status=open&from=kemarin"):
        asked = lens.asked()
    assert asked.filter == TicketFilter(q="lubang", status=("open",))
    assert asked.unread == ("from",)
    assert str(asked.zone) == "Asia/Jakarta"


def test_the_version_changes_with_the_minute_and_with_nothing_less(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    start = clock.now().replace(second=0, microsecond=0)

    def version(seconds: int) -> object:
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(seconds=seconds))
        with app.test_request_context("/tickets"):
            return lens.asked().version()

    assert version(0) == version(59) != version(60)
