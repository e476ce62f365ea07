"""What a list can be narrowed by beside its facets: what the timeline tells of a ticket, as links with counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ...domain.city import City
from ...domain.condition import Condition
from ...domain.lens import MAX_Q, TicketFilter
from ...domain.names import address
from ...domain.source_clock import SourceClocks
from ...search import query_parser
from ...search.conditions import BY_NAME, FIELD
from ...search.engine import Engine, Found
from ...search.fields import ALIASES
from ...search.interpretation import ParsedPart, ParsedQuery
from ...search.typed_text import AND, NOT, OR
from .suggestions import counted

_ASKED = re.compile(rf'(?<![\w:\-])(?:{"|".join((FIELD, *ALIASES[FIELD]))}):\s*(?:"([^"]*)"|([^\s()",]+))(?!,)', re.I)

#: Words of letters, with nothing between them that could be meant as a sign.
_WORDS = re.compile(r"(?:[^\W\d_]+(?: [^\W\d_]+)*)?")
_OPERATORS = frozenset((*OR, *AND, *NOT))


@dataclass(frozen=True, slots=True)
class ConditionLink:
    """``count``: the tickets of the list that the link leads to. ``rest``: the query without the condition, to which it
    is added unless it is ``chosen``."""

    condition: Condition
    count: int
    chosen: bool
    rest: str


def condition_links(
    engine: Engine, filter: TicketFilter, reading: ParsedQuery, found: Found, city: City, clocks: SourceClocks
) -> tuple[ConditionLink, ...]:
    """The conditions that are true of some of the list's tickets; each count is that of the list its link leads to.

    ``found``: what the list's own search counted.
    """
    if not found.total:
        return ()
    chosen = {Condition(name) for name in _asked(reading.part)}
    rest, typed = _joinable(filter.q, reading.part), query_parser.with_quotes(filter.q, city)
    links = [ConditionLink(one, found.total, True, _without(typed, one)) for one in Condition if one in chosen]
    count = _counter(engine, filter.but(q=rest), reading, found.told, city, clocks)
    for condition in Condition:
        if condition is Condition.FLAGGED and Condition.WITH_PHOTO not in {one.condition for one in links}:
            continue  # no photo, no flag: nothing needs to be counted
        if condition not in chosen and len(_beside(rest, condition)) <= MAX_Q and (n := count(condition)):
            links.append(ConditionLink(condition, n, False, rest))
    return tuple(one for one in links if not one.chosen or one.rest != filter.q)


def _counter(
    engine: Engine,
    filter: TicketFilter,
    reading: ParsedQuery,
    told: Mapping[str, int],
    city: City,
    clocks: SourceClocks,
) -> Callable[[Condition], int]:
    """Counts the list that a condition's link leads to.

    They were counted with the list. The query is not read anew for each of them, unless it would be read otherwise
    beside a condition: words that say nothing count only where they are all there is. Of a query that is too long the
    end is not read: no link narrows it.
    """
    if _plain(filter.q, reading):
        return lambda condition: told.get(condition, 0)
    first = next(iter(Condition))
    beside = query_parser.parse(_beside(filter.q, first), city, engine.analyser, clocks)
    if first not in _asked(beside.part):
        return lambda _condition: 0
    if len(beside.words) != len(reading.words):
        return lambda condition: counted(engine, filter.but(q=_beside(filter.q, condition)), city, clocks)
    return lambda condition: told.get(condition, 0)


def _plain(text: str, reading: ParsedQuery) -> bool:
    """Whether a query is words that are read alike with a condition beside them."""
    return bool(_WORDS.fullmatch(text)) and _OPERATORS.isdisjoint(text.upper().split()) and not reading.only_stop_words


def _beside(rest: str, condition: Condition) -> str:
    return f"{rest} {FIELD}:{condition.value}".strip()


def _asked(part: ParsedPart | None) -> Iterator[str]:
    """The conditions that all of the list meets, each asked by itself."""
    if part is None:
        return
    if part.kind == "all":
        for inner in part.parts:
            yield from _asked(inner)
    elif part.kind == "fact" and part.field == FIELD and len(part.values) == 1:
        yield from (value for value in part.values if address(value) in BY_NAME)


def _joinable(text: str, part: ParsedPart | None) -> str:
    """The query as it stands before a condition: one of alternatives in brackets."""
    return f"({text})" if part is not None and part.kind == "any" else text


def _without(text: str, condition: Condition) -> str:
    """The query without this condition, wherever it is asked by itself."""
    kept = _ASKED.sub(lambda found: "" if BY_NAME.get(address(found[1] or found[2])) is condition else found[0], text)
    return " ".join(kept.split())
