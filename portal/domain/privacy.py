"""What the public may see of a ticket: which texts, which place, and a text once it is cleaned and masked."""

from __future__ import annotations

from dataclasses import dataclass

from .event import Kind
from .masking import Contacts, mask
from .visibility import Visibility
from .visible_text import visible_text

#: The reasons that the law wants public even where no other text of a ticket is.
REASONS = frozenset({Kind.REDACTED, Kind.VISIBILITY_CHANGED})


def public_text(text: str, official: Contacts) -> str:
    """A text, by whatever door it came in, as the public reads it: cleaned, then masked. Twice is the same as once."""
    return mask(visible_text(text), official)


def text_is_public(visibility: Visibility, kind: Kind) -> bool:
    """Whether the public reads the text of a public event of this kind."""
    if visibility is Visibility.FULL:
        return True
    if visibility is Visibility.STUB:
        return kind in REASONS
    return visibility is Visibility.HIDDEN and kind is Kind.VISIBILITY_CHANGED


@dataclass(frozen=True, slots=True)
class Place:
    """Where, as the public may know it: degrees (None: only the area is public) and words."""

    lat: float | None
    lon: float | None
    text: str


def place(
    visibility: Visibility, lat: float | None, lon: float | None, text: str, centre: tuple[float, float] | None
) -> Place:
    """The public place; ``text`` is a public text already, ``centre`` that of the ticket's area.

    Full: the point (5 decimals, some 1 m). Stub: the centre, no words. Hidden: none.
    """
    if visibility is Visibility.FULL:
        if lat is None or lon is None:
            return Place(None, None, text)
        return Place(round(lat, 5), round(lon, 5), text)
    if visibility is Visibility.STUB and centre is not None:
        return Place(round(centre[0], 5), round(centre[1], 5), "")
    return Place(None, None, "")
