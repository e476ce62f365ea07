"""What goes along with the tickets of a filter: how it was read, of which moment they are, and how they are cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from ...context import current_portal
from ...domain.as_of import PINNED
from ...domain.citation import Citation
from ...domain.lens import Sort, TicketFilter
from ...exports.columns import moments
from ...presentation.citations import citation_text, made_up_text
from ...presentation.macros import said
from ...presentation.numbers import number
from ...queries.city.index_state import mark_of
from ...queries.tickets.export import Export
from ...queries.tickets.hidden import hidden_count
from ...queries.tickets.names import lens_names
from ...queries.tickets.suggestions import synonym_names
from ...web import links
from .. import lens
from ..facts import city_facts, made_up
from ..past import moment_moved
from .asked_file import AskedFile

#: The names by which the link of a citation names its moment.
CITED = PINNED
#: What says how a list is shown and not which tickets are in it.
_SHOWN = frozenset({"sort", "page", "turn"})


@dataclass(frozen=True, slots=True)
class ListCitation:
    """``text``: all but the ``link``, which names moment and event. ``moved``: that of another event was followed."""

    text: str
    link: str
    as_of: datetime
    seq: int
    moved: bool


def about_file(file: AskedFile, found: Export, asked: lens.LensRequest) -> dict[str, object]:
    """For files that can carry it; CSV has the address of it in a header."""
    if file.format == "csv":
        return {}
    cited = _citation(asked, found.filter, found.total, found.seq, found.head)
    moment = moments(asked.zone)
    return {
        "city": asked.sources.city.name,
        "as_of": moment(int(found.clocks.latest.timestamp())),
        "made_at": moment(int(asked.now.timestamp())),
        "seq": found.seq,
        "head": found.head,
        "total": found.total,
        "hidden": hidden_count(asked.sources.session, found.filter, asked.sources.city.zone).total,
        **({"without_point": _without_point(found, asked)} if file.format == "geojson" else {}),
        "filter": cited.asked,
        "order": _order(file, found.filter),
        "read_as": read_as(asked),
        "notes": notes(asked),
        "licence": cited.licence or None,
        "demonstration": made_up(),
        "page": links.absolute(links.tickets(found.filter)),
        "cite": cited.link,
        **({"next": next_page(file, found) or None} if file.part else {}),
    }


def _order(file: AskedFile, filter: TicketFilter) -> str:
    """How the rows are ordered: as in the list, but that pages come newest first or oldest first. Without any row (a
    page of none) it is said of the whole file."""
    paged = file.part is not None and file.part.size > 0
    if filter.sort is Sort.OLDEST or not (paged or (filter.sort is Sort.BEST and not filter.q)):
        return filter.sort.value
    return Sort.NEWEST.value


def next_page(file: AskedFile, found: Export) -> str:
    """The address of the next page of a file that is taken in pages; '' for none."""
    if file.part is None or found.last is None:
        return ""
    return _page(found.filter, file.format, file.part.size, f"&after={found.last}")


def describing(filter: TicketFilter) -> str:
    """A header that leads to what goes along with a filter's tickets, without them."""
    return f'<{_page(filter, "json", 0)}>; rel="describedby"; type="application/json"'


def _page(filter: TicketFilter, format: str, size: int, more: str = "") -> str:
    address = links.absolute(links.tickets(filter, format))
    return f"{address}{'&' if '?' in address else '?'}page_size={size}{more}"


def _without_point(found: Export, asked: lens.LensRequest) -> int:
    """How many of the filter's tickets have no place that a map could show."""
    placed = asked.sources.engine.cells(asked.reading.tree, found.filter, 0, found.clocks).placed
    return asked.sources.engine.count(asked.reading.tree, found.filter, found.clocks) - placed


def read_as(asked: lens.LensRequest) -> str:
    """How the words of the filter were understood; '' without words."""
    reading, sources = asked.reading, asked.sources
    if reading.part is None:
        return ""
    also = synonym_names(sources.engine.analyser, reading)
    return said("tickets/_reading.html", "part_of", reading.part, lens_names(sources), also)


def notes(asked: lens.LensRequest) -> list[str]:
    """What of the words was left out or read otherwise, a sentence each."""
    found = asked.reading.notes
    others = [said("tickets/_notes.html", "note", note) for note in found if note.kind != "stop_word"]
    others += [said("tickets/_notes.html", "days_note", days) for days in asked.days]
    return [text for text in (said("tickets/_notes.html", "common_words", found), *others) if text]


def title(filter: TicketFilter, asked: lens.LensRequest) -> str:
    """The filter in a few words, as a name of its tickets."""
    return said("tickets/_lens_words.html", "lens_words", filter, lens_names(asked.sources))


def list_citation(asked: lens.LensRequest, total: int) -> ListCitation:
    """How a list of ``total`` tickets is cited."""
    session, seq, facts = asked.sources.session, asked.seen, city_facts()
    head = facts.head if facts.seq == seq else mark_of(session, seq)
    cited = _citation(asked, asked.filter, total, seq, head)
    words = citation_text(cited, current_portal().city.title, asked.clocks)
    note = made_up_text(made_up())
    moved = moment_moved(cited.as_of, seq)
    return ListCitation(f"{words} {note}".strip(), cited.link, cited.as_of, seq, moved)


def _citation(asked: lens.LensRequest, filter: TicketFilter, total: int, seq: int, head: str) -> Citation:
    pairs = [pair for pair in filter.pairs() if pair[0] not in _SHOWN]
    count = ngettext("%(n)s laporan", "%(n)s laporan", total, n=number(total))
    return Citation(
        title=_("Daftar laporan"),
        of=f"{title(filter, asked)}: {count}",
        as_of=asked.clocks.latest,
        seq=seq,
        head=head,
        licence=current_portal().city.licence,
        address=links.absolute(links.tickets()),
        asked={name: [value for one, value in pairs if one == name] for name, _value in pairs},
    )
