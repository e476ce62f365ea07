"""The columns that a mapping names are found however a file spells them, and missed aloud."""

from __future__ import annotations

import pytest

from portal.importers.header import Header, Source, likeness, normal
from portal.importers.problem import FileError


def test_case_and_spaces_make_no_other_column() -> None:
    assert normal("  Street \t ADDRESS ") == normal("street address")
    assert Header(["ID ", "Street  Address"]).place("street address") == 1


def test_another_spelling_is_found_where_the_first_is_not_there() -> None:
    spellings = {"type": ("Kind", "Request  Type")}
    assert Header(["id", "REQUEST TYPE"], spellings).place("Type") == 1
    assert Header(["kind", "type"], spellings).place("Type") == 1, "its own name comes first"
    assert Header(["id", "request type"], spellings).name(Source(("Type",))) == "request type"


def test_a_column_that_is_not_there_is_missed_with_those_that_are() -> None:
    with pytest.raises(FileError, match=r"no column 'street'\. The file has: id, type\."):
        Header(["id", "type"]).place("street")


def test_an_optional_column_may_be_absent() -> None:
    header = Header(["id"], optional=frozenset({"note"}))
    assert header.place("Note") is None
    assert header.places(Source(("note", "id"))) == [0] and header.places(Source(("note",))) == []
    assert header.name(Source(("note", "id"))) == "id" and header.name(Source(("note",))) == ""


def test_a_column_that_stands_twice_is_refused_only_if_it_is_read() -> None:
    header = Header(["id", "note", " NOTE"])
    assert header.place("id") == 0
    with pytest.raises(FileError, match="'Note' stands twice"):
        header.place("Note")


def test_a_template_is_named_by_its_first_column() -> None:
    assert Header(["a", "B"]).name(Source(template="[{b}, ]{a}")) == "B"
    assert Source(template="{a}[, {b|title}]").named() == ("a", "b")
    assert Source(template="always the same").named() == ()


def test_a_header_is_known_by_the_columns_that_it_holds() -> None:
    assert likeness(["ID", " Text", "text", "more"], frozenset({"id", "text", "place"})) == 2
