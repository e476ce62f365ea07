"""The one cleaning of every text that comes in: words and signs stay, what is not seen and splits them goes."""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: Control characters but tab and newline; marks that turn the direction of what follows; and what has no width:
#: it would split a word so that no search finds it. The two joiners stay: emoji and other scripts need them.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_NOT_SEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
#: They count as letter or sign and show nothing.
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def visible_text(text: str) -> str:
    """The text with one kind of line end and without what cannot be seen; '' if nothing of it can."""
    if text.isprintable() and text.isascii():
        return text.strip()
    kept = _UNSEEN.sub("", _LINE_END.sub("\n", text)).strip()
    return kept if any(_seen(character) for character in kept) else ""


def _seen(character: str) -> bool:
    return character not in _BLANKS and unicodedata.category(character) not in _NOT_SEEN
