"""What an import says at its end, and what the list of imports says of each."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from ..actions.new_entries import NewEntry
from ..importers.done import BrokenOff, Done
from ..importers.reasons import words
from ..queries.import_runs import Run

COUNTED = ("created", "updated", "unchanged", "refused", "rows")
LISTED = 20  # new entries of one kind
PLURALS = {"agency": "agencies", "category": "categories", "area": "areas", "channel": "channels"}


def summary(done: Done, zone: ZoneInfo) -> list[str]:
    """What became of the rows, or would become of them, for the person who ran the import."""
    counts = done.counts
    lines = [] if done.run else ["Nothing was written. An import would count:"]
    lines += [f"{name:<10}{getattr(counts, name):>12,}" for name in COUNTED]
    if done.old:
        lines.append(f"Of the unchanged, {done.old:,} tell an older state than is known.")
    if done.left_out:
        lines.append(f"Left out by the mapping's [rows], and in no count: {done.left_out:,}.")
    if done.undated:
        lines.append(
            f"Rows without a usable deadline of their own: {done.undated:,}; the city's target is their deadline."
        )
    for reason, count in done.reasons.most_common():
        lines.append(f"Refused as {reason}: {count:,}; {_plain(reason)}")
    lines += _last_word(done, zone)
    lines += _new_lines(done)
    if done.run and counts.refused:
        lines.append(f"See the refused rows: flask --app wsgi portal import problems {done.run} --out FILE")
    return lines


def _last_word(done: Done, zone: ZoneInfo) -> list[str]:
    """Up to when the source has spoken, and whether it tells what became of its reports."""
    word = done.word
    if word is None or word.as_of is None:
        return []
    why = "as told" if word.given else "its newest time stamp"
    lines = [f"State of the source: {word.as_of.astimezone(zone):%Y-%m-%d %H:%M}, {why}; nothing is counted beyond it."]
    if word.given and word.newest and word.newest > word.given:
        lines.append(f"Its newest time stamp is later: {word.newest.astimezone(zone):%Y-%m-%d %H:%M}.")
    if not word.tells_outcomes:
        lines.append("The mapping has no [status]: what became of these reports is not known, and shown so.")
    return lines


def _plain(reason: str) -> str:
    """The sentence of a reason, without a value."""
    return words(reason, "").replace("()", "").rstrip(": ")


def _new_lines(done: Done) -> list[str]:
    lines = []
    for kind, found in groupby(done.made, key=lambda entry: entry.kind):
        entries = list(found)
        name = kind if len(entries) == 1 else PLURALS[kind]
        lines.append(f"{'New' if done.run else 'Would be new'}: {len(entries):,} {name}, by the names in the file:")
        lines += [_new_line(entry) for entry in entries[:LISTED]]
        if len(entries) > LISTED:
            lines.append(f"  and {len(entries) - LISTED:,} more")
    return lines


def _new_line(entry: NewEntry) -> str:
    near = f"the nearest known is {entry.near!r}" if entry.near else "no known name is like it"
    return f"  {entry.kind} {entry.name!r}; {near}"


def broken_off(file: Path, found: BrokenOff, *, checked: bool = False) -> str:
    """The loud line about a file that is not whole."""
    what = "and is damaged" if found.damaged else "which is cut off"
    rest = "Nothing after it could be read" if checked else "Rows before it are in, nothing after it is"
    return (
        f"WARNING: {file}: the file ends in row {found.row:,} (line {found.line:,}) {what}. "
        f"{rest}: get the whole file and import it."
    )


def listed_run(run: Run, zone: ZoneInfo) -> str:
    """A line of `import list`."""
    ended = f"finished {run.finished_at.astimezone(zone):%H:%M}" if run.finished_at else "broken off or at work"
    counts = ", ".join(f"{getattr(run, name):,} {name}" for name in COUNTED)
    return (
        f"{run.id:>5}  {run.started_at.astimezone(zone):%Y-%m-%d %H:%M}  {run.name} ({run.source}): {counts}; {ended}"
    )
