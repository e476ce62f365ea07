"""Up to when the sources have spoken, in a sentence."""

from __future__ import annotations

from flask_babel import gettext as _

from ..domain.source_clock import SourceClocks
from .dates import day
from .direction import isolated


def source_state(clocks: SourceClocks) -> str:
    """ "Keadaan menurut sumber: 12 Feb 2019.", with their names where they are several; '' without any."""
    if not clocks.sources:
        return ""
    if len(clocks.sources) == 1:
        return str(_("Keadaan menurut sumber: %(day)s.", day=day(clocks.until(clocks.sources[0].name))))
    listed = "; ".join(f"{isolated(one.name)} {day(clocks.until(one.name))}" for one in clocks.sources)
    return str(_("Keadaan menurut sumber: %(sources)s.", sources=listed))
