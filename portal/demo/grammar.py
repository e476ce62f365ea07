"""Sentences from templates: ``{a|b}`` is a choice, ``<name>`` a pool of the grammar or a fact of the ticket."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .rng import Rng

Facts = Mapping[str, str]


@dataclass(slots=True)
class Pool:
    """Alternatives: a literal text each, or a list of literal texts, inner pools and names of facts."""

    name: str
    choices: list[str | Sequence[str | Pool | Phrase]] = field(default_factory=list)

    def text(self, rng: Rng, facts: Facts) -> str:
        """One alternative, its pools and facts filled in."""
        chosen = rng.choice(self.choices)
        if isinstance(chosen, str):
            return chosen
        return "".join([part if isinstance(part, str) else part.text(rng, facts) for part in chosen])

    def __bool__(self) -> bool:
        return bool(self.choices)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The name of a fact; its text is the ticket's."""

    name: str

    def text(self, rng: Rng, facts: Facts) -> str:
        return facts[self.name]


class GrammarError(ValueError):
    """A template that cannot be parsed; names it."""


class Grammar:
    """Named pools that templates may refer to, and the names of facts that every ticket gives."""

    def __init__(self, pools: Mapping[str, Sequence[str]], facts: Iterable[str]) -> None:
        self._facts = {name: Phrase(name) for name in facts}
        self._pools = {name: Pool(name) for name in pools}
        for name, templates in pools.items():
            self._pools[name].choices = [_plain(self._parts(t)) for t in templates]

    def pool(self, templates: Sequence[str], name: str = "") -> Pool:
        """Templates as a pool, compiled once."""
        return Pool(name, [_plain(self._parts(t)) for t in templates])

    def named(self, name: str) -> Pool:
        return self._pools[name]

    def find(self, name: str) -> Pool | None:
        return self._pools.get(name)

    def _parts(self, template: str) -> Sequence[str | Pool | Phrase]:
        choices, end = self._choices(template, 0)
        if end != len(template) or len(choices) != 1:
            raise GrammarError(template)
        return choices[0]

    def _choices(self, text: str, at: int) -> tuple[list[Sequence[str | Pool | Phrase]], int]:
        """Alternatives up to a closing brace or the end; ``|`` parts them only within braces."""
        inside = at > 0
        parts: list[str | Pool | Phrase] = []
        choices: list[Sequence[str | Pool | Phrase]] = [parts]
        while at < len(text):
            mark = text[at]
            if mark == "{":
                inner, at = self._choices(text, at + 1)
                parts.append(Pool("", [_plain(choice) for choice in inner]))
            elif mark == "<":
                end = text.index(">", at)
                parts.append(self._named(text[at + 1 : end], text))
                at = end
            elif mark == "}" and inside:
                return choices, at
            elif mark == "|" and inside:
                parts = []
                choices.append(parts)
            else:
                start = at
                while at < len(text) and text[at] not in "{<}|":
                    at += 1
                parts.append(text[start : max(at, start + 1)])
                at = max(at, start + 1) - 1
            at += 1
        if inside:
            raise GrammarError(text)
        return choices, at

    def _named(self, name: str, template: str) -> Pool | Phrase:
        found = self._pools.get(name, self._facts.get(name))
        if found is None:
            raise GrammarError(f"<{name}> in {template!r}")
        return found


def _plain(parts: Sequence[str | Pool | Phrase]) -> str | Sequence[str | Pool | Phrase]:
    """A choice without pools and facts as one text: most are."""
    texts = [part for part in parts if isinstance(part, str)]
    return "".join(texts) if len(texts) == len(parts) else parts
