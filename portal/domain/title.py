"""A short title for a report that has none: its first clause."""

from __future__ import annotations

import re

LONGEST = 90
_STOP = "\ufdd0"  # no text holds it
_GREETING = re.compile(
    r"^\W*(?:(?:selamat|met) (?:pagi|siang|sore|malam)|assalam\w+|halo|permisi|lapor|min|pak|bu|mohon maaf)"
    r"\b[\s,.!:]*",
    re.IGNORECASE,
)
#: Words that a full stop shortens, so that it ends no sentence: streets, titles, districts, numbers.
_SHORTENED = re.compile(
    r"\b(?:[A-Za-z]|jl|jln|jend|gg|no|kec|kel|kab|kp|rt|rw|blok|bpk|bp|yth|sdr|dr|drs|ir|prof|hj|tn|ny|dll|dsb|st|ave|rd|blvd"
    r"|mr|mrs|ms)\.(?=\s*\S)",
    re.IGNORECASE,
)
#: How a text begins that first says whom it is for.
_ADDRESSED = re.compile(r"\W*(?:kepada|yth|dear|to whom)\b[^,]*$", re.IGNORECASE)
_END = re.compile(r"[.!?](?=\s|$|[A-Za-z]{2})|[;\n]|, (?:mohon|tolong|harap|sehingga|karena|sudah)\b")


def derive(text: str) -> str:
    """The first clause of ``text`` in at most LONGEST characters, cut at a word; '' for an empty text."""
    plain = _plain(text)
    parts = _END.split(_SHORTENED.sub(_kept, plain))
    clause = next(filter(_is_clause, parts), plain).replace(_STOP, ".").strip(" ,-")
    if len(clause) > LONGEST:
        clause = clause[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,-") + "…"
    return clause[:1].upper() + clause[1:]


def _is_clause(part: str) -> bool:
    return len(part.strip()) >= 8 and not _ADDRESSED.match(part)


def _kept(shortened: re.Match[str]) -> str:
    """A shortened word whose full stop is no end, marked until the clause is found."""
    return shortened[0][:-1] + _STOP


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
