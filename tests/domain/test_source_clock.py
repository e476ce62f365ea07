"""Up to when a ticket is known: as far as its source has spoken, or until an agency acted on it here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from portal.domain.source_clock import LastWord, SourceClocks, SpokenSource

NOW = datetime(2026, 11, 26, tzinfo=UTC)
OLD = datetime(2019, 2, 12, 1, tzinfo=UTC)
EXPORT = SpokenSource(name="export", as_of=OLD)
FEED = SpokenSource(name="feed", as_of=NOW - timedelta(hours=30), every=timedelta(days=1))
CLOCKS = SourceClocks(NOW, (EXPORT, FEED))


def test_a_ticket_is_known_as_far_as_its_source_has_spoken() -> None:
    assert CLOCKS.until("export") == OLD
    assert CLOCKS.last_word("export") is LastWord.SOURCE


def test_what_came_in_by_the_portals_own_door_is_known_until_now() -> None:
    assert CLOCKS.until("form") == NOW
    assert CLOCKS.last_word("form") is LastWord.NOW


def test_what_an_agency_did_here_is_news_that_its_source_has_not() -> None:
    here = OLD + timedelta(days=400)
    assert (CLOCKS.until("export", here), CLOCKS.last_word("export", here)) == (here, LastWord.DESK)
    before = OLD - timedelta(days=1)
    assert (CLOCKS.until("export", before), CLOCKS.last_word("export", before)) == (OLD, LastWord.SOURCE)


def test_nothing_is_known_of_the_future() -> None:
    ahead = SourceClocks(OLD - timedelta(days=9), (EXPORT,))
    assert ahead.until("export") == ahead.now


def test_the_city_is_known_as_far_as_the_source_that_spoke_last() -> None:
    assert CLOCKS.latest == NOW
    assert SourceClocks(NOW, CLOCKS.sources, own=False).latest == NOW - timedelta(hours=30)
    assert SourceClocks(NOW).latest == NOW


def test_only_a_live_feed_can_be_silent_for_too_long() -> None:
    assert [source.name for source in CLOCKS.silent] == ["feed"]
    assert SourceClocks(NOW - timedelta(hours=6), CLOCKS.sources).silent == ()
