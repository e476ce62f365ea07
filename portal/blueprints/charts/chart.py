"""What each chart that can be taken away says of itself; one such entry gives it all its addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...charts.sheet import KeyEntry
from ...domain.period import Period
from ...presentation.macros import said as said
from ...queries.areas.map import ShadedAreas
from ...queries.areas.shapes import AreaMap
from ...queries.tickets.hidden import HiddenCount

P = TypeVar("P")
Cell: TypeAlias = str | int | float | bool | None
Answer: TypeAlias = Callable[[Callable[[P], str | Response]], ResponseReturnValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a citation needs to know. ``of``: of whom and when, in words; ``page``: the address of the page that shows
    the chart among others; ``asked``: what its own address asks for. ``lasts``: the same is found by it next year."""

    title: str
    of: str
    as_of: datetime
    seq: int
    page: str
    asked: Mapping[str, str | Sequence[str]]
    lasts: bool = True


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """``name``: in files; ``label``: for people, as ``write`` writes its values."""

    name: str
    label: str
    write: Callable[..., str] = str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartContent:
    """``template``: a part of a page, which is given ``facts``; ``drawing``: the template of a drawing in one piece,
    where the part has none. ``finding``: what it says, in one sentence. ``room``: pixels that labels need beside it;
    ``map``: it needs the stylesheet of maps; ``note``: what a file must say beside its source; ``hidden``:
    the tickets that are hidden, and in none of its figures."""

    template: str
    facts: Mapping[str, object]
    finding: str
    columns: Sequence[ChartColumn]
    rows: Sequence[Sequence[Cell]]
    drawing: str = ""
    key: Sequence[KeyEntry] = ()
    room: int = 0
    map: bool = False
    note: str = ""
    hidden: HiddenCount = field(default_factory=HiddenCount)

    def without(self, hidden: HiddenCount) -> ChartContent:
        """The same, where these are in none of its figures."""
        if not hidden.total:
            return self
        words = " ".join(said("components/hidden_words.html", "hidden_words", hidden).split())
        return replace(self, note=f"{self.note} {words}".strip(), hidden=hidden)

    def html(self) -> str:
        return render_template(self.template, **self.facts)

    def markup(self) -> str:
        return render_template(self.drawing or self.template, **self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedChart(Generic[P]):
    """``name``: in addresses, where ``asks`` are the names that it knows. ``answer``: reads the address as the page
    does that shows the chart, ``P``. ``draw``: None where there is too little to draw. ``frame``: pixels of height that
    an embedded one is given."""

    name: str
    asks: tuple[str, ...]
    answer: Answer[P]
    cite: Callable[[P], Cited]
    draw: Callable[[P], ChartContent | None] = field(repr=False)
    frame: int = 480


def period_words(period: Period) -> str:
    """A period as pages say it."""
    return said("agencies/_words.html", "period_words", period)


def yes_or_no(value: bool) -> str:
    return str(_("ya") if value else _("tidak"))


def this_chart(**changes: str) -> str:
    """The address that is asked for, with something else in it."""
    asked = {**(request.view_args or {}), **request.args.to_dict(), **changes}
    return url_for(request.endpoint or "", **asked)


def class_words(text: str) -> str:
    """A class of a map's key, in signs that the portal's font has."""
    return f"{text.removeprefix('≥ ')} +" if text.startswith("≥ ") else text


def outline_note(areas: AreaMap | ShadedAreas) -> str:
    """Where the outlines of a map come from, and that schematic ones are no borders."""
    return said("components/outline_source.html", "outline_source", areas)
