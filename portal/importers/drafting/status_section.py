"""Writes [status]: each value of the column with what it may mean, and how sure that is."""

from __future__ import annotations

from ...domain.event import Kind
from .roles import Roles
from .sample import SampledColumn
from .statuses import StatusGuess, guesses
from .toml import comment, listed, quoted

_AMBIGUOUS = ("closed", "ditutup", "tutup", "completed", "complete", "done")


def lines(roles: Roles) -> list[str]:
    """The section, or comments that say why there is none."""
    status = roles.column("status")
    if status is None:
        return [
            "# No column of statuses was found; without [status] the outcome of every report is unknown, and said so.",
        ]
    times = [column for role in ("closed", "updated") if (column := roles.column(role))]
    found = guesses(status, roles.column("closed"))
    if not times and any(one.kind for one in found):
        values = ", ".join(f"{one.value} ({one.rows:,})" for one in found)
        return [
            comment(f"{quoted(status.name)} says what became of a report ({values}), but no column says when."),
            "# An end needs its time, so [status] is left out: name the column of it in closed_at and add the values.",
        ]
    return [*_head(roles, status, found, times), "[status.values]", *(_value(one, roles) for one in found)]


def _head(roles: Roles, status: SampledColumn, found: list[StatusGuess], times: list[SampledColumn]) -> list[str]:
    section = ["[status]", f"column = {quoted(status.name)} # {roles.found['status'].why}"]
    timeless = sum(one.rows - one.ended for one in found if one.kind)
    closed = roles.found.get("closed")
    if any(one.kind for one in found):
        if closed is None:
            section.append(
                comment("guess: no column says when a report ended; its last change is the latest it can be")
            )
        elif timeless and len(times) > 1:
            section.append(
                comment(f"{timeless:,} rows have ended without a date of it; their last change stands for it")
            )
        used = times if timeless else times[:1]
        why = f" # {closed.why}" if closed else ""
        section.append(f"closed_at = {listed([column.name for column in used])}{why}")
    empty = len(status.cells) - status.filled
    if empty:
        section.append(
            comment(f'{empty:,} rows have no status and are refused; unknown = "open" would take them as open')
        )
    return section + _other(roles, found)


def _other(roles: Roles, found: list[StatusGuess]) -> list[str]:
    """What becomes of duplicates whose original is not in the file."""
    parent = roles.column("other")
    if parent is None or not any(one.kind is Kind.MERGED for one in found):
        return []
    ids = set(roles.found["id"].column.cells)
    absent = sum(rows for value, rows in parent.counts.items() if value not in ids)
    if not absent:
        return []
    return [
        comment(
            f"{absent:,} rows name a report that is not among these; they stay duplicates of one that is not named"
        ),
        'unknown_other = "drop"',
    ]


def _value(guess: StatusGuess, roles: Roles) -> str:
    rows = f"{guess.rows:,} row{'' if guess.rows == 1 else 's'}"
    if roles.column("closed") and guess.kind:
        rows += f", {guess.ended:,} with a date of the end"
    return f"{quoted(guess.value)} = {_meaning(guess, roles)} # {_why(guess)}; {rows}"


def _why(guess: StatusGuess) -> str:
    if not guess.known:
        how = "the rows have a date of the end" if guess.kind else "no date says that it has ended"
        return f"guess: the word is not known, and {how}"
    if guess.kind is Kind.RESOLVED and guess.value.casefold() in _AMBIGUOUS:
        return 'guess by the word; "closed" instead if it can mean an end without a fix'
    return "guess by the word"


def _meaning(guess: StatusGuess, roles: Roles) -> str:
    kind, answer = guess.kind, roles.column("answer")
    if kind is None:
        return '"open"'
    status = roles.found["status"].column.name
    if kind is Kind.MERGED:
        other = roles.column("other")
        return f'{{ kind = "merged", other = {quoted(other.name)} }}' if other else '"merged"'
    if kind is Kind.REJECTED:
        own = f"{{{status}}}"
        words = f"text_column = {listed([answer.name, own])}" if answer else f"text = {quoted(own)}"
        return f'{{ kind = "rejected", {words} }}'
    return f'{{ kind = "{kind}", text_column = {quoted(answer.name)} }}' if answer else f'"{kind}"'
