"""One complaint as a source reports it, with its events since: what importers and generators yield."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .attachment import Device, Provenance, Purpose
from .event import Kind
from .validation import Checked, RefusedFor

#: The source of reports that come in by the portal's own form.
FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPhoto:
    """A photo whose files the portal's store has, or makes, under ``key``; see models.Attachment for the others."""

    key: str
    purpose: Purpose
    sha256: bytes
    fingerprint: bytes | None
    width: int
    height: int
    size: int
    alt: str
    taken_at: datetime | None = None
    lat: float | None = None
    lon: float | None = None
    device: Device = Device.UNKNOWN
    provenance: Provenance = Provenance.UNTOLD


@dataclass(frozen=True, slots=True)
class PhotoAddress:
    """Where a photo of a complaint is to be had: an http or https address, or the name of a file."""

    address: str
    purpose: Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An event after a complaint came in. Agencies are labels (names or slugs); ``at`` aware UTC."""

    kind: Kind
    at: datetime
    agency: str | None = None
    to_agency: str | None = None
    text: str = ""
    promised_at: datetime | None = None
    other: str | None = None  # merged: source id of the ticket that stays (same source); None: not named
    public: bool = True
    to_outside: bool = False  # ``to_agency``, where new, is no agency of the city
    # These come in with a new ticket only.
    checked: tuple[Checked, ...] = ()  # validated, validation_refused
    refused_for: RefusedFor | None = None  # validation_refused
    photos: tuple[RecordPhoto, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One complaint. Labels (channel, category, agency, area) are names or slugs of the source.

    A label that the city does not know becomes a new entry with that name. ``agency`` receives it first
    (None: by the city's rule); ``area`` None: found from the point. ``due_at`` None: from the city's targets.
    ``reporter`` is any key that is equal for the same reporter; only its keyed hash is kept.
    ``steps`` are in order of time and none is before ``submitted_at``. ``updated_at`` is when the source last
    changed the complaint, None when it does not say: what is older than what is known changes nothing.
    ``tells_outcome`` False: the source never says what becomes of a complaint. ``end_corrects``: an end that is later
    than the one told before puts that right; else the complaint was reopened in between.
    ``photos``, its own and those of its steps, come in with a new ticket only; those at ``photo_addresses`` are
    fetched later.
    """

    source: str
    source_id: str
    submitted_at: datetime
    updated_at: datetime | None = None
    code: str | None = None
    channel: str | None = None
    category: str | None = None
    agency: str | None = None
    area: str | None = None
    lat: float | None = None
    lon: float | None = None
    place: str = ""
    title: str = ""
    text: str = ""
    private: bool = False
    reporter: str | None = None
    response_due_at: datetime | None = None
    due_at: datetime | None = None
    photos: tuple[RecordPhoto, ...] = ()
    photo_addresses: tuple[PhotoAddress, ...] = ()
    steps: tuple[Step, ...] = ()
    tells_outcome: bool = True
    end_corrects: bool = False

    @property
    def latest(self) -> datetime:
        """The last moment that it tells of; deadlines and promises are no news."""
        return max([self.submitted_at, self.updated_at or self.submitted_at, *(step.at for step in self.steps)])
