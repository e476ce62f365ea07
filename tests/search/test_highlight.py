"""What was asked for is marked where it stands, whatever form it has there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.analysis import Analyser, composed
from portal.search.highlight import SNIPPET, Matching, Segments, marked, snippet
from portal.search.query_parser import parse
from tests.search import sampling

CITY = sampling.city()
ANALYSER = Analyser(CITY.names, CITY.synonyms, CITY.stop_words)
LONG = (
    "Selamat pagi. " + "Sudah lama kami menunggu jawaban. " * 20 + "Lampu penerangan mati, jalanan gelap sekali. " * 2
)


def matching(query: str) -> Matching:
    return Matching(parse(query, sampling.city(), ANALYSER, sampling.CLOCKS).marks, ANALYSER)


def hits(found: Segments) -> list[str]:
    return [text for text, matches in found if matches]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("rusak", "Kerusakan jalan", ["Kerusakan"]),
        ("perba*", "Perbaikan, memperbaiki", ["Perbaikan"]),
        ("mayur", "sayur-mayur", ["sayur-mayur"]),  # one half of a token
        ("sayu*", "sayur-mayur", ["sayur-mayur"]),
        ("", "jalan", []),
        ("-jalan", "jalan", []),
        ('"jalan rusak"', "Jalan Tebet: jalanan rusak, jalan rusak", ["jalan rusak"]),  # as written, in order
        ("pju", "lampu di jalan, lampu jalan", ["lampu jalan"]),  # a synonym of two words
        ("lampu jalan", "lampu di jalan, lampu jalan", ["lampu", "jalan", "lampu jalan"]),
        ("teks:lampu", "lampu", ["lampu"]),
        ("jawaban:lampu", "lampu", []),
    ],
)
def test_a_text_matches_by_stem_beginning_or_in_order(query: str, text: str, expected: list[str]) -> None:
    assert hits(marked(text, matching(query))) == expected


def test_a_text_says_which_marks_it_meets() -> None:
    asked = matching('lampu "jalan rusak" teks:mati')
    assert asked.seen("Jalan rusak, lampu mati", "text") == {0, 1, 2}
    assert asked.seen("Jalan, lampu mati", "answer") == {0}


def test_a_snippet_has_no_line_breaks_and_is_no_longer_than_asked() -> None:
    found = snippet("satu\n\ndua  tiga\t" * 100, matching("tiga"), 60)
    whole = "".join(text for text, _ in found)
    assert "\n" not in whole and "  " not in whole
    assert len(whole) <= 62
    assert set(hits(found)) == {"tiga"}


def test_a_match_at_the_end_of_a_long_text_is_shown_with_what_is_before_it() -> None:
    found = snippet("kata " * 200 + "banjir", matching("banjir"), 60)
    assert found[0] == ("…", False)
    assert found[-1] == ("banjir", True)


def test_other_forms_of_a_word_are_marked() -> None:
    found = marked("Kerusakan jalan: jalanan rusak, dirusak-rusak, di Jalan Kuningan.", matching("rusak jalan"))
    assert hits(found) == ["Kerusakan", "jalan", "jalanan", "rusak", "dirusak-rusak", "Jalan"]
    assert "".join(text for text, _ in found).startswith("Kerusakan jalan: jalanan")


def test_phrases_prefixes_and_synonyms_are_marked_and_negated_words_are_not() -> None:
    text = "PJU dan lampu di jalan penerangan banjir"
    assert hits(marked(text, matching('"lampu mati" penera* -banjir'))) == ["penerangan"]
    assert hits(marked(text, matching("pju"))) == ["PJU"]


def test_accents_and_superscripts_do_not_shift_the_marks() -> None:
    text = "Cafe\u0301 penuh puing² di \u0130stana, puing-puing lagi"
    assert hits(marked(text, matching("puing cafe"))) == ["Café", "puing²", "puing-puing"]


def test_a_snippet_shows_the_stretch_with_most_of_the_words() -> None:
    found = snippet(LONG, matching("lampu gelap jawaban"))
    assert {"Lampu", "gelap"} <= set(hits(found))
    assert found[0] == ("…", False)


def test_without_a_match_a_snippet_is_the_beginning() -> None:
    found = snippet(LONG, matching("gempa"))
    assert found[0][0].startswith("Selamat pagi.")
    assert found[-1] == ("…", False)
    assert snippet("Pendek saja.", Matching((), ANALYSER)) == (("Pendek saja.", False),)
    assert snippet("", Matching((), ANALYSER)) == ()


WORDS = st.lists(st.sampled_from([*sampling.WORDS, "rusak,", "\n", "é", "x" * 300, "—", "²"]), max_size=120).map(
    " ".join
)


@given(st.one_of(st.text(max_size=600), WORDS), st.sampled_from(["jalan", "rusak lampu", "pu*", '"mati lampu"', ""]))
def test_segments_are_the_text_itself(text: str, query: str) -> None:
    whole = marked(text, matching(query))
    assert "".join(piece for piece, _ in whole) == composed(text)
    cut = snippet(text, matching(query))
    said = "".join(piece for piece, _ in cut)
    assert said.strip("…") in composed(" ".join(text.split()))
    longest = max((len(piece) for piece, matches in cut if matches), default=0)
    assert len(said) <= SNIPPET + 2 + longest
    assert all(piece for piece, _ in cut)


@pytest.mark.parametrize("query", ["telepon", "telepon lampu"])
@pytest.mark.parametrize("before", ["", "x" * 300, "kata " * 90])
def test_a_snippet_is_never_cut_within_a_mask(query: str, before: str) -> None:
    text = f"{before}[telepon]" + " lain" * 30 + " lampu mati"
    said = "".join(piece for piece, _ in snippet(text, matching(query)))
    assert said.count("[telepon]") == said.count("telepon"), said
