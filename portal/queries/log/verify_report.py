"""Whether the reports of tickets are still those that the log bound, whatever their labels are called by now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product
from typing import Any

from sqlalchemy import Connection, select

from ...domain import chain
from ...models import Alias
from .rows import Slugs, reports_of


class ReportCheck:
    """The reports of some tickets, with all slugs that their categories and channels ever had."""

    def __init__(self, connection: Connection, tickets: Collection[int]) -> None:
        slugs = Slugs(connection)
        self._reports = {id: slugs.named(report) for id, report in reports_of(connection, tickets).items()}
        self._former: dict[tuple[str, int], list[str]] = {}
        aliases = select(Alias.kind, Alias.refers_to, Alias.identity).where(Alias.kind.in_(("category", "channel")))
        for kind, id, name in connection.execute(aliases):
            self._former.setdefault((kind, id), []).append(name)

    def is_stated_by(self, row: Mapping[str, Any], version: str) -> bool:
        """Whether the event states the report that its ticket has now."""
        report = self._reports.get(row["ticket_id"])
        if report is None:
            return True  # the ticket is gone, which is said of all its events
        names = product(self._names("category", report), self._names("channel", report))
        return any(
            chain.salted(row["report_salt"], chain.report_bytes({**report, **named}, version)) == row["report_hash"]
            for named in ({"category": category, "channel": channel} for category, channel in names)
        )

    def _names(self, kind: str, report: Mapping[str, Any]) -> list[str | None]:
        """What it is called now, which is nearly always what it was called then, and before."""
        return [report[kind], *self._former.get((kind, report[f"{kind}_id"]), ())]
