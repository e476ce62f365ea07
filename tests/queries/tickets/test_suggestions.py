"""What else could be asked: wider filters that find something, a phrase, mended spelling, synonyms by their names."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from whoosh.query import Query

from portal.actions.intake.record import record_many
from portal.domain.lens import TicketFilter
from portal.domain.source_clock import SourceClocks
from portal.queries.sources import Sources
from portal.queries.tickets.suggestions import (
    MOST,
    MOST_ASKED,
    Better,
    better_spelling,
    exact_phrase,
    relaxations,
    slips,
    synonym_names,
)
from portal.search import query_parser
from portal.search.engine import Engine
from portal.search.interpretation import ParsedQuery
from tests.queries.tickets.test_rows import NOW
from tests.support.complaints import complaint
from tests.support.lens import fed, filled, sources

pytestmark = pytest.mark.only_on("sqlite")  # the index alone is asked


@pytest.fixture
def read(app: Flask, session: Session) -> Sources:
    filled(app, session)
    return sources(app, session)


def parsed(read: Sources, text: str) -> ParsedQuery:
    return query_parser.parse(text, read.city, read.engine.analyser, SourceClocks(NOW))


def relaxed(read: Sources, filter: TicketFilter) -> list[tuple[str, tuple[str, ...], int]]:
    found = relaxations(read.engine, filter, parsed(read, filter.q), read.city, SourceClocks(NOW))
    return [(r.field or r.fact, r.words, r.count) for r in found]


def test_each_part_of_the_filter_is_dropped_in_turn_and_what_finds_most_comes_first(read: Sources) -> None:
    filter = TicketFilter(channel=("twitter",), agency=("sudin-bina-marga",))
    assert relaxed(read, filter) == [("agency", (), 1), ("channel", (), 1)]
    assert relaxed(read, TicketFilter(channel=("surel",))) == [("channel", (), 7)]


def test_a_relaxation_that_finds_nothing_is_not_offered(read: Sources) -> None:
    assert relaxed(read, TicketFilter(q="xyzzyqq", channel=("surel",))) == []


def test_the_dates_are_dropped_together(read: Sources) -> None:
    filter = TicketFilter(since=date(2022, 1, 1), until=date(2022, 1, 2))
    (only,) = relaxations(read.engine, filter, parsed(read, ""), read.city, SourceClocks(NOW))
    assert (only.field, only.count, only.filter) == ("received", 7, TicketFilter())


def test_one_word_is_left_out_the_rarest_first(read: Sources) -> None:
    assert relaxed(read, TicketFilter(q="lubang xyzzyqq")) == [("", ("xyzzyqq",), 2)]
    assert len(relaxed(read, TicketFilter(q="lubang xa xb xc xd xe xf xg xh"))) <= MOST


def test_where_one_word_less_finds_nothing_as_many_are_left_out_as_needed(read: Sources) -> None:
    assert relaxed(read, TicketFilter(q="xyzzyqq lubang qqyzzyx")) == [("", ("xyzzyqq", "qqyzzyx"), 2)]
    assert relaxed(read, TicketFilter(q="xyzzyqq qqyzzyx")) == []
    assert relaxed(read, TicketFilter(q="0812-3456-7890")) == [], "these are written as one word"
    assert relaxed(read, TicketFilter(q="0812-3456 Lubang")) == [("", ("0812-3456",), 2)]


def test_a_field_of_the_query_is_left_out(read: Sources) -> None:
    found = relaxed(read, TicketFilter(q='lubang channel:surel area:"tidak ada"'))
    assert found == []
    assert relaxed(read, TicketFilter(q="lubang channel:surel")) == [("channel:surel", (), 2)]
    assert relaxed(read, TicketFilter(q="lubang kelurahan:xyzzyqq")) == [("kelurahan:xyzzyqq", (), 2)]
    for before in ("lubang ", ""):
        (one,) = relaxed(read, TicketFilter(q=f"{before}instansi:kelurahan ragunan xyzzyqq"))
        assert one[:2] == ("", ("xyzzyqq",)), "the name stays whole"
    ways = relaxed(read, TicketFilter(q="lubang kelurahan:lenteng agung, tebet timur"))
    assert [(fact, words) for fact, words, _ in ways if fact] == [
        ('(kelurahan:"lenteng agung" OR kelurahan:"tebet timur")', ())
    ]
    assert 'instansi:"kelurahan ragunan"' in [
        one[0] for one in relaxed(read, TicketFilter(q="lubang instansi:kelurahan ragunan channel:jaki"))
    ]


def test_the_index_is_asked_so_many_times_at_most(read: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    count = type(read.engine).count

    def counted(engine: Engine, tree: Query | None, filter: TicketFilter, clocks: SourceClocks) -> int:
        asked.append(filter.q)
        return count(engine, tree, filter, clocks)

    monkeypatch.setattr(type(read.engine), "count", counted)
    unknown = tuple(f"xa{letter}" for letter in "abcdefghijklmnopqrst")
    assert relaxed(read, TicketFilter(q=" ".join((*unknown, "lubang")))) == [("", unknown, 2)]
    assert len(asked) <= 6
    asked.clear()
    relaxed(read, TicketFilter(q=" ".join(f"channel:{word}" for word in unknown)))
    assert len(asked) == MOST_ASKED


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("lubang  besar", '"lubang besar"'),
        ("lubang AND besar", '"lubang besar"'),
        ('"lubang besar"', ""),
        ("“lubang besar”", ""),
        ("lubang OR lampu", ""),
        ("status:open lubang", ""),
        ("xyzzyqq", ""),
        ("", ""),
    ],
)
def test_plain_words_can_be_asked_for_as_one_phrase(read: Sources, text: str, phrase: str) -> None:
    assert exact_phrase(text, parsed(read, text)) == phrase


def test_a_misspelt_word_that_finds_little_is_mended(app: Flask, read: Sources) -> None:
    record_many([complaint(n) for n in range(20, 30)], read.city)
    fed(app, read.session)

    def better(text: str, total: int) -> Better | None:
        mended = slips(read.engine, parsed(read, text), total)
        return better_spelling(read.engine, TicketFilter(q=text), mended, total, read.city, SourceClocks(NOW))

    found = better("lubnag", 0)
    assert found is not None and found.text == "lubang"
    assert found.count == len(list(read.engine.ids(parsed(read, "lubang").tree, TicketFilter(), SourceClocks(NOW))))
    assert (said := better("teks:lubnag", 0)) and said.text == "teks:lubang"
    assert better("-teks:lubnag", 0) is None
    assert better("lubnag", 100_000) is None
    assert better("lubnag xyzzyqq", 0) is None  # it was asked, and finds nothing
    assert better("", 0) is None


def test_synonyms_are_named_as_people_write_them(read: Sources) -> None:
    name, other = next(iter(read.engine.analyser.synonyms.items()))
    found = synonym_names(read.engine.analyser, parsed(read, name))
    assert other in found.values() or name in found.values()
    assert synonym_names(read.engine.analyser, parsed(read, "xyzzyqq")) == {}
    assert synonym_names(read.engine.analyser, parsed(read, "")) == {}
