"""Each status stands there with what it may mean, and how sure that is."""

from __future__ import annotations

from pathlib import Path

from portal.domain.event import Kind
from portal.importers.drafting import status_section
from tests.support.drafting import file, loaded, roles

FIELDS = '[fields]\nid = "id"\nsubmitted = "opened"\n'


def section(directory: Path, header: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    found = roles(
        file(directory, ("id", "opened", *header), [(str(n), "2024-03-04", *row) for n, row in enumerate(rows)])
    )
    return "\n".join(status_section.lines(found))


def test_every_status_has_its_guess_and_its_count(tmp_path: Path) -> None:
    text = section(
        tmp_path,
        ("status", "closed", "resolution", "parent id"),
        ("Open", "", "", ""),
        ("Closed", "2024-03-05", "Filled the hole.", ""),
        ("Duplicate", "2024-03-05", "", "0"),
        ("Referred", "2024-03-05", "", ""),
        ("Gone", "2024-03-05", "Nobody there.", ""),
    )
    status = loaded(tmp_path, FIELDS + text).status
    assert status
    ends = {name: end and end.kind for name, end in status.ends.items()}
    assert ends == {
        "open": None,
        "closed": Kind.RESOLVED,
        "duplicate": Kind.MERGED,
        "referred": Kind.REJECTED,
        "gone": Kind.CLOSED,
    }
    assert (
        '"Closed" = { kind = "resolved", text_column = "resolution" } # guess by the word; "closed" instead if' in text
    )
    assert "guess: the word is not known, and the rows have a date of the end; 1 row, 1 with a date of the end" in text
    duplicate = status.ends["duplicate"]
    assert (
        duplicate and duplicate.other and duplicate.other.columns == ("parent id",) and status.unknown_other == "refuse"
    )


def test_duplicates_of_reports_that_are_not_there_are_kept(tmp_path: Path) -> None:
    rows = [("Duplicate", "2024-03-05", "99"), ("Open", "", "")]
    status = loaded(tmp_path, FIELDS + section(tmp_path, ("status", "closed", "parent id"), *rows)).status
    assert status and status.unknown_other == "drop"


def test_ends_without_a_date_have_that_of_the_last_change(tmp_path: Path) -> None:
    rows = [("Closed", "", "2024-03-06"), ("Closed", "2024-03-05", "2024-03-06"), ("Open", "", "2024-03-06")]
    text = section(tmp_path, ("status", "closed", "updated"), *rows)
    status = loaded(tmp_path, FIELDS + text).status
    assert status and status.closed_at and status.closed_at.columns == ("closed", "updated")
    assert "1 rows have ended without a date of it" in text


def test_rows_without_a_status_are_told(tmp_path: Path) -> None:
    assert "1 rows have no status and are refused" in section(tmp_path, ("status",), ("Open",), ("",), ("Open",))


def test_ends_without_any_time_are_left_out_with_the_reason(tmp_path: Path) -> None:
    text = section(tmp_path, ("status",), ("Open",), ("Closed",), ("Open",))
    assert loaded(tmp_path, FIELDS + text).status is None
    assert "(Open (2), Closed (1)), but no column says when" in text


def test_no_column_of_statuses_is_told(tmp_path: Path) -> None:
    text = section(tmp_path, ("x",), ("a",), ("b",))
    assert loaded(tmp_path, FIELDS + text).status is None and "the outcome of every report is unknown" in text
