"""A wish that cannot be met is refused in words, whoever asks."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.follow_pages import followers, sent
from tests.support.followers import ADDRESS, confirm_all
from tests.support.pages import Pages


def test_one_list_more_than_can_be_looked_through_is_refused_in_words(
    told: Flask, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.actions.follow.LISTS_OFFERED", 1)
    sent(pages, "/follow?q=satu", monkeypatch, address=ADDRESS, pace="at_once")
    with told.app_context():
        confirm_all()
    refused = sent(pages, "/follow?q=dua", monkeypatch, status=503, address="lain@contoh.example", pace="at_once")
    assert "Terlalu banyak daftar" in refused.words("[role=alert]")
    sent(pages, "/follow?q=satu", monkeypatch, address="lain@contoh.example", pace="at_once")
    assert [follower.lens for follower in followers(told)] == ["q=satu", "q=satu"]
