"""All that one follows is seen and ended by a link of a day, and by nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import clock
from portal.actions import follow
from tests.support.follow_pages import followers, sent
from tests.support.followers import ADDRESS, KEY, confirm_all
from tests.support.handed_on import CODE
from tests.support.pages import Pages


def test_one_sees_all_that_one_follows_by_a_link_of_a_day_and_ends_any_of_it(
    told: Flask, pages: Pages, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (f"/follow?ticket={CODE}", "/follow?category=jalan", "/follow"):
        sent(pages, path, monkeypatch, address=ADDRESS, pace="at_once")
    sent(pages, "/follow?q=lubang", monkeypatch, address="lain@contoh.example", pace="at_once")
    with told.app_context():
        confirm_all()
        token = follow.all_token(follow.hash_of(ADDRESS, KEY), KEY)
    page = pages.get(f"/follow/mine/all?k={token}")
    assert [row.a.get_text() for row in page.all(".followed li") if row.a] == [
        f"laporan {CODE}",
        "Jalan",
        "Semua laporan",
    ]
    other = followers(told)[3].id
    client.post(f"/follow/mine/all?k={token}", data={"which": str(other)})
    client.post(f"/follow/mine/all?k={token}", data={"which": str(followers(told)[1].id)})
    assert [one.lens for one in followers(told)] == ["", "", "q=lubang"]
    client.post(f"/follow/mine/all?k={token}", data={"which": "all"})
    assert [one.lens for one in followers(told)] == ["q=lubang"]
    late = clock.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: late)
    assert client.get(f"/follow/mine/all?k={token}").status_code == 404
