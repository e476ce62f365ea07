"""The form by which parts of a photo are made unreadable: the parts as rows of four numbers, and why."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import SelectChoice, SelectField

from .words import PortalForm

#: The fields of each row, in the order of domain.blur.HiddenPart.
EDGES = ("left", "top", "width", "height")
ROWS = 3  # that stand empty at first; more when they are filled


class BlurForm(PortalForm):
    """``reason_kind``: public; the photo itself says where."""

    reason_kind = SelectField(_("Alasan, yang dibaca umum"))

    def reasons(self, kinds: Sequence[tuple[str, str]]) -> None:
        """Offer these kinds of reason."""
        self.reason_kind.choices = [SelectChoice(value, name) for value, name in kinds]


def rows_typed(typed: MultiDict[str, str]) -> list[tuple[str, ...]]:
    """The rows as they were typed, without empty ones."""
    columns = [[field[:20] for field in typed.getlist(name)] for name in EDGES]
    return [row for row in zip_longest(*columns, fillvalue="") if any(field.strip() for field in row)]


def rows_shown(typed: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The same with some empty ones behind them."""
    return [*typed, *[("",) * len(EDGES)] * ROWS]
