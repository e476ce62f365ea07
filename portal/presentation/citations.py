"""How a figure is cited: what it is, of which moment and event, under which licence, and where it is found again."""

from __future__ import annotations

from dataclasses import replace

from flask_babel import gettext as _

from ..domain.citation import Citation
from ..domain.source_clock import SourceClocks
from .dates import moment
from .direction import isolated_values
from .numbers import number
from .sources import source_state

#: Of the log's head, on a page; with so many `portal verify --head` can tell.
PROOF_DIGITS = 16


def citation_text(citation: Citation, portal: str, clocks: SourceClocks) -> str:
    """All of it but the link; ``portal``: its title, ``clocks``: up to when its sources have spoken."""
    named = {"portal": portal, "title": citation.title, "of": citation.of}
    said = [
        _("%(portal)s: “%(title)s”, %(of)s.", **isolated_values(named)),
        state_text(citation, clocks),
        _("Bukti catatan: %(head)s", head=citation.head[:PROOF_DIGITS]) + "." if citation.head else "",
        _("Lisensi: %(licence)s.", licence=citation.licence) if citation.licence else _("Lisensi tidak dinyatakan."),
    ]
    return " ".join(str(part) for part in said if part)


def state_text(citation: Citation, clocks: SourceClocks) -> str:
    """Up to when the sources had spoken at the moment of the figures, and of which moment and event these are."""
    figures = _("Angka per %(time)s, catatan nomor %(seq)s.", time=moment(citation.as_of), seq=number(citation.seq))
    return f"{source_state(replace(clocks, now=citation.as_of))} {figures}".strip()


def made_up_text(made_up: bool) -> str:
    """What must be said wherever figures of made-up tickets go; '' in a real city."""
    said = _("Kota peragaan: semua laporan di sini buatan, bukan laporan warga sungguhan.")
    return str(said) if made_up else ""
