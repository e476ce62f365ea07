"""A query that names days from today is taken away with the dates that it meant."""

from __future__ import annotations

from datetime import date

import pytest

from portal.domain.lens import MAX_Q
from portal.search.fixed_days import with_fixed_days
from tests.search.named_city import NAMED_CITY

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("masuk:minggu ini lampu", "masuk:2026-11-23..2026-11-29 lampu", ["minggu ini"]),
        ("got masuk : “Minggu Ini” x", "got masuk:2026-11-23..2026-11-29 x", ["Minggu Ini"]),
        ("(received:yesterday)", "(received:2026-11-26)", ["yesterday"]),
        ("masuk: sejak bulan lalu", "masuk:2026-10-01..", ["sejak bulan lalu"]),
        ("masuk >kemarin, lampu", "masuk:2026-11-27.., lampu", [">kemarin"]),
        ("masuk:2026-01-01 s/d kemarin", "masuk:2026-01-01..2026-11-26", ["2026-01-01 s/d kemarin"]),
        ("masuk:kemarin,2026-01,hari-ini", "masuk:2026-11-26,2026-01,2026-11-27", ["kemarin", "hari-ini"]),
        ("-masuk:ke\u00admarin masuk:today x", "-masuk:2026-11-26 masuk:2026-11-27 x", ["kemarin", "today"]),
        ('"masuk:kemarin" kemarin masuk:2026', '"masuk:kemarin" kemarin masuk:2026', []),
        ("masuk:lusa masuk:", "masuk:lusa masuk:", []),
        (
            "masuk:akhir pekan lalu atau kuartal ini got",
            "masuk:2026-11-21..2026-11-22,2026-10-01..2026-12-31 got",
            ["akhir pekan lalu", "kuartal ini"],
        ),
        (f"masuk:kemarin {'x' * (MAX_Q - 14)}", f"masuk:kemarin {'x' * (MAX_Q - 14)}", []),
    ],
)
def test_days_become_dates_and_all_else_stays(typed: str, kept: str, said: list[str]) -> None:
    found, days = with_fixed_days(typed, NAMED_CITY, TODAY)
    assert (found, [one.text for one in days]) == (kept, said)
    assert with_fixed_days(found, NAMED_CITY, date(2030, 1, 1)) == (found, ()) or not said
