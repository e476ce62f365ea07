"""What city.toml and words.toml may say: every key, its type and its default."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, Strict, StrictBool, StrictInt

from ..domain.masking.plans import REGIONS
from ..domain.witness import AfterUnsolved
from .toml_file import Box, Text, TomlTable, Zone

Language = Literal["id", "en"]
Hours = Annotated[float, Strict(), Field(gt=0, le=24 * 3650, allow_inf_nan=False)]


def _each_once(languages: tuple[Language, ...]) -> tuple[Language, ...]:
    if len(set(languages)) != len(languages):
        raise ValueError("one is there twice")
    return languages or ("id", "en")


def _capitals(prefix: str) -> str:
    if not (prefix.isascii() and prefix.isalpha() and prefix.isupper() and len(prefix) <= 6):
        raise ValueError(f"{prefix!r} is not one to six capital letters")
    return prefix


def _contact(written: str) -> str:
    number = len(re.findall(r"\d", written)) >= 3 and not re.search(r"[^\d\s()+./-]", written)
    if not (number or re.fullmatch(r"(?:\*|[\w.+-]+)@[\w-]+(?:\.[\w-]+)+|@[\w.]+", written)):
        raise ValueError(f"{written!r} is no telephone number, e-mail address, *@domain or @account")
    return written


def _region(code: str) -> str:
    if code not in REGIONS:
        raise ValueError(f"{code!r} is no country's code of two capitals (ISO 3166-1 alpha-2), such as DE or ID")
    return code


class Targets(TomlTable):
    """[targets]: within how many hours of calendar time an agency answers, refuses a hand-over, resolves a ticket."""

    response_hours: Hours = 6
    hand_over_hours: Hours = 6
    resolution_hours: Hours = 168


class Moderation(TomlTable):
    """[moderation]: whether new reports wait for a moderator, and for how many hours at most.

    ``first_only``: of who brings the private link of a report of theirs that was published, they do not.
    """

    on: StrictBool = False
    first_only: StrictBool = False
    delay_hours: Hours = 24


class Validation(TomlTable):
    """[validation]: whether resolutions are checked, by which agency (a slug of agencies.csv), and what share
    of them is drawn for it."""

    on: StrictBool = False
    agency: str = ""
    share: Annotated[float, Field(ge=0.05, le=1)] = 1.0


class Citizens(TomlTable):
    """[citizens]: how many people must say that a resolved report is not done (0: nothing follows), and what follows.
    How many reports in a minute, of all and of one network, are calm; seconds to wait in a rush without a script.

    ``questions``: how many an agency may ask the reporter of one report; ``question_days``: for so long one stays open.
    """

    unsolved_people: Annotated[StrictInt, Field(ge=0, le=1_000)] = 5
    unsolved_then: AfterUnsolved = AfterUnsolved.REOPENS
    calm_reports: Annotated[StrictInt, Field(ge=0, le=10_000)] = 30
    calm_reports_of_one: Annotated[StrictInt, Field(ge=0, le=10_000)] = 5
    rush_wait_seconds: Annotated[StrictInt, Field(ge=5, le=300)] = 30
    questions: Annotated[StrictInt, Field(ge=0, le=10)] = 2
    question_days: Annotated[StrictInt, Field(ge=1, le=14)] = 3


class Mail(TomlTable):
    """[mail]: at which hour of the city's day the daily letters are due."""

    digest_hour: Annotated[StrictInt, Field(ge=0, le=23)] = 6


class Photos(TomlTable):
    """[photos]: beyond how many metres from its report's place a photo of the work is flagged."""

    metres: Annotated[StrictInt, Field(ge=10, le=100_000)] = 150


class CityFile(TomlTable):
    """city.toml. The first of ``languages`` is the city's own; ``levels`` of areas go from large to small.

    ``contacts`` are the city's own: telephone numbers, e-mail addresses, ``*@domain``, ``@account``.
    ``phone_regions``: the countries whose numbers people write without a calling code; None: the one of the zone.
    ``text_language``: in which citizens write; None: in the city's own.
    """

    name: Text
    title: Text
    zone: Zone
    code_prefix: Annotated[Text, AfterValidator(_capitals)]
    languages: Annotated[tuple[Language, ...], AfterValidator(_each_once)] = ("id", "en")
    text_language: Language | None = None
    levels: tuple[Text, ...] = ()
    bounds: Box | None = None
    source: str = ""
    licence: str = ""
    contacts: tuple[Annotated[Text, AfterValidator(_contact)], ...] = ()
    phone_regions: tuple[Annotated[Text, AfterValidator(_region)], ...] | None = None
    targets: Targets = Targets()
    moderation: Moderation = Moderation()
    validation: Validation = Validation()
    photos: Photos = Photos()
    mail: Mail = Mail()
    citizens: Citizens = Citizens()


class WordsFile(TomlTable):
    """words.toml: names that search never stems, words that it leaves out, words and what they stand for."""

    names: tuple[Text, ...] = ()
    stop_words: tuple[Text, ...] = ()
    synonyms: dict[str, Text] = Field(default_factory=dict)
