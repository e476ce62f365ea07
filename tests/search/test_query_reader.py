"""The syntax tree of a query becomes parts, notes, words and marks."""

from __future__ import annotations

import pytest

from portal.search.analysis import Analyser
from portal.search.interpretation import Expression, Note, ParsedPart, ParsedQuery, QueryMark
from portal.search.query_parser import parse
from portal.search.query_reader import MAX_LEAVES
from tests.search import sampling

CITY = sampling.city()
ANALYSER = Analyser(CITY.names, CITY.synonyms, CITY.stop_words)


def parsed(text: str) -> ParsedQuery:
    return parse(text, CITY, ANALYSER, sampling.CLOCKS)


def notes(text: str) -> list[Note]:
    return list(parsed(text).notes)


def test_a_single_word_is_one_part_without_a_group() -> None:
    assert parsed("lampu").part == ParsedPart("word", ("lampu",))


def test_a_word_is_explained_as_typed_and_matched_by_its_stem() -> None:
    found = parsed("Kerusakan")
    assert found.part == ParsedPart("word", ("kerusakan",))
    assert str(found.tree) == "words:rusak"
    assert [(word.form, word.stem) for word in found.words] == [("kerusakan", "rusak")]


def test_a_synonym_is_matched_as_a_phrase_and_named_in_also() -> None:
    found = parsed("pju")
    assert found.part == ParsedPart("word", ("pju",), also=("lampu jalan",))
    assert str(found.tree) == '(words:pju OR words:"lampu jalan")'


def test_neighbouring_words_are_one_expression_where_together_they_have_a_synonym() -> None:
    found = parsed("banjir lampu jalan")
    assert found.part is not None
    assert [part.values for part in found.part.parts] == [("banjir",), ("lampu jalan",)]
    assert found.part.parts[1].also == ("pju",)


def test_a_word_with_synonyms_may_be_typed_as_two() -> None:
    analyser = Analyser(CITY.names, {"potholes": "lubang"}, CITY.stop_words)
    found = parse("jalan pot holes", CITY, analyser, sampling.CLOCKS).part
    assert found is not None and found.parts[1].values == ("pot holes",)
    assert set(found.parts[1].also) == {"potholes", "lubang"}


def test_words_apart_from_one_another_are_no_expression() -> None:
    found = parsed("lampu status:open jalan")
    assert found.part is not None
    assert [part.kind for part in found.part.parts] == ["word", "fact", "word"]
    assert found.part.parts[0].also == ()


def test_a_phrase_keeps_stop_words_and_has_no_synonyms() -> None:
    assert parsed('"mohon lampu"').part == ParsedPart("phrase", ("mohon lampu",))
    assert str(parsed('"pju"').tree) == "forms:pju"


def test_a_prefix_matches_words_as_written() -> None:
    assert str(parsed("perba*").tree) == "forms:perba*"
    assert parsed("perba*").marks == (QueryMark((Expression(("perba",), "beginning"),)),)


def test_only_the_last_word_before_an_asterisk_is_a_prefix() -> None:
    assert str(parsed("lampu-jal*").tree) == "(forms:lampu AND forms:jal*)"


def test_a_prefix_of_one_letter_is_left_out_with_a_note() -> None:
    assert notes("lampu j*") == [Note("short_prefix", "j")]
    assert str(parsed("lampu j*").tree) == "words:lampu"


def test_several_values_of_a_field_are_alternatives_in_one_part() -> None:
    found = parsed("status:proses,menunggu")
    assert found.part == ParsedPart("fact", ("proses", "menunggu"), "status")


def test_several_ranges_of_a_field_are_parts_of_their_own() -> None:
    found = parsed("days:1,5")
    assert found.part is not None
    assert (found.part.kind, [part.values for part in found.part.parts]) == ("any", [("1", "1"), ("5", "5")])


def test_a_quoted_value_is_one_value_with_its_comma() -> None:
    assert parsed('agency:"dinas 1, barat"').part == ParsedPart("fact", ("dinas-1-barat",), "agency")


