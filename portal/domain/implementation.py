"""What stands for the six dimensions of policy implementation (Van Meter and Van Horn 1975), each in one indicator.

Standards: kept deadlines. Resources: open tickets per active officer. Communication: the time to an answer between
agencies (coordination.py). Character of the agencies: how far the units lie apart. Social conditions: reports per 1,000
residents. Disposition: answers within a day. What a city has no data for is said to be unknown, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

import numpy as np

from .figure import Figure

#: An officer is active who did something at the desk within this time.
ACTIVE = timedelta(days=30)
#: Fewer units than this have no quartiles.
UNITS = 4


class Dimension(StrEnum):
    """The six, in the order of the model."""

    STANDARDS = "standards"
    RESOURCES = "resources"
    COMMUNICATION = "communication"
    CHARACTER = "character"
    CONDITIONS = "conditions"
    DISPOSITION = "disposition"


@dataclass(frozen=True, slots=True)
class Spread:
    """The quartiles of one share over ``n`` units: half of them lie between ``low`` and ``high``."""

    low: float
    middle: float
    high: float
    n: int

    @property
    def width(self) -> float:
        return self.high - self.low


def spread(shares: Iterable[Figure]) -> Spread | None:
    """How far units lie apart in a share; those with too few tickets are left out. None with fewer than UNITS."""
    values = [figure.value for figure in shares if figure.value is not None and not figure.small]
    if len(values) < UNITS:
        return None
    low, middle, high = np.percentile(values, (25, 50, 75)).tolist()
    return Spread(low, middle, high, len(values))


def per_officer(open_tickets: int, officers: int) -> float | None:
    """None where no officer was active."""
    return open_tickets / officers if officers else None


def per_thousand(count: int, residents: int | None) -> float | None:
    """None where nobody knows how many live there."""
    return 1000 * count / residents if residents else None


def others(share: Figure) -> Figure:
    """The share of all the rest."""
    low, high = (None if end is None else 1.0 - end for end in (share.high, share.low))
    return replace(share, value=None if share.value is None else 1.0 - share.value, low=low, high=high)
