"""The table: printed while it is measured, written to a file at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.row import Row

HEAD = ("what", "measured", "budget or peer", "ratio", "")


@dataclass(frozen=True, slots=True)
class Section:
    """The measures on one set of tickets."""

    title: str
    rows: Sequence[Row]


def markdown(title: str, lines: Sequence[str], sections: Sequence[Section]) -> str:
    """The whole report."""
    rows = [row for section in sections for row in section.rows]
    judged = [row for row in rows if row.holds is not None]
    held = sum(bool(row.holds) for row in judged)
    parts = [f"# {title}", *lines, f"{held} of {len(judged)} budgets hold."]
    return "\n\n".join([*parts, *(_section(section) for section in sections)]) + "\n"


def _section(section: Section) -> str:
    lines = [_line(HEAD), _line(["---"] * len(HEAD)), *(_line(_cells(row)) for row in section.rows)]
    notes = [f"- {row.what}: {row.note}" for row in section.rows if row.note]
    return "\n".join([f"## {section.title}", "", *lines, *(["", *notes] if notes else [])])


def _cells(row: Row) -> Sequence[str]:
    return row.what, row.measured, row.against, row.shown_ratio, row.verdict


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def plain(row: Row) -> str:
    """One row for a terminal."""
    return (
        f"{row.what:<62} {row.measured:>14}  {row.against:<48} {row.shown_ratio:>8}  {row.verdict.strip('*')}".rstrip()
    )


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
