"""A short title for a report that has none: its first clause."""

from __future__ import annotations

import re

LONGEST = 90
_GREETING = re.compile(
    r"^\W*(?:(?:selamat|met) (?:pagi|siang|sore|malam)|assalam\w+|halo|permisi|lapor|min|pak|bu|mohon maaf)"
    r"\b[\s,.!:]*",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?;\n]|, (?:mohon|tolong|harap|sehingga|karena|sudah)\b")


def derive(text: str) -> str:
    """The first clause of ``text`` in at most LONGEST characters, cut at a word; '' for an empty text."""
    plain = _plain(text)
    clause = next((part for part in _END.split(plain) if len(part.strip()) >= 8), plain).strip(" ,-")
    if len(clause) > LONGEST:
        clause = clause[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,-") + "…"
    return clause[:1].upper() + clause[1:]


def is_derived(heading: str, text: str) -> bool:
    """Whether ``heading`` was made of ``text``, which may have been masked first."""
    if heading == derive(text):
        return True
    if not heading.endswith("…"):
        return False
    plain, at = _plain(text).casefold(), 0
    for piece in re.split(r"\[\w+\]", heading[:-1].casefold()):
        at = plain.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def _plain(text: str) -> str:
    return " ".join(_GREETING.sub("", text.strip()).split())
