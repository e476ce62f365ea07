"""Writes the steps of one ticket: time that passes until someone works, texts with the facts of the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ..domain.event import Kind
from ..domain.record import Step
from .calendar import DAY, HOUR, clock, office, short_date, spoken_date
from .data import Issue, Temper, answers
from .places import Quarter
from .rng import Rng


@dataclass(slots=True)
class World:
    """What every story of one city needs: agencies and how they work, the validator, the end of the year."""

    tempers: Mapping[str, Temper]
    short_names: Mapping[str, str]  # of agencies
    networks: frozenset[str]  # agencies with pipes or cables under the ground
    parents: Mapping[str, str]  # agency -> its dinas
    pasted: Mapping[str, tuple[str, str]]  # agency -> the answer and the reply that it pastes
    rule: Mapping[str, str]  # category -> responsible agency
    validator: str | None
    offset: int  # seconds east of UTC
    until: int  # epoch seconds


class AnswerFacts(dict[str, str]):
    """The facts that templates of answers may name; dates are drawn and written out when a template asks for them."""

    def __init__(self, known: Mapping[str, str], rng: Rng) -> None:
        super().__init__(known)
        self._rng = rng
        self._local = self._planned = 0

    def set_moment(self, local: int, unit: str, to: str) -> None:
        """Who writes at which local time, and to which agency ('' for none)."""
        self._local = local
        self["unit"], self["tujuan"] = unit, to
        self.pop("tanggal", None)

    def set_plan(self, local: int) -> None:
        """The local time of what is planned."""
        self._planned = local
        self.pop("rencana", None)

    @property
    def plan_is_past(self) -> bool:
        return self._planned <= self._local

    def __missing__(self, name: str) -> str:
        if name == "jam":
            return f"{clock(self._local - self._rng.randint(600, 7200))} WIB"
        local = self._local if name == "tanggal" else self._planned
        date = spoken_date(local) if self._rng.chance(0.5) else short_date(local)
        self[name] = date
        return date


@dataclass(slots=True)
class StepWriter:
    """The steps of one ticket so far. ``at``: now in the story, epoch seconds; ``holder``: the agency in charge."""

    world: World
    rng: Rng
    issue: Issue
    quarter: Quarter
    facts: AnswerFacts
    at: int
    holder: str
    unit: str = ""
    other: str | None = None  # source id of the report that this one repeats
    near: str = ""  # code of some other report of the same issue
    steps: list[Step] = field(default_factory=list)  # those before the end of the year
    last_at: int = 0  # epoch seconds of the latest step, even beyond the end of the year

    @property
    def temper(self) -> Temper:
        return self.world.tempers[self.holder]

    def wait(self, median: float, sigma: float, weekend: float | None = None) -> None:
        """Let a log-normal time pass (hours) and then the time until someone works."""
        pace = self.issue.pace
        passed = self.at + 120 + int(self.rng.lognormal(median * pace, sigma) * HOUR)
        if weekend is None:
            weekend = self.temper.weekend
        if self.rng.chance(0.9 * pace if pace < 1 else 0.9):
            passed = office(passed + self.world.offset, weekend, self.rng.random()) - self.world.offset
        self.at = max(passed, self.at + 60)

    def text(self, pool: str) -> str:
        """A text of an office or a citizen; issues without a place have pools of their own."""
        chosen = (self.issue.placeless and answers().find(f"{pool}_desk")) or answers().named(pool)
        return chosen.text(self.rng, self.facts)

    def update_facts(self, to: str | None = None) -> None:
        """Bring the facts of time and agencies up to date before a text is made."""
        names = self.world.short_names
        self.facts.set_moment(self.at + self.world.offset, names[self.holder], names[to] if to else "")
        if self.facts.plan_is_past:
            self.plan(self.rng.randint(1, 7))

    def plan(self, days: float) -> int:
        """Plan something in so many days, named ``rencana`` by templates; epoch seconds of that day's evening."""
        day = (self.at + self.world.offset) // DAY + max(1, round(days))
        weekday = (day + 3) % 7
        if weekday == 6:
            day += 1
        self.facts.set_plan(day * DAY)
        return day * DAY + 17 * HOUR - self.world.offset

    def add(
        self, kind: Kind, text: str = "", to: str | None = None, *, promised: int | None = None, by: str | None = ""
    ) -> None:
        """One more step, after all others. ``by``: the agency, None for a citizen, '' for the holder."""
        if self.at <= self.last_at:
            self.at = self.last_at + self.rng.randint(45, 900)
        self.last_at = self.at
        if self.at >= self.world.until:
            return
        self.steps.append(
            Step(
                kind=kind,
                at=datetime.fromtimestamp(self.at, UTC),
                agency=self.holder if by == "" else by,
                to_agency=to,
                text=text.replace("  ", " "),
                promised_at=None if promised is None else datetime.fromtimestamp(promised, UTC),
                other=self.other if kind is Kind.MERGED else None,
                public=kind is not Kind.NOTED,
            )
        )
