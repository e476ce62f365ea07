"""What each picture says: the answer of its page, in the page's own words."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import get_template_attribute, render_template
from flask_babel import gettext as _

from ... import clock
from ...charts.link_picture import LinkPicture
from ...context import current_portal
from ...presentation.dates import day, moment
from ...presentation.macros import said
from ...queries.agencies.facts import agency_facts
from ...queries.agencies.page import AgencyPage
from ...queries.areas.page import AreaPage
from ...queries.streets.page import StreetPage
from ...queries.tickets.index import TicketList
from ...queries.tickets.page import TicketPage
from ...web import language, links
from ..charts.chart import period_words
from ..facts import made_up
from ..sources import here
from ..tickets.trend import trend_of

BARS = 700.0  # pixels in which a year of months is laid out: its labels are then as large as the rest

LIFE = 528.0  # the same of a life strip


def of_portal() -> LinkPicture:
    """The question that the portal answers, and for which city."""
    detail = _(
        "Di %(city)s setiap laporan warga terbuka: sampai di mana, di tangan siapa, dan sudah berapa lama.",
        city=current_portal().city.name,
    )
    return _picture(_("Laporan Anda sampai di mana?"), detail, "")


def of_ticket(found: TicketPage) -> LinkPicture:
    """Only what its page shows to everybody: of a stub facts, of a hidden ticket that it was taken down."""
    headline = said("tickets/_facts.html", "heading", found)
    if found.hidden:
        return _picture(headline, _("Laporan ini pernah terbuka dan sudah diturunkan. Ia tetap dihitung."), "")
    state = _("Keadaan %(day)s", day=day(found.until)) if found.open else ""
    strip = get_template_attribute("components/charts/life_strip.html", "life_strip")(found.life, "large")
    return _picture(
        headline, said("tickets/_lead.html", "lead", found), _joined(found.code, state), strip.strip(), LIFE
    )


def of_tickets(found: TicketList) -> LinkPicture:
    """How many tickets a filter has, how many are open, and when they came in.

    What somebody typed is never drawn: a picture that bears the portal's name says nothing that the portal does not.
    """
    filter = found.filter.without("q").without("bbox")
    detail = said("tickets/_lens_words.html", "lens_words", filter, found.names) if filter.narrowed else ""
    if filter != found.filter.but():
        detail = ", ".join(part for part in (detail, _("hasil sebuah pencarian")) if part)
    chart = trend_of(found)
    drawing = render_template("charts/_months.html", chart=chart) if len(chart.bars) > 1 else ""
    headline = said("tickets/_headline.html", "headline", found)
    return _picture(headline, detail, _("Keadaan %(time)s", time=moment(clock.now())), drawing, BARS)


def of_agency(found: AgencyPage) -> LinkPicture:
    """The finding of its figures."""
    headline = said("agencies/_finding.html", "headline", found, agency_facts(here(), found).finding)
    detail = said("agencies/_lead.html", "lead", found, period_words(found.period)) if found.sheet else ""
    return _picture(headline, detail, _("Keadaan %(day)s", day=day(found.as_of)) if found.as_of else "")


def of_area(found: AreaPage) -> LinkPicture:
    """How long it takes there, beside the whole city."""
    headline = f"{found.named.level.title()} {found.named.name}"
    detail = said("areas/_lead.html", "finding", found, period_words(found.period)) if found.sheet else ""
    return _picture(headline, detail, _("Keadaan %(day)s", day=day(found.as_of)) if found.as_of else "")


def of_street(found: StreetPage) -> LinkPicture:
    """What is open there; a street that shares its name with another is told by its area."""
    headline = found.name if found.alone or not found.areas else f"{found.name}, {found.areas[0][0].name}"
    return _picture(
        headline, said("streets/_lead.html", "finding", found), _("Keadaan %(time)s", time=moment(clock.now()))
    )


def _picture(headline: str, detail: str, state: str, drawing: str = "", wide: float = BARS) -> LinkPicture:
    """With what all pictures say: whose portal this is, whether its tickets are made up, and its address.

    ``state``: of when this is, '' where it does not change any more; the rest as in LinkPicture.
    """
    return LinkPicture(
        portal=_joined(current_portal().city.title, _("data buatan") if made_up() else ""),
        headline=headline,
        detail=detail,
        foot=_joined(state, urlsplit(links.origin()).netloc),
        language=language.current(),
        drawing=drawing,
        wide=wide,
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
