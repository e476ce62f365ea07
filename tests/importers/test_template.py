"""Texts put together from columns."""

from __future__ import annotations

import pytest

from portal.importers.cells import text
from portal.importers.header import Header, Source
from portal.importers.problem import FileError
from portal.importers.template import TemplateError, columns, parse, title_case


def render(template: str, **cells: str) -> str:
    read = text(Source(template=template), Header(list(cells)), lambda value: f"<{value}>")
    return read(list(cells.values()))


def test_a_template_takes_columns_whatever_their_case() -> None:
    assert (
        render("{TYPE}, {Street Address}", type="Pothole", **{"street  address": " 5 Main St "}) == "Pothole, 5 Main St"
    )


def test_a_loose_part_goes_when_a_column_in_it_is_empty() -> None:
    assert render("{type}[, {street}][ ({zip})]", type="Pothole", street="", zip="90026") == "Pothole (90026)"


def test_filters_write_names_and_dates_as_people_do() -> None:
    assert render("{nc|title} {day|date}", nc="EAST HOLLYWOOD NC", day="x") == "East Hollywood NC <x>"
    assert title_case("EMPOWERMENT CONGRESS NORTH AREA NDC") == "Empowerment Congress North Area NDC"
    assert title_case("HISTORIC CITY OF THE SUNLAND-TUJUNGA") == "Historic City of the Sunland-Tujunga"


@pytest.mark.parametrize("template", ["{a", "a}", "[{a}", "{a|upper}", "[[{a}]]", "{a|}}"])
def test_a_template_that_cannot_be_read_says_so(template: str) -> None:
    with pytest.raises(TemplateError):
        parse(template)


def test_a_template_names_its_columns() -> None:
    assert columns("{a}[, {b|title}]c") == ["a", "b"]


def test_a_column_that_the_file_lacks_is_named_with_those_it_has() -> None:
    with pytest.raises(FileError, match=r"no column 'street'\. The file has: type, zip"):
        render("{street}", type="Pothole", zip="90026")
