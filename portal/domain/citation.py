"""What one must say to cite a figure, so that others find the same figure again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

#: By these names an address asks for figures as they were: of a moment, and of the event up to which they were made.
AS_OF, SEQ = "as_of", "seq"
PINNED = (AS_OF, SEQ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """``title``: what is measured, ``of``: of what, whom and when. ``as_of`` (aware), ``seq`` and ``head``: the moment
    and the event that the figures are of, and what that event is known by, '' while it has no hash. ``licence``: under
    which the data may be used, '' where none is stated. ``address``: of the figure, without its query; ``asked``: this.
    """

    title: str
    of: str
    as_of: datetime
    seq: int
    head: str
    licence: str
    address: str
    asked: Mapping[str, str | Sequence[str]]

    @property
    def link(self) -> str:
        """Where the same figure is found, also when later events have changed the newest one."""
        moment = self.as_of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return f"{self.address}?{urlencode({**self.asked, AS_OF: moment, SEQ: self.seq}, doseq=True, safe=':')}"
