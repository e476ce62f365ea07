"""A neighbour presses one button, without an account, a cookie or a script; the report's page shows how many did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from portal import clock
from portal.domain.city import City
from tests.support.desk import CODE, furnish
from tests.support.pages import Pages


@pytest.fixture(autouse=True)
def desk(app: Flask, city: City, quick_passwords: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock is ahead: nobody presses a button in two seconds."""
    furnish(app, city)
    now = clock.now
    with app.app_context():
        monkeypatch.setattr(clock, "now", lambda: now() + timedelta(seconds=5))
        yield


def test_a_neighbour_says_that_they_see_it_too_and_is_counted_once(pages: Pages) -> None:
    ticket = pages.get(f"/tickets/{CODE}")
    (path,) = {href for href in ticket.links("a.act") if href.endswith("/seen")}
    thanks = pages.submit(pages.get(path))
    assert "Terima kasih, Anda sudah dihitung" in thanks.text and "1 orang mengatakan juga melihatnya" in thanks.text
    assert "1 orang mengatakan juga melihatnya, terakhir" in pages.get(f"/tickets/{CODE}").text, "the page is made anew"
    assert "sudah dihitung sebelumnya" in pages.submit(pages.get(path)).text
    assert "1 person says" in pages.get(f"/en/tickets/{CODE}").text


def test_what_cannot_be_said_now_has_no_button_and_is_refused(pages: Pages) -> None:
    page = pages.get(f"/tickets/{CODE}/unsolved")
    assert page.all("form[method=post]") == [] and "sedang terbuka lagi" in page.text
    token = pages.get(f"/tickets/{CODE}/seen").one("[name=form_token]")["value"]
    refused = pages.client.post(f"/tickets/{CODE}/unsolved", data={"form_token": token})
    assert refused.status_code == 422 and "Keadaan laporan ini sudah berubah" in refused.text
    assert pages.client.post(f"/tickets/{CODE}/seen").status_code == 400
    assert pages.client.get("/tickets/JK0000000000/seen").status_code == 404
