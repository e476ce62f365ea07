"""Computes an agency's share resolved within some days from the downloads alone, as docs and /methodology define it.

Nothing of the portal is imported: what is used here is all that a reader has.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

Record = dict[str, str]
DAY = timedelta(days=1)
#: How a clock ended, by the closing reason of the report.
ENDS = {"resolved": "resolved", "resolved_after_dispute": "resolved", "rejected": "rejected"}
ENDS |= {"closed": "closed", "timed_out": "closed"}


class Downloads:
    """The tables of a directory that `portal export` wrote, or that were fetched from /data."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.tickets = {row["code"]: row for row in self.table("tickets")}
        self.custody = self.table("custody")
        self.about = {row["name"]: row["value"] for row in self.table("about")}
        self.stays = {code: self._stays(code) for code in self.tickets}
        self.citizens = {self.stays[code] for code, row in self.tickets.items() if row["channel_kind"] != "city"}

    def table(self, name: str) -> list[Record]:
        [file] = self.directory.glob(f"*-{name}.csv.gz")
        with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
            return list(csv.DictReader(text))

    def _stays(self, code: str) -> str:
        """The report in which one goes on: its own, unless it is a duplicate of one that had not ended before."""
        while code in self.tickets and (other := self.tickets[code]["duplicate_of"]) and not self._late(code, other):
            code = other
        return code

    def _late(self, code: str, other: str) -> bool:
        ended = self.tickets.get(other, {}).get("ended_at", "")
        return bool(ended) and at(ended) < at(self.tickets[code]["ended_at"])

    def _closing(self, code: str) -> str:
        """Why a report has ended; what was merged into one that had ended before was closed without a fix."""
        row = self.tickets[code]
        late = row["closing"] == "duplicate" and row["duplicate_of"] and self._late(code, row["duplicate_of"])
        return "closed" if late else row["closing"]

    def clocks(self) -> dict[tuple[str, str], list[tuple[datetime, datetime]]]:
        """(report that stays, agency) -> when the agency's clock ran."""
        found = defaultdict(list)
        last: tuple[str, datetime | None] = "", None
        for row in self.custody:
            code, start = row["ticket"], at(row["from"])
            until, stays = at(self.tickets[code]["as_of"]), self.stays[code]
            end = min(at(row["to"]), until) if row["to"] else until
            known = start <= until
            if last[0] == code and last[1] is not None and start > last[1]:
                start = last[1]  # an end that did not hold
            last = code, at(row["to"]) if row["to"] else None
            if known and row["role"] == "responsible" and start <= end and self.counts(stays):
                found[stays, row["agency"]].append((start, end))
        return found

    def counts(self, code: str) -> bool:
        """Whether a report stands in the figures of agencies at all."""
        row = self.tickets.get(code)
        told = row is not None and row["status_type"] != "unknown" and self._closing(code) != "duplicate"
        return told and code in self.citizens

    def in_hand(self) -> Iterator[tuple[str, str, timedelta, str]]:
        """(agency, report, how long it had it, how that ended); '' where it goes on."""
        limit = timedelta(seconds=int(self.about["hand_over_limit_s"]))
        for (code, agency), times in self.clocks().items():
            ticket, held = self.tickets[code], union(times)
            end = ENDS.get(self._closing(code), "") if ticket["agency"] == agency else "passed_on"
            if end == "passed_on" and held <= limit:
                continue
            seen = at(ticket["as_of"]) - min(start for start, _ in times)
            yield agency, code, held if end else seen, end

    def waits(self) -> dict[str, list[tuple[timedelta, str]]]:
        """Agency -> how long it had each report, and how that ended."""
        found = defaultdict(list)
        for agency, _, wait, end in self.in_hand():
            found[agency].append((wait, end))
        return found

    def conduct(self, area: str) -> dict[str, tuple[int, int]]:
        """Of an area's reports that ever ended: how many were opened again, disputed, confirmed, ended in silence."""
        here = [row for row in self.tickets.values() if area in (row["area"], row["parent_area"])]
        own = [row for row in here if row["channel_kind"] != "city"]
        ended = [row for row in own if row["ended_at"] and self._closing(row["code"]) not in ("rejected", "duplicate")]
        ever = ended + [row for row in own if row not in ended and int(row["reopened"])]
        found = {
            name: (sum(int(row[name]) > 0 for row in ever), len(ever)) for name in ("reopened", "disputed", "confirmed")
        }
        return found | {"silent": (sum(row["responses"] == "0" for row in ended), len(ended))}

    def citizens_wait(self, code: str) -> tuple[timedelta, str]:
        """How long the citizens of a report and of those merged into it waited, and whether anybody resolved it."""
        ticket = self.tickets[code]
        since = min(at(self.tickets[other]["submitted_at"]) for other, stays in self.stays.items() if stays == code)
        resolved = ticket["resolved_at"]
        return at(resolved or ticket["as_of"]) - since, "resolved" if resolved else ""


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def union(times: Iterable[tuple[datetime, datetime]]) -> timedelta:
    total, covered = timedelta(), None
    for start, end in sorted(times):
        begin = start if covered is None else max(start, covered)
        total += max(end - begin, timedelta())
        covered = end if covered is None else max(covered, end)
    return total


def share_resolved(waits: list[tuple[timedelta, str]], days: int) -> float:
    """Aalen and Johansen's cumulative incidence; every other way to end competes."""
    still, share = 1.0, 0.0
    for time in sorted({wait for wait, end in waits if end and wait <= days * DAY}):
        at_risk = sum(wait >= time for wait, _ in waits)
        ends = [end for wait, end in waits if end and wait == time]
        share += still * ends.count("resolved") / at_risk
        still *= 1 - len(ends) / at_risk
    return share
