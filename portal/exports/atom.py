"""Tickets as an Atom feed (RFC 4287): the newest of a filter, for feed readers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

from .columns import AT, Row, Value, batches, moments

MIMETYPE = "application/atom+xml; charset=utf-8"
#: How many tickets a feed holds; older ones are in the other files.
LIMIT = 100
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """What stands at the head of a feed. ``private``: what is said in the place of a text that is not public."""

    title: str
    self_url: str
    page_url: str
    author: str
    updated: int
    private: str


def chunks(rows: Iterator[Row], *, base: str, zone: ZoneInfo, feed: Feed) -> Iterator[str]:
    """The feed in pieces: its head, an entry a ticket, its end."""
    moment = moments(zone)
    yield _head(feed, moment(feed.updated))
    for batch in batches(rows, 50):
        yield "".join(_entry(row, base, feed, moment) for row in batch)
    yield "</feed>\n"


def _seconds(row: Row, name: str) -> int:
    value = row[AT[name]]
    return value if isinstance(value, int) else 0


def _head(feed: Feed, updated: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
        ' xmlns:georss="http://www.georss.org/georss">\n'
        f"<title>{_text(feed.title)}</title>\n<id>{_text(feed.self_url)}</id>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(feed.self_url)}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(feed.page_url)}/>\n'
        f"<updated>{updated}</updated>\n<author><name>{_text(feed.author)}</name></author>\n"
    )


def _entry(row: Row, base: str, feed: Feed, moment: Callable[[int], str]) -> str:
    code = _text(row[AT["code"]])
    url = quoteattr(f"{base}{row[AT['code']]}")
    stub = row[AT["visibility"]] != "full"
    title = feed.private if stub else row[AT["title"]] or row[AT["code"]]
    where = _text(", ".join(str(v) for v in (row[AT["area_name"]], row[AT["parent_area_name"]]) if v))
    point = "" if row[AT["lat"]] is None else f"<georss:point>{row[AT['lat']]} {row[AT['lon']]}</georss:point>\n"
    return (
        f"<entry>\n<title>{code}: {_text(title)}</title>\n<id>{url[1:-1]}</id>\n"
        f'<link rel="alternate" type="text/html" href={url}/>\n'
        f"<published>{moment(_seconds(row, 'submitted_at'))}</published>\n"
        f"<updated>{moment(_seconds(row, 'updated_at'))}</updated>\n"
        f"<category term={_attribute(row, 'category')} label={_attribute(row, 'category_name')}/>\n"
        f"<summary>{where}. {_text(row[AT['status']])}. {_text(row[AT['holder_name']])}.</summary>\n"
        f"{_content(row, stub, feed)}{point}</entry>\n"
    )


def _content(row: Row, stub: bool, feed: Feed) -> str:
    text = feed.private if stub else row[AT["text"]]
    return f'<content type="text">{_text(text)}</content>\n' if text else ""


def _attribute(row: Row, name: str) -> str:
    return quoteattr(_clean(row[AT[name]] or "-"))


def _clean(value: Value) -> str:
    return _NOT_XML.sub("\ufffd", str(value))


def _text(value: Value) -> str:
    return escape(_clean("" if value is None else value))
