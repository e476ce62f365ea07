"""Atom feeds: well-formed whatever people wrote, with all that RFC 4287 asks of a feed and an entry."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given

from portal.exports.atom import EntryWords, Feed, FeedEntry, chunks, ticket_entries
from portal.exports.columns import Row, Value
from tests.support.export_rows import BASE, JAKARTA, row, rows, texts

PRIVATE = "Teks laporan ini tertutup."
HIDDEN = "Laporan ini disembunyikan."
AT = "2023-03-06T08:30:00+07:00"
FEED = Feed(
    id=f"{BASE}?a=1&b=2",
    title="Judul & <lain>",
    self_url=f"{BASE}?a=1&b=2",
    page_url=BASE,
    author="Pantau",
    updated=AT,
)
ENTRY = FeedEntry(id="tag:a,2026:JK1/7", url=f"{BASE}JK1#e7", title="Selesai.", updated=AT)
ATOM = "{http://www.w3.org/2005/Atom}"
POINT = "{http://www.georss.org/georss}point"


def parsed(feed: Feed = FEED, *entries: FeedEntry) -> ElementTree.Element:
    return ElementTree.fromstring("".join(chunks(feed, entries)))


def of_rows(*given: Row) -> list[ElementTree.Element]:
    words = EntryWords(private=PRIVATE, hidden=HIDDEN, statuses={"menunggu": "Waiting", "selesai": "Done"})
    entries = ticket_entries(rows(*given), city="kota", base=BASE, zone=JAKARTA, words=words)
    return ElementTree.fromstring("".join(chunks(FEED, entries))).findall(f"{ATOM}entry")


def of_row(**values: Value) -> ElementTree.Element:
    (entry,) = of_rows(row(**values))
    return entry


def found(entry: ElementTree.Element, name: str) -> str | None:
    return entry.findtext(ATOM + name)


def links(element: ElementTree.Element) -> dict[str | None, str | None]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def test_a_feed_says_who_wrote_what_when_and_where_it_is() -> None:
    root = parsed()
    assert {name: found(root, name) for name in ("id", "title", "updated")} == {
        "id": f"{BASE}?a=1&b=2",
        "title": "Judul & <lain>",
        "updated": AT,
    }
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Pantau"
    assert links(root) == {"self": f"{BASE}?a=1&b=2", "alternate": BASE}
    assert root.findall(f"{ATOM}entry") == []


@pytest.mark.parametrize("language", ["", "id", "en"])
def test_a_feed_says_its_language_when_it_has_one(language: str) -> None:
    said = parsed(replace(FEED, language=language)).get("{http://www.w3.org/XML/1998/namespace}lang")
    assert said == (language or None)


def test_an_entry_holds_only_what_it_was_given() -> None:
    (entry,) = parsed(FEED, ENTRY).findall(f"{ATOM}entry")
    assert [child.tag.removeprefix(ATOM) for child in entry] == ["title", "id", "link", "updated"]
    assert (found(entry, "id"), found(entry, "title"), found(entry, "updated")) == (ENTRY.id, "Selesai.", AT)
    assert links(entry) == {"alternate": ENTRY.url}


def test_entries_keep_their_order_and_none_is_lost() -> None:
    many = [replace(ENTRY, id=f"tag:a,2026:JK1/{n}") for n in range(120)]
    assert [found(entry, "id") for entry in parsed(FEED, *many).findall(f"{ATOM}entry")] == [one.id for one in many]


def test_a_feed_is_written_as_its_entries_come() -> None:
    asked: list[int] = []

    def entries() -> Iterator[FeedEntry]:
        for n in range(3):
            asked.append(n)
            yield replace(ENTRY, id=f"{BASE}{n}")

    written = chunks(FEED, entries())
    assert next(written).startswith('<?xml version="1.0" encoding="utf-8"?>\n<feed ') and asked == []
    assert f"<id>{BASE}0</id>" in next(written) and asked == [0]


@given(texts(), texts())
def test_a_feed_is_well_formed_whatever_people_wrote(title: str, text: str) -> None:
    entry = of_row(title=title, text=text, lat=-6.3, lon=106.8, category="jalan", category_name=title)
    assert found(entry, "id") == "tag:kota.pantau.invalid,2026:tickets/JK2303060001"
    assert entry.findtext(POINT) == "-6.3 106.8"


@given(texts())
def test_a_text_comes_back_but_for_what_xml_cannot_hold(text: str) -> None:
    shown = "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)
    shown = shown.replace("\r\n", "\n").replace("\r", "\n")  # a parser reads all line ends as one
    assert (found(of_row(text=text), "content") or "") == shown


def test_a_ticket_says_what_it_is_about_where_and_whose() -> None:
    entry = of_row(
        title="Lubang",
        status="menunggu",
        holder_name="Sudin & Co",
        area_name="Ragunan",
        parent_area_name="Pasar Minggu",
        category="jalan",
        category_name='Jalan "rusak" & <lain>',
    )
    assert found(entry, "title") == "JK2303060001: Lubang"
    assert found(entry, "summary") == "Ragunan, Pasar Minggu. Waiting. Sudin & Co."
    assert (found(entry, "published"), found(entry, "updated")) == (AT, "2023-03-06T09:33:20+07:00")
    category = entry.find(f"{ATOM}category")
    assert category is not None
    assert (category.get("term"), category.get("label")) == ("jalan", 'Jalan "rusak" & <lain>')
    assert entry.find(POINT) is None


def test_a_stub_says_that_its_text_is_closed_and_shows_nothing_of_it() -> None:
    entry = of_row(visibility="stub", title="Rahasia", text="Rahasia")
    assert found(entry, "title") == f"JK2303060001: {PRIVATE}"
    assert found(entry, "content") == PRIVATE
    assert "Rahasia" not in ElementTree.tostring(entry, encoding="unicode")


def test_a_ticket_without_title_text_and_category_still_has_an_entry() -> None:
    entry = of_row()
    assert found(entry, "title") == "JK2303060001: JK2303060001"
    assert entry.find(f"{ATOM}content") is None
    category = entry.find(f"{ATOM}category")
    assert category is not None and category.get("term") == "-"


def test_a_hidden_ticket_is_an_entry_with_its_id_and_nothing_of_it() -> None:
    entry = of_row(
        visibility="hidden", title="Rahasia", text="Rahasia", status="menunggu", category="jalan", lat=-6.3, lon=1
    )
    assert [child.tag.removeprefix(ATOM) for child in entry] == ["title", "id", "link", "published", "updated"]
    assert found(entry, "title") == f"JK2303060001: {HIDDEN}"
    assert found(entry, "id") == found(of_row(), "id")


def test_an_entry_carries_the_codes_of_its_columns() -> None:
    entry = of_row(status="selesai", status_en="resolved", status_type="resolved", channel_kind="city")
    assert found(entry, "summary") == "Done.", "in words, and nothing of what it has not"
    assert [one.get("label") for one in entry.findall(f"{ATOM}category")] == ["-", "Done", None, None, None]
    terms = {category.get("scheme"): category.get("term") for category in entry.findall(f"{ATOM}category")}
    assert {str(scheme).rpartition(":")[2]: term for scheme, term in terms.items() if scheme} == {
        "status": "selesai", "status_en": "resolved", "status_type": "resolved", "channel_kind": "city",
    }  # fmt: skip
