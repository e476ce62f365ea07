"""What the public may see of a ticket: which texts, which place, and what is masked in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .event import Kind
from .visibility import Visibility

#: The reasons that the law wants public even where no other text of a ticket is.
REASONS = frozenset({Kind.REDACTED, Kind.VISIBILITY_CHANGED})


def text_is_public(visibility: Visibility, kind: Kind) -> bool:
    """Whether the public reads the text of a public event of this kind."""
    if visibility is Visibility.FULL:
        return True
    if visibility is Visibility.STUB:
        return kind in REASONS
    return visibility is Visibility.HIDDEN and kind is Kind.VISIBILITY_CHANGED


@dataclass(frozen=True, slots=True)
class Place:
    """Where, as the public may know it: degrees (None: only the area is public) and words."""

    lat: float | None
    lon: float | None
    text: str


def place(
    visibility: Visibility, lat: float | None, lon: float | None, text: str, centre: tuple[float, float] | None
) -> Place:
    """The public place. Full: the point (5 decimals, some 1 m). Stub: its area's centre, no words. Hidden: none."""
    if visibility is Visibility.FULL:
        if lat is None or lon is None:
            return Place(None, None, mask(text))
        return Place(round(lat, 5), round(lon, 5), mask(text))
    if visibility is Visibility.STUB and centre is not None:
        return Place(round(centre[0], 5), round(centre[1], 5), "")
    return Place(None, None, "")


#: What people write between the digits of a number: a space, a point or any dash, with spaces around it.
_SEP = r"[ \xa0]?[.\u2010-\u2015-]?[ \xa0]?"
#: Where a number may begin: after no letter or digit, but for those who write "HP0812...".
_START = r"(?:(?<![\w+])|(?<=[Hh][Pp])|(?<=[Ww][Aa])|(?<=[Nn][Oo])|(?<=[Ll][Pp]))"
#: A date such as 08-12-2023 and hours such as 08.00 - 17.00 begin like a mobile number.
_NO_TIME = r"(?!\d\d[.-]\d\d?[.-](?:19|20)\d\d(?!\d)|\d\d\.\d\d ?[\u2010-\u2015-] ?\d\d\.\d\d)"
#: An identity number in groups: region, day (women: + 40), month and year of birth, number.
_GROUPED = r"\d\d[ .-]?\d\d[ .-]?\d\d[ .-]?[0-7]\d[ .-]?(?:0[1-9]|1[0-2])[ .-]?\d\d[ .-]?\d{4}"

#: What is masked in a public text, in this order; the replacement says what stood there.
_MASKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[email]"),
    (re.compile(r"(?<!\d)\d{16}(?!\d)"), "[NIK]"),
    (re.compile(rf"(?<!\d){_GROUPED}(?!\d)"), "[NIK]"),
    (re.compile(r"(?<!\d)(?!(?:19|20)\d\d\D)\d{4}([ .-])\d{4}\1\d{4}\1\d{4}(?!\d)"), "[NIK]"),
    (re.compile(rf"{_START}{_NO_TIME}(?:\(?\+?62\)?|0){_SEP}8(?:{_SEP}\d){{7,11}}(?!\d)"), "[telepon]"),
    (re.compile(rf"{_START}\(?0[2-79]\d{{1,2}}\)?{_SEP}\d{{3,4}}{_SEP}\d{{3,4}}(?!\d)"), "[telepon]"),
    (re.compile(rf"(?<![\w+])\+[1-9](?:\)?{_SEP}\(?\d){{8,13}}(?!\d)"), "[telepon]"),
    (re.compile(r"(?<![\w+])\([2-9]\d\d\) ?[2-9]\d\d[ .-]\d{4}(?![\w-])"), "[telepon]"),  # North America
    (re.compile(r"(?<![\w+.-])[2-9]\d\d([.-])[2-9]\d\d\1\d{4}(?![\w-])"), "[telepon]"),
    (re.compile(r"(?<!\w)(?:AA|AB|AD|AE|AG|[A-Z]{1,2}) ?\d{4} ?[A-Z]{2,3}(?!\w)"), "[pelat]"),
    (re.compile(r"(?<!\w)@[A-Za-z0-9_.]{3,30}"), "[akun]"),
)
#: What every text is asked first. Nothing that is masked, but for what has an @, has fewer digits than these: a
#: telephone or identity number nine or more, a plate four with letters after them. Most texts have not even four.
_BETWEEN = r"[ \xa0.()\u2010-\u2015-]{0,5}"
_DIGITS = re.compile(rf"\d(?:{_BETWEEN}\d){{3}}")
_NUMBER_OR_PLATE = re.compile(rf"\d(?:{_BETWEEN}\d){{8}}|\d{{4}} ?[A-Z]{{2}}")


def mask(text: str) -> str:
    """A text as the public may read it: e-mail, identity, telephone and plate numbers and account names masked."""
    if "@" not in text and not (_DIGITS.search(text) and _NUMBER_OR_PLATE.search(text)):
        return text
    for pattern, word in _MASKS:
        text = pattern.sub(word, text)
    return text
