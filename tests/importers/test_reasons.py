"""Every reason for which a row is refused has its words, and its line in the operators' guide."""

from __future__ import annotations

import ast
from pathlib import Path

from portal.importers import csv_rows, reasons

IMPORTERS = Path(csv_rows.__file__).parent
GUIDE = IMPORTERS.parents[1] / "docs/importing.md"


def used() -> set[str]:
    """The reasons that the importers give: the texts that look like keys where errors and problems are made."""
    found = {csv_rows._BROKEN, csv_rows._WIDTH, csv_rows._CUT, csv_rows._DAMAGED}
    for path in IMPORTERS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("FieldError", "RowProblem"):
                place = 1 if getattr(node.func, "id", "") == "FieldError" else 2
                found |= {str(n.value) for n in ast.walk(node.args[place]) if isinstance(n, ast.Constant)}
    return found


def test_every_reason_has_its_words() -> None:
    assert len(used()) > 15
    assert used() <= reasons.WORDS.keys()


def test_every_reason_stands_in_the_guide() -> None:
    guide = GUIDE.read_text()
    assert [reason for reason in sorted(used()) if f"`{reason}`" not in guide] == []


def test_words_show_the_value_and_an_unknown_reason_its_key() -> None:
    assert reasons.words("not_a_date", "soon") == "is not a date in any form that the mapping names: soon"
    assert reasons.words("something_new", "{x}") == "something new: {x}"
