"""What the address of the list of agencies asks for, and the address of the same with something changed."""

from __future__ import annotations

from typing import Any

from flask import url_for

from ...domain.as_of import PINNED
from ...queries.agencies.index import AgencyList
from ...queries.agencies.list_filter import NAMES, ListFilter
from .. import lens
from ..figure_files import refuse_unread
from ..past import past_asked, pinned


def strange() -> tuple[str, ...]:
    """The names in the address that are none of the list's."""
    return lens.strange({*NAMES, *PINNED})


def address(filter: ListFilter, endpoint: str = "agencies.index", **changes: str) -> str:
    """The address of a filter with something else in it; an empty value drops what it had."""
    query: dict[str, Any] = {name: value for name, value in {**filter.pairs(), **pinned(), **changes}.items() if value}
    return url_for(endpoint, **query)


def readable(found: AgencyList) -> AgencyList:
    """The list for a file, which cannot say what it left out: whatever of the address was not read is refused."""
    refuse_unread([*past_asked().unread, *found.asked.left_out, *strange()])
    return found
