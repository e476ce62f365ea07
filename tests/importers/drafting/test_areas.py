"""Where a report lies is found by the city's own areas, its levels, or the name of a column."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from portal.domain.city import PackArea
from portal.importers.drafting import areas
from tests.support.drafting import contoh, file, roles

HEADER = ("id", "opened", "Distrik", "quarter")
ROWS = [
    ("1", "2024-03-04", "Hulu", "Kota Tua"),
    ("2", "2024-03-05", "Hilir", "kota tua"),
    ("3", "2024-03-06", "Hilir", "X"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return file(tmp_path, HEADER, ROWS)


def test_a_column_that_names_areas_of_the_pack_is_taken_and_others_are_refused(path: Path) -> None:
    known = PackArea(code="kt", name="Kota Tua", level="distrik")
    lines = areas.lines(roles(path), replace(contoh(), areas={"kt": known}))
    assert tomllib.loads("\n".join(lines)) == {"area": {"column": "quarter", "unknown": "refuse"}}


def test_a_column_that_is_called_like_a_level_becomes_areas_of_it(path: Path) -> None:
    found = tomllib.loads("\n".join(areas.lines(roles(path), contoh())))
    assert found == {"areas": [{"level": "distrik", "code": "[distrik-{Distrik}]", "name": "{Distrik}"}]}


def test_a_column_that_is_usually_one_of_areas_is_taken_in_a_city_without_levels(tmp_path: Path) -> None:
    rows = [(str(n), "2024-03-04", "Ward 1", "x") for n in range(4)]
    lines = areas.lines(roles(file(tmp_path, ("id", "opened", "ward", "x"), rows)), replace(contoh(), levels=()))
    assert tomllib.loads("\n".join(lines)) == {"area": {"column": "ward"}}


def test_without_such_a_column_a_comment_says_so(path: Path) -> None:
    lines = areas.lines(roles(path), replace(contoh(), levels=()))
    assert tomllib.loads("\n".join(lines)) == {} and "No column of areas" in lines[0]
