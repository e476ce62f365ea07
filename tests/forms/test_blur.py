"""The rows of a form are read whichever are filled, and some empty ones stand behind them."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from portal.forms.blur import ROWS, rows_shown, rows_typed


def test_filled_rows_are_kept_in_order_with_empty_ones_behind() -> None:
    typed: MultiDict[str, str] = MultiDict()
    for name, values in {"left": "1 _ 5", "top": "2 _ 6", "width": "3 _ 7", "height": "4 _"}.items():
        for value in values.split():
            typed.add(name, value.strip("_"))
    rows = rows_typed(typed)
    assert rows == [("1", "2", "3", "4"), ("5", "6", "7", "")]
    assert rows_shown(rows) == [*rows, *[("", "", "", "")] * ROWS]
    assert rows_typed(MultiDict([("left", "9" * 100)])) == [("9" * 20, "", "", "")]
