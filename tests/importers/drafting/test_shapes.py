"""What the values of a column look like, whatever it is called."""

from __future__ import annotations

import pytest

from portal.importers.drafting import shapes
from tests.support.drafting import column


def test_degrees_are_numbers_with_decimals_within_the_limit() -> None:
    assert shapes.degrees(column("a", "-6.3035", "-6,2601", "0", "0.0"), 90)
    assert not shapes.degrees(column("a", "106.82"), 90) and shapes.degrees(column("a", "106.82"), 180)
    assert not shapes.degrees(column("a", "91324", "90029"), 180) and not shapes.degrees(column("a", "0", ""), 90)


def test_degrees_of_a_city_lie_close_together() -> None:
    assert shapes.narrow(column("a", "-6.30", "-6.26", "-6.24"))
    assert not shapes.narrow(column("a", "-6.30", "16.26", "44.24"))


@pytest.mark.parametrize("value", ["(34.0722, -118.2668)", "POINT (-118.2668 34.0722)", "34,0722; -118,2668"])
def test_pairs_of_degrees_stand_in_one_cell(value: str) -> None:
    assert [{abs(a), abs(b)} for a, b in shapes.pairs(column("p", value))] == [{34.0722, 118.2668}]
    assert shapes.pairs(column("p", value, "12 Main St", "13 Main St")) == []


def test_an_identity_is_short_and_never_twice() -> None:
    assert shapes.is_identity(column("i", "A-1", "A-2"), 2)
    assert not shapes.is_identity(column("i", "A-1", "A-1"), 2)
    assert not shapes.is_identity(column("i", "A-1", ""), 2)
    assert not shapes.is_identity(column("i", "on Main St", "on Elm St"), 2)
    assert not shapes.is_identity(column("i", "34.071", "34.072"), 2)


@pytest.mark.parametrize(
    "value", ["0812-3456-7890", "ani@contoh.id", "(21) 99876-5432", "+62 811 1272 206", "081234567890"]
)
def test_numbers_and_addresses_of_persons_are_known_by_their_values(value: str) -> None:
    assert shapes.is_personal(column("x", value))


@pytest.mark.parametrize("value", ["1-870704831", "JK2403040001", "90012", "2024-03-13", "-6.302", "Jalan Ampera 12"])
def test_other_values_are_not_personal(value: str) -> None:
    assert not shapes.is_personal(column("x", value))


def test_names_of_people_are_few_capitalised_words_that_differ() -> None:
    assert shapes.may_be_people(column("x", "Ana Costa", "João Pereira", "Siti Nur Aisyah"))
    assert not shapes.may_be_people(column("x", "Ana Costa", "Ana Costa", "Ana Costa", "Ana Costa"))
    assert not shapes.may_be_people(column("x", "12 Main St", "13 Main St", "14 Elm St"))


def test_sentences_are_told_from_labels() -> None:
    sentences = column("x", "Lampu jalan padam sejak hari Senin", "Sampah menumpuk tiga hari di depan pasar")
    assert shapes.is_words(sentences) and not shapes.is_label(sentences, 2)
    labels = column("x", "Road", "Tree", "Road", "Tree")
    assert shapes.is_label(labels, 4) and not shapes.is_words(labels)
