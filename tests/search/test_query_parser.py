"""How a person's query is read: every construction of the language, what is left out, and that nothing ever fails."""

from __future__ import annotations

import random
import time
from datetime import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.domain.city import City, PackAgency, PackArea
from portal.domain.source_clock import SourceClocks
from portal.search.analysis import Analyser
from portal.search.interpretation import ParsedPart, ParsedQuery
from portal.search.query_parser import MAX_TEXT, parse
from portal.search.query_reader import MAX_LEAVES
from tests.search import sampling

CLOCKS = SourceClocks(datetime.fromisoformat("2023-12-31T00:00:00+00:00"))
DISHUB = PackAgency(slug="dinas-perhubungan", name="Dinas Perhubungan", short="Dishub", kind="dinas")
SDA = PackAgency(slug="dinas-sda", name="Dinas Sumber Daya Air", short="SDA", kind="dinas")
CITY = City(
    slug="contoh",
    name="Contoh",
    title="Contoh",
    languages=("id",),
    zone="Asia/Jakarta",
    code_prefix="JK",
    agencies={a.slug: a for a in (DISHUB, SDA)},
    areas={
        "31.74.01": PackArea(code="31.74.01", name="Tebet", level="kecamatan"),
        "31.74.01.1001": PackArea(code="31.74.01.1001", name="Tebet Timur", level="kelurahan"),
    },
    synonyms={"pju": "lampu jalan"},
    stop_words=frozenset({"mohon", "atau"}),
)
ANALYSER = Analyser(CITY.names, CITY.synonyms, CITY.stop_words)


def parsed(text: str) -> ParsedQuery:
    return parse(text, CITY, ANALYSER, CLOCKS)


