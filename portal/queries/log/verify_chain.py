"""Reads the whole log and says which events are not what was written, or not where it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from sqlalchemy import Connection, func, select

from ...domain import chain
from ...domain.event import Kind
from ...models import Event, FormerAgency
from .rows import EVENTS, newest_stating
from .verify_report import ReportCheck

AT_ONCE = 5_000
Row = Mapping[str, Any]
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class ChainCheck:
    """What a walk along the log found. ``kept``: heads that somebody kept, by seq, each at least 16 hex digits."""

    connection: Connection
    kept: Mapping[int, str] = field(default_factory=dict)
    seq: int = 0
    head: bytes = chain.START
    unknown: int = 0  # words that were taken back before the chain began, or with the event that gave them anew
    unbound: int = 0  # tickets whose words alone are bound, by an event that was written before their facts were

    def differences(self, progress: Progress = lambda _done, _of: None) -> Iterator[str]:
        """Every difference as a sentence; ``progress`` is told (events read, of how many)."""
        of = self.connection.execute(select(func.count()).select_from(Event)).scalar() or 0
        former, redactions = _former(self.connection), _redactions(self.connection)
        done = 0
        while rows := _next(self.connection, self.seq):
            look = _Stretch(self.connection, rows, former, redactions)
            for row in rows:
                yield from self._one(row, look)
            self.unknown += look.unknown
            self.unbound += look.unbound
            done += len(rows)
            progress(done, of)
        yield from (
            f"event {seq:,}: a head is kept for it, and the log ends before" for seq in self.kept if seq > self.seq
        )

    def _one(self, row: Row, look: _Stretch) -> Iterator[str]:
        seq = row["seq"]
        if seq != self.seq + 1:
            yield f"events {self.seq + 1:,} to {seq - 1:,}: missing"
        yield from (f"event {seq:,}: {fault}" for fault in look.faults(row, self.head))
        self.seq, self.head = seq, row["head"] or chain.START
        kept = self.kept.get(seq)
        if kept is not None and not self.head.hex().startswith(kept):
            yield f"event {seq:,}: the head that was kept ({kept}) is another, so it or one before was changed"


class _Stretch:
    """Some events with what their hashes are compared with."""

    def __init__(
        self, connection: Connection, rows: list[Row], former: dict[int, list[int]], redactions: dict[int, int | None]
    ) -> None:
        tickets = {row["ticket_id"] for row in rows if chain.states_report(row)}
        self._newest, self._reports = newest_stating(connection, tickets), ReportCheck(connection, tickets)
        self._former, self._redactions = former, redactions
        about = {seq for row in rows if (seq := chain.restates(row)) is not None}
        words = select(Event.seq, Event.text).where(Event.seq.in_(about))
        self._anew = dict(connection.execute(words).all()) if about else {}
        silent = [row["seq"] for row in rows if row["words_hash"] and not row["redacted_by"] and row["text"]]
        self._masked = _masked(connection, silent)
        self.unknown = self.unbound = 0

    def faults(self, row: Row, head: bytes) -> Iterator[str]:
        """Why the event is not as it was written."""
        if row["head"] is None:
            yield "has no hash; it was written by another program"
            return
        yield from self._wordless(row)
        version = self._version(row, head)
        if version is None:
            yield "is not what was written there: its facts, its words or its place were changed"
        if row["seq"] in self._newest:
            self.unbound += version == chain.BEFORE
            if not row["report_salt"] or not self._reports.is_stated_by(row, version or chain.VERSION):
                yield f"states another report than ticket {row['ticket_id']} has now"

    def _wordless(self, row: Row) -> Iterator[str]:
        """Words that no salt binds are explained by an event that took them back or gave them anew."""
        if row["salt"] is not None and row["redacted_by"]:
            yield "has words, and is said to have none any more"
        if row["salt"] is not None or not (chain.needs_salt(row) or row["redacted_by"] or row["words_hash"]):
            return
        if row["words_hash"] is None:
            yield "has words that nothing binds"
        elif row["redacted_by"]:
            if self._redactions.get(row["redacted_by"], 0) != row["seq"]:
                yield f"says that event {row['redacted_by']:,} took its words back, and that one does not"
        elif row["text"] and row["seq"] not in self._masked:
            yield "has other words than were written, and no event that says so"
        if row["words_hash"] == chain.UNKNOWN:
            self.unknown += 1

    def _version(self, row: Row, head: bytes) -> str | None:
        """With which bytes the hash follows from the one before, under any number that the agencies had; None: none."""
        about = chain.restates(row)
        words = row["text"] if about is None else self._anew.get(about, "")
        agencies = [self._numbers(row["agency_id"]), self._numbers(row["to_agency_id"])]
        for agency, to_agency in product(*agencies):
            told = {**row, "agency_id": agency, "to_agency_id": to_agency}
            bound = row["words_hash"] or chain.words_hash(told, row["salt"], words)
            for version in (chain.VERSION, chain.BEFORE):
                if chain.link(head, chain.leaf(told, bound, row["report_hash"], version)) == row["head"]:
                    return version
        return None

    def _numbers(self, agency: int | None) -> list[int | None]:
        return [agency, *self._former.get(agency, ())] if agency is not None else [None]


def _next(connection: Connection, after: int) -> list[Row]:
    found = connection.execute(EVENTS.where(Event.seq > after).order_by(Event.seq).limit(AT_ONCE))
    return [dict(row) for row in found.mappings()]


def _former(connection: Connection) -> dict[int, list[int]]:
    """Agency -> the numbers that those merged into it had."""
    found: dict[int, list[int]] = {}
    for gone, kept in connection.execute(select(FormerAgency.id, FormerAgency.agency_id)):
        found.setdefault(kept, []).append(gone)
    return found


def _redactions(connection: Connection) -> dict[int, int | None]:
    """Seq of each redaction -> seq of the event whose words it took back."""
    taken = select(Event.seq, Event.corrects).where(Event.kind == Kind.REDACTED.value)
    return {seq: corrects for seq, corrects in connection.execute(taken)}


def _masked(connection: Connection, seqs: list[int]) -> set[int]:
    """Those of these events whose words another event gave anew."""
    found: set[int] = set()
    for start in range(0, len(seqs), 500):
        rows = connection.execute(EVENTS.where(Event.corrects.in_(seqs[start : start + 500]))).mappings()
        found |= {about for row in rows if (about := chain.restates(dict(row))) is not None}
    return found
