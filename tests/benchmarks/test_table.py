"""A missed budget cannot look like a kept one."""

from __future__ import annotations

from benchmarks.row import Row, at_least, at_most, failed, share_of, times_faster, told
from benchmarks.table import Section, markdown, plain


def test_a_limit_holds_up_to_itself_and_is_missed_beyond() -> None:
    assert at_most("page", 15, "ms", 15).holds is True
    assert at_most("page", 15.1, "ms", 15).holds is False


def test_a_rate_holds_from_its_limit_on() -> None:
    assert at_least("import", 2_500, "tickets/s", 2_500).holds is True
    assert at_least("import", 2_499, "tickets/s", 2_500).holds is False


def test_a_share_of_a_peer_is_ours_by_theirs() -> None:
    row = share_of("throughput", 600, 1_000, "/s", "empty view", 0.6)
    assert (row.ratio, row.holds) == (0.6, True)
    assert share_of("throughput", 599, 1_000, "/s", "empty view", 0.6).holds is False


def test_a_peer_must_take_so_many_times_longer() -> None:
    row = times_faster("search", 5, 100, "ms", "Datasette", 20)
    assert (row.ratio, row.holds) == (20, True)
    assert times_faster("search", 5, 99, "ms", "Datasette", 20).holds is False


def test_what_could_not_be_measured_counts_as_missed() -> None:
    assert failed("visit", "no browser").holds is False


def test_the_table_names_each_miss_and_counts_what_holds() -> None:
    rows: list[Row] = [at_most("good", 1, "ms", 2), at_most("bad", 3, "ms", 2), told("size", 5, "GB")]
    text = markdown("Benchmarks", ["machine"], [Section("20,000 tickets", rows)])
    assert "1 of 2 budgets hold." in text
    assert "| bad | 3 ms | ≤ 2 ms | 1.50 | **missed** |" in text
    assert "| size | 5 GB |  |  |  |" in text


def test_the_terminal_says_missed_without_marks() -> None:
    assert plain(at_most("bad", 3, "ms", 2)).endswith("missed")
