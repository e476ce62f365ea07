"""What citizens write: title, place and text of a report, in the register and with the typing errors of its writer."""

from __future__ import annotations

from dataclasses import dataclass

from .data import Issue, grammar, spelling
from .grammar import Facts
from .places import BARE, OBJECTS, DemoPlace, Quarter
from .rng import Rng

NEAT, CASUAL, HASTY, ANGRY, SHOUTING, FORMAL, TERSE = range(7)
#: How often each register is met, in a hundred.
OFTEN = {NEAT: 27, CASUAL: 30, HASTY: 18, ANGRY: 8, SHOUTING: 1, FORMAL: 4, TERSE: 12}
REGISTERS = tuple(register for register, share in OFTEN.items() for _ in range(share))
#: What separates sentences.
JOINTS = {HASTY: (", ", " ", ". ", ".. ", "\n"), CASUAL: (". ", ", ", ". ", "\n")}
PLAIN_JOINTS = (". ", ". ", ". ", ".\n")
LAST = (".", ".", ".", ".", "", "", "..", "!", "...")


@dataclass(frozen=True, slots=True)
class Scene:
    """The place of a report, in words."""

    street: str
    place: str
    landmark: str
    lane: tuple[int, int]


def scene(quarter: Quarter, street: int, spot: DemoPlace | None, rng: Rng) -> Scene:
    """The place as the app writes it down: a known spot, or a street with a number, a lane or something nearby."""
    if spot is not None:
        return Scene(quarter.streets[spot.street], spot.text, spot.landmark, spot.lane)
    name = quarter.streets[street]
    lane = (rng.randint(1, 16), rng.randint(1, 11))
    mark = rng.choice(OBJECTS)
    roll = rng.random()
    if roll < 0.3:
        place = f"{name} No. {rng.randint(1, 140)}"
    elif roll < 0.5:
        place = f"{name}, {lane_words(lane)}"
    elif roll < 0.85:
        place = f"{mark} {name}" if mark in BARE else f"depan {mark}, {name}"
    else:
        place = name
    return Scene(name, place, mark, lane)


def lane_words(lane: tuple[int, int]) -> str:
    return f"RT {lane[0]:03d}/RW {lane[1]:02d}"


def facts(found: Scene, quarter: Quarter, earlier: str, rng: Rng) -> dict[str, str]:
    """The facts of this ticket that templates may name."""
    roll = rng.random()
    lane = lane_words(found.lane) if roll < 0.5 else f"RT {found.lane[0]} RW {found.lane[1]}"
    place = found.place if roll < 0.7 else found.place.replace("Jalan ", "Jl. " if roll < 0.9 else "jln ")
    return {
        "tempat": place,
        "jalan": found.street if roll < 0.6 else found.street.replace("Jalan ", "Jl. " if roll < 0.85 else "Jl "),
        "patokan": found.landmark,
        "rt": lane,
        "kelurahan": quarter.name,
        "kecamatan": quarter.district,
        "lalu": earlier,
    }


def title(issue: Issue, found: Scene, known: Facts, rng: Rng) -> str:
    """A short title: what, and where."""
    what = issue.title.text(rng, known)
    if issue.placeless:
        return what
    roll = rng.random()
    where = found.place.partition(" No. ")[0].partition(", RT")[0] if roll < 0.62 else found.street
    return f"{what} di {where}" if roll < 0.8 and " di " not in what else f"{what}, {where}"


def text(issue: Issue, known: Facts, rng: Rng, *, again: bool) -> str:
    """The whole complaint. ``again``: an earlier report of the same thing may be named."""
    return _text(issue, known, rng, again).replace("  ", " ").replace(" .", ".")


def _text(issue: Issue, known: Facts, rng: Rng, again: bool) -> str:
    register = rng.choice(REGISTERS)
    if register == FORMAL:
        return _letter(issue, known, rng)
    if register == TERSE:
        short = grammar().named("pendek") if rng.chance(0.16) else issue.say
        return _slips(short.text(rng, known), rng, 0.35 if rng.chance(0.5) else 0.0)
    joined = _join(_sentences(issue, known, rng, register, again), rng, register)
    if register == SHOUTING:
        return joined.upper()
    if register == HASTY:
        joined = _slips(joined, rng, 0.75)
        return joined.lower() if rng.chance(0.7) else joined
    return _slips(joined, rng, 0.45 if register == CASUAL else 0.1)


def _sentences(issue: Issue, known: Facts, rng: Rng, register: int, again: bool) -> list[str]:
    words = grammar()
    sentences = []
    if rng.chance(0.26):
        sentences.append(words.named("sapa").text(rng, known))
    if again and rng.chance(0.45):
        sentences.append(words.named("lanjutan").text(rng, known))
    sentences.append(issue.say.text(rng, known))
    if rng.chance(0.58):
        sentences.append(issue.worse.text(rng, known))
    where = 0.0 if issue.placeless else 0.16
    for pool, share in (("riwayat", 0.2), ("letak", where), ("kontak", 0.022), ("inggris", 0.022)):
        if rng.chance(share):
            sentences.append(words.named(pool).text(rng, known))
    if register == ANGRY or rng.chance(0.04):
        sentences.append(words.named("marah").text(rng, known))
    roll = rng.random()
    if roll < 0.48:
        sentences.append(issue.ask.text(rng, known))
    elif roll < 0.8:
        sentences.append(words.named("minta").text(rng, known))
    if rng.chance(0.42):
        sentences.append(words.named("tutup").text(rng, known))
    return sentences


def _join(sentences: list[str], rng: Rng, register: int) -> str:
    """Sentences put together as this writer does."""
    joint = JOINTS.get(register, PLAIN_JOINTS)
    whole = sentences[0]
    for sentence in sentences[1:]:
        gap = rng.choice(joint)
        if whole[-1] in "?!":
            gap = gap.lstrip(".,") or " "
        begins = "." in gap or "\n" in gap or whole[-1] in "?!"
        whole += gap + (sentence if begins else _lower(sentence))
    return whole if whole[-1] in "?!." else whole + rng.choice(LAST)


def _lower(sentence: str) -> str:
    """Its first letter small, unless it begins with a name or an abbreviation."""
    if sentence.startswith(("Jalan ", "Jl", "Jakarta", "Allah", "TransJ")) or sentence[1:2].isupper():
        return sentence
    return sentence[:1].lower() + sentence[1:]


def _letter(issue: Issue, known: Facts, rng: Rng) -> str:
    """A formal letter of the neighbourhood association."""
    words = grammar()
    parts = [f"{words.named('surat').text(rng, known)} {_lower(issue.say.text(rng, known))}."]
    parts.append(f"{issue.worse.text(rng, known)}.")
    if rng.chance(0.6):
        parts.append(f"{issue.ask.text(rng, known).rstrip('?')}.")
    parts.append(words.named("surat_tutup").text(rng, known))
    return rng.choice((" ", "\n")).join(parts)


def _slips(text: str, rng: Rng, share: float) -> str:
    """Words shortened or misspelt by a hurried hand; ``share`` of those that may be."""
    if share == 0.0:
        return text
    forms = spelling()
    words = text.split(" ")
    for index, word in enumerate(words):
        bare = word.rstrip(".,!?")
        found = forms.get(bare.lower())
        if found and rng.chance(share):
            words[index] = rng.choice(found) + word[len(bare) :]
        elif len(word) > 6 and rng.chance(share * 0.035) and word.isalpha():
            words[index] = _typo(word, rng)
    return " ".join(words)


def _typo(word: str, rng: Rng) -> str:
    at = rng.randint(1, len(word) - 2)
    if rng.chance(0.5):
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
