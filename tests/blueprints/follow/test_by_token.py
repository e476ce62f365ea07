"""The links of letters show a page; its button, or a mail program by one click, changes something."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.context import portal_of
from tests.support.follow_pages import followers, sent, tokens
from tests.support.followers import ADDRESS
from tests.support.handed_on import CODE
from tests.support.pages import Pages


def test_a_ticket_is_followed_from_its_page_confirmed_and_ended(
    told: Flask, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = pages.get(f"/tickets/{CODE}").link("Ikuti lewat email")
    answer = sent(pages, address, monkeypatch, address=f" {ADDRESS.upper()} ", pace="daily")
    assert answer.h1 == "Periksa kotak surat Anda" and ADDRESS not in answer.response.text.lower()
    kept = followers(told)[0]
    assert (kept.ticket_id, kept.pace, kept.language, kept.confirmed_at) == (1, "daily", "id", None)
    assert b"contoh" not in kept.address.lower()
    confirm, end = tokens(told)
    page = pages.get(f"/follow/confirm?k={confirm}")
    assert followers(told)[0].confirmed_at is None  # a mail program that looks at links confirms nothing
    portal = portal_of(told)
    monkeypatch.setattr(portal, "city", replace(portal.city, digest_hour=7))
    assert "setiap hari pukul 07.00" in pages.submit(page, "main form").text
    assert followers(told)[0].confirmed_at is not None
    page = pages.get(f"/follow/end?k={end}")
    assert len(followers(told)) == 1
    pages.submit(page, "main form")
    assert followers(told) == []
    assert "tidak mengikutinya" in pages.get(f"/follow/end?k={end}").h1
    assert "tidak berlaku" in pages.get(f"/follow/confirm?k={confirm}").h1


def test_a_mail_program_ends_it_by_one_click_without_a_form(
    told: Flask, client: FlaskClient, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(pages, "/en/follow?category=jalan&area=31.74.04&page=2", monkeypatch, address=ADDRESS, pace="at_once")
    assert (followers(told)[0].lens, followers(told)[0].language) == ("area=31.74.04&category=jalan", "en")
    _, end = tokens(told)
    answer = client.post(f"/en/follow/end?k={end}", data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert followers(told) == []
