"""Reads a TOML file into a pydantic model, so that everything wrong with it is said at once, by file and key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from .problem import CityError, KeyProblem, TomlError
from .table import decoded

ALIKE = 0.75  # how alike two keys are when one is a slip of the other (difflib's ratio)
#: pydantic's type of an error -> our sentence; ``{...}`` is filled from the error's context.
_SENTENCES = {
    "missing": "is missing",
    "string_type": "must be a text",
    "string_too_short": "is empty",
    "too_short": "is empty",
    "bool_type": "must be true or false",
    "float_type": "must be a number",
    "finite_number": "must be a number",
    "greater_than": "must be above {gt:g}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than_equal": "must be {le:g} or less",
    "dict_type": "must be a table",
    "model_type": "must be a table",
}


class TomlTable(BaseModel):
    """A table of a TOML file. A key that the model does not name is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WrongKeys(ValueError):
    """Raised by a model's own check: what is wrong with which of its keys (dotted, below the model)."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__(str(dict(reasons)))
        self.reasons = dict(reasons)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise ValueError(f"{name!r} is no time zone such as Asia/Jakarta") from None
    return name


def _box(value: object) -> object:
    numbers = isinstance(value, list) and all(isinstance(v, int | float) and not isinstance(v, bool) for v in value)
    if not isinstance(value, list) or not numbers or len(value) != 4:
        raise ValueError("must be four numbers: west, south, east, north")
    west, south, east, north = value
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        beyond = west > east or max(abs(west), abs(east)) > 180
        hint = "; a city across the 180th meridian cannot be set up" if beyond else ""
        raise ValueError(f"must be west, south, east, north in degrees{hint}")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
#: A list may be written as its only text.
ONE_OR_MORE = BeforeValidator(lambda value: [value] if isinstance(value, str) else value)
Texts = Annotated[tuple[Text, ...], ONE_OR_MORE]
Casefolded = Annotated[Text, AfterValidator(str.casefold)]
Zone = Annotated[Text, AfterValidator(_zone)]
#: West, south, east, north in degrees.
Box = Annotated[tuple[float, float, float, float], BeforeValidator(_box)]

Model = TypeVar("Model", bound=TomlTable)


def read(path: Path, model: type[Model], instead: Mapping[str, object] = MappingProxyType({})) -> Model:
    """The file as a ``model``, which gets the path as its validation context. Raises TomlError, CityError.

    ``instead``: values that take the place of the file's own.
    """
    try:
        values = tomllib.loads(decoded(path))
    except tomllib.TOMLDecodeError as error:
        line = str(error).rpartition("at line ")[2].partition(",")[0]
        raise CityError(f"is not TOML: {error}", path, int(line) if line.isdigit() else 0) from error
    except RecursionError as error:
        raise CityError("is not TOML that can be read: too many brackets within each other", path) from error
    try:
        return model.model_validate({**values, **instead}, context=path)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise TomlError(path, [problem for detail in details for problem in _problems(model, detail)]) from error


def _problems(model: type[BaseModel], detail: ErrorDetails) -> list[KeyProblem]:
    """What an error of pydantic means in the file; one for each key that a model's own check names."""
    location, error = detail["loc"], detail.get("ctx", {}).get("error")
    if isinstance(error, WrongKeys):
        return [KeyProblem(_dotted((*location, key)), reason) for key, reason in error.reasons.items()]
    return [KeyProblem(_dotted(location), str(error) if error else _sentence(model, detail))]


def _sentence(model: type[BaseModel], detail: ErrorDetails) -> str:
    *above, key = detail["loc"]
    kind = detail["type"]
    if kind == "extra_forbidden":
        keys = [field.alias or name for name, field in _annotation(model, above).model_fields.items()]
        near = get_close_matches(str(key), keys, n=1, cutoff=ALIKE)
        return f"no such key; {near[0]!r} is one" if near else f"no such key; there are {', '.join(keys)}"
    wanted = _annotation(model, detail["loc"])
    if kind in ("enum", "literal_error"):
        return f"{detail['input']!r} is not among {', '.join(map(str, _choices(wanted)))}"
    if kind in ("tuple_type", "frozen_set_type"):
        tables = _is_table(_bare(get_args(wanted)[0]))
        return f"must be a list of tables, written [[{key}]]" if tables else "must be a list of texts"
    return _SENTENCES.get(kind, detail["msg"]).format(**detail.get("ctx", {}))


def _dotted(location: tuple[int | str, ...]) -> str:
    """``steps[1].kind``: members of a list are counted from 1."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")


def _annotation(model: type[BaseModel], location: tuple[int | str, ...] | list[int | str]) -> Any:
    """What a model says of the place: another model, a type, a Literal ..."""
    found: Any = model
    for part in location:
        if _is_table(found):
            found = _bare(_field(found, part).annotation)
        else:  # a list's members, or the values of a table with free keys
            arguments = get_args(found)
            found = _bare(arguments[-1] if get_origin(found) is dict else arguments[0])
    return found


def _field(model: type[BaseModel], key: int | str) -> FieldInfo:
    """The field that a key of the file fills, which may have another name in Python."""
    named = {field.alias or name: field for name, field in model.model_fields.items()}
    return named[str(key)]


def _bare(annotation: Any) -> Any:
    """The annotation without Annotated and ``| None``."""
    while get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = next(argument for argument in get_args(annotation) if argument is not type(None))
    return annotation


def _is_table(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _choices(annotation: Any) -> list[object]:
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return list(annotation) if isinstance(annotation, type) and issubclass(annotation, Enum) else []
