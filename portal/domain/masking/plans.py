"""How telephone numbers are built: the calling codes of all countries, and the national numbers of many.

Calling codes: ITU-T E.164, list of assigned country codes. National numbers: the numbering plans that the countries
report to the ITU (E.129), as far as a mask needs them: how long a number is and which digits it may begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """The numbers of one country.

    ``trunk`` stands before the number when it is dialled at home, and not after the calling code. ``least`` and
    ``most``: digits without either. ``lead``: what a number begins with. ``bare``: what a number that people write
    without the trunk begins with; "" where they always write it.
    """

    code: str
    trunk: str
    least: int
    most: int
    lead: str = "[1-9]"
    bare: str = ""

    def at_home(self, digits: str) -> str:
        """The number without its trunk when the digits are one as people of the country write it, else ""."""
        number = digits.removeprefix(self.trunk) if self.trunk else ""
        if number and digits.startswith(self.trunk) and self.fits(number) and re.match(self.lead, number):
            return number
        return digits if self.bare and self.fits(digits) and re.match(self.bare, digits) else ""

    def fits(self, number: str) -> bool:
        return self.least <= len(number) <= self.most


_AMERICAN = r"[2-9]\d\d[2-9]"
#: By the ISO code of the country.
PLANS = {
    "AE": Plan("971", "0", 8, 9, "[2-9]"),
    "AR": Plan("54", "0", 10, 11),
    "AT": Plan("43", "0", 7, 12),
    "AU": Plan("61", "0", 9, 9, "[2-478]"),
    "BD": Plan("880", "0", 8, 10),
    "BE": Plan("32", "0", 8, 9),
    "BG": Plan("359", "0", 8, 9, "[2-9]"),
    "BR": Plan("55", "0", 10, 11, bare=r"[1-9]{2}[2-9]"),
    "CA": Plan("1", "", 10, 10, _AMERICAN, _AMERICAN),
    "CH": Plan("41", "0", 9, 9, "[2-9]"),
    "CL": Plan("56", "", 9, 9, bare="[2-9]"),
    "CN": Plan("86", "0", 9, 11, bare=r"1[3-9]\d{9}$"),
    "CO": Plan("57", "", 10, 10, bare="[36]"),
    "CZ": Plan("420", "", 9, 9, bare="[2-9]"),
    "DE": Plan("49", "0", 6, 11),
    "DK": Plan("45", "", 8, 8, bare="[2-9]"),
    "EG": Plan("20", "0", 8, 10),
    "ES": Plan("34", "", 9, 9, bare="[6-9]"),
    "FI": Plan("358", "0", 6, 11),
    "FR": Plan("33", "0", 9, 9),
    "GB": Plan("44", "0", 9, 10, "[1-357-9]"),
    "GH": Plan("233", "0", 9, 9, "[235]"),
    "GR": Plan("30", "", 10, 10, bare="[26]"),
    "HK": Plan("852", "", 8, 8, bare="[2-9]"),
    "HU": Plan("36", "06", 8, 9),
    "ID": Plan("62", "0", 7, 12, "[2-9]"),
    "IE": Plan("353", "0", 7, 10),
    "IL": Plan("972", "0", 8, 9, "[2-9]"),
    "IN": Plan("91", "0", 10, 10, bare="[6-9]"),
    "IT": Plan("39", "", 8, 11, bare="0[1-9]|3"),
    "JP": Plan("81", "0", 9, 10),
    "KE": Plan("254", "0", 9, 9, "[1-7]"),
    "KR": Plan("82", "0", 8, 10),
    "LK": Plan("94", "0", 9, 9),
    "MX": Plan("52", "", 10, 11, bare=r"[2-9]\d{9}$"),  # 11: mobile numbers had a 1 before them until 2019
    "MY": Plan("60", "0", 8, 10),
    "NG": Plan("234", "0", 8, 10),
    "NL": Plan("31", "0", 9, 9),
    "NO": Plan("47", "", 8, 8, bare="[2-9]"),
    "NZ": Plan("64", "0", 8, 10, "[2-9]"),
    "PE": Plan("51", "0", 8, 9, bare="9"),
    "PH": Plan("63", "0", 8, 10, "[2-9]"),
    "PK": Plan("92", "0", 9, 10, "[2-9]"),
    "PL": Plan("48", "", 9, 9, bare="[1-8]"),
    "PT": Plan("351", "", 9, 9, bare="[239]"),
    "RO": Plan("40", "0", 9, 9, "[237]"),
    "RU": Plan("7", "8", 10, 10, "[3489]"),
    "SA": Plan("966", "0", 8, 9),
    "SE": Plan("46", "0", 7, 9),
    "SG": Plan("65", "", 8, 8, bare="[3689]"),
    "TH": Plan("66", "0", 8, 9, "[2-9]"),
    "TL": Plan("670", "", 7, 8, bare="[2-47]"),
    "TR": Plan("90", "0", 10, 10, "[2-5]"),
    "TW": Plan("886", "0", 8, 9, "[2-9]"),
    "UA": Plan("380", "0", 9, 9, "[3-9]"),
    "US": Plan("1", "", 10, 10, _AMERICAN, _AMERICAN),
    "VN": Plan("84", "0", 9, 10, "[2-9]"),
    "ZA": Plan("27", "0", 9, 9),
}
_BY_CODE = {plan.code: plan for plan in PLANS.values()}
#: Digits after a calling code whose country has no plan here.
_LEAST, _MOST = 6, 11
_NO_SERVICE = 9  # digits that a number of a service never has more of
#: Calling codes. None is the beginning of another.
_CODES = re.compile(
    "1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    r"|21[12368]|2[2-6]\d|29[0179]|298|3[57]\d|38[0-35-79]|42[013]|50\d|59\d|67[02-9]|68[0-35-9]|69[0-2]"
    r"|80[08]|85[02356]|87[08]|88[0-368]|96[0-8]|97[0-79]|99[2-68]"
)


def after_code(digits: str) -> str:
    """What follows the calling code of a country, when it is as long as that country's numbers are, else ""."""
    code = _CODES.match(digits)
    if not code:
        return ""
    plan, number = _BY_CODE.get(code[0]), digits[code.end() :]
    least, most = (plan.least, plan.most) if plan else (_LEAST, _MOST)
    trunk = number.startswith("0") and most < len(number)  # +49 030 ...: many write it, though nobody dials it
    if plan and plan.lead == _AMERICAN and not re.match(_AMERICAN, number):
        return ""
    return number if least <= len(number) - trunk <= most else ""


def has_plan(digits: str) -> bool:
    """Whether the digits are a calling code and a number of a country whose plan is known."""
    code = _CODES.match(digits)
    return code is not None and code[0] in _BY_CODE and bool(after_code(digits))


def plans_of(regions: Iterable[str]) -> Iterator[Plan]:
    """The plans of countries; Indonesia and North America have rules of their own (numbers.py)."""
    return (PLANS[region] for region in regions if region not in {"ID", "US", "CA"})


def home_form(digits: str, regions: Iterable[str]) -> str:
    """A telephone number's digits as they are dialled at home in one of the countries: 62811 and 0811 are the same."""
    number = digits.removeprefix("00") if len(digits) > _NO_SERVICE else digits
    for region in (*regions, "ID"):
        plan = PLANS[region]
        if number.startswith(plan.code):
            rest = number[len(plan.code) :]
            rest = rest.removeprefix("0") if plan.trunk == "0" else rest
            if plan.fits(rest) and re.match(plan.bare or plan.lead, rest):
                return plan.trunk + rest
    return digits
