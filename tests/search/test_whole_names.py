"""A value of several words is read on as far as it is a name; what follows stays a word in its place."""

from __future__ import annotations

from functools import partial

import pytest

from portal.domain.source_clock import SourceClocks
from portal.search import query_parser
from portal.search.analysis import Analyser
from portal.search.fields import fields_of, is_name
from portal.search.whole_names import quoted
from tests.search.named_city import NAMED_CITY
from tests.search.sampling import NOW


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ward:old town lamp", 'ward:"old town" lamp'),
        ("ward : Old Town -lamp", 'ward : "Old Town" -lamp'),
        ("wilayah:district old town", 'wilayah:"district old town"'),
        ("area:city of northport", 'area:"city of northport"'),
        ("instansi:dept roads", "instansi:dept roads"),  # no words of a name side by side, with its synonym either
        ("instansi:roads dept lamp OR x", 'instansi:"roads dept" lamp OR x'),
        ("(kategori:roads and pavements)", '(kategori:"roads and pavements")'),
        ("ever:masih terbuka pernah:dibuka lagi", 'ever:"masih terbuka" pernah:"dibuka lagi"'),
        ("yang: belum dijawab lamp", 'yang: "belum dijawab" lamp'),
        ("ward:mill hill ward:old", 'ward:"mill hill" ward:old'),
        ('district:mill hill "ward:old town"', 'district:mill hill "ward:old town"'),
        ("ward:harbour lamp", "ward:harbour lamp"),
        ("teks:old town xyz:old town", "teks:old town xyz:old town"),
        ("ward:old town,mill hill lamp", '(ward:"old town" OR ward:"mill hill") lamp'),
        ("lamp -ward: harbour, old town", 'lamp -(ward:"harbour" OR ward:"old town")'),
        ("status:selesai, ditolak lamp", '(status:"selesai" OR status:"ditolak") lamp'),
        ("ward:old,mill hill, lamp", '(ward:"old" OR ward:"mill hill"), lamp'),
        ("ward:old town|mill hill | lamp", '(ward:"old town" OR ward:"mill hill") | lamp'),
        ("ward:harbour | lamp", "ward:harbour | lamp"),
        ("ward:old town, lamp", 'ward:"old town", lamp'),
        ("status:selesai,ditolak", "status:selesai,ditolak"),
    ],
)
def test_the_longest_name_is_one_value(typed: str, expected: str) -> None:
    assert quoted(typed, fields_of(NAMED_CITY), partial(is_name, NAMED_CITY)) == expected


def test_the_reading_says_so_and_words_and_unknown_names_keep_their_places() -> None:
    text = "ward:mill hill lmap agency:zzz"
    found = query_parser.parse(text, NAMED_CITY, Analyser(), SourceClocks(NOW))
    assert found.part is not None and found.part.parts[0].values == ("02.1",)
    assert [(note.kind, note.text) for note in found.notes if note.kind == "one_name"] == [("one_name", "mill hill")]
    assert [text[word.start : word.end] for word in found.words] == ["lmap"]
    assert [text[note.start : note.end] for note in found.notes if note.kind == "unknown_value"] == ["zzz"]
