"""Personal numbers: telephone, identity, bank account, card, tax and health insurance numbers.

A number is its digits, whatever stands between them. A run of groups of digits is cut into numbers from the left, the
longest that is one first; the words before a number decide where its digits alone do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import luhn

from .contacts import Contacts, bare_number
from .words import Found

#: Letters that people write for digits, in a run that has real digits too.
_LETTERS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_GROUP = re.compile(r"[0-9][0-9OolI]*|[Oo][0-9][0-9OolI]*")
_BETWEEN = re.compile(r"[ \t\n._/,()-]{1,3}")
_RUN = re.compile(r"\+?\(?(?:[0-9][0-9OolI]*|[Oo][0-9][0-9OolI]*)(?:[ \t\n._/,()-]{1,3}[0-9][0-9OolI]*)*")
_SIX_DIGITS = re.compile(r"(?:[0-9][OolI \t\n._/,()-]{0,3}){5}[0-9]")
_START = re.compile(r"(?:^|[^\w+]|(?:\b(?:HP|WA|NO|LP|TELP|TLP)))$", re.I)
_MOST_GROUPS = 14

_MONEY = re.compile(r"\b(?:rp|idr|usd|\$)\.? ?$", re.I)
_MONEY_AFTER = re.compile(r"\A(?:,\d\d|,-)? ?(?:rupiah|juta|ribu|miliar|milyar|meter|liter|orang|unit|kg|km)\b", re.I)
_PHONE_WORD = re.compile(
    r"\b(?:hubungi|telepon|telpon|telefon|telp|tlp|hp|wa|whatsapp|kontak|call|phone|contact|sms|ring)\b[^.;\n]{0,24}$",
    re.I,
)
_ASSET_WORD = re.compile(
    r"\b(?:resi|paket|gardu|meteran|pelanggan|seri|serial|tiang|meter|faktur|invoice|imei|sertifikat|tiket|laporan"
    r"|anggaran|pagu|isbn|surat|versi|alt)\b[^.;\n]{0,20}$",
    re.I,
)
_IDENTITY_WORD = re.compile(r"\b(?:nik|ktp|kk|kartu keluarga|id card)\b[^.;\n]{0,20}$", re.I)
_ACCOUNT_WORD = re.compile(
    r"\b(?:rek|rekening|norek|account|bca|bri|bni|mandiri|bsi|btn|cimb|permata|danamon"
    r"|bank (?:dki|jago|bjb|mega|panin))\b"
    r"(?:[ .:]|nya|no|nomor|bank|bca|bri|bni|mandiri|ke)*$",
    re.I,
)
_CARD_WORD = re.compile(r"\b(?:kartu|card|debit|kredit|atm)\b[^.;\n\d]{0,16}$", re.I)
_TAX_WORD = re.compile(r"\bnpwp\b[^;\n\d]{0,16}$", re.I)
_HEALTH_WORD = re.compile(r"\bbpjs\b[^;\n\d]{0,24}$", re.I)

#: The first two digits of an identity number: the province (Kemendagri 300.2.2-2138 of 2025).
_PROVINCES = frozenset({*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77)}) | {
    81, 82, *range(91, 98),
}  # fmt: skip
_DATE = re.compile(r"\d\d?[./-]\d\d?[./-](?:19|20)\d\d")
_HOURS = re.compile(r"\d\d\.\d\d ?- ?\d\d\.\d\d")
_SERVICE = re.compile(r"1[45]0\d{2,4}|1500\d{3}")


@dataclass(frozen=True, slots=True)
class _Number:
    """Some neighbouring groups of a run: as they are written, their digits, and the words before them."""

    written: str
    groups: tuple[str, ...]
    before: str
    after: str

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def gaps(self) -> set[str]:
        """What stands between the groups."""
        return set(_BETWEEN.findall(self.written.lstrip("+(")))

    @property
    def lengths(self) -> tuple[int, ...]:
        return tuple(map(len, self.groups))


def found_in(text: str, official: Contacts) -> Iterator[Found]:
    """What is found, from left to right; official numbers are passed over as wholes."""
    if not _SIX_DIGITS.search(text):
        return
    for run in _RUN.finditer(text):
        if _SIX_DIGITS.search(run[0]) and not _DATE.fullmatch(run[0]) and _START.search(text[: run.start()][-6:]):
            yield from _cut(text, run, official)


def _cut(text: str, run: re.Match[str], official: Contacts) -> Iterator[Found]:
    """The numbers of one run."""
    spots = [(m.start() + run.start(), m.end() + run.start()) for m in _GROUP.finditer(run[0])]
    first = 0
    while first < len(spots):
        reach = min(len(spots), first + _MOST_GROUPS)
        cuts = [last for last in range(reach, first, -1) if _may_part(text, spots, first, last)]
        numbers = {last: _number(text, run.start(), spots, first, last) for last in cuts}
        known = next((last for last in cuts if bare_number(numbers[last].digits) in official.numbers), None)
        if known is not None:
            first = known
            continue
        kinds = ((last, kind_of(numbers[last])) for last in cuts)
        last, kind = next(((last, kind) for last, kind in kinds if kind), (first + 1, ""))
        if kind:
            start = _opening(text, run.start(), spots[first][0])
            yield start, spots[last - 1][1], kind
        first = last


def _may_part(text: str, spots: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether a number may begin and end there: a point or a dash holds the groups on both sides together."""
    before = text[spots[first - 1][1] : spots[first][0]] if first else " "
    after = text[spots[last - 1][1] : spots[last][0]] if last < len(spots) else " "
    return all(any(sign in " \t\n/,(" for sign in gap) for gap in (before, after))


