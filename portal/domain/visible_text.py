"""What is kept of a typed text: its words and signs, nothing that cannot be seen yet turns, hides or splits them."""

from __future__ import annotations

import re
import unicodedata

#: Control characters but tab and newline; marks that turn the direction of what follows; and what has no width:
#: it would split a telephone number so that nothing masks it. The two joiners stay: emoji and other scripts need them.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_NOT_SEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
#: They count as letter or sign and show nothing.
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def visible_text(text: str) -> str:
    """The text with one kind of line end and without what cannot be seen; '' if nothing of it can."""
    kept = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return kept if any(_seen(character) for character in kept) else ""


def _seen(character: str) -> bool:
    return character not in _BLANKS and unicodedata.category(character) not in _NOT_SEEN
