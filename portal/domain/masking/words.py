"""Personal data that are written with letters: addresses, accounts, plates, passports, numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

Found = tuple[int, int, str]  # from, up to, kind

# Repetitions have a limit or never give back what they took ("++"): a long text must not be read again and again.
_LOCAL = r"(?:\"[^\"\n]{1,40}\"|[\w.+-]{1,64}+(?<=\w))"
_NAME = r"[\w-]{1,63}"
_AT = r" ?[\[({<] ?(?:at|et|@) ?[\])}>] ?"
_DOT_IN_BRACKETS = r" ?[\[({<] ?(?:dot|titik|\.) ?[\])}>] ?"
_DOT_IN_WORDS = r" (?:dot|titik) "
_TOP = r"(?:com|net|org|id|co|go|ac|sch|my|info|biz|edu|gov|io|example)\b"
_PROVIDER = r"(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|icloud|live|proton(?:mail)?)\b"
_EMAIL = re.compile(
    rf"{_LOCAL}(?:"
    rf"@{_NAME}(?:\.{_NAME}|{_DOT_IN_BRACKETS}{_NAME}|{_DOT_IN_WORDS}{_TOP}){{0,6}}"
    rf"| ?@ (?:{_NAME}\.){{1,4}}{_TOP}"
    rf"| @ {_NAME}(?: \. {_NAME}){{1,4}}"
    rf"| @{_PROVIDER}(?:\.{_NAME})*"
    rf"|{_AT}{_NAME}(?:(?:{_DOT_IN_BRACKETS}|{_DOT_IN_WORDS}|\.){_NAME}){{1,6}}"
    rf"|{_AT}{_PROVIDER}"
    rf"| (?:at|et) {_NAME}(?:{_DOT_IN_WORDS}{_NAME}){{1,4}}"
    rf"| at {_PROVIDER}(?:\.{_NAME}){{1,3}})",
    re.I,
)
_SITES = (
    r"instagram\.com|facebook\.com|fb\.com|t\.me|telegram\.me|twitter\.com|x\.com|tiktok\.com|youtube\.com"
    r"|threads\.(?:net|com)|linkedin\.com|line\.me|linktr\.ee"
)
_NETWORKS = r"IG|insta(?:gram)?|twitter|tiktok|facebook|fb|telegram|threads"
#: A word that looks like the name of an account: with a sign or a digit in it.
_HANDLE = r"(?=[\w.]*[^\W\d_])[^\W_][\w.]{0,28}[_.\d](?:[\w.]{0,28}\w)?"
_ACCOUNT = re.compile(
    rf"(?<![\w.])(?:www\.|m\.)?(?:{_SITES})/(?:people/|in/|channel/|c/|user/|add/|ti/p/)?[@~]?"
    r"(?P<page>profile\.php\?id=\d+|[\w.-]{0,80}\w(?:/\d{6,})?)"
    rf"|(?<!\w)(?:{_NETWORKS})(?: saya| akun)?(?: ?[:=] ?@?| )(?P<handle>{_HANDLE})(?!\w)"
    rf"|(?<!\w)(?:{_NETWORKS}) ?[:=] ?(?P<name>[^\W\d_][\w.]{{2,28}})(?= ?(?:[,;)\n]|\.(?:\s|$)|$))"
    rf"|(?<!\w)(?:{_NETWORKS}) ?[:=] ?(?P<names>(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+){{1,3}})"
    r"|(?<!\w)@(?P<account>[A-Za-z0-9_][\w.]{1,28}\w)(?!\()",
    re.I,
)
#: Pages of sites that are no accounts.
_NO_ACCOUNT = frozenset(
    (  # noqa: SIM905 - as above
        "p reel reels groups watch share story stories events status hashtag search explore i http https "
        "people in channel c user add ti"
    ).split()
)

#: The letters before the number: the code of the region (Perkapolri 7/2021, annex).
_REGIONS = frozenset(
    (  # noqa: SIM905 - a table of seventy codes reads better so
        "A B D E F G H K L M N P R S T W Z AA AB AD AE AG BA BB BD BE BG BH BK BL BM BN BP BR DA DB DC DD DE DG DH "
        "DK DL DM DN DP DR DS DT DW EA EB ED KB KH KT KU PA PB PG PS PT PY SA ST"
    ).split()
)
_AFTER_REGION = re.compile(r"(?<!\d)(?P<number>[1-9]\d{0,3})(?:[-._\t]| {0,2})(?P<letters>[A-Z]{1,3})(?!\w)", re.I)
_REGION = re.compile(r"(?<![\w/])(?P<region>[A-Z]{1,2})(?:[-._\t]| {0,2})$", re.I)
_VEHICLE = re.compile(
    r"\b(?:mobil|motor|sepeda motor|plat|pelat|nopol|nomor polisi|truk|truck|angkot|angkutan|sedan|pikap|pick ?up|taksi"
    r"|taxi|bus|bis|ojek|kendaraan|minibus|van|bajaj|jeep|avanza|car|plate|motorbike|motorcycle)\b[^.;\n]{0,24}$",
    re.I,
)
#: Words before a plate that make it the name of a building, a train or a route.
_NO_VEHICLE = re.compile(
    r"\b(?:blok|block|ruko|rukan|kav|kavling|kaveling|tower|gedung|kamar|unit|lantai|zona|los|kios|rusun|apartemen"
    r"|kereta|ka|trayek|koridor|rute|jalan|jl|gang|gg|pasal|lampiran|tipe|type)\.? ?$",
    re.I,
)
_COMPANY = "PT"  # a region as well
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)", re.I)  # a street: W 187TH ST
_NO_LETTERS = frozenset(
    (  # noqa: SIM905 - as above
        "RT RW NO KM CM MM KG ML GR TON WIB WITA WIT JAM M RB JT KV VA W KW MB GB HP CC PCS ORG KK"
    ).split()
)
_PASSPORT = re.compile(r"\b(?:paspor|passport|pasport)\b[^\d\n]{0,16}?\b(?P<number>[A-Z]{1,2}\d{6,7})\b", re.I)
_SPELT = "nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan"
_SPELT_EN = "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple"
_GAP = r"[ ,.-]{1,3}"
_FEW_DIGITS = r"\d{1,4}"
_IN_WORDS = re.compile(
    rf"\b(?:nol|kosong|(?:plus )?enam{_GAP}dua{_GAP}delapan){_GAP}"
    rf"(?:(?:{_SPELT}|{_FEW_DIGITS}){_GAP}){{4,12}}(?:{_SPELT}|{_FEW_DIGITS})\b"
    rf"|\b(?:zero|oh){_GAP}(?:(?:{_SPELT_EN}|{_FEW_DIGITS}){_GAP}){{4,12}}(?:{_SPELT_EN}|{_FEW_DIGITS})\b"
    rf"|\bplus{_GAP}(?:(?:{_SPELT}|{_SPELT_EN}){_GAP}){{7,16}}(?:{_SPELT}|{_SPELT_EN})\b"
    # Nobody counts ten digits in words, but for a telephone number.
    rf"|\b(?:(?:{_SPELT}){_GAP}){{9,14}}(?:{_SPELT})\b|\b(?:(?:{_SPELT_EN}){_GAP}){{9,14}}(?:{_SPELT_EN})\b",
    re.I,
)


#: Something of each pattern, in small letters: looked for first, because most texts have none of it.
_OF_ADDRESSES = ("@", " at ", " et ", "(at", "[at", "{at", "<at", "( at", "[ at", "(et", "[et")
_OF_SITES = ("@", ".com/", ".net/", ".me/", ".ee/")
_OF_NAMED_ACCOUNTS = ("ig", "insta", "twitter", "tiktok", "facebook", "fb", "telegram", "threads")
_OF_NUMBERS_IN_WORDS = ("nol", "kosong", "enam", "zero", "oh ", "plus ", "five", "seven", "four", "tujuh", "lima")


def found_in(text: str) -> Iterator[Found]:
    """What is found, in no order."""
    small = text.lower()

    def has(parts: tuple[str, ...]) -> bool:
        for part in parts:  # noqa: SIM110 - a generator takes twice as long, and every text of a city comes by here
            if part in small:
                return True
        return False

    if has(_OF_ADDRESSES):
        yield from ((*match.span(), "email") for match in _EMAIL.finditer(text))
    if has(_OF_SITES) or has(_OF_NAMED_ACCOUNTS):
        yield from _accounts(text)
    if "pas" in small:
        yield from ((*match.span("number"), "paspor") for match in _PASSPORT.finditer(text))
    if has(_OF_NUMBERS_IN_WORDS):
        yield from ((*match.span(), "telepon") for match in _IN_WORDS.finditer(text))
    for match in _AFTER_REGION.finditer(text):
        region = _REGION.search(text[max(0, match.start() - 5) : match.start()])
        start = match.start() - len(region[0]) if region else 0
        if region and _is_plate(region["region"], match, text[max(0, start - 40) : start]):
            yield start, match.end(), "pelat"


def _accounts(text: str) -> Iterator[Found]:
    for match in _ACCOUNT.finditer(text):
        name = match.lastgroup or ""
        if match[name].lower() not in _NO_ACCOUNT and re.search(r"[^\W\d_]", match[name]):
            yield match.start(name) - (name == "account"), match.end(name), "akun"


def _is_plate(region: str, match: re.Match[str], before: str) -> bool:
    """Three or four digits between capitals are a plate; a shorter one, or small letters, need a vehicle first."""
    letters, long = match["letters"], len(match["number"]) > 2
    if region.upper() not in _REGIONS or letters.upper() in _NO_LETTERS or _ORDINAL.fullmatch(match[0]):
        return False
    capitals = region.isupper() and letters.isupper()
    # "truk a 5 ton": in small letters a word looks like the end of a plate.
    plain = capitals and long and region != _COMPANY
    return bool(plain or ((capitals or long) and _VEHICLE.search(before))) and not _NO_VEHICLE.search(before)
