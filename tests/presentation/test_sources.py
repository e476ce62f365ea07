"""The sentence that says up to when the sources have spoken."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from flask_babel import force_locale

from portal.domain.source_clock import SourceClocks, SpokenSource
from portal.presentation.sources import source_state

NOW = datetime(2026, 11, 26, tzinfo=UTC)
ONE = SpokenSource(name="ekspor", as_of=datetime(2019, 2, 12, 1, tzinfo=UTC))
OTHER = SpokenSource(name="feed", as_of=datetime(2026, 11, 25, 20, tzinfo=UTC))


def said(app: Flask, clocks: SourceClocks, language: str = "id") -> str:
    with app.test_request_context(), force_locale(language):
        return source_state(clocks)


def test_one_source_needs_no_name(app: Flask) -> None:
    assert said(app, SourceClocks(NOW, (ONE,))) == "Keadaan menurut sumber: 12 Feb 2019."
    assert said(app, SourceClocks(NOW, (ONE,)), "en") == "State of the source: 12 Feb 2019."


def test_several_sources_are_named_with_the_day_of_each_in_the_citys_zone(app: Flask) -> None:
    clocks = SourceClocks(NOW, (ONE, OTHER))
    assert said(app, clocks) == "Keadaan menurut sumber: ekspor 12 Feb 2019; feed 26 Nov 2026."


def test_where_everything_is_known_until_now_nothing_is_said(app: Flask) -> None:
    assert said(app, SourceClocks(NOW)) == ""
