"""One chart as an address asks for it, and every form in which it can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from ...context import current_portal
from ...domain.as_of import PINNED
from ...domain.citation import Citation
from ...domain.source_clock import SourceClocks
from ...extensions import db
from ...presentation.citations import citation_text, made_up_text, state_text
from ...queries.city.index_state import mark_of
from ...web import links
from .. import lens
from ..facts import city_facts, made_up
from ..figure_files import refuse_unread
from ..past import moment_moved, past_file, past_named
from .chart import ChartContent, Cited, PublishedChart
from .registry import CHARTS

FILES = ("svg", "png", "csv", "json")
FRAME = Markup('<iframe src="{}" title="{}" width="100%" height="{}" frameborder="0" loading="lazy"></iframe>')


@dataclass(frozen=True, slots=True)
class Origin:
    """What is said of all figures up to one event. ``head``: what it is known by; ``made_up``: by a demonstration."""

    head: str
    clocks: SourceClocks
    made_up: bool


@dataclass(frozen=True, slots=True)
class TakeAway:
    """A chart's addresses, and how it is cited."""

    chart: PublishedChart[Any]
    cited: Cited
    origin: Origin

    @property
    def page(self) -> str:
        return self._address("page")

    def file(self, format: str) -> str:
        return self._address(f"page_{format}")

    @property
    def files(self) -> list[tuple[str, str]]:
        """(name of the format, address) of each."""
        return [(format.upper(), self.file(format)) for format in FILES]

    @property
    def frame(self) -> str:
        """What one puts into a page of one's own to show the chart there."""
        source, title = links.absolute(self._address("embed")), f"{self.cited.title}, {self.cited.of}"
        return str(FRAME.format(source, title, self.chart.frame))

    @property
    def citation(self) -> Citation:
        cited = self.cited
        return Citation(
            title=cited.title,
            of=cited.of,
            as_of=cited.as_of,
            seq=cited.seq,
            head=self.origin.head,
            licence=current_portal().city.licence,
            address=links.absolute(url_for("charts.page", name=self.chart.name)),
            asked=cited.asked,
        )

    @property
    def state(self) -> str:
        """Of when the figures are."""
        return state_text(self.citation, self.origin.clocks)

    @property
    def text(self) -> str:
        """The citation but for its link."""
        said = citation_text(self.citation, current_portal().city.title, self.origin.clocks)
        return " ".join(part for part in (said, self.demonstration, self.fleeting) if part)

    @property
    def fleeting(self) -> str:
        """That the link will lead to other figures one day; '' where it will not."""
        said = _("Kata dicari lagi setiap kali, jadi kelak tautan ini memberi angka lain. Simpan juga berkasnya.")
        return "" if self.cited.lasts else str(said)

    @property
    def city_source(self) -> str:
        """Where the city pack says that its names, residents and limits come from; '' where it says nothing."""
        said = " ".join(current_portal().city.source.split())
        return str(_("Asal data kota: %(source)s", source=said)) if said else ""

    @property
    def demonstration(self) -> str:
        return made_up_text(self.origin.made_up)

    def _address(self, form: str) -> str:
        asked: dict[str, Any] = dict(self.cited.asked)
        return url_for(f"charts.{form}", name=self.chart.name, **asked)


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart with its content. ``moved``: it was asked for as of what its figures are not of."""

    take: TakeAway
    content: ChartContent
    moved: bool

    @property
    def headline(self) -> str:
        """What the chart says; what it shows, where that is nothing."""
        return (self.content.finding or self.take.cited.title).removesuffix(".")

    @property
    def of(self) -> str:
        """What is drawn, of whom and when."""
        cited = self.take.cited
        return f"{cited.title}, {cited.of}" if self.content.finding else cited.of


class NothingToDraw(NotFound):
    """The address is right, and there is too little to draw of what it asks for."""

    name = "Nothing to draw"

    def __init__(self, cited: Cited) -> None:
        super().__init__()
        self.cited = cited


def take_away(name: str, found: object) -> TakeAway:
    """Of a chart on a page that shows what was ``found``."""
    chart = CHARTS[name]
    cited = chart.cite(found)
    return TakeAway(chart, cited, _origin(cited.seq))


def _origin(seq: int) -> Origin:
    """Read once a request: a page has several charts of the same event."""
    known: dict[int, Origin] = g.setdefault("chart_origins", {})
    if seq not in known:
        session, facts = db.session(), city_facts()
        head = facts.head if facts.seq == seq else mark_of(session, seq)
        known[seq] = Origin(head, facts.clocks, made_up())
    return known[seq]


def _refuse(cited: Cited) -> str:
    raise NothingToDraw(cited)


def answer(
    name: str, form: Callable[[ShownChart], str | Response], nothing: Callable[[Cited], str] = _refuse
) -> ResponseReturnValue:
    """The chart that the address asks for, in one form; 404 where there is none, ``nothing`` where there is too little
    to draw it."""
    chart = CHARTS.get(name) or abort(404)
    refuse_unread(lens.strange({*chart.asks, *PINNED}))

    def render(found: object) -> str | Response:
        content = chart.draw(found)
        if content is None:
            return nothing(chart.cite(found))
        take = take_away(name, found)
        return form(ShownChart(take, content, moment_moved(take.cited.as_of, take.cited.seq)))

    return chart.answer(render)


def file_answer(name: str, form: Callable[[ShownChart], Response]) -> ResponseReturnValue:
    """As ``answer``; a file cannot say that its figures are not those that were asked for, so it is refused."""

    def unmoved(shown: ShownChart) -> Response:
        if shown.moved:
            refuse_unread(past_named())
        return form(shown)

    return past_file(answer(name, unmoved), name)
