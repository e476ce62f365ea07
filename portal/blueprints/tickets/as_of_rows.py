"""Files of lists as of a past moment: rows are told as they are now, so another moment is refused with a way on."""

from __future__ import annotations

from functools import reduce

from flask import request, url_for
from flask_babel import gettext as _

from ...domain.lens import TicketFilter
from ...domain.since import Since
from ...queries.tickets.headline import chosen_by_outcome
from ...web import links
from ...web.errors import UnreadableFilter
from .. import lens
from ..figure_files import refuse_unread
from ..lens import LensRequest
from ..lens_figures import today_alone
from ..past import moment_moved, past_asked, past_named, pinned
from .about import CITED
from .asked_file import AskedFile

#: Charts of a filter's tickets, and those of them that are not drawn of tickets which were chosen by their outcome.
_CHARTS = ("tickets-months", "tickets-open", "map-areas")
_OF_OUTCOMES = ("tickets-figures", "tickets-times", "tickets-endings", "tickets-shares")


def asked_rows(file: AskedFile) -> tuple[LensRequest, Since]:
    """What this request asks of a file of rows, and since when only what has changed. Raises UnreadableFilter."""
    asked, since = lens.changes(*file.known, *CITED, unread=file.unread)
    refuse_other_moment(asked, file.format)
    return asked, since


def refuse_other_moment(asked: LensRequest, format: str) -> None:
    """Refuse a moment that cannot be read, and one since which something happened: its rows are not kept as they were.

    Raises UnreadableFilter, with the addresses of today's rows and of all that can be had as of then.
    """
    refuse_unread(past_asked().unread)
    if past_named() and moment_moved(asked.clocks.latest, asked.seen):
        typed = {name: request.args.getlist(name) for name in past_named()}
        raise UnreadableFilter(typed, _why(asked.filter), _instead(asked.filter, format))


def _why(filter: TicketFilter) -> str:
    """In plain words, what is not there and what is."""
    rows = _(
        "Baris daftar ini hanya ada untuk hari ini: isi laporan terus berubah, dan yang ditutup sejak itu tidak boleh "
        "tampil lagi. Untuk baris hari ini, buang as_of dan seq dari alamatnya. Angka dan bagan bisa diminta seperti "
        "pada saat itu."
    )
    words = _("Kata dan bingkai peta dicari menurut keadaan sekarang, jadi angka saat itu tanpa keduanya.")
    return f"{rows} {words}" if today_alone([filter]) else rows


def _instead(filter: TicketFilter, format: str) -> dict[str, str]:
    """Addresses of today's rows and of the figures and charts of then, without what only the present answers."""
    then = reduce(TicketFilter.without, today_alone([filter]), filter.but())
    figures = {
        f"figures{dot}{kind}": links.figures(then, kind, pinned())
        for dot, kind in (("", ""), (".", "json"), (".", "csv"))
    }
    names = _CHARTS if chosen_by_outcome(then, None) else (*_CHARTS, *_OF_OUTCOMES)
    charts = {name: f"{url_for('charts.page', name=name)}{links.filter_query(then, pinned())}" for name in names}
    found = {"today": links.tickets(filter, format), **figures, **charts}
    return {name: links.absolute(address) for name, address in found.items()}
