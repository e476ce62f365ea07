"""Puts right what people type before it is parsed: signs of phones and word processors, spaces, dates, operators.

Every character of the text that comes out knows where it stood in the text as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..domain.names import address
from .conditions import BY_NAME
from .interpretation import Note, NoteKind
from .months import MONTHS
from .periods import PERIOD, VAGUE
from .relative_days import RELATIVE
from .status_names import STATUSES
from .value_ranges import ANY_OF, BETWEEN, BETWEEN_MONTHS, COMPARISON, SAID_BEFORE, any_of_days
from .whole_names import IsName, Whole, whole_names

_QUOTES = "“”„‟«»‹›〝〞＂"
_DASHES = "‐‑‒–—―−﹣－"
_SIGNS = str.maketrans(
    {**dict.fromkeys(_QUOTES, '"'), **dict.fromkeys(_DASHES, "-"), "：": ":", "＊": "*", "｜": "|", "¦": "|"}
)
#: What joins words or stands before them, in both languages, in the capitals that the parser reads.
OR, AND, NOT = ("OR", "ATAU", "|"), ("AND", "DAN"), ("NOT", "BUKAN")
SHORTEST_BEGINNING = 2  # letters before a star
PHRASE = '"[^"]*"'
_LOWER_OR = re.compile(rf"{PHRASE}|(?<![^\s()])(?:{'|'.join(map(re.escape, OR))})(?![^\s()])", re.IGNORECASE)
#: A bar between words, or a slash that stands alone between two; not one in ``RT 3 / RW 2``, ``5 / 6`` or ``w/o``.
_BAR = r"\s*\|+\s*|(?<=[^\W\d_\")])(?<!\brt)(?<!\brw)(?:\s+/+\s*|/+\s+)(?=[^\W\d_\"(])(?!r[tw]\b)"
_EXCEPT = re.compile(rf'{PHRASE}|(?<![^\s()])!(?=[\w"(])')
_STARRED = re.compile(rf'(?P<before>:?)(?P<phrase>{PHRASE})|[^\s()":]*\*[^\s()"]*')
_WITHOUT_MEANING = re.compile(r'(?<=[\w"*])[~^][\d.]*(?=[\s)]|$)')
_TOKEN = re.compile(rf'{PHRASE}|[()]|[^\s()"]+|"')
_BETWEEN_WORDS, _BEFORE_WORDS = frozenset((*OR, *AND)), frozenset(NOT)
_MEASURE = re.compile(r"\d+\*")  # 3*4 m: nobody meant a star

#: Signs of comparison and one date, as typed after a field; a range has two of them.
_COMPARISON = COMPARISON.replace(" ", r"\s+")
_SIGNS_OF_COMPARISON = re.compile(r"([<>=≥≤]) (?=\d)")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SAID_DAYS = RELATIVE.replace(" ?", r"[\s-]*").replace(" ", r"[\s-]+")
_PERIOD = PERIOD.replace(" ?", r"[\s/-]*").replace(" ", r"[\s/-]+")
_CALENDAR = rf"(?:\d{{1,2}}[\s-]+)?(?:{_MONTH})\b\.?(?:\s+\d{{1,2}},)?(?:[\s-]+\d{{4}})?|\d(?:[\d/.-]*\d)?"
_SAID_BEFORE = SAID_BEFORE.replace(" ", r"\s+")
_DATE = rf'"?(?:{_SAID_DAYS}|{_PERIOD}|{_SAID_BEFORE}(?:{_CALENDAR}))"?'
_SEPARATOR = BETWEEN.replace(" ", r"\s")
_BETWEEN_DATES = rf"(?:{_SEPARATOR}|{BETWEEN_MONTHS})"
_NUMBERS = re.compile(rf"(?:{_COMPARISON}\s*)?\d+(?:{_SEPARATOR}\d+)?", re.IGNORECASE)
RECEIVED = re.compile(
    rf"(?:between|antara)\s+{_DATE}\s+(?:and|dan)\s+{_DATE}|(?:{_COMPARISON}\s*)?{_DATE}(?:{_BETWEEN_DATES}{_DATE})?",
    re.IGNORECASE,
)
#: Several of them of which any is meant. A number that stands alone is a date only where it may be a year.
SEVERAL = re.compile(
    rf"(?:{RECEIVED.pattern})(?:{ANY_OF}(?!\d{{1,3}}(?![\d/.-]))(?:{RECEIVED.pattern}))+", re.IGNORECASE
)
_VAGUE = re.compile(VAGUE.replace(" ", r"[\s-]+"), re.IGNORECASE)
#: The fields whose values are ranges, and what is typed as such a value.
_RANGES = {
    "received": RECEIVED,
    "days": _NUMBERS,
    "handoffs": _NUMBERS,
}
#: What stands between such a field and its value, and where the value is over.
BEFORE_RANGE, AFTER_VALUE = r"(?:\s*:\s*|\s*(?=[<>≥≤]))", r"(?=[\s)]|,(?!\S)|$)"


@dataclass(frozen=True, slots=True)
class TypedText:
    """``origins``: where each character of ``text`` stood when it was typed."""

    text: str
    origins: tuple[int, ...]
    notes: tuple[Note, ...] = ()

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the text stands in what was typed; a negative start is unknown and stays."""
        if not 0 <= start < end <= len(self.origins):
            return start, end
        return self.origins[start], self.origins[end - 1] + 1


