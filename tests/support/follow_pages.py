"""What the pages of following are tested by: forms filled in as people do, and what is stored then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from portal import clock
from portal.actions import follow
from portal.extensions import db
from portal.models import Follower
from tests.support.followers import KEY
from tests.support.pages import Page, Pages


def sent(pages: Pages, path: str, monkeypatch: pytest.MonkeyPatch, *, status: int = 200, **typed: str) -> Page:
    page = pages.get(path)
    now = clock.now() + timedelta(seconds=5)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: now)
        return pages.submit(page, "main form[method=post]", status=status, **typed)


def followers(app: Flask) -> list[Follower]:
    with app.app_context():
        return list(db.session().query(Follower).order_by(Follower.id))


def tokens(app: Flask) -> tuple[str, str]:
    """Those of the first follower's letters: to confirm, to end."""
    salt = followers(app)[0].salt
    return follow.confirm_token(salt, KEY), follow.end_token(salt, KEY)
