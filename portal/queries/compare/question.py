"""What a comparison is asked for: read from an address, against what there are figures of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ...domain.city import OUTSIDE, City
from ...domain.comparison import Measure
from ...domain.period import Period
from ..scorecards.group_figures import GroupFigures
from ..scorecards.periods import PublishedPeriods
from ..tickets.names import Names


class Of(StrEnum):
    """Whom to compare."""

    AGENCIES = "agencies"
    AREAS = "areas"


NAMES = ("of", "kind", "category", "period", "measure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``kind``: of agencies, or a level of areas, '' for the usual one; ``category``: a slug, '' for all."""

    of: Of
    kind: str
    category: str
    period: Period
    measure: Measure

    @property
    def scope(self) -> str:
        """That of the stored figures."""
        return ("agency" if self.of is Of.AGENCIES else "area") + ("/category" if self.category else "")

    def pairs(self) -> dict[str, str]:
        """How it stands in an address: whole, so that it asks for the same when another year is the usual one."""
        values = (self.of.value, self.kind, self.category, self.period.key, self.measure.value)
        return {name: value for name, value in zip(NAMES, values, strict=True) if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedComparison:
    """``unread``: names whose value says nothing here; ``coarser``: names that ask for something smaller than there are
    figures of. In their place stands the usual, or the next larger. ``published``: the periods to choose from."""

    question: Question
    unread: tuple[str, ...]
    coarser: tuple[str, ...]
    published: PublishedPeriods

    def settled(self, kinds: Sequence[str]) -> AskedComparison:
        """The same with a kind of which there are figures; ``kinds``: these, the usual one first."""
        return self if self.question.kind else replace(self, question=replace(self.question, kind=(*kinds, "")[0]))


def read_question(
    figures: GroupFigures, asked: Mapping[str, Sequence[str]], names: Names, city: City
) -> AskedComparison:
    """The question of an address; ``asked``: all values of each name in it."""
    unread = [name for name in NAMES if len(set(asked.get(name, ()))) > 1]
    given = {name: (asked.get(name) or [""])[0] if name not in unread else "" for name in NAMES}

    def one_of(kind: type[Of] | type[Measure], name: str) -> str:
        if given[name] and given[name] not in set(kind):
            unread.append(name)
            return ""
        return given[name]

    of = Of(one_of(Of, "of") or Of.AGENCIES)
    measure = Measure(one_of(Measure, "measure") or Measure.MEDIAN)
    category, kind = names.present_key("category", given["category"]), given["kind"]
    if category and category not in names.category:
        unread.append("category")
        category = ""
    if kind and kind not in _kinds(of, names, city):
        unread.append("kind")
        kind = ""
    question = Question(of=of, kind=kind, category=category, period=figures.published.usual, measure=measure)
    there = figures.periods(question.scope)
    period = there.find(given["period"])
    coarser = there.year_of(given["period"]) if period is None and figures.published.find(given["period"]) else None
    if period is None and coarser is None:
        unread.append("period")
    return AskedComparison(
        question=replace(question, period=period or coarser or there.usual),
        unread=tuple(unread),
        coarser=("period",) if coarser else (),
        published=there,
    )


def _kinds(of: Of, names: Names, city: City) -> set[str]:
    if of is Of.AREAS:
        return {*city.levels, *(area.level for area in names.area.values())}
    return {agency.level for agency in names.agency.values()} - {OUTSIDE}
