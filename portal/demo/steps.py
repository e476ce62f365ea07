"""How a story is told: time that passes until someone works, words with the facts of the moment, steps in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ..domain.event import Kind
from ..domain.record import Step
from .calendar import DAY, HOUR, clock, office, short_date, spoken_date
from .data import Issue, Temper, answers
from .places import Quarter
from .rng import Dice

Raw = tuple[Kind, int, str | None, str | None, str, int | None, str | None, bool]


@dataclass(slots=True)
class World:
    """What every story of one city needs: agencies and how they work, the year's end, the validator."""

    tempers: Mapping[str, Temper]
    shorts: Mapping[str, str]  # agency -> the name it is called by
    networks: frozenset[str]  # agencies with pipes or wires under the ground
    parents: Mapping[str, str]  # agency -> its dinas
    pasted: Mapping[str, tuple[str, str]]  # agency -> the answer and the reply that it pastes
    rule: Mapping[str, str]  # category -> who answers
    validator: str | None
    offset: int
    until: int


class Saying(dict[str, str]):
    """The facts of a ticket for those who write answers; dates are put into words only when they are said."""

    def __init__(self, known: Mapping[str, str], dice: Dice) -> None:
        super().__init__(known)
        self._dice = dice
        self._local = self._ahead = 0

    def now(self, local: int, unit: str, to: str) -> None:
        self._local = local
        self["unit"], self["tujuan"] = unit, to
        self.pop("tanggal", None)

    def ahead(self, local: int) -> None:
        self._ahead = local
        self.pop("rencana", None)

    @property
    def passed(self) -> bool:
        """Whether the day to come has come."""
        return self._ahead <= self._local

    def __missing__(self, name: str) -> str:
        if name == "jam":
            return f"{clock(self._local - self._dice.between(600, 7200))} WIB"
        local = self._local if name == "tanggal" else self._ahead
        said = spoken_date(local) if self._dice.chance(0.5) else short_date(local)
        self[name] = said
        return said


@dataclass(slots=True)
class Telling:
    """One ticket on its way. ``at``: now in the story, epoch seconds; ``holder``: who has it in hand."""

    world: World
    dice: Dice
    issue: Issue
    quarter: Quarter
    facts: Saying
    at: int
    holder: str
    unit: str = ""
    other: str | None = None  # source id of the report that this one repeats
    near: str = ""  # code of some other report of the same sort
    raw: list[Raw] = field(default_factory=list)

    @property
    def temper(self) -> Temper:
        return self.world.tempers[self.holder]

    def wait(self, median: float, sigma: float, weekend: float | None = None) -> None:
        """Let a log-normal time pass (hours) and then the time until someone works."""
        pace = self.issue.pace
        passed = self.at + 120 + int(self.dice.lognormal(median * pace, sigma) * HOUR)
        if weekend is None:
            weekend = self.temper.weekend
        if self.dice.chance(0.9 * pace if pace < 1 else 0.9):
            passed = office(passed + self.world.offset, weekend, self.dice.roll()) - self.world.offset
        self.at = max(passed, self.at + 60)

    def words(self, pool: str) -> str:
        """Something that offices or citizens say; of what has no place, in other words."""
        said = (self.issue.placeless and answers().find(f"{pool}_desk")) or answers().named(pool)
        return said.say(self.dice, self.facts)

    def speak(self, to: str | None = None) -> None:
        """Bring the facts of time and agencies up to date before words are made."""
        self.facts.now(self.at + self.world.offset, self.world.shorts[self.holder], self.world.shorts[to] if to else "")
        if self.facts.passed:
            self.plan(self.dice.between(1, 7))

    def plan(self, days: float) -> int:
        """A date to come, said in ``rencana``; epoch seconds of its evening."""
        day = (self.at + self.world.offset) // DAY + max(1, round(days))
        weekday = (day + 3) % 7
        if weekday == 6:
            day += 1
        self.facts.ahead(day * DAY)
        return day * DAY + 17 * HOUR - self.world.offset

    def add(
        self, kind: Kind, text: str = "", to: str | None = None, *, promised: int | None = None,
        other: str | None = None, public: bool = True, by: str | None = "",
    ) -> None:  # fmt: skip
        agency = self.holder if by == "" else by
        if self.raw and self.at <= self.raw[-1][1]:
            self.at = self.raw[-1][1] + self.dice.between(45, 900)
        self.raw.append((kind, self.at, agency, to, text.replace("  ", " "), promised, other, public))

    def steps(self) -> tuple[Step, ...]:
        """What had happened by the end of the year."""
        until = self.world.until
        return tuple(
            Step(
                kind=kind, at=datetime.fromtimestamp(at, UTC), agency=agency, to_agency=to, text=text, other=other,
                promised_at=None if promised is None else datetime.fromtimestamp(promised, UTC), public=public,
            )
            for kind, at, agency, to, text, promised, other, public in self.raw
            if at < until
        )  # fmt: skip
