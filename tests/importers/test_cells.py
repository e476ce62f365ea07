"""Cells become clean texts and labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.visible_text import visible_text
from portal.importers.cells import clean, labels, limited, one_of, text
from portal.importers.header import Header, Source
from portal.importers.mapping import LabelRule
from portal.importers.problem import FieldError

HEADER = Header(["Kind", "Other"])
COLUMN = Source(("kind",))


def label(rule: LabelRule, cell: str) -> str | None:
    """What a cell of Kind means; the city knows Jalan."""
    return labels(rule, HEADER, str, lambda found: found.casefold() == "jalan")([cell, ""])


def refused(rule: LabelRule, cell: str) -> tuple[str, str, str]:
    with pytest.raises(FieldError) as error:
        label(rule, cell)
    return error.value.field, error.value.reason, error.value.value


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("  Lampu padam. ", "Lampu padam."),
        ("=cmd()", "=cmd()"),
        ("'=cmd()", "=cmd()"),
        ("'Tis dark", "'Tis dark"),
        ("'", "'"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x1b[31mmerah\x07\u2028 \r\nbaris dua\r\tkolom\ufeff ", "[31mmerah\n \nbaris dua\n\tkolom"),
        ("'\t\u200b=x", "\t=x"),
        ("\u200b ", ""),
    ],
)
def test_of_a_cell_its_words_are_kept_without_signs_that_nobody_sees(cell: str, kept: str) -> None:
    assert clean(cell) == kept


@given(st.text())
def test_a_cell_is_cleaned_as_every_text_that_comes_in(cell: str) -> None:
    assert visible_text(clean(cell)) == clean(cell).strip()


def test_the_first_filled_column_counts() -> None:
    assert one_of([0, 1])(["", " b "]) == "b"
    assert one_of([0, 1])(["a", "b"]) == "a"
    assert one_of([1])(["a", ""]) == ""
    assert one_of([])(["a", "b"]) == ""


def test_a_source_that_is_not_named_is_an_empty_text() -> None:
    assert text(None, HEADER, str)(["a", "b"]) == text(Source(), HEADER, str)(["a", "b"]) == ""


def test_wording_without_a_column_is_the_same_for_each_row() -> None:
    assert text(Source(template="Not the city's."), HEADER, str)(["a", "b"]) == "Not the city's."


def test_a_text_that_is_too_long_is_refused_with_its_beginning() -> None:
    read = limited(one_of([0]), "Kind", 300)
    assert read(["x" * 300, ""]) == "x" * 300
    with pytest.raises(FieldError) as error:
        read(["x" * 301, ""])
    assert (error.value.field, error.value.reason, error.value.value) == ("Kind", "too_long", "x" * 200)


@pytest.mark.parametrize(
    ("rule", "cell", "expected"),
    [
        (LabelRule(column=COLUMN), "Rain", "Rain"),
        (LabelRule(column=COLUMN), "", None),
        (LabelRule(column=COLUMN, empty="Lain"), "", "Lain"),
        (LabelRule(column=COLUMN, empty="Lain", required=True), "", "Lain"),
        (LabelRule(column=COLUMN, unknown_as="Lain"), "Rain", "Lain"),
        (LabelRule(column=COLUMN, unknown_as="Lain"), "jalan", "jalan"),  # the city knows it
        (LabelRule(column=COLUMN, unknown="refuse"), "JALAN", "JALAN"),
        (LabelRule(column=COLUMN, values={"Street": "Jalan"}), " STREET ", "Jalan"),
        (LabelRule(column=COLUMN, unknown="refuse", values={"rain": "Hujan"}), "Rain", "Hujan"),
    ],
)
def test_labels_are_mapped_known_new_or_replaced(rule: LabelRule, cell: str, expected: str | None) -> None:
    assert label(rule, cell) == expected


def test_labels_that_are_neither_mapped_nor_known_can_be_refused() -> None:
    assert refused(LabelRule(column=COLUMN, unknown="refuse"), "Rain") == ("Kind", "unknown_value", "Rain")


def test_an_empty_cell_can_be_refused_and_a_long_label_always_is() -> None:
    assert refused(LabelRule(column=COLUMN, required=True), " ") == ("Kind", "missing", "")
    assert label(LabelRule(column=COLUMN), "x" * 200) == "x" * 200
    assert refused(LabelRule(column=COLUMN), "x" * 201) == ("Kind", "too_long", "x" * 200)


def test_a_label_that_was_refused_is_refused_again() -> None:
    read = labels(LabelRule(column=COLUMN, unknown="refuse"), HEADER, str, lambda _: False)
    for _ in range(2):
        with pytest.raises(FieldError):
            read(["Rain", ""])


def test_without_a_rule_there_is_no_label() -> None:
    assert labels(None, HEADER, str, lambda _: True)(["Rain", ""]) is None


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_the_guard_of_an_exported_cell_goes_and_an_apostrophe_of_the_text_stays(sign: str) -> None:
    assert clean(f"'{sign}1") == f"{sign}1"
    assert clean("'t Hof") == "'t Hof"
