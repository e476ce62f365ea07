"""Personal numbers: telephone, identity, bank account, card, tax and health insurance numbers.

A number is its digits, whatever stands between them. A run of groups of digits is cut into numbers from the left, the
longest that is one first; the words before a number decide where its digits alone do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import luhn

from .abroad import is_abroad, is_date, is_national
from .before import Before
from .contacts import Contacts
from .number import GAP, Number
from .words import Found

#: Letters that people write for digits, in a run that has real digits too.
_LETTERS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_DIGITS = r"(?:[0-9][0-9OolI]*|[Oo][0-9][0-9OolI]*)"
_GROUP = re.compile(_DIGITS)
_RUN = re.compile(rf"\(?(?:\+ ?)?\(?{_DIGITS}(?:{GAP}[0-9][0-9OolI]*)*")
_SIX_DIGITS = re.compile(rf"(?:[0-9][OolI]*(?:{GAP})?){{5}}[0-9]")
#: Thai, Japanese, Chinese and Korean: no space stands between a word and a number.
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
#: What a number may begin after: no letter or digit, but for those who write "HP0812...".
_START = re.compile(
    rf"(?:^|[^\w+]|_|[{_UNSPACED}]"
    r"|\b(?:hp|wa|whatsapp|no|nomor|nohp|lp|tel|telp|tlp|telpon|telepon|phone|call|sms|kontak|hubungi|cp|ke|di))$",
    re.I,
)
#: Signs at which a run may be cut in two numbers; a point, a dash or a line holds the groups on both sides together.
_CUTS = frozenset(" \t\n/,:;*|~\u2022\u00b7()")
#: Signs that stand between the parts of lists, rulings and times as well.
_UNEVEN = frozenset("/,:;*|~\u2022\u00b7")
_LEAST_DIGITS, _MOST_DIGITS = 7, 19

_MONEY_AFTER = re.compile(
    r"\A(?:,\d\d|,-)? ?(?:rupiah|juta|ribu|miliar|milyar|meter|liter|orang|unit|kg|km"
    r"|euros?|eur|usd|dollars?|pounds|francs|litres?|liters|gallons|people|households|units|pln|kwh|m[23]|db|mm|degrees)\b"
    r"|\A ?[€$£¥%°²³円元원]",
    re.I,
)
#: The first two digits of an identity number: the province (Kemendagri 300.2.2-2138 of 2025).
_PROVINCES = frozenset({*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77)}) | {
    81, 82, *range(91, 98),
}  # fmt: skip
_DATE = re.compile(r"\d\d?[./-]\d\d?[./-](?:19|20)\d\d")
_HOURS = re.compile(r"(?<!\d)[0-2]\d\.[0-5]\d ?- ?[0-2]\d\.[0-5]\d(?!\d)")
_SERVICE = re.compile(r"1[45]0\d{2,4}|1500\d{3}")
#: Indonesia's calling code before a number.
_FROM_ABROAD = re.compile(r"^(?:00)?620?(?=[2-9]\d{6,11}$)")
_MOBILE = re.compile(r"08[1-9]\d{6,10}")
_LANDLINE = re.compile(r"0[2-79]\d{7,9}")
_NORTH_AMERICAN = re.compile(r"1?[2-9]\d\d[2-9]\d{6}")
_LOCAL = re.compile(r"[2-9]\d{6,7}")


def found_in(text: str, official: Contacts) -> Iterator[Found]:
    """What is found, from left to right; official numbers are passed over as wholes."""
    if not _SIX_DIGITS.search(text):
        return
    for run in _RUN.finditer(text):
        begins = _START.search(text[max(0, run.start() - 10) : run.start()])
        if begins and _SIX_DIGITS.search(run[0]) and not _DATE.fullmatch(run[0]):
            yield from _cut(text, run, official)


def _cut(text: str, run: re.Match[str], official: Contacts) -> Iterator[Found]:
    """The numbers of one run."""
    spots = [(m.start() + run.start(), m.end() + run.start()) for m in _GROUP.finditer(run[0])]
    first = 0
    while first < len(spots):
        start = _opening(text, run.start(), spots[first][0])
        # Only an official number may be shorter, such as 112.
        numbers = list(_numbers(text, start, spots, first, 1 if official.numbers else _LEAST_DIGITS))
        known = None
        if official.numbers:
            known = next((last for last, number in numbers if official.has_number(number.digits)), None)
        if known is not None:
            first = known
            continue
        kinds = ((last, kind_of(number, official.regions)) for last, number in numbers)
        scattered = ((last, "telepon") for last, number in numbers if _is_scattered(number))
        last, kind = next(((last, kind) for last, kind in kinds if kind), None) or next(scattered, (first + 1, ""))
        if kind:
            end = spots[last - 1][1]
            # A bracket that is closed behind the number is not its own.
            outer = text[start] == "(" and text.count("(", start, end) > text.count(")", start, end)
            yield start + outer, end, kind
        first = last


def _numbers(
    text: str, start: int, spots: list[tuple[int, int]], first: int, least: int
) -> Iterator[tuple[int, Number]]:
    """What may be a number that begins with the group ``first``, the longest first, and the group after its last.

    ``least``: the digits that it has at least.
    """
    if first and not _CUTS & set(text[spots[first - 1][1] : spots[first][0]]):
        return
    before, groups, count = Before(text, start), [], 0
    lasts: list[int] = []
    for last in range(first + 1, min(first + _MOST_DIGITS, len(spots)) + 1):
        a, b = spots[last - 1]
        count += b - a
        if count > _MOST_DIGITS:
            break
        groups.append(text[a:b].translate(_LETTERS))
        if count >= least and (last == len(spots) or not _CUTS.isdisjoint(text[b : spots[last][0]])):
            lasts.append(last)
    for last in reversed(lasts):
        end, its_groups = spots[last - 1][1], groups[: last - first]
        yield last, Number(text[start:end], its_groups, "".join(its_groups), before, text[end : end + 12])


def _opening(text: str, run: int, start: int) -> int:
    """Where a number begins that has a bracket or a plus before its first digit."""
    while start > run and (text[start - 1] in "+(" or text[start - 2 : start] == "+ "):
        start -= 1
    return start


def kind_of(number: Number, regions: tuple[str, ...] = ()) -> str:
    """The kind of personal data that a number is; "" when it is none."""
    digits, before = len(number.digits), number.before
    if digits < _LEAST_DIGITS:
        return ""
    if 15 <= digits <= 16 and before.tax:
        kind = "NPWP"
    elif 11 <= digits <= 16 and before.health:
        kind = "BPJS"
    elif 8 <= digits <= 17 and before.account:
        kind = "rekening"
    elif number.lengths == (2, 3, 3, 1, 3, 3):
        kind = "NPWP"
    elif _is_identity(number):
        kind = "NIK"
    elif _is_card(number):
        kind = "kartu"
    elif _is_telephone(number) or is_abroad(number) or (regions and is_national(number, regions)):
        kind = "telepon"
    else:
        return ""
    return "" if before.money or _MONEY_AFTER.search(number.after) else kind


def _is_identity(number: Number) -> bool:
    """Sixteen digits: province, regency, district; day (women: + 40), month and year of birth; a running number."""
    digits, lengths = number.digits, number.lengths
    if len(digits) != 16 or number.before.asset:
        return False
    if number.before.identity or len(lengths) == 1:
        return True
    # A row of years, a point on a map.
    if re.fullmatch(r"(?:19|20)\d\d", number.groups[0]) or (1 in lengths and set(lengths) != {1}):
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    return int(digits[:2]) in _PROVINCES and 1 <= month <= 12 and (1 <= day <= 31 or 41 <= day <= 71)


def _is_card(number: Number) -> bool:
    digits = number.digits
    if not 13 <= len(digits) <= 19 or number.before.asset:
        return False
    return number.before.card or (number.lengths == (4, 4, 4, 4) and luhn.is_valid(digits))


def _is_telephone(number: Number) -> bool:
    digits = number.digits
    national = _FROM_ABROAD.sub("0", digits)
    if _MOBILE.fullmatch(national):
        return _is_even(number) and _is_mobile(number, national)
    if not any(form.fullmatch(national) for form in (_LANDLINE, _NORTH_AMERICAN, _LOCAL)):
        return False
    if _DATE.match(number.written) or _HOURS.search(number.written) or _SERVICE.fullmatch(digits) or is_date(number):
        return False
    if not _is_even(number) or ((number.before.asset or number.before.code) and not number.before.phone):
        return False
    return _is_fixed(number, national)


def _is_fixed(number: Number, national: str) -> bool:
    """Whether a number has the shape of one of a house: Indonesian, North American, or without its area code."""
    if _LANDLINE.fullmatch(national):
        return _is_landline(number)
    if _NORTH_AMERICAN.fullmatch(number.digits):
        return number.lengths in {(1, 3, 3, 4), (3, 3, 4)} and len(set(number.gaps) - {") ", ")-"}) == 1
    return number.lengths in {(7,), (8,), (3, 4), (4, 4), (4, 3)} and number.before.phone


def _is_mobile(number: Number, national: str) -> bool:
    """Whether digits that may be a mobile number's are one: not a date, hours, an amount or the code of a thing."""
    if national.endswith("000000") or _DATE.match(number.written) or _HOURS.search(number.written):
        return False
    return not (number.before.code or (number.before.hours and set(number.lengths) == {2}))


