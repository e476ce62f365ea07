"""Who speaks through a channel: what the city reports to itself is not taken for what citizens report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .names import identity


class ChannelKind(StrEnum):
    """Whose reports come through a channel. CITY: its own patrols and crews, who are left out of comparisons."""

    CITIZEN = "citizen"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class OwnChannel:
    """One by which the portal itself takes reports in, in both languages, whatever the city's pack names."""

    name: str
    name_en: str


PORTAL = OwnChannel("Portal Pantau", "Portal Pantau")  # its own form
#: An officer writes for somebody at the counter of an office for which the pack names no channel (City.counter).
WALK_IN = OwnChannel("Datang langsung", "Walk-in")
HELPER = OwnChannel("Pendamping warga", "Community helper")  # somebody writes for a neighbour

#: What each is called in English, by the identity of its name.
OWN_CHANNELS = {identity(one.name): one.name_en for one in (PORTAL, WALK_IN, HELPER)}
