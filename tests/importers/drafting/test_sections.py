"""Each section says what it took, why, and what it cannot know."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from portal.importers.drafting import sections
from tests.support.drafting import column, contoh, file, roles

HEADER = ("id", "opened", "closed", "status", "category", "address", "lat", "lon")


def numbered(*rows: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [(f"K{n}", *row) for n, row in enumerate(rows)]


def test_dates_stand_in_the_order_of_a_reports_life_with_their_proof(tmp_path: Path) -> None:
    rows = numbered(
        ("03/04/2024", "04/04/2024", "Open", "A", "x", "-5.50", "110.1"),
        ("05/04/2024", "25/04/2024", "Open", "A", "x", "-5.50", "110.1"),
    )
    lines = sections.top(roles(file(tmp_path, HEADER, rows)), "my export", contoh())
    assert lines[3] == '# "opened": guess: the day comes first; as in the file\'s other dates'
    assert lines[4] == '# "closed": the day comes first, as 25/04/2024 shows'
    assert tomllib.loads("\n".join(lines)) == {"name": "my export", "source": "my-export", "dates": ["%d/%m/%Y"]}


def test_a_title_is_made_of_category_and_place_where_no_column_has_sentences(tmp_path: Path) -> None:
    rows = numbered(("2024-03-04", "", "Open", "A", "Jl. Satu", "", ""), ("2024-03-05", "", "Open", "B", "", "", ""))
    lines = sections.fields(roles(file(tmp_path, HEADER, rows)))
    assert tomllib.loads("\n".join(lines))["fields"]["title"] == "{category}[, {address}]"


def test_an_id_that_is_no_code_is_not_taken_as_one(tmp_path: Path) -> None:
    rows = [("K/1", "2024-03-04"), ("K/2", "2024-03-05")]
    assert (
        "code" not in tomllib.loads("\n".join(sections.fields(roles(file(tmp_path, ("id", "opened"), rows)))))["fields"]
    )


def test_points_far_from_the_city_are_told_and_none_are_a_comment(tmp_path: Path) -> None:
    rows = numbered(*[("2024-03-04", "", "Open", "A", "x", f"41.9{n}", f"-87.7{n}") for n in range(3)])
    far = roles(file(tmp_path, HEADER, rows))
    assert sections.coordinates(far, contoh())[-1].startswith(
        "# WARNING: most points lie about 41.91, -87.71, far from"
    )
    assert not any("WARNING" in line for line in sections.coordinates(far, replace(contoh(), bounds=None)))
    without = roles(file(tmp_path, ("id", "opened"), [("1", "2024-03-04"), ("2", "2024-03-05")]))
    assert tomllib.loads("\n".join(sections.coordinates(without, contoh()))) == {}


def test_blank_words_are_named_by_column() -> None:
    lines = sections.blank([replace(column("Closed", ""), blanks=("NULL", "N/A")), column("Other", "x")])
    assert tomllib.loads("\n".join(lines)) == {"blank": {"Closed": ["NULL", "N/A"]}}
    assert sections.blank([column("Other", "x")]) == []
