"""Lists of words are read without their comments."""

from __future__ import annotations

from pathlib import Path

from portal.search.word_list import listed, words_of


def test_comments_and_empty_lines_are_no_words(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("# roads\njalan gang\n\nlubang # besar\n")
    assert listed(path) == ["jalan gang", "lubang # besar"]
    assert words_of(path) == {"jalan", "gang", "lubang", "#", "besar"}
