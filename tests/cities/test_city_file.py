"""Every key of a pack's TOML files has its default, and its line in the guide for city packs."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from portal import cities
from portal.cities import entries
from portal.cities.city_file import CityFile, WordsFile
from portal.cities.problem import CityError
from portal.cities.toml_file import read

GUIDE = Path(__file__).parents[2] / "docs/city-packs.md"
NEEDED = 'name = "A"\ntitle = "B"\nzone = "UTC"\ncode_prefix = "AB"\n'


def keys(model: type[BaseModel]) -> Iterator[str]:
    """The dotted keys of a file."""
    for name, field in model.model_fields.items():
        kinds = (field.annotation, *get_args(field.annotation))
        tables = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
        yield name
        for table in tables:
            yield from (f"{name}.{key}" for key in keys(table))


def test_four_keys_are_needed_and_the_others_have_defaults(tmp_path: Path) -> None:
    path = tmp_path / "city.toml"
    path.write_text(NEEDED)
    found = read(path, CityFile)
    assert (found.languages, found.levels, found.bounds, found.source) == (("id", "en"), (), None, "")
    assert (found.targets.response_hours, found.targets.resolution_hours) == (6, 168)
    assert (found.moderation.on, found.moderation.delay_hours) == (False, 24)
    assert (found.validation.on, found.validation.agency, found.validation.share) == (False, "", 1)


@pytest.mark.parametrize("model", [CityFile, WordsFile])
def test_every_key_stands_in_the_guide(model: type[BaseModel]) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert [key for key in keys(model) if f"`{key}`" not in guide and f"`[{key}]`" not in guide] == []


READERS: dict[str, Callable[[Path], object]] = {
    "agencies.csv": entries.agencies,
    "areas.csv": lambda path: entries.areas(path, ("kota",)),
    "categories.csv": lambda path: entries.categories(path, {}),
    "channels.csv": entries.channels,
}


@pytest.mark.parametrize("table", READERS)
def test_every_column_of_a_table_stands_in_its_line_of_the_guide(tmp_path: Path, table: str) -> None:
    """The readers say themselves which columns they know, when they are given another."""
    path = tmp_path / table
    path.write_text("code,name,level,x\n" if table == "areas.csv" else "slug,name,x\n")
    with pytest.raises(CityError) as error:
        READERS[table](path)
    columns = error.value.reason.removeprefix("no such column; there are ").split(", ")
    (line,) = [line for line in GUIDE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| `{table}` |")]
    assert len(columns) > 3 and [column for column in columns if f"`{column}`" not in line] == []


def test_the_small_pack_of_the_guide_is_a_pack_that_has_every_key_and_column(tmp_path: Path) -> None:
    pieces = re.findall(r"(?:^    .*\n)+", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    files = {"name = ": "city.toml", "slug,name,short": "agencies.csv", "code,name,level": "areas.csv"}
    files |= {
        "slug,name,name_en,group": "categories.csv",
        "slug,name,name_en,counter,was": "channels.csv",
        "names = ": "words.toml",
    }
    for begins, name in files.items():
        (piece,) = [text for piece in pieces if (text := textwrap.dedent(piece)).startswith(begins)]
        (tmp_path / name).write_text(piece, encoding="utf-8")
    city = cities.load(str(tmp_path))
    assert city.validator == "inspektorat" and city.moderated and city.synonyms == {"pju": "lampu jalan"}
    assert (len(city.agencies), len(city.areas), len(city.categories), len(city.channels)) == (3, 2, 2, 2)
    assert (city.counter("suku dinas").name, city.counter("dinas").name) == ("Loket Sudin Air", "Datang langsung")
    written = (tmp_path / "city.toml").read_text() + (tmp_path / "words.toml").read_text()
    leaves = {key.rpartition(".")[2] for model in (CityFile, WordsFile) for key in keys(model)}
    assert [key for key in leaves if f"{key} = " not in written and f"[{key}]" not in written] == []