def tree(text: str) -> str:
    return str(parsed(text).tree)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jalan kerusakan", "(words:jalan AND words:rusak)"),
        ('"Jalan Rusaknya"', 'forms:"jalan rusaknya"'),
        ("banjir -got", "(words:banjir AND NOT words:got)"),
        ("banjir NOT got", "(words:banjir AND NOT words:got)"),
        ("banjir BUKAN got", "(words:banjir AND NOT words:got)"),
        ("a OR b", "(words:a OR words:b)"),
        ("a ATAU b", "(words:a OR words:b)"),
        ("a atau b", "(words:a OR words:b)"),
        ("a | b || c", "(words:a OR words:b OR words:c)"),
        ("x berlubang / got", "(words:x AND (words:lubang OR words:got))"),
        ("x (a OR b)", "(words:x AND (words:a OR words:b))"),
        ("x AND y OR z", "((words:x AND words:y) OR words:z)"),
        ("perba*", "forms:perba*"),
        ("a OR -b", "(words:a OR (None:* AND NOT words:b))"),
        ("jalan-jalan", "words:jalan"),
        ("pju", '(words:pju OR words:"lampu jalan")'),
        ("lampu jalan", "((words:lampu AND words:jalan) OR words:pju)"),
    ],
)
def test_words_and_operators(text: str, expected: str) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status:proses", "status:proses"),
        ("Status:Selesai", "status:selesai"),
        ("status:open", "type:open"),
        ("status:proses,menunggu", "(status:proses OR status:menunggu)"),
        ("-status:selesai", "NOT status:selesai"),
        ("pernah:ditolak", "ever:ditolak"),
        ("agency:dishub", "agency:dinas-perhubungan"),
        ("instansi:dinas-perhubungan", "agency:dinas-perhubungan"),
        ('instansi:"sumber daya"', "agency:dinas-sda"),
        ("agency:(dishub OR sda)", "(agency:dinas-perhubungan OR agency:dinas-sda)"),
        ("agency:dinas*", "(agency:dinas-perhubungan OR agency:dinas-sda)"),
        ("pemegang:sda", "holder:dinas-sda"),
        ("wilayah:tebet", "area:31.74.01"),
        ("area:31.74.01.1001", "area:31.74.01.1001"),
        ("area:31.74*", "area:31.74*"),
        ("kelurahan:tebet*", "area:31.74.01.1001"),
        ("kode:JK2306180342", "code:JK2306180342"),
        ("code:2306180342", "(code:2306180342 OR code:JK2306180342)"),
        ("kategori:jalan", "category:jalan"),
        ("saluran:jaki", "channel:jaki"),
    ],
)
def test_fields_and_their_names(text: str, expected: str) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("received:2023", ("2023-01-01", "2023-12-31")),
        ("received:2023-02", ("2023-02-01", "2023-02-28")),
        ("masuk:2023-02-03", ("2023-02-03", "2023-02-03")),
        ("received:2023-01..2023-03", ("2023-01-01", "2023-03-31")),
        ("received:2023-03..2023-01", ("2023-01-01", "2023-03-31")),
        ("received:..15/3/2023", ("", "2023-03-15")),
        ("received:3-2023..", ("2023-03-01", "")),
        ("received:>2023-02", ("2023-03-01", "")),
        ("received:>=2024-02", ("2024-02-01", "")),
        ("received:<2023-03", ("", "2023-02-28")),
        ("received:<=2023", ("", "2023-12-31")),
        ("received:>9999", ("9999-12-31", "")),
        ("days:>30", ("31", "")),
        ("days:<=7", ("", "7")),
        ("hari:30..60", ("30", "60")),
        ("lama:0", ("0", "0")),
    ],
)
def test_ranges(text: str, ends: tuple[str, str]) -> None:
    part = parsed(text).part
    assert part is not None
    assert (part.kind, part.values) == ("fact", ends)


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("jalan received:2023-13", "bad_date", "2023-13"),
        ("jalan received:lusa", "bad_date", "lusa"),
        ("jalan received:2023-02-30", "bad_date", "2023-02-30"),
        ("jalan received:..", "bad_date", ".."),
        ("jalan received:>", "bad_date", ">"),
        ("jalan received:>1..2", "bad_date", ">1..2"),
        ("jalan days:banyak", "bad_number", "banyak"),
        ("jalan days:٣", "bad_number", "٣"),
        ("jalan days:99999999", "bad_number", "99999999"),
    ],
)
def test_a_range_that_is_none_is_left_out_with_a_note(text: str, kind: str, named: str) -> None:
    found = parsed(text)
    assert str(found.tree) == "words:jalan"
    assert [(note.kind, note.text) for note in found.notes] == [(kind, named)]


def test_unknown_names_are_looked_for_and_named() -> None:
    found = parsed("agency:dinas-sihir status:bogus")
    assert str(found.tree) == "(agency:dinas-sihir AND status:bogus)"
    assert [(n.kind, n.field, n.text) for n in found.notes] == [
        ("unknown_value", "agency", "dinas-sihir"),
        ("unknown_value", "status", "bogus"),
    ]


def test_a_field_that_does_not_exist_is_read_as_words() -> None:
    found = parsed("warna:merah http://contoh.id jam 12:30 Lokasi: pasar")
    assert [(n.kind, n.text) for n in found.notes] == [("unknown_field", "warna")]
    assert "words:warna AND words:merah" in str(found.tree)


def test_stop_words_are_left_out_unless_they_are_all() -> None:
    assert tree("mohon perbaiki") == "words:baik"
    assert [n.text for n in parsed("mohon perbaiki").notes] == ["mohon"]
    assert tree("mohon") == "words:mohon"
    assert tree('"mohon maaf"') == 'forms:"mohon maaf"'
    assert tree("mohon status:open") == "type:open"


@pytest.mark.parametrize(
    ("text", "read"), [("???", "???"), (" 🚧  🚧 ", "🚧 🚧"), ("~", "~"), ("lampu", None), ("", None)]
)
def test_what_holds_no_word_is_named(text: str, read: str | None) -> None:
    named = [note.text for note in parse(text, CITY, ANALYSER, CLOCKS).notes if note.kind == "no_words"]
    assert named == ([] if read is None else [read])