def put_right(typed: str, fields: dict[str, str], is_name: IsName = lambda _field, _text: False) -> TypedText:
    """What was typed in the form that the parser reads. ``fields``: names of fields -> which field each means."""
    found = _closed(as_seen(typed))
    found = _replaced(found, _field_pattern(tuple(fields)), lambda match: _field(match, fields))
    found = _with_whole_names(found, list(whole_names(found.text, fields, is_name)))
    found = _replaced(found, _condition_pattern(tuple(fields.items())), lambda match: _condition(match, fields))
    found = _with_ranges(found, fields)
    found = _replaced(found, _bar_pattern(tuple(fields)), _bar)
    found = _replaced(found, _EXCEPT, lambda match: match[0] if match[0][0] == '"' else "-")
    found = _without_stars(found)
    found = _without(found, "sign", _WITHOUT_MEANING.finditer(found.text))
    found = _replaced(found, _LOWER_OR, lambda match: match[0] if match[0][0] == '"' else match[0].upper())
    return _without(found, "operator", _dangling(found.text))


def as_seen(typed: str) -> TypedText:
    """Without signs that nobody sees, and with the plain ones for those of phones and word processors."""
    visible = [(char, at) for at, char in enumerate(typed) if unicodedata.category(char) != "Cf"]
    text = "".join(" " if char.isspace() else char for char, _ in visible).translate(_SIGNS)
    return TypedText(text, tuple(at for _, at in visible))


def _replaced(found: TypedText, pattern: re.Pattern[str], made: Callable[[re.Match[str]], str]) -> TypedText:
    parts: list[str] = []
    origins: list[int] = []
    at = 0
    for match in pattern.finditer(found.text):
        new = made(match)
        if new == match[0]:
            continue
        start, end = match.span()
        parts += [found.text[at:start], new]
        kept = found.origins[start:end] if len(new) == end - start else [found.origins[start]] * len(new)
        origins += [*found.origins[at:start], *kept]
        at = end
    if not parts:
        return found
    return TypedText("".join([*parts, found.text[at:]]), (*origins, *found.origins[at:]), found.notes)


def _with_whole_names(found: TypedText, names: Sequence[Whole]) -> TypedText:
    """Names of several words as they are read, with a note on each."""
    text, origins, notes = found.text, list(found.origins), list(found.notes)
    for one in reversed(names):
        notes += [Note("one_name", name) for name in one.names if " " in name]
        text = text[: one.start] + one.read + text[one.end :]
        origins[one.start : one.end] = [origins[one.start]] * (len(one.read) - 1) + [origins[one.end - 1]]
    return TypedText(text, tuple(origins), tuple(notes))


