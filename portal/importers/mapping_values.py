"""The kinds of value in a mapping: columns, wording, date forms, encodings."""

from __future__ import annotations

import codecs
import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainValidator

from ..cities.toml_file import Text
from .header import Source, normal
from .template import parse

#: Wrong bytes in encodings that switch between alphabets (ISO-2022, HZ, UTF-7) or have escapes: those cannot go on.
_WRONG_BYTES = (b"\xff", b"\x1b$B!", b"~\xff", b"+\\", b"\\u\xff")


def _source(value: object) -> Source:
    """A column, several of which the first filled one counts, or a template."""
    if isinstance(value, Source):
        return value
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise ValueError("must be a text or a list of texts")
    if not names:
        raise ValueError("names no column")
    if len(names) == 1 and "{" in names[0]:
        return _wording(names[0])
    if any("{" in name for name in names):
        return Source(choices=tuple(map(_source, names)))
    return Source(columns=tuple(name.strip() for name in names))


def _wording(value: object) -> Source:
    """A template, which need not name a column."""
    if not isinstance(value, str):
        raise ValueError("must be a text")
    parse(value)
    return Source(template=value)


def _encoding(name: str) -> str:
    try:
        same = 'az,;\t|"\n'.encode(codecs.lookup(name).name) == b'az,;\t|"\n'
    except LookupError:
        raise ValueError(f"{name!r} is no encoding") from None
    if not same:
        raise ValueError(f"{name!r} cannot be named here: UTF-16 is known by its mark")
    try:
        for wrong in _WRONG_BYTES:
            wrong.decode(name, "surrogateescape")
    except UnicodeError:
        raise ValueError(f"{name!r} cannot be read line by line") from None
    return name


def _date_form(form: str) -> str:
    if form in ("iso", "epoch", "excel"):
        return form
    try:
        back = datetime.strptime(datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC).strftime(form), form)  # noqa: DTZ007
    except ValueError as error:
        raise ValueError(f"{form!r}: {error}") from None
    if (back.year, back.month, back.day) != (2001, 2, 3):
        raise ValueError(f"{form!r} does not tell year, month and day")
    return form


def _office(value: object) -> object:
    """``{ area = true }``: the office of the row's area."""
    if isinstance(value, dict) and value == {"area": True}:
        return AREA_OFFICE
    if not isinstance(value, str):
        raise ValueError("must be a text, or { area = true } for the office of the row's area")
    return value


def _moment(value: object) -> object:
    """A day, a moment or "now"; TOML has dates of its own."""
    text = value.isoformat() if isinstance(value, date) else value
    if not isinstance(text, str):
        raise ValueError("must be a day or a moment such as 2019-02-12, 2019-02-12 08:00, or now")
    try:
        datetime.fromisoformat("2001-02-03" if text == NOW else text)
    except ValueError:
        raise ValueError(f"{text!r} is no day or moment such as 2019-02-12, 2019-02-12 08:00, or now") from None
    return text


def _every(value: object) -> object:
    """A span such as "1 day"."""
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError('must be a span such as "6 hours", "1 day" or "2 weeks"')
    return int(found["n"]) * timedelta(**{f"{found['unit']}s": 1})


#: Stands for the moment at which the file is imported.
NOW = "now"
_SPAN = re.compile(r"(?P<n>[1-9][0-9]{0,3}) (?P<unit>hour|day|week)s?")
#: The label that means the office of the row's area; no cell can hold it.
AREA_OFFICE = "\0area"
Agency = Annotated[Text, BeforeValidator(_office)]
#: A cell's text as it is compared; it may be empty.
CellValue = Annotated[str, AfterValidator(lambda text: text.strip().casefold())]
Column = Annotated[Source, PlainValidator(_source)]
Wording = Annotated[Source, PlainValidator(_wording)]
ColumnName = Annotated[Text, AfterValidator(normal)]
DateForm = Annotated[Text, AfterValidator(_date_form)]
Encoding = Annotated[Text, AfterValidator(_encoding)]
Moment = Annotated[Text, BeforeValidator(_moment)]
Every = Annotated[timedelta, BeforeValidator(_every)]
