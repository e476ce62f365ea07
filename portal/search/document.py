"""What is indexed of one public ticket; of a stub its attributes only, no texts. Projections make it from tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One public ticket. Times are whole seconds since 1970; days and months are those of the city's zone.

    ``facts``: the names of its areas and category, which are searched like its own words. Of its public events,
    ``answers`` are the texts of agencies, ``verdicts`` those of citizens and ``remarks`` those of neither.
    ``ever``: every status it ever had, ``asked``: every agency that another asked. ``conditions``: what else its
    timeline tells (domain.condition), ``promise``: see there; ``handoffs``: how often it changed hands.
    ``areas``: the codes of its own area and of all above it. ``source``: who told of it; ``desk_at``: when an agency
    last acted on it in this portal. ``day`` is yyyymmdd and ``month`` yyyymm of submission; ``ended_month`` likewise.
    """

    id: int
    code: str
    status: str
    agency: str
    holder: str
    submitted: int
    day: int
    month: int
    title: str = ""
    text: str = ""
    place: str = ""
    answers: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    facts: str = ""
    ever: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    promise: int | None = None
    handoffs: int = 0
    category: str | None = None
    areas: tuple[str, ...] = ()
    channel: str | None = None
    ended: int | None = None
    ended_month: int | None = None
    due: int | None = None
    source: str = ""
    desk_at: int | None = None
    lat: float | None = None
    lon: float | None = None
