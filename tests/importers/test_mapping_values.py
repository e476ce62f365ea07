"""The kinds of value in a mapping: what each takes, and in which words it refuses."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from portal.importers.header import Source
from portal.importers.mapping_values import Column, ColumnName, DateForm, Encoding, Wording


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(Annotated[kind, None]).validate_python(value)


def refused(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as error:
        read(kind, value)
    return str(error.value.errors()[0]["msg"])


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ("Address", Source(("Address",))),
        (" Address ", Source(("Address",))),
        (["A", " B"], Source(("A", "B"))),
        ("{a}[, {b}]", Source(template="{a}[, {b}]")),
        (["{a}"], Source(template="{a}")),
        (["{a}", "b"], Source(choices=(Source(template="{a}"), Source(("b",))))),
    ],
)
def test_a_column_is_one_or_several_or_a_template(value: object, source: Source) -> None:
    assert read(Column, value) == source


@pytest.mark.parametrize("value", [5, "", " ", ["a", ""], [1], {"a": "b"}, None])
def test_what_names_no_column_is_refused(value: object) -> None:
    assert "must be a text or a list of texts" in refused(Column, value)


def test_an_empty_list_names_no_column() -> None:
    assert "names no column" in refused(Column, [])


@pytest.mark.parametrize("kind", [Column, Wording])
def test_a_template_whose_brackets_do_not_pair_is_refused(kind: Any) -> None:
    assert "brackets do not pair" in refused(kind, "{a")


def test_wording_need_not_name_a_column() -> None:
    assert read(Wording, "Not the city's.") == Source(template="Not the city's.")
    assert "must be a text" in refused(Wording, ["a"])


def test_a_columns_name_is_compared_without_case_and_runs_of_spaces() -> None:
    assert read(ColumnName, " Request  TYPE") == "request type"


@pytest.mark.parametrize("form", ["iso", "epoch", "%d/%m/%Y", "%Y%m%d", "%d %b %y %H.%M", "%Y-%j"])
def test_a_date_form_tells_year_month_and_day(form: str) -> None:
    assert read(DateForm, form) == form


@pytest.mark.parametrize("form", ["%H:%M", "%Y-%m", "%d/%m", "day", "%Y-%m-%d %"])
def test_a_form_that_does_not_is_refused(form: str) -> None:
    assert repr(form) in refused(DateForm, form)


@pytest.mark.parametrize("name", ["utf-8", "cp1252", "latin-1", "shift_jis", "gb18030"])
def test_an_encoding_that_keeps_commas_and_quotes_is_taken(name: str) -> None:
    assert read(Encoding, name) == name


@pytest.mark.parametrize("name", ["klingon", "utf-16", "utf-32", "cp037", "rot13", "base64", "idna"])
def test_any_other_encoding_is_refused(name: str) -> None:
    assert repr(name) in refused(Encoding, name)


@pytest.mark.parametrize("name", ["iso2022_jp", "hz", "utf-7", "raw_unicode_escape"])
def test_an_encoding_in_which_one_wrong_byte_ends_the_reading_is_refused(name: str) -> None:
    assert "cannot be read line by line" in refused(Encoding, name)
