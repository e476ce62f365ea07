"""The cells of a pack's tables: what each kind takes, and how a file that is no table is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cities.problem import CityError
from portal.cities.table import PackRow, decoded, rows

FILE = Path("areas.csv")


def cell(text: str) -> PackRow:
    return PackRow(FILE, 7, {"x": text})


def refused(read: str, text: str, *limits: int) -> CityError:
    with pytest.raises(CityError) as error:
        getattr(cell(text), read)("x", *limits)
    assert (error.value.file, error.value.line, error.value.field) == ("areas.csv", 7, "x")
    return error.value


def test_rows_come_with_their_line_and_blank_ones_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('\ufeffSlug,NAME\n a ,"A, a"\n\n,\nb,"B\nb"\n', encoding="utf-8")
    found = [(row.line, row.cells) for row in rows(path, ("slug",), ("name",))]
    assert found == [(2, {"slug": "a", "name": "A, a"}), (6, {"slug": "b", "name": "B\nb"})]


def test_columns_may_stand_in_any_order_and_optional_ones_may_be_absent(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,slug\nA,a\n")
    (row,) = rows(path, ("slug", "name"), ("kind",))
    assert (row.text("slug"), row.text("name"), row.maybe("kind")) == ("a", "A", None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name\n", "slug: this column is missing"),
        ("slug,name,slug\n", "slug: this column is there twice"),
        ("slug,name,\n", r"\(empty\): no such column; there are slug, name"),
        ("slug,name\na,b,c\n", r"a\.csv:2: has 3 cells, the header 2"),
        ('slug,name\na,"b\n', r"a\.csv:2: is not CSV"),
        ("", "slug: this column is missing"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    with pytest.raises(CityError, match=reason):
        list(rows(path, ("slug", "name")))


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("10", 10), ("007", 7), ("", None)])
def test_a_whole_number_has_digits_only(text: str, number: int | None) -> None:
    assert cell(text).whole("x", 0, 10) == number


@pytest.mark.parametrize("text", ["11", "-1", "1.0", "1e1", "٣", "9" * 4000, "x"])
def test_any_other_number_is_refused_with_the_limits(text: str) -> None:
    assert "is not a whole number from 0 to 10" in refused("whole", text, 0, 10).reason


@pytest.mark.parametrize(("text", "degrees"), [("-6.25", -6.25), ("90", 90.0), ("-90.0", -90.0), ("", None)])
def test_degrees_are_numbers_within_their_limit(text: str, degrees: float | None) -> None:
    assert cell(text).degrees("x", 90) == degrees


@pytest.mark.parametrize("text", ["90.1", "-91", "nan", "inf", "6,25", "north"])
def test_what_is_no_place_on_the_globe_is_refused(text: str) -> None:
    refused("degrees", text, 90)


@pytest.mark.parametrize(("text", "yes"), [("ya", True), ("YES", True), ("1", True), ("", False), ("Tidak", False)])
def test_yes_and_no_are_read_in_both_languages(text: str, yes: bool) -> None:
    assert cell(text).yes("x") is yes


def test_neither_yes_nor_no_is_refused() -> None:
    assert refused("yes", "perhaps").reason == "'perhaps' is neither yes nor no"


@pytest.mark.parametrize("text", ["Dinas", "dinas--pu", "-a", "a b", "é", "a" * 81, "", "Путь", "юг--"])
def test_what_cannot_stand_in_an_address_is_no_slug(text: str) -> None:
    refused("slug", text)


@pytest.mark.parametrize("text", ["dinas-pu", "7", "юг", "नगर-सेवा", "東京-2"])
def test_a_slug_may_be_of_any_script(text: str) -> None:
    assert cell(text).slug("x") == text


def test_a_cell_may_hold_several_things() -> None:
    assert cell(" Dinas A | dinas-a||").many("x") == ("Dinas A", "dinas-a")
    assert cell("").many("x") == ()


def test_a_file_in_another_encoding_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "agencies.csv"
    path.write_bytes("slug,name\na,Caf\u00e9\n".encode("latin-1"))
    with pytest.raises(CityError, match=r"agencies\.csv:2: is not UTF-8"):
        decoded(path)


def test_a_nul_is_named_by_its_line_and_a_file_that_is_not_there_by_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"slug\n\na\x00\n")
    with pytest.raises(CityError, match=r"a\.csv:3: holds a NUL"):
        decoded(path)
    with pytest.raises(CityError, match="cannot be read: No such file"):
        decoded(tmp_path / "none.csv")


@given(content=st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_mistake_with_its_place(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"slug,name\n" + content)
    try:
        found = list(rows(path, ("slug", "name")))
    except CityError as error:
        assert error.line > 0
    else:
        assert all(row.cells.keys() == {"slug", "name"} for row in found)
