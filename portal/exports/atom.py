"""Atom feeds (RFC 4287), written entry by entry: the tickets of a filter as they change, or the events of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

from ..domain.channel import ChannelKind
from ..domain.event import Kind
from ..domain.timeline import TimelineEvent
from .columns import AT, Row, moments

MIMETYPE = "application/atom+xml; charset=utf-8"
#: How many tickets a page of a feed holds.
LIMIT = 100
_END = "</feed>"
#: Columns that stand in an entry as categories, each with its name as the scheme.
CODES = ("status", "status_en", "status_type", "channel_kind")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The head of a feed. ``updated``: ISO 8601 with an offset, as RFC 3339 has it; ``language`` '' says none;
    ``subtitle``: up to when its sources have spoken and how its filter was read, '' where there is nothing to say.

    ``next_url``: the address of older entries (RFC 5005); '' on the last page. ``total``: how many tickets the filter
    has (OpenSearch); None in the feed of one.
    """

    id: str
    title: str
    self_url: str
    page_url: str
    author: str
    updated: str
    language: str = ""
    subtitle: str = ""
    next_url: str = ""
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWords:
    """What entries say in the reader's language: ``private`` stands for a closed text, ``hidden`` for all of a hidden
    ticket, ``statuses`` are the names of statuses by their codes."""

    private: str
    hidden: str
    statuses: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry; ``id``: a tag URI. ``categories``: (scheme, term, label), '' for what an entry has none of; ``point``:
    latitude and longitude, WGS84."""

    id: str
    url: str
    title: str
    updated: str
    published: str = ""
    categories: tuple[tuple[str, str, str], ...] = ()
    summary: str = ""
    content: str = ""
    point: tuple[float, float] | None = None
    pictures: tuple[str, ...] = ()  # addresses of WebP files


def tag(city: str, specific: str) -> str:
    """The id of a feed or an entry as a tag URI (RFC 4151), by the slug of the city's pack.

    It depends on no request and on no host, so that a portal that moves announces nothing again. The authority is a
    name that nobody can own (RFC 2606), as a city pack names no domain.
    """
    return f"tag:{city}.pantau.invalid,2026:{specific}"


def chunks(feed: Feed, entries: Iterable[FeedEntry]) -> Iterator[str]:
    """The feed in pieces: its head, each entry, its end."""
    yield f'<?xml version="1.0" encoding="utf-8"?>\n{_written(_head(feed)).removesuffix(_END)}\n'
    for entry in entries:
        yield f"{_written(_entry(entry))}\n"
    yield f"{_END}\n"


def ticket_entries(
    rows: Iterable[Row], *, city: str, base: str, zone: ZoneInfo, words: EntryWords
) -> Iterator[FeedEntry]:
    """An entry a ticket of the city with this slug. ``base``: the address of a ticket without its code. That of a
    hidden ticket, with the same id and a newer stamp, takes the place of the entry that readers have."""
    moment = moments(zone)
    for row in rows:
        values = dict(zip(AT, row, strict=True))
        stub, code = values["visibility"] != "full", str(values["code"])
        stamps = {name: moment(int(values[f"{name}_at"] or 0)) for name in ("updated", "submitted")}
        entry = FeedEntry(
            id=tag(city, f"tickets/{code}"), url=f"{base}{code}", title=f"{code}: {words.hidden}",
            updated=stamps["updated"], published=stamps["submitted"],
        )  # fmt: skip
        if values["visibility"] == "hidden":
            yield entry
            continue
        where = ", ".join(str(name) for name in (values["area_name"], values["parent_area_name"]) if name)
        status = words.statuses.get(str(values["status"]), "")
        yield replace(
            entry,
            title=f"{code}: {words.private if stub else values['title'] or code}",
            categories=(
                ("", str(values["category"] or "-"), str(values["category_name"] or "-")),
                *(
                    (tag(city, name), str(values[name]), status if name == "status" else "")
                    for name in CODES
                    if values[name]
                ),
            ),
            summary=" ".join(f"{part}." for part in (where, status, values["holder_name"]) if part),
            content=words.private if stub else str(values["text"] or ""),
            point=None if values["lat"] is None else (float(values["lat"]), float(values["lon"] or 0)),
        )


def event_codes(city: str, event: TimelineEvent) -> tuple[tuple[str, str, str], ...]:
    """The codes of the status after an event, as categories."""
    status = event.status
    found = {"status": status.value, "status_en": status.english, "status_type": status.type.value}
    if event.kind is Kind.RECEIVED:
        found["channel_kind"] = (ChannelKind.CITY if event.own else ChannelKind.CITIZEN).value
    return tuple((tag(city, name), code, "") for name, code in found.items())


def _head(feed: Feed) -> Element:
    names = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:georss": "http://www.georss.org/georss"}
    names |= {} if feed.total is None else {"xmlns:opensearch": "http://a9.com/-/spec/opensearch/1.1/"}
    head = Element("feed", names | ({"xml:lang": feed.language} if feed.language else {}))
    _add(head, "title", feed.title)
    if feed.subtitle:
        _add(head, "subtitle", feed.subtitle)
    _add(head, "id", feed.id)
    _add(head, "link", rel="self", type="application/atom+xml", href=feed.self_url)
    _add(head, "link", rel="alternate", type="text/html", href=feed.page_url)
    if feed.next_url:
        _add(head, "link", rel="next", type="application/atom+xml", href=feed.next_url)
    _add(head, "updated", feed.updated)
    if feed.total is not None:
        _add(head, "opensearch:totalResults", str(feed.total))
    _add(SubElement(head, "author"), "name", feed.author)
    return head


def _entry(entry: FeedEntry) -> Element:
    element = Element("entry")
    _add(element, "title", entry.title)
    _add(element, "id", entry.id)
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    for address in entry.pictures:
        _add(element, "link", rel="enclosure", type="image/webp", href=address)
    if entry.published:
        _add(element, "published", entry.published)
    _add(element, "updated", entry.updated)
    for scheme, term, label in entry.categories:
        given = {"scheme": scheme, "term": term, "label": label}
        _add(element, "category", **{name: value for name, value in given.items() if value})
    if entry.summary:
        _add(element, "summary", entry.summary)
    if entry.content:
        _add(element, "content", entry.content, type="text")
    if entry.point is not None:
        _add(element, "georss:point", f"{entry.point[0]} {entry.point[1]}")
    return element


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> None:
    """An element with a text; what XML cannot hold becomes a replacement character."""
    element = SubElement(parent, name, {key: _NOT_XML.sub("\ufffd", value) for key, value in attributes.items()})
    element.text = _NOT_XML.sub("\ufffd", text) or None


def _written(element: Element) -> str:
    indent(element, space="")
    return tostring(element, encoding="unicode")