def test_the_description_tells_how_it_was_read() -> None:
    found = parsed('"lampu mati" -banjir (pju OR jala*) status:open')
    assert found.part == ParsedPart(
        "all",
        parts=(
            ParsedPart("phrase", ("lampu mati",)),
            ParsedPart("not", parts=(ParsedPart("word", ("banjir",)),)),
            ParsedPart(
                "any", parts=(ParsedPart("word", ("pju",), also=("lampu jalan",)), ParsedPart("prefix", ("jala",)))
            ),
            ParsedPart("fact", ("open",), "status"),
        ),
    )


def test_words_and_unknown_names_stand_where_they_were_typed_whatever_was_put_right() -> None:
    text = "or “x” ker\u00adusakkan masuk:5 mei 2026 agency : “dinas sihir” –status:entah,zzz*"
    found = parsed(text)
    assert [text[word.start : word.end] for word in found.words] == ["ker\u00adusakkan"]
    unknown = [note for note in found.notes if note.kind == "unknown_value"]
    assert [text[note.start : note.end] for note in unknown] == ["dinas sihir", "entah", "zzz*"]


def test_words_stand_where_they_were_typed() -> None:
    text = "status:open  Kerusakkan (jalan OR -got) x:yy"
    found = parsed(text)
    assert [(word.form, text[word.start : word.end]) for word in found.words if word.start >= 0] == [
        ("kerusakkan", "Kerusakkan"),
        ("jalan", "jalan"),
        ("x", "x"),
        ("yy", "yy"),
    ]


@pytest.mark.parametrize("text", ["", "   ", "*", "()", '""', "-", "OR", "a*", "!!!", "status:", "received:"])
def test_what_says_nothing_matches_everything_or_its_word(text: str) -> None:
    assert parsed(text).tree is None or parsed(text).words


HOSTILE = ["(" * 400, ")" * 400, "-" * 400, "- " * 200, "NOT " * 100, "a OR " * 80, '"' * 399, "a:" * 200]
HOSTILE += [
    "status:" * 57,
    "a " * 200,
    "(" * 200 + "a" + ")" * 199,
    "(a OR " * 66,
    "-(" * 199,
    "a* " * 130,
    "ab* " * 99,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_queries_are_cheap(text: str) -> None:
    begun = time.process_time()
    found = parsed(text)
    assert time.process_time() - begun < 0.1
    leaves = 0 if found.tree is None else sum(1 for _ in found.tree.leaves())
    assert leaves <= 4 * MAX_LEAVES


SIGNS = [
    "(",
    ")",
    '"',
    "-",
    " ",
    "*",
    ":",
    "..",
    ">",
    "<=",
    "'",
    "~",
    "^",
    "[a TO b]",
    "“",
    "–",
    "≥",
    "s/d",
    "\u00ad",
    "\x00",
    "\n",
    "\u200f",
    "²",
]
WORDS = [
    "OR",
    "NOT",
    "AND",
    "atau",
    "mei 2026",
    "status:",
    "days:",
    "received:",
    "agency:",
    "code:",
    "2023-02",
    "jalan",
    "pju",
    "lampu",
    "é",
]
PIECES = st.sampled_from([*SIGNS, *WORDS])


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=MAX_TEXT + 50), st.lists(PIECES, max_size=60).map("".join)))
@example("received:>9999-12-31")
@example("days:<0")
@example("\ud800")
def test_no_text_is_an_error(text: str) -> None:
    found = parsed(text)
    assert isinstance(found, ParsedQuery)
    assert (found.tree is None) == (found.part is None)


def test_a_text_that_the_parser_cannot_take_is_parsed_as_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("portal.search.query_parser._parser", None)
    assert tree("jalan rusak") == "(words:jalan AND words:rusak)"
    assert "plain words" in caplog.text


def test_generated_queries_are_all_read_whole() -> None:
    for seed in range(300):
        text = sampling.query(random.Random(seed))
        found = parse(text, sampling.city(), Analyser.of(sampling.city()), CLOCKS)
        assert {n.kind for n in found.notes} <= {"stop_word"}, text
