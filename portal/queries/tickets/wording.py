"""Other ways to ask: the words exactly as typed, and what synonyms are called when they are shown."""

from __future__ import annotations

from ...search.analysis import Analyser
from ...search.interpretation import ParsedPart, ParsedQuery


def exact(text: str, reading: ParsedQuery) -> str:
    """The query as one phrase, where that asks something else: several plain words, or one with other names."""
    part = reading.part
    if part is None or '"' in text or reading.notes:
        return ""
    words = part.parts if part.kind == "all" else (part,)
    if any(word.kind != "word" for word in words) or (len(words) == 1 and not words[0].also):
        return ""
    return f'"{" ".join(text.split())}"'


def synonym_names(analyser: Analyser, reading: ParsedQuery) -> dict[str, str]:
    """Stems of synonyms -> how people write them, for those that this reading uses."""
    used = set(_also(reading.part))
    if not used:
        return {}
    written = {name for pair in analyser.synonyms.items() for name in pair}
    return {stems: name for name in sorted(written) if (stems := analyser.stems(name)) in used}


def _also(part: ParsedPart | None) -> list[str]:
    if part is None:
        return []
    return [*part.also, *(stems for inner in part.parts for stems in _also(inner))]
