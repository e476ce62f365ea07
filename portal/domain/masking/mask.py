"""The one mask that every text passes before the public reads it."""

from __future__ import annotations

from . import numbers, words
from .contacts import Contacts
from .legible import legible
from .words import Found

#: What stands in brackets for personal data, one word a kind: as it is stored, and as machine formats give it.
MARKS = ("telepon", "NIK", "email", "pelat", "akun", "rekening", "kartu", "NPWP", "BPJS", "paspor")
_NOBODY = Contacts()


def mask(text: str, official: Contacts = _NOBODY) -> str:
    """``text`` with telephone, identity, plate, account and like numbers, addresses and names of accounts in brackets.

    What is in ``official`` stays. Nothing else of the text changes, and a masked text is masked already.
    """
    masked = _once(text, official) if text else text
    while masked != text:  # what stood behind a masked part may be read anew
        text, masked = masked, _once(masked, official)
    return masked


def _once(text: str, official: Contacts) -> str:
    seen = legible(text)
    shown, at = [], 0
    for start, end, kind in _apart(seen.text, official):
        first, last = seen.place(start, end)
        shown += [text[at:first], f"[{kind}]"]
        at = last
    return "".join((*shown, text[at:]))


def _apart(text: str, official: Contacts) -> list[Found]:
    """What is to be masked, in order; of two that overlap the earlier, of two that begin together the longer."""
    found = [one for one in words.found_in(text) if not official.has_word(text[one[0] : one[1]])]
    found += numbers.found_in(text, official)
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f[0], -f[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept
