"""One reader of TOML: everything that is wrong with a file is said at once, by file, key and reason."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, Strict, StrictBool, ValidationError, model_validator

from portal.cities.problem import CityError, TomlError
from portal.cities.toml_file import Box, Casefolded, Text, Texts, TomlTable, WrongKeys, Zone, read


class Inner(TomlTable):
    colour: Literal["red", "blue"] = "red"
    hours: Annotated[float, Strict(), Field(gt=0, le=10)] = 1
    on: StrictBool = False

    @model_validator(mode="after")
    def _never_blue_and_on(self) -> Self:
        if self.on and self.colour == "blue":
            raise WrongKeys({"on": "cannot be with blue", "colour": "cannot be with on"})
        return self


class Outer(TomlTable):
    name: Text
    names: Texts = ()
    zone: Zone | None = None
    bounds: Box | None = None
    inner: Inner = Inner()
    many: tuple[Inner, ...] = ()
    by_name: dict[Casefolded, Inner | None] = Field(default_factory=dict)


def write(directory: Path, text: str) -> Path:
    path = directory / "file.toml"
    path.write_text(text, encoding="utf-8")
    return path


def wrong(directory: Path, text: str) -> dict[str, str]:
    """Key -> reason of everything that is wrong."""
    with pytest.raises(TomlError) as error:
        read(write(directory, text), Outer)
    return {problem.key: problem.reason for problem in error.value.problems}


def test_a_file_becomes_its_model(tmp_path: Path) -> None:
    text = "name = ' A '\nnames = 'one'\nzone = 'Asia/Jakarta'\nbounds = [1, 2.5, 3, 4]\n"
    text += "[by_name.\" BIG \"]\ncolour = 'blue'"
    found = read(write(tmp_path, text), Outer)
    assert (found.name, found.names, found.zone, found.bounds) == ("A", ("one",), "Asia/Jakarta", (1, 2.5, 3, 4))
    assert found.by_name == {"big": Inner(colour="blue")} and found.inner == Inner()


BEYOND = "must be west, south, east, north in degrees; a city across the 180th meridian cannot be set up"


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("", "name", "is missing"),
        ("name = ''", "name", "is empty"),
        ("name = 5", "name", "must be a text"),
        ("nam = 'A'\nname = 'A'", "nam", "no such key; 'name' is one"),
        ("name = 'A'\n[inner]\nx = 1", "inner.x", "no such key; there are colour, hours, on"),
        ("name = 'A'\n[[many]]\nhour = 1", "many[1].hour", "no such key; 'hours' is one"),
        ("name = 'A'\n[by_name.a]\nonn = true", "by_name.a.onn", "no such key; 'on' is one"),
        ("name = 'A'\ninner = 1", "inner", "must be a table"),
        ("name = 'A'\nby_name = 1", "by_name", "must be a table"),
        ("name = 'A'\nby_name.a = 1", "by_name.a", "must be a table"),
        ("name = 'A'\nmany = 1", "many", "must be a list of tables, written [[many]]"),
        ("name = 'A'\n[many]", "many", "must be a list of tables, written [[many]]"),
        ("name = 'A'\nnames = 1", "names", "must be a list of texts"),
        ("name = 'A'\nnames = ['a', 1]", "names[2]", "must be a text"),
        ("name = 'A'\nzone = 'Mars'", "zone", "'Mars' is no time zone such as Asia/Jakarta"),
        ("name = 'A'\nbounds = [1, 2, 3]", "bounds", "must be four numbers: west, south, east, north"),
        ("name = 'A'\nbounds = [1, 2, 3, true]", "bounds", "must be four numbers: west, south, east, north"),
        ("name = 'A'\nbounds = [1, 2, 3, nan]", "bounds", "must be west, south, east, north in degrees"),
        ("name = 'A'\nbounds = [3, 2, 1, 4]", "bounds", BEYOND),
        ("name = 'A'\nbounds = [177, -17, 182, -16]", "bounds", BEYOND),
        ("name = 'A'\ninner.colour = 'green'", "inner.colour", "'green' is not among red, blue"),
        ("name = 'A'\ninner.on = 1", "inner.on", "must be true or false"),
        ("name = 'A'\ninner.hours = '1'", "inner.hours", "must be a number"),
        ("name = 'A'\ninner.hours = 0", "inner.hours", "must be above 0"),
        ("name = 'A'\ninner.hours = 11", "inner.hours", "must be 10 or less"),
    ],
)
def test_a_mistake_is_said_by_its_key_and_what_may_be_there(tmp_path: Path, text: str, key: str, reason: str) -> None:
    assert wrong(tmp_path, text) == {key: reason}


def test_everything_that_is_wrong_is_said_at_once_each_in_a_line_that_names_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "zone = 'Mars'\nx = 1\n[[many]]\n[[many]]\ncolour = 'green'")
    with pytest.raises(TomlError) as error:
        read(path, Outer)
    assert str(error.value).splitlines() == [
        f"{path}: name: is missing",
        f"{path}: zone: 'Mars' is no time zone such as Asia/Jakarta",
        f"{path}: many[2].colour: 'green' is not among red, blue",
        f"{path}: x: no such key; there are name, names, zone, bounds, inner, many, by_name",
    ]


def test_a_models_own_check_may_name_several_keys(tmp_path: Path) -> None:
    assert wrong(tmp_path, "name = 'A'\n[[many]]\ncolour = 'blue'\non = true") == {
        "many[1].on": "cannot be with blue",
        "many[1].colour": "cannot be with on",
    }


def test_a_model_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Inner().colour = "blue"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"name = 'A'\n= 1", r"file\.toml:2: is not TOML"),
        (b"name = 'A'\nname = 'B'\n[x]", r"file\.toml:2: is not TOML"),
        (b"name = '\xe9'", r"file\.toml:1: is not UTF-8"),
        (b"name = 'A'\n\x00", r"file\.toml:2: holds a NUL"),
        (b"x = " + b"[" * 100_000, "too many brackets within each other"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "file.toml"
    path.write_bytes(content)
    with pytest.raises(CityError, match=reason):
        read(path, Outer)


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(CityError, match="cannot be read: No such file"):
        read(tmp_path / "none.toml", Outer)


@given(text=st.text(alphabet="name=inr.colusmayb[]{}'\"\n 15tf", max_size=120))
def test_any_text_is_a_model_or_a_mistake(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = write(tmp_path_factory.getbasetemp(), text)
    try:
        assert isinstance(read(path, Outer), Outer)
    except CityError as error:
        assert str(error).startswith(str(path))
