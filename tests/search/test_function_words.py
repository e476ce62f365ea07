"""Question words and particles are left out of a query; what says something of a report is not."""

from __future__ import annotations

from portal.search.function_words import function_words


def test_question_words_of_both_languages_say_nothing_in_an_indonesian_city() -> None:
    asked = {"kenapa", "kapan", "berapa", "gimana", "apa", "kok", "banget", "aja", "laporan", "why", "when", "the"}
    assert asked <= function_words("id")
    assert {"why", "when"} <= function_words("en") and "kenapa" not in function_words("en")


def test_what_says_something_or_names_streets_is_kept() -> None:
    said = {"belum", "tidak", "jalan", "got", "no", "as", "i", "ii", "malam"}
    parts_of_names = {"dalam", "atas", "baru", "lama", "raya", "tiga"}
    assert not (said | parts_of_names) & function_words("id")
