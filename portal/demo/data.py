"""The demonstration's tables, read from the files in ``data/`` and checked against the city."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..domain.city import City, PackAgency
from .grammar import Grammar, Pool

HERE = Path(__file__).parent / "data"

REACH = 0.62

#: The facts of a ticket that templates of complaints, and of answers, may name.
COMPLAINT_FACTS = ("tempat", "jalan", "patokan", "rt", "kelurahan", "kecamatan", "lalu")
ANSWER_FACTS = (*COMPLAINT_FACTS, "unit", "tujuan", "tanggal", "jam", "rencana", "lain", "kerja", "proses")


@dataclass(frozen=True, slots=True, kw_only=True)
class Temper:
    """How an agency works; agencies.toml says what each value means."""

    take: float
    work: float
    spread: float
    slow: float
    drag: float
    stuck: float
    ask: float
    chain: float
    wrong: float
    reply: float
    copy: float
    promise: float
    refuse: float
    dispute: float
    reject: float
    weekend: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One sort of complaint with its words; many make up a category."""

    slug: str
    category: str
    weight: float
    rain: float
    storm: float
    night: float
    tilt: str
    local: float
    placeless: bool
    pace: float  # below 1: urgent, everything goes faster
    agency: str | None
    scene: str  # what photos of it show (pictures/scenes.py); '' for what is not drawn
    wrong: tuple[str, ...]
    partners: tuple[str, ...]
    misfiled: tuple[str, ...]
    title: Pool
    say: Pool
    worse: Pool
    ask: Pool
    doing: Pool
    done: Pool
    reject: Pool


@dataclass(frozen=True, slots=True)
class Streets:
    """Streets of a kelurahan and its landmarks, each with its street."""

    streets: tuple[str, ...]
    landmarks: tuple[tuple[str, str], ...]
    reach: float  # how far from the centre they run, in parts of the way to the neighbours
    centre: tuple[float, float] | None  # lat, lon of their middle, where it is not the kelurahan's


class DemoError(ValueError):
    """A table of the demonstration refers to something that the city does not have."""


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@cache
def shares() -> dict[str, Any]:
    """city.toml: shares, seasons, hours."""
    return _read("city.toml")


@cache
def spelling() -> dict[str, tuple[str, ...]]:
    """Word -> its usual misspellings and abbreviations."""
    return {word: tuple(forms) for word, forms in _read("words.toml")["ejaan"].items()}


@cache
def grammar() -> Grammar:
    """How people write."""
    pools = {name: pool for name, pool in _read("words.toml").items() if name != "ejaan"}
    return Grammar(pools, COMPLAINT_FACTS)


@cache
def answers() -> Grammar:
    """How agencies write."""
    return Grammar(_read("answers.toml"), ANSWER_FACTS)


@cache
def streets() -> dict[str, Streets]:
    """Kelurahan by name."""
    return {name: _streets(entry) for name, entry in _read("places.toml").items()}


def _streets(entry: dict[str, Any]) -> Streets:
    landmarks = tuple((mark, street) for mark, street in entry["landmarks"])
    centre = entry.get("centre")
    return Streets(
        tuple(entry["streets"]), landmarks, entry.get("reach", REACH), (centre[0], centre[1]) if centre else None
    )


@cache
def issues() -> tuple[Issue, ...]:
    """Every sort of complaint, in the order of the files."""
    found = []
    for path in sorted((HERE / "issues").glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["issue"]:
            found += [_issue(kind) for kind in _kinds(entry)]
    return tuple(found)


def _kinds(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """An issue whose texts would not fit one another has kinds, which share its weight by their parts."""
    kinds = entry.get("kind", [{}])
    parts = sum(kind.get("part", 1) for kind in kinds)
    return [{**entry, **kind, "weight": entry["weight"] * kind.get("part", 1) / parts} for kind in kinds]


def _issue(entry: dict[str, Any]) -> Issue:
    citizens, offices = grammar(), answers()
    return Issue(
        slug=entry["slug"],
        category=entry["category"],
        weight=entry["weight"],
        rain=entry.get("rain", 1.0),
        storm=entry.get("storm", 1.0),
        night=entry.get("night", 1.0),
        tilt=entry.get("tilt", "merata"),
        local=entry["local"],
        placeless=entry.get("placeless", False),
        pace=entry.get("pace", 1.0),
        agency=entry.get("agency"),
        scene=entry.get("scene", ""),
        wrong=tuple(entry.get("wrong", ())),
        partners=tuple(entry["partners"]),
        misfiled=tuple(entry.get("misfiled", ())),
        title=citizens.pool(entry["title"]),
        say=citizens.pool(entry["say"]),
        worse=citizens.pool(entry["worse"]),
        ask=citizens.pool(entry["ask"]),
        doing=offices.pool(entry["doing"]),
        done=offices.pool(entry["done"]),
        reject=offices.pool([*_general(entry), *_rejections().get(entry["category"], ())]),
    )


def _general(entry: dict[str, Any]) -> list[str]:
    """Reasons for a rejection that fit any complaint with a place, or any without."""
    reasons: list[str] = _read("answers.toml")["rejected_desk" if entry.get("placeless") else "rejected"]
    return reasons


@cache
def _rejections() -> dict[str, list[str]]:
    """Category -> reasons for a rejection that fit it only; each twice, so that they are chosen often enough."""
    found: dict[str, list[str]] = {}
    for entry in _read("rejections.toml")["reason"]:
        for category in entry["categories"]:
            found.setdefault(category, []).extend(entry["said"] * 2)
    return found


@cache
def _tempers() -> dict[str, Any]:
    return _read("agencies.toml")


def temper(agency: PackAgency) -> Temper:
    """How this agency works: its own entry over its kind's over the default; kelurahan differ among themselves."""
    table = _tempers()
    merged = {**table["default"], **table["kind"].get(agency.kind, {}), **table["agency"].get(agency.slug, {})}
    pace = _pace(agency) if agency.kind == "kelurahan" else 1.0
    merged["take"] *= pace
    merged["work"] *= pace
    return Temper(**merged)


def _pace(agency: PackAgency) -> float:
    """Between 0.5 and 2.2, always the same for one name."""
    return 0.5 + (sum(ord(c) * (i + 7) for i, c in enumerate(agency.slug)) % 171) / 100


def check_times() -> tuple[float, float, float]:
    """(median hours, sigma, weekend share) of the validator."""
    table = _tempers()["check"]
    return table["take"], table["spread"], table["weekend"]


def check(city: City) -> None:
    """Raises DemoError naming what the tables refer to and the city does not have."""
    smallest = {a.name for a in city.areas.values() if city.levels and a.level == city.levels[-1]}
    for kind, named, known in (
        ("area", set(streets()), smallest),
        ("category", {i.category for i in issues()} | {c for i in issues() for c in i.misfiled}, set(city.categories)),
        ("agency", _named_agencies(), set(city.agencies)),
        ("channel", set(shares()["channels"]), set(city.channels)),
    ):
        if named - known:
            raise DemoError(f"{city.slug} has no {kind} {', '.join(sorted(named - known))}")


def _named_agencies() -> set[str]:
    named = set(_tempers()["agency"])
    for issue in issues():
        named.update(issue.wrong, issue.partners, filter(None, [issue.agency]))
    return named