def _closed(found: TypedText) -> TypedText:
    """Without a quote that nothing closes: what stands after it is read as if it were not there."""
    at = found.text.rfind('"') if found.text.count('"') % 2 else -1
    return found if at < 0 else TypedText(f"{found.text[:at]} {found.text[at + 1 :]}", found.origins, found.notes)


def _without(found: TypedText, kind: NoteKind, matches: Iterator[re.Match[str]]) -> TypedText:
    """Spaces in the place of some pieces, with a note on each."""
    text, notes = found.text, dict.fromkeys(found.notes)
    for match in list(matches):
        start, end = match.span()
        text = text[:start] + " " * (end - start) + text[end:]
        notes[Note(kind, match[0])] = None
    return TypedText(text, found.origins, tuple(notes))


@lru_cache(maxsize=8)
def _field_pattern(names: Collection[str]) -> re.Pattern[str]:
    """A field's name with the spaces around its colon, and a field of ranges before a comparison."""
    listed = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    after = r"(?P<colon>\s*:\s*(?=[^\s):])(?!\w+\s*:))|\s*(?=[<>≥≤])"
    return re.compile(rf"{PHRASE}|(?<!\w)(?P<name>{listed})(?:{after})", re.IGNORECASE)


@lru_cache(maxsize=8)
def _condition_pattern(fields: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    """A value after the field of what a ticket ever was, or of what is true of it."""
    names = "|".join(re.escape(name) for name, meant in fields if meant in ("ever", "is"))
    return re.compile(rf'{PHRASE}|(?<!\w)(?P<name>{names}):(?P<value>{PHRASE}|[^\s()":]+)(?=[\s)]|$)', re.IGNORECASE)


@lru_cache(maxsize=8)
def _bar_pattern(names: Collection[str]) -> re.Pattern[str]:
    """What stands for *or* between words, and values of a field with it between them."""
    listed = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    value = r"[^\s()\"|]+"
    return re.compile(rf"{PHRASE}|(?<!\w)(?P<values>(?:{listed}):{value}(?:\|+{value})+)|{_BAR}", re.IGNORECASE)


def _bar(match: re.Match[str]) -> str:
    if match["values"]:
        return match["values"].replace("|", ",")
    return match[0] if match[0][0] == '"' else f" {OR[-1]} "


def _condition(match: re.Match[str], fields: dict[str, str]) -> str:
    """A condition is none of the statuses that a ticket ever had, as in ``pernah:dibantah``, and a status no condition,
    as in ``is:open``."""
    value, field = address(match["value"] or ""), fields[match["name"].lower()] if match["name"] else ""
    if field == "ever" and value in BY_NAME and value not in STATUSES:
        return f"is:{match['value']}"
    return f"status:{match['value']}" if field == "is" and value in STATUSES and value not in BY_NAME else match[0]


def _field(match: re.Match[str], fields: dict[str, str]) -> str:
    name = match["name"]
    compared = name and not match["colon"]
    if not name or (compared and fields[name.lower()] not in _RANGES):
        return match[0]
    return f"{name}:"


def _with_ranges(found: TypedText, fields: dict[str, str]) -> TypedText:
    """Ranges of several words after a field of ranges as one value in quotes, several of them as any of these."""
    found = _after(found, fields, "received", SEVERAL, _any_of)
    found = _after(found, fields, "received", _VAGUE, lambda match: f'{match["name"]}:"{match["value"]}"')
    for field, value in _RANGES.items():
        found = _after(found, fields, field, value, lambda match: f"{match['name']}:{_one_value(match['value'])}")
    return found


def _after(
    found: TypedText,
    fields: dict[str, str],
    field: str,
    value: re.Pattern[str],
    made: Callable[[re.Match[str]], str],
) -> TypedText:
    """The text with such values after this field as they are made."""
    names = "|".join(name for name, meant in fields.items() if meant == field)
    pattern = re.compile(rf"(?<!\w)(?P<name>{names}):(?P<value>{value.pattern}){AFTER_VALUE}", re.IGNORECASE)
    return _replaced(found, pattern, made)


def _any_of(match: re.Match[str]) -> str:
    """``masuk:maret atau april 2023`` as ``(masuk:"maret 2023" OR masuk:"april 2023")``."""
    if " " not in match["value"]:
        return match[0]  # a list without spaces is read as one
    anyone = " OR ".join(f"{match['name']}:{_one_value(one)}" for one in any_of_days(match["value"]))
    return f"({anyone})"


def _one_value(typed: str) -> str:
    """A range without the quotes in it; in quotes as a whole where it has spaces."""
    if typed.count('"') == 2 and typed[0] == typed[-1] == '"':
        return typed
    value = " ".join(typed.replace('"', "").split())
    compared = _SIGNS_OF_COMPARISON.sub(r"\1", value)
    return f'"{compared}"' if " " in compared else compared


def _without_stars(found: TypedText) -> TypedText:
    """A star means something at the end of a word only: elsewhere it is taken away, with a note on what is read."""
    notes = dict.fromkeys(found.notes)

    def mended(match: re.Match[str]) -> str:
        typed = match["phrase"] or match[0]
        read = _phrase_read(typed, match["before"]) if match["phrase"] else _word_read(typed)
        if read != typed and not _MEASURE.match(typed):
            said = " ".join(read.strip(' "').split())
            notes[Note("star", typed.strip('"'), read=said)] = None
        return match[0][: len(match[0]) - len(typed)] + read

    mended_text = _replaced(found, _STARRED, mended)
    return TypedText(mended_text.text, mended_text.origins, tuple(notes))


def _phrase_read(phrase: str, before: str) -> str:
    """A value of a field may end with a star."""
    inner = phrase[1:-1]
    kept = "*" if before and inner.endswith("*") else ""
    whole = inner[: len(inner) - len(kept)]
    return f'"{whole.replace("*", " ")}{kept}"'


def _word_read(word: str) -> str:
    """``lam*pu`` is read as ``lam*``, ``*lampu`` as ``lampu``, ``3*4`` as two words; of a bare star nothing is read."""
    bare = word.strip("*")
    if not bare or (word.rstrip("*") == bare and "*" not in bare):
        return word
    beginning = bare.partition("*")[0]
    if "*" not in bare:
        read = word.lstrip("*") if word.endswith("*") and not word.startswith("*") else bare
    elif len(beginning) >= SHORTEST_BEGINNING and not _MEASURE.match(bare):
        read = f"{beginning}*"
    else:
        read = bare.replace("*", " ")
    start = len(word) - len(word.lstrip("*"))
    return (" " * start + read).ljust(len(word))


def _dangling(text: str) -> Iterator[re.Match[str]]:
    """Operators without a word beside them; none where the text holds nothing else."""
    tokens = list(_TOKEN.finditer(text))
    if not any(token[0].strip('-()"') and token[0] not in _BETWEEN_WORDS | _BEFORE_WORDS for token in tokens):
        return
    waiting: list[re.Match[str]] = []  # operators that need a word after them
    ready = False  # whether a word or a bracket stands before
    for token in tokens:
        if token[0] in _BETWEEN_WORDS:
            if ready and not waiting:
                waiting.append(token)
            else:
                yield token
        elif token[0] in _BEFORE_WORDS:
            waiting.append(token)
        elif not token[0].strip("-"):
            if text[token.end() : token.end() + 1] in ("", " ", ")"):
                yield token
        elif token[0] == ")":
            yield from waiting
            waiting, ready = [], True
        else:
            waiting, ready = [], token[0] != "("
    yield from waiting
