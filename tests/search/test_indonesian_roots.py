"""The listed roots are found under their affixes, the list says truly what Snowball breaks, and errors name a line."""

from __future__ import annotations

from pathlib import Path

import pytest
import snowballstemmer

from portal.search.indonesian_roots import FILE, HEADER, ROOTS, RootsError, load_roots, root_of

ROWS = [line.split("\t") for line in FILE.read_text().splitlines() if line and not line.startswith("#")][1:]


def test_every_root_is_its_own_root() -> None:
    assert [root for root, *_ in ROWS if root_of(root) != root] == []


def test_every_example_leads_to_its_root() -> None:
    assert [(root, example) for root, example, *_ in ROWS if root_of(example) != root] == []


def test_every_example_is_stemmed_by_snowball_as_the_list_says_and_wrongly() -> None:
    stem = snowballstemmer.stemmer("indonesian").stemWord
    assert [row for row in ROWS if stem(row[1]) != row[2]] == []
    assert [row for row in ROWS if row[2] == row[0] and row[3] not in ("read", "short")] == []


def test_a_root_that_was_read_keeps_its_family_from_another() -> None:
    """Without its row the example would be led elsewhere, by Snowball or by the other roots."""
    stem = snowballstemmer.stemmer("indonesian").stemWord
    for root, example, _, found in ROWS:
        if found == "read":
            others = {word: to for word, to in ROOTS.items() if to != root}
            assert (root_of(example, others) or stem(example)) != root, root


def test_only_roots_that_are_marked_are_shorter_than_snowball_may_leave() -> None:
    assert {root for root, *_, found in ROWS if found == "short"} == {root for root, *_ in ROWS if len(root) < 4}


def test_the_list_is_in_order_and_says_where_each_example_was_found() -> None:
    assert [row[0] for row in ROWS] == sorted(set(ROOTS.values()))
    assert {row[3] for row in ROWS} == {"demo", "sample", "demo,sample", "formed", "read", "short"}


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("penertiban", "tertib"),  # t was replaced by n
        ("mengelola", "kelola"),  # k by ng
        ("pemangkasan", "pangkas"),  # p by m
        ("menyumbat", "sumbat"),  # s by ny
        ("perumahan", "rumah"),  # nothing was replaced
        ("permasalahannya", "masalah"),
        ("disampaikan", "sampai"),
        ("tertangani", "tangani"),
        ("sampahlah", "sampah"),
        ("rumahku", "rumah"),
    ],
)
def test_a_word_with_affixes_is_led_to_its_root(word: str, root: str) -> None:
    assert root_of(word) == root


@pytest.mark.parametrize("word", ["", "x", "kan", "banjir", "menmen", "perper", "xrumah", "rumahx"])
def test_a_word_of_no_listed_root_is_left_to_snowball(word: str) -> None:
    assert root_of(word) is None


def test_the_fewest_affixes_are_taken_off() -> None:
    assert root_of("tangani") == "tangani"
    assert root_of("halaman") == "halaman"


def test_a_list_is_read_without_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "roots.tsv"
    path.write_text(
        f"# a comment\n\n{HEADER}\nrumah\tperumahan\tumah\tdemo\n# another\nsalur\tmenyalur\talur\tformed\n"
    )
    assert load_roots(path) == {"rumah": "rumah", "perumahan": "rumah", "salur": "salur", "menyalur": "salur"}


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["# x", "root\texample"], 2),
        ([HEADER, "rumah"], 2),
        ([HEADER, "rumah\ta\tb\tdemo", "", "Rumah\ta\tb\tdemo"], 4),
        ([HEADER, "rumah\ta\tb\tdemo", "rumah\ta\tb\tdemo"], 3),
        ([HEADER, "\ta\tb\tdemo"], 2),
        ([HEADER, "ru mah\ta\tb\tdemo"], 2),
        ([HEADER, "rumáh\ta\tb\tdemo"], 2),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, lines: list[str], number: int) -> None:
    path = tmp_path / "roots.tsv"
    path.write_text("\n".join(lines))
    with pytest.raises(RootsError, match=rf"roots\.tsv, line {number}:"):
        load_roots(path)