def _number(text: str, run: int, spots: list[tuple[int, int]], first: int, last: int) -> _Number:
    start, end = _opening(text, run, spots[first][0]), spots[last - 1][1]
    groups = tuple(text[a:b].translate(_LETTERS) for a, b in spots[first:last])
    return _Number(text[start:end], groups, text[max(0, start - 60) : start], text[end : end + 12])


def _opening(text: str, run: int, start: int) -> int:
    """Where a number begins that has a bracket or a plus before its first digit."""
    while start > run and text[start - 1] in "+(":
        start -= 1
    return start


def kind_of(number: _Number) -> str:
    """The kind of personal data that a number is; "" when it is none."""
    if _MONEY.search(number.before) or _MONEY_AFTER.search(number.after):
        return ""
    for pattern, least, most, kind in (
        (_TAX_WORD, 15, 16, "NPWP"),
        (_HEALTH_WORD, 11, 16, "BPJS"),
        (_ACCOUNT_WORD, 8, 17, "rekening"),
    ):
        if least <= len(number.digits) <= most and pattern.search(number.before):
            return kind
    if number.lengths == (2, 3, 3, 1, 3, 3):
        return "NPWP"
    if _is_identity(number):
        return "NIK"
    if _is_card(number):
        return "kartu"
    return "telepon" if _is_telephone(number) else ""


def _is_identity(number: _Number) -> bool:
    """Sixteen digits: province, regency, district; day (women: + 40), month and year of birth; a running number."""
    digits = number.digits
    if len(digits) != 16 or _ASSET_WORD.search(number.before):
        return False
    if _IDENTITY_WORD.search(number.before) or len(number.groups) == 1:
        return True
    if re.fullmatch(r"(?:19|20)\d\d", number.groups[0]) or 1 in number.lengths:  # a row of years, a point on a map
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    return int(digits[:2]) in _PROVINCES and 1 <= month <= 12 and (1 <= day <= 31 or 41 <= day <= 71)


def _is_card(number: _Number) -> bool:
    digits = number.digits
    if not 13 <= len(digits) <= 19 or _ASSET_WORD.search(number.before):
        return False
    return bool(_CARD_WORD.search(number.before)) or (number.lengths == (4, 4, 4, 4) and luhn.is_valid(digits))


def _is_telephone(number: _Number) -> bool:
    written, digits = number.written, number.digits
    if _DATE.match(written) or _HOURS.search(written) or _SERVICE.fullmatch(digits) or not _is_even(number):
        return False
    if _ASSET_WORD.search(number.before) and not _PHONE_WORD.search(number.before):
        return False
    if written.startswith("+"):
        return 9 <= len(digits) <= 15
    national = bare_number(digits) if number.groups[0].startswith("62") else digits
    if re.fullmatch(r"08\d{7,11}", national):
        return not national.endswith("000000")
    if re.fullmatch(r"0[2-79]\d{7,9}", national) and _is_landline(number):
        return True
    if re.fullmatch(r"1?[2-9]\d\d[2-9]\d{6}", digits) and number.lengths in {(1, 3, 3, 4), (3, 3, 4)}:
        return len(number.gaps - {") ", ")-"}) == 1  # North America
    local = re.fullmatch(r"[2-9]\d{6,7}", digits) and number.lengths in {(7,), (8,), (3, 4), (4, 4), (4, 3)}
    return bool(local and _PHONE_WORD.search(number.before))


def _is_even(number: _Number) -> bool:
    """Whether the groups are those of one number: letters, rulings and lists have groups of other shapes."""
    gaps, lengths = number.gaps, number.lengths
    if {"/", ","} & gaps:
        return len(gaps) == 1 and all(3 <= length <= 5 for length in lengths)
    if "\n" in "".join(gaps) and min(lengths) < 3:
        return False
    if 1 in lengths and len(set(lengths)) > 1:
        return (number.groups[0] in {"1", "0"} and 1 not in lengths[1:]) or "(0)" in number.written
    return True


def _is_landline(number: _Number) -> bool:
    """An area code apart from what follows, or ten digits and more in one piece."""
    groups = number.groups[1:] if number.groups[0] == "62" else number.groups
    if len(groups) == 1:
        return len(number.digits) >= 10
    return (
        2 <= len(groups[0].removeprefix("62")) <= 4
        and len(number.groups[0]) >= 2
        and groups[0] not in {"07", "08", "09"}
    )
