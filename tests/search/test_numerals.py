"""After a number "kali" says how often something was; by itself, or before a name, it is a river."""

from __future__ import annotations

import pytest

from portal.domain.city import City
from portal.domain.source_clock import SourceClocks
from portal.search import query_parser
from portal.search.analysis import Analyser
from tests.search.sampling import NOW


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("lapor 3 kali", [("3 kali", ("3x", "tiga kali"))]),
        ("3x", [("3x", ("3 kali", "tiga kali"))]),
        ("sudah 12 kali", [("12", ()), ("kali", ())]),
        ("beberapa kali ditegur", [("kali", ()), ("ditegur", ())]),
        ("kali meluap", [("kali", ("sungai",)), ("meluap", ("luber",))]),
    ],
)
def test_times_are_no_rivers(city: City, typed: str, read: list[tuple[str, tuple[str, ...]]]) -> None:
    part = query_parser.parse(typed, city, Analyser.of(city), SourceClocks(NOW)).part
    assert part is not None
    assert [(one.values[0], one.also) for one in part.parts or (part,)] == read
