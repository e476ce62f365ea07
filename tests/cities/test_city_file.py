"""Every key of a pack's TOML files has its default, and its line in the guide for city packs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from portal.cities.city_file import CityFile, WordsFile
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
    assert (found.validation.on, found.validation.agency) == (False, "")


@pytest.mark.parametrize("model", [CityFile, WordsFile])
def test_every_key_stands_in_the_guide(model: type[BaseModel]) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert [key for key in keys(model) if f"`{key}`" not in guide and f"`[{key}]`" not in guide] == []
