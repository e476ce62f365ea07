"""What one must say to cite a figure, so that others find the same figure again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from .as_of import AsOf


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
        pinned = AsOf(self.as_of, self.seq).pairs
        return f"{self.address}?{urlencode({**self.asked, **pinned}, doseq=True, safe=':')}"
