"""flask portal mapping: a first mapping for a file of complaints."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from ..context import current_portal
from ..importers.drafting.draft import ROWS, DraftedMapping, draft
from ..importers.problem import FileError
from ..importers.reasons import words

mapping = AppGroup("mapping", help="Say how a file of complaints is to be read; see docs/importing.md.")


@mapping.command("draft")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="File to write; standard output when not given.")
@click.option("--rows", default=ROWS, show_default=True, type=click.IntRange(min=1), help="How many rows to look at.")
@click.option("--id", help="The column of the source's id, if it is not recognised.")
@click.option("--submitted", help="The column of the date on which a report came in, if it is not recognised.")
def drafted(file: Path, out: Path | None, rows: int, id: str | None, submitted: str | None) -> None:
    """Draft a mapping for FILE (CSV, may be gzipped) from its header and first rows.

    The draft runs as it stands, and says in comments where it guessed and why. Nothing is imported.
    """
    if out is not None and out.exists():
        raise click.ClickException(f"{out} is there already; name another file with --out.")
    try:
        found = draft(file, current_portal().city, rows=rows, id=id, submitted=submitted)
    except FileError as error:
        raise click.ClickException(str(error)) from error
    if out is None:
        click.echo(found.text, nl=False)
    else:
        out.write_text(found.text, encoding="utf-8")
    for line in _summary(found, file, out):
        click.echo(line, err=out is None)


def _summary(found: DraftedMapping, file: Path, out: Path | None) -> list[str]:
    """What to look at, and the command that comes next."""
    guesses = sum("guess" in line for line in found.text.splitlines()[1:])
    lines = [f"{found.rows:,} rows read; {guesses} guess{'' if guesses == 1 else 'es'} to check."]
    lines += [f"WARNING: {name!r} looks like personal data and is not mapped." for name in found.personal]
    for reason, count in found.refused.most_common():
        lines.append(f"Would be refused as {reason}: {count:,}; {words(reason, '').replace('()', '').rstrip(': ')}")
    name = out or "OUT"
    lines.append(f"Next: flask --app wsgi portal import csv {file} --mapping {name} --check")
    return lines
