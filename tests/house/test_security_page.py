"""What docs/security.md and SECURITY.md name is there, so that nobody is reassured by what has gone."""

from __future__ import annotations

import re

from tests.support.source import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text()
ROW = re.compile(r"^\| (V\d+\.(?:\d+\.\d+|\*)) \| [^|]+ \| \*\*(met|reason|does not apply|open)\*\*(.*) \|$", re.M)


def test_every_test_and_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:tests|portal|docs|deploy|scripts)/[\w./-]+|SECURITY\.md)`", PAGE))
    assert len(named) > 50
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_every_requirement_has_one_standing_and_what_is_met_is_shown() -> None:
    rows = ROW.findall(PAGE)
    numbers = [number for number, _standing, _why in rows]
    assert len(numbers) == len(set(numbers)) == len(re.findall(r"^\| V\d+\.", PAGE, re.M))
    assert [number for number, standing, why in rows if standing in {"met", "reason"} and len(why) < 5] == []


def test_the_table_counts_what_stands_below_it() -> None:
    """Groups that do not apply as a whole say how many they are."""
    grouped = sum(int(many) for many in re.findall(r"\((\d+) requirements\)", PAGE))
    rows = ROW.findall(PAGE)
    single = [standing for number, standing, _why in rows if not number.endswith("*")]
    counted = [int(cell) for cell in re.findall(r"\d+", PAGE.split("\n| all |")[1].split("\n")[0])]
    known = {name: single.count(name) for name in ("met", "reason", "does not apply", "open")}
    known["does not apply"] += grouped
    assert counted == list(known.values())
    assert sum(counted) == 253
