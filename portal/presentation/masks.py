"""The words that stand for personal data, in the language of the page: stored texts have one word a kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from ..domain.masking import MARKS

MASK_WORDS: dict[str, LazyString] = {
    "telepon": _("telepon"),
    "NIK": _("NIK"),
    "email": _("email"),
    "pelat": _("pelat"),
    "akun": _("akun"),
    "rekening": _("rekening"),
    "kartu": _("kartu"),
    "NPWP": _("NPWP"),
    "BPJS": _("BPJS"),
    "paspor": _("paspor"),
}
_MARK = re.compile(rf"\[({'|'.join(MARKS)})\]")


def masks(text: str) -> str:
    """A public text with its masks in the page's language: ``[telepon]`` as ``[phone]``."""
    return _MARK.sub(_named, text) if "[" in text else text


def masks_in(pieces: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The same for a text in pieces, of which some matched a search; a mask is one piece, matched if a part is."""
    listed = list(pieces)
    text = "".join(piece for piece, _matched in listed)
    found = list(_MARK.finditer(text)) if "[" in text else []
    if not found:
        yield from listed
        return
    matched, at = [flag for piece, flag in listed for _character in piece], 0
    for mark in found:
        yield from _pieces(text, matched, at, mark.start())
        yield _named(mark), any(matched[mark.start() : mark.end()])
        at = mark.end()
    yield from _pieces(text, matched, at, len(text))


def _named(mark: re.Match[str]) -> str:
    return f"[{MASK_WORDS[mark[1]]}]"


def _pieces(text: str, matched: list[bool], start: int, end: int) -> Iterator[tuple[str, bool]]:
    """What lies from ``start`` up to ``end``, cut where a match begins or ends."""
    for flag, places in groupby(range(start, end), key=matched.__getitem__):
        yield "".join(text[place] for place in places), flag