def _is_scattered(number: Number) -> bool:
    """Whether a mobile number was pulled apart unevenly, so that nobody finds it: 0812 3 4 5 6 7890."""
    if len(number.groups[0]) != 4 or _UNEVEN & set("".join(number.gaps)) or len(set(number.gaps)) != 1:
        return False
    return bool(_MOBILE.fullmatch(number.digits)) and _is_mobile(number, number.digits)


def _is_even(number: Number) -> bool:
    """Whether the groups are those of one number: letters, rulings and lists have groups of other shapes."""
    gaps, lengths = set(number.gaps), number.lengths
    if _UNEVEN & set("".join(gaps)):
        return len(gaps) == 1 and all(3 <= length <= 5 for length in lengths)
    if "\n" in "".join(gaps) and min(lengths) < 3:
        return False
    if 1 in lengths and len(set(lengths)) > 1:
        return (number.groups[0] in {"1", "0"} and 1 not in lengths[1:]) or "(0)" in number.written
    return True


def _is_landline(number: Number) -> bool:
    """An area code apart from what follows, or ten digits and more in one piece."""
    groups = number.groups[1:] if number.groups[0] == "62" else number.groups
    if len(groups) == 1:
        return len(number.digits) >= 10
    return 2 <= len(groups[0].removeprefix("62")) <= 4 and not re.fullmatch(r"0?\d", number.groups[0])
