"""A chart as a file: what is written around the drawing, and that the file needs nothing else."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

from portal.charts.plain_style import plain_style
from portal.charts.sheet import INNER, WIDTH, KeyEntry, SheetText, sheet

SVG = "{http://www.w3.org/2000/svg}"
STYLE = plain_style(
    [":root { --ink: #111; --ink-2: #555; --paper: #fff } .chart .in { fill: #abc } .other { fill: red }"]
)
DRAWING = '<figure class="chart"><svg height="40"><rect class="in" width="50%" height="10"/></svg></figure>'


def made(**changes: object) -> str:
    text = {
        "headline": "Separuh selesai < 4 hari & lebih",
        "of": "Dinas Cepat, tahun 2023",
        "source": ("Pantau. Angka per hari ini.", "https://pantau.example/charts/x?a=1&b=2"),
        "language": "id",
        **changes,
    }
    return sheet(SheetText(**text), DRAWING, STYLE)  # type: ignore[arg-type]


def test_a_sheet_says_what_it_shows_and_where_it_comes_from() -> None:
    root = fromstring(made())
    assert [child.tag for child in root][:3] == [f"{SVG}title", f"{SVG}desc", f"{SVG}style"]
    said = [text.text for text in root.iter(f"{SVG}text")]
    assert said[:2] == ["Separuh selesai < 4 hari & lebih", "Dinas Cepat, tahun 2023"]
    assert said[-1] == "https://pantau.example/charts/x?a=1&b=2"
    assert root.get("lang") == "id"


def test_it_carries_the_style_of_its_marks_and_no_other() -> None:
    root = fromstring(made())
    assert root.findtext(f"{SVG}style") == ".chart .in { fill: #abc }"
    drawn = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "in"]
    assert [rect.get("width") for rect in drawn] == [f"{INNER / 2:g}"]


def test_a_part_of_a_larger_drawing_ends_at_its_edges() -> None:
    root = fromstring(made(clipped=True))
    (edges,) = root.iter(f"{SVG}clipPath")
    assert edges[0].attrib == {"width": f"{INNER:g}", "height": "40"}
    (within,) = (group for group in root.iter(f"{SVG}g") if group.get("clip-path") == f"url(#{edges.get('id')})")
    assert [rect.get("class") for rect in within.iter(f"{SVG}rect")][1:] == ["in"]
    assert "clip" not in made()


def test_long_words_are_broken_within_the_width_and_make_the_sheet_higher() -> None:
    short, long = fromstring(made()), fromstring(made(headline="kata " * 40))
    lines = [t for t in long.iter(f"{SVG}text") if (t.text or "").startswith("kata")]
    assert len(lines) > 3
    assert float(long.get("height") or 0) > float(short.get("height") or 0)
    assert long.get("viewBox") == f"0 0 {WIDTH} {long.get('height')}"


def test_a_key_shows_its_marks_as_the_drawing_does() -> None:
    root = fromstring(made(key=[KeyEntry("in", "Masuk", "chart"), KeyEntry("in", "panjang " * 12, "chart")]))
    keys = [
        group
        for group in root.iter(f"{SVG}g")
        if group.get("class") == "chart" and group.find(f"{SVG}rect") is not None
    ]
    assert len(keys) == 2
    assert keys[0][0].get("y") != keys[1][0].get("y"), "what does not fit stands in the next line"