def test_a_value_that_is_understood_counts_beside_one_that_is_not() -> None:
    found = parsed("days:2,x")
    assert found.part == ParsedPart("fact", ("2", "2"), "days")
    assert [(note.kind, note.text, note.field) for note in found.notes] == [("bad_number", "x", "days")]


def test_a_negation_holds_what_it_negates_and_marks_none_of_it() -> None:
    found = parsed("lampu -(banjir OR pohon*)")
    assert found.part is not None
    assert found.part.parts[1] == ParsedPart(
        "not", parts=(ParsedPart("any", parts=(ParsedPart("word", ("banjir",)), ParsedPart("prefix", ("pohon",)))),)
    )
    assert found.marks == (QueryMark((Expression(("lampu",)),)),)
    assert [word.form for word in found.words] == ["lampu"]


def test_what_is_asked_for_is_marked_by_stem_with_its_synonyms_each_as_a_whole() -> None:
    pju, lamps = Expression(("pju",)), Expression(("lampu", "jalan"))
    assert parsed("pju").marks == (QueryMark((pju, lamps)),)
    lamp, street = (QueryMark((lamps, Expression((word,)), pju)) for word in lamps.words)
    assert parsed("lampu jalan").marks == (lamp, street), "either word, both in order, or the synonym"


def test_what_stands_in_quotes_is_marked_as_it_is_written() -> None:
    found = parsed('"jalan kerusakan" -"banjir"')
    assert found.marks == (QueryMark((Expression(("jalan", "kerusakan"), "form"),)),)
    assert 'forms:"jalan kerusakan"' in str(found.tree)


def test_words_of_one_part_are_asked_for_and_marked_there_alone() -> None:
    found = parsed('teks:(lampu -mati) jawaban:"sudah baik" jawaban:per*')
    assert str(found.tree) == '((text:lampu AND NOT text:mati) AND answer_forms:"sudah baik" AND answer_forms:per*)'
    assert [mark.part for mark in found.marks] == ["text", "answer", "answer"]
    assert found.part is not None and found.part.parts[1].field == "answer"
    assert not found.notes


@pytest.mark.parametrize("text", ["http://contoh.id", "12:30", "Lokasi: pasar"])
def test_a_colon_that_begins_no_field_gives_no_note(text: str) -> None:
    assert not notes(text)


def test_an_unknown_field_is_named_once_and_read_as_words() -> None:
    assert notes("warna:merah warna:biru") == [Note("unknown_field", "warna")]


def test_stop_words_are_noted_and_left_out_of_spelling() -> None:
    found = parsed("mohon lampu")
    assert list(found.notes) == [Note("stop_word", "mohon")]
    assert [word.form for word in found.words] == ["lampu"]


def test_a_query_of_stop_words_alone_is_taken_by_its_words() -> None:
    found = parsed("mohon tolong")
    assert str(found.tree) == "(words:mohon AND words:tolong)"
    assert not found.notes


def test_only_so_many_leaves_are_parsed_and_the_rest_is_noted() -> None:
    text = " ".join(f"kata{n}" for n in range(MAX_LEAVES + 5))
    found = parsed(text)
    assert found.tree is not None
    assert len(list(found.tree.leaves())) == MAX_LEAVES
    assert list(found.notes) == [Note("too_long", "")]


@pytest.mark.parametrize("text", ["rt03 rw 5", "RT 3/RW05", "rt 003 rw.005"])
def test_numbers_of_neighbourhoods_are_met_with_any_zeros(text: str) -> None:
    found = parsed(text)
    assert found.part is not None
    numbers = [{*part.values, *part.also} for part in found.part.parts[1::2]]
    assert numbers == [{"3", "03", "003"}, {"5", "05", "005"}]
    assert [text[word.start : word.end].lower() for word in found.words][::2] == ["rt", "rw"]


def test_words_know_where_they_stand() -> None:
    text = "  (Lampu OR rusak) -got"
    assert [text[word.start : word.end] for word in parsed(text).words] == ["Lampu", "rusak"]
