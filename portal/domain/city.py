"""A city as its pack describes it: agencies, categories, areas, channels, targets. Data, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from .asked_photo import AskedPhoto
from .channel import WALK_IN, ChannelKind, OwnChannel
from .masking import Contacts
from .witness import AfterUnsolved

#: The kind of a body that is none of the city's: it is named where reports went to it, and compared with nobody.
OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAgency:
    """Who acts on complaints. ``kind``: dinas, suku dinas, kecamatan, kelurahan, company, department ...

    ``was``: former names and slugs, of categories and channels too. ``also``: by what else, in any language, people
    look for it, of categories too; no source's name.
    """

    slug: str
    name: str
    short: str
    kind: str
    parent: str | None = None
    was: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All that a source may call it."""
        return (self.slug, self.name, self.short, *self.was)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCategory:
    """What a complaint is about. Targets in hours, None: the city's own. ``agency``: slug of who answers by rule."""

    slug: str
    name: str
    name_en: str
    group: str
    agency: str | None = None
    response_hours: int | None = None
    resolution_hours: int | None = None
    sensitive: bool = False
    proof: AskedPhoto = AskedPhoto.ASKED
    was: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All that a source may call it."""
        return (self.slug, self.name, *self.was)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackArea:
    """A place with a code. ``population`` in persons in ``year``; lat, lon: a point inside, WGS84 degrees.

    ``was``: codes and names that it had before.
    """

    code: str
    name: str
    level: str
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    year: int | None = None
    was: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All that a source may call it."""
        return (self.code, self.name, *self.was)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChannel:
    """How a complaint came in."""

    slug: str
    name: str
    name_en: str
    kind: ChannelKind = ChannelKind.CITIZEN
    counter: str = ""  # of agencies of which kind it is the counter
    was: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All that a source may call it."""
        return (self.slug, self.name, *self.was)


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Everything a city pack says. ``bounds`` is (west, south, east, north) in degrees, or None: frame the data.

    ``languages`` has the city's first language first. ``levels`` names the levels of areas from the
    largest to the smallest. ``validator`` is the slug of the agency that checks resolutions, None when
    validation is off; ``checked_share`` of them are drawn for it. ``contacts`` are the city's own and are never masked.
    ``first_holder`` is "area" (the agency of the smallest area receives) or an agency's slug.
    """

    slug: str
    name: str
    title: str
    languages: tuple[str, ...]
    zone: str
    code_prefix: str
    bounds: tuple[float, float, float, float] | None = None
    levels: tuple[str, ...] = ()
    # Jakarta's: answered or transferred within 6 hours, finished within 7 days (Peraturan Gubernur DKI Jakarta
    # 128/2017, Surat Edaran Sekretaris Daerah 40/2019); calendar time, holidays not excepted.
    response_target: timedelta = timedelta(hours=6)
    resolution_target: timedelta = timedelta(days=7)
    hand_over_limit: timedelta = timedelta(hours=6)  # the time to refuse a ticket
    moderation_delay: timedelta = timedelta(hours=24)
    moderated: bool = False
    moderated_first: bool = False  # of who shows the private link of a published report, none
    digest_hour: int = 6  # at which hour of its day the daily letters are due
    photo_metres: int = 150  # a photo that was taken farther from its report is flagged
    validator: str | None = None
    checked_share: float = 1.0  # of what is called done; the rest ends as not checked (domain.sampling)
    unsolved_people: int = 5  # so many people must say that it is not done (domain.witness); 0: nothing follows
    unsolved_then: AfterUnsolved = AfterUnsolved.REOPENS  # what follows then
    calm_reports: int = 30  # in a minute; beyond, and beyond these of one network, a browser does a small sum first
    calm_reports_of_one: int = 5
    rush_wait: timedelta = timedelta(seconds=30)  # in its place, where a browser does no sums
    question_limit: timedelta = timedelta(days=3)  # a question to the reporter ends by itself after it
    questions: int = 2  # to the reporter, of one report; 0: none is asked
    source: str = ""
    licence: str = ""  # under which what the portal publishes may be used; "": none is stated
    contacts: Contacts = field(default_factory=Contacts)
    agencies: Mapping[str, PackAgency] = field(default_factory=dict)
    categories: Mapping[str, PackCategory] = field(default_factory=dict)
    areas: Mapping[str, PackArea] = field(default_factory=dict)
    channels: Mapping[str, PackChannel] = field(default_factory=dict)
    text_language: str = "id"  # in which citizens write: "id" or "en"
    names: frozenset[str] = frozenset()  # words never stemmed
    synonyms: Mapping[str, str] = field(default_factory=dict)
    stop_words: frozenset[str] = frozenset()
    shapes: str | None = None  # path of a GeoJSON file with the areas' outlines
    imports: Mapping[str, str] = field(default_factory=dict)  # import mappings: name -> path of its TOML file

    @property
    def validated(self) -> bool:
        return self.validator is not None

    def counter(self, kind: str) -> OwnChannel:
        """The channel by which people come in person to an agency of this kind: the pack's, else the portal's own."""
        its = (one for one in self.channels.values() if one.counter and one.counter == kind)
        found = (OwnChannel(one.name, one.name_en) for one in its)
        return next(found, WALK_IN)

    def proof(self, category: str | None) -> AskedPhoto:
        """What a category's slug asks for; a photo is asked for where it says nothing."""
        found = self.categories.get(category or "")
        return found.proof if found else AskedPhoto.ASKED

    def targets(self, category: str | None) -> tuple[timedelta, timedelta]:
        """(response target, resolution target) of a category's slug; the city's own where it says nothing."""
        found = self.categories.get(category or "")
        response = found.response_hours if found else None
        resolution = found.resolution_hours if found else None
        return (
            timedelta(hours=response) if response is not None else self.response_target,
            timedelta(hours=resolution) if resolution is not None else self.resolution_target,
        )
