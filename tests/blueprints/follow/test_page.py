"""Following is asked for by a form; nobody learns from it whose address is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from portal.context import bind_portal, portal_of
from portal.extensions import db
from portal.models import Letter
from tests.support.follow_pages import followers, sent
from tests.support.followers import ADDRESS, confirm_all
from tests.support.handed_on import CODE
from tests.support.pages import Pages


def test_all_who_ask_read_the_same_and_an_address_is_not_flooded(
    told: Flask, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/follow?ticket={CODE}"
    first = sent(pages, path, monkeypatch, address=ADDRESS, pace="at_once")
    with told.app_context():
        confirm_all()
        db.session().query(Letter).delete()
        db.session().commit()
    again = [sent(pages, path, monkeypatch, address=ADDRESS, pace="at_once").text for _ in range(3)]
    assert again == [first.text] * 3
    with told.app_context():
        assert [letter.kind for letter in db.session().query(Letter)] == ["known"]
    for number in range(9):
        sent(pages, f"/follow?q=kata{number}", monkeypatch, address="korban@contoh.example", pace="at_once")
    assert len(followers(told)) == 1 + 5


@pytest.mark.parametrize(
    ("typed", "status"),
    [({"address": "bukan alamat"}, 422), ({"address": ""}, 422), ({"address": ADDRESS, "website": "http://x"}, 200)],
)
def test_what_is_no_address_is_said_at_the_field_and_a_program_gets_nothing(
    told: Flask, pages: Pages, monkeypatch: pytest.MonkeyPatch, typed: dict[str, str], status: int
) -> None:
    page = sent(pages, f"/follow?ticket={CODE}", monkeypatch, status=status, pace="at_once", **typed)
    assert followers(told) == []
    assert bool(page.all(".wrong")) is bool(page.all('[role=alert] a[href="#address"]')) is (status == 422)


def test_without_a_mail_server_the_page_offers_the_feed_and_says_so(told: Flask, pages: Pages) -> None:
    portal = portal_of(told)
    bind_portal(told, replace(portal, settings=replace(portal.settings, smtp_url="")))
    page = pages.get(f"/follow?ticket={CODE}")
    assert "tidak mengirim email" in page.words(".lead") and not page.all("form[method=post]")
    assert page.link("Umpan Atom") == f"/tickets/{CODE}.atom"
