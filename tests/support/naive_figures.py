"""An agency's figures from the rows of a file as a person would compute them: plain Python, one row after another."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Los_Angeles")
FORMS = ("%m/%d/%Y %I:%M:%S %p", "%Y-%m-%d %H:%M:%S")
WEEK = 7 * 86_400


@dataclass(frozen=True, slots=True)
class Request:
    """One row: ``ended`` resolved, other or '' for still open, at ``end`` (epoch seconds)."""

    agency: str
    channel: str
    begin: int
    ended: str
    end: int


@dataclass(frozen=True, slots=True)
class NaiveFigures:
    """``median`` in seconds, None where half were never resolved."""

    received: int
    ended: int
    median: float | None
    week: float


def requests(files: Iterable[Path], owners: Mapping[str, str]) -> tuple[list[Request], int]:
    """The rows that can be true, and the newest moment that any names; ``owners``: agencies by how rows call them."""
    rows = [row for file in files for row in _rows(file)]
    moments = [
        moment for row in rows for name in ("createddate", "updateddate", "closeddate") if (moment := _at(row[name]))
    ]
    return [found for row in rows if (found := _request(row, owners))], max(moments)


def figures(of: Iterable[Request], until: int) -> dict[str, NaiveFigures]:
    """By agency; what is open is watched until ``until``."""
    by_agency: dict[str, list[Request]] = defaultdict(list)
    for request in of:
        by_agency[request.agency].append(request)
    return {agency: _figures(found, until) for agency, found in by_agency.items()}


def _figures(found: list[Request], until: int) -> NaiveFigures:
    waits = sorted(((r.end if r.ended else until) - r.begin, r.ended) for r in found)
    waiting, still, resolved, week = len(waits), 1.0, 0.0, 0.0
    median: float | None = None
    place = 0
    while place < len(waits):
        at = waits[place][0]
        tied = []
        for wait, ended in waits[place:]:
            if wait > at:
                break
            tied.append(ended)
        done, gone = tied.count("resolved"), sum(ended != "" for ended in tied)
        resolved += still * done / waiting
        still *= 1 - gone / waiting
        if median is None and resolved >= 0.5 - 1e-12:
            median = at
        if at <= WEEK:
            week = resolved
        waiting -= len(tied)
        place += len(tied)
    return NaiveFigures(len(found), sum(r.ended == "resolved" for r in found), median, week)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            yield {name.lower(): value for name, value in row.items()}


def _request(row: Mapping[str, str], owners: Mapping[str, str]) -> Request | None:
    begin, end = _at(row["createddate"]) or 0, _at(row["closeddate"]) or _at(row["updateddate"]) or 0
    kind = {"Open": "", "Pending": "", "Closed": "resolved"}.get(row["status"], "other")
    if kind and end < begin:
        return None
    agency = owners.get(row["owner"], row["owner"])
    return Request(agency, row["requestsource"], begin, kind, end)


def _at(text: str) -> int | None:
    for form in FORMS:
        try:
            return int(datetime.strptime(text, form).replace(tzinfo=ZONE).timestamp())
        except ValueError:
            continue
    return None
