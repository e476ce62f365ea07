"""The house's stylesheets, as a drawing carries them that stands alone."""

from __future__ import annotations

from pathlib import Path

from portal.charts.plain_style import PROPERTIES, plain_style

CSS = Path("portal/static/css")
SHEET = """
@layer tokens { :root { --ink: #111; --sans: x; } @media (prefers-color-scheme: dark) { :root { --ink: #eee; } } }
@layer parts {
  /* a comment; { with braces } */
  .chart :is(.line, .dot) { stroke: var(--ink); inline-size: 3px; }
  .chart a:hover .dot { fill: red; }
  .chart text, .dots text { font: 500 11px var(--sans); }
  .wide { display: grid; }
  .done { --c: var(--ink); --d: 4px; } .mark { color: var(--c); }
  @media (max-width: 40rem) { .chart .dot { fill: blue; } }
}
"""


def test_rules_are_plain_light_and_of_marks_alone() -> None:
    style = plain_style([SHEET])
    assert style.tokens["--ink"] == "#111"
    assert style.rules == (
        (".chart .line", "stroke: #111"),
        (".chart .dot", "stroke: #111"),
        (".chart text", 'font: 500 11px "Plus Jakarta Sans", Arial, Helvetica, sans-serif'),
        (".dots text", 'font: 500 11px "Plus Jakarta Sans", Arial, Helvetica, sans-serif'),
        (".done", "color: #111"),
    )


def test_a_drawing_carries_the_rules_of_its_own_classes() -> None:
    assert plain_style([SHEET]).of({"chart", "dot"}) == (
        '.chart .dot { stroke: #111 }\n.chart text { font: 500 11px "Plus Jakarta Sans", Arial, Helvetica, sans-serif }'
    )


def test_of_the_portals_own_sheets_nothing_is_left_that_only_browsers_know() -> None:
    style = plain_style((CSS / f"{name}.css").read_text() for name in ("tokens", "parts", "charts", "map"))
    selectors = {selector for selector, _ in style.rules}
    assert {".ends .soft", ".trend .in", ".dots.slower .dot", ".areas path", ".a3"} <= selectors
    for selector, declared in style.rules:
        assert ":" not in selector and "var(" not in declared
        assert {one.partition(":")[0] for one in declared.split("; ")} <= PROPERTIES
