"""Words that may stand anywhere are looked for in every part of a ticket, and nothing else of a query changes."""

from __future__ import annotations

from whoosh.query import And, AndMaybe, Not, Or, Phrase, Prefix, Term

from portal.search.index_entry import FORMS, PARTS
from portal.search.parts import in_parts


def test_words_and_forms_are_those_of_any_part() -> None:
    assert in_parts(Term("words", "got")) == Or([Term(part, "got") for part in PARTS])
    phrase = in_parts(Phrase("words", ["got", "mampat"]))
    assert phrase == Or([Phrase(part, ["got", "mampat"]) for part in PARTS])
    assert in_parts(Prefix("forms", "mam")) == Or([Prefix(forms, "mam") for forms in FORMS.values()])


def test_a_boost_is_kept() -> None:
    found = in_parts(Term("words", "got", boost=3.0))
    assert found is not None and [leaf.boost for leaf in found.children()] == [3.0] * len(PARTS)


def test_the_rest_of_a_tree_stays_as_it_is() -> None:
    word, status, title = Term("words", "got"), Term("status", "proses"), Term("title", "got")
    of_agencies = Term("answer", "got")
    spread = in_parts(word)
    assert in_parts(None) is None
    assert in_parts(And([status, Not(word)])) == And([status, Not(spread)])
    assert in_parts(AndMaybe(Or([word, of_agencies]), title)) == AndMaybe(Or([spread, of_agencies]), title)
