"""Who speaks through a channel: what the city reports to itself is not taken for what citizens report."""

from __future__ import annotations

from enum import StrEnum


class ChannelKind(StrEnum):
    """Whose reports come through a channel. CITY: its own patrols and crews, who are left out of comparisons."""

    CITIZEN = "citizen"
    CITY = "city"
