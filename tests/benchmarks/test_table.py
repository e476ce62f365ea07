"""A missed budget cannot look like a kept one."""

from __future__ import annotations

from benchmarks.row import Measure, Row, at_least, at_most, failed, plain_figure, times_at_least, times_at_most
from benchmarks.table import Section, markdown, plain


def ms(value: float, of: str = "") -> Measure:
    return Measure(value, "ms", of)


def test_a_limit_holds_up_to_itself_and_is_missed_beyond() -> None:
    assert at_most("page", ms(15), 15).holds is True
    assert at_most("page", ms(15.1), 15).holds is False


def test_a_rate_holds_from_its_limit_on() -> None:
    assert at_least("import", Measure(2_500, "/s"), 2_500).holds is True
    assert at_least("import", Measure(2_499, "/s"), 2_500).holds is False


def test_a_rate_is_ours_by_the_peer_s() -> None:
    row = times_at_least("searches", Measure(100, "/s"), Measure(5, "/s", "Datasette"), 20)
    assert (row.ratio, row.holds, row.against) == (20, True, "Datasette: 5 /s; ≥ 20×")
    assert times_at_least("searches", Measure(99, "/s"), Measure(5, "/s", "Datasette"), 20).holds is False


def test_work_may_be_so_many_times_another_s() -> None:
    row = times_at_most("unchanged page", ms(1.6), ms(0.4, "empty view"), 4)
    assert (row.ratio, row.holds, row.against) == (4, True, "empty view: 0.40 ms; ≤ 4×")
    assert times_at_most("unchanged page", ms(1.7), ms(0.4, "empty view"), 4).holds is False


def test_what_could_not_be_measured_counts_as_missed() -> None:
    assert failed("visit", "no browser").holds is False


def test_the_table_names_each_miss_and_counts_what_holds() -> None:
    rows: list[Row] = [at_most("good", ms(1), 2), at_most("bad", ms(3), 2), plain_figure("size", Measure(5, "GB"))]
    text = markdown("Benchmarks", ["machine"], [Section("20,000 tickets", rows)])
    assert "1 of 2 budgets hold." in text
    assert "| bad | 3 ms | ≤ 2 ms | 1.50 | **missed** |" in text
    assert "| size | 5 GB |  |  |  |" in text


def test_the_terminal_says_missed_without_marks() -> None:
    assert plain(at_most("bad", ms(3), 2)).endswith("missed")
