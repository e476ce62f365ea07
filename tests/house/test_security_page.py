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


def test_what_is_met_about_accounts_names_its_test_or_file() -> None:
    """Where something is met because it is not there at all, there is nothing to name."""
    rows = [(number, why) for number, standing, why in ROW.findall(PAGE) if standing == "met"]
    accounts = [(number, why) for number, why in rows if number.split(".")[0] in {"V6", "V7", "V8"}]
    assert len(accounts) > 30
    assert [number for number, why in accounts if "`" not in why and why != ": none"] == []


def test_the_table_counts_what_stands_below_it() -> None:
    """Chapter by chapter; groups that do not apply as a whole say how many they are."""
    names = ("met", "reason", "does not apply", "open")
    counted: dict[str, list[int]] = {}
    for row in ROW.finditer(PAGE):
        chapter, many = row[1].split(".")[0], re.search(r"\((\d+) requirements\)", row[0])
        counted.setdefault(chapter, [0] * len(names))[names.index(row[2])] += int(many[1]) if many else 1
    cells = re.findall(r"^\| (V\d+|all)[^|]*\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", PAGE, re.M)
    told = {chapter: [int(cell) for cell in found] for chapter, *found in cells}
    counted["all"] = [sum(column) for column in zip(*counted.values(), strict=True)]
    assert told == counted
    assert sum(counted["all"]) == 253
