"""What citizens write: title, place and text of a report, in the register and with the slips of its writer."""

from __future__ import annotations

from dataclasses import dataclass

from .data import Issue, grammar, spelling
from .grammar import Facts
from .places import BARE, OBJECTS, DemoPlace, Quarter
from .rng import Dice

NEAT, CASUAL, HASTY, ANGRY, SHOUTING, FORMAL, TERSE = range(7)
#: How often each register is met, in a hundred.
OFTEN = {NEAT: 27, CASUAL: 30, HASTY: 18, ANGRY: 8, SHOUTING: 1, FORMAL: 4, TERSE: 12}
REGISTERS = tuple(register for register, share in OFTEN.items() for _ in range(share))
#: What stands between sentences.
JOINTS = {HASTY: (", ", " ", ". ", ".. ", "\n"), CASUAL: (". ", ", ", ". ", "\n")}
PLAIN_JOINTS = (". ", ". ", ". ", ".\n")
LAST = (".", ".", ".", ".", "", "", "..", "!", "...")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a report plays, in words."""

    street: str
    place: str
    landmark: str
    lane: tuple[int, int]


def scene(quarter: Quarter, street: int, spot: DemoPlace | None, dice: Dice) -> Scene:
    """The place as the app writes it down: a known spot, or a street with a number, a lane or something nearby."""
    if spot is not None:
        return Scene(quarter.streets[spot.street], spot.text, spot.landmark, spot.lane)
    name = quarter.streets[street]
    lane = (dice.between(1, 16), dice.between(1, 11))
    mark = dice.pick(OBJECTS)
    roll = dice.roll()
    if roll < 0.3:
        place = f"{name} No. {dice.between(1, 140)}"
    elif roll < 0.5:
        place = f"{name}, {lane_words(lane)}"
    elif roll < 0.85:
        place = f"{mark} {name}" if mark in BARE else f"depan {mark}, {name}"
    else:
        place = name
    return Scene(name, place, mark, lane)


def lane_words(lane: tuple[int, int]) -> str:
    return f"RT {lane[0]:03d}/RW {lane[1]:02d}"


def facts(found: Scene, quarter: Quarter, earlier: str, dice: Dice) -> dict[str, str]:
    """What templates may ask of this ticket."""
    roll = dice.roll()
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


def title(issue: Issue, found: Scene, known: Facts, dice: Dice) -> str:
    """A short title: what, and where."""
    what = issue.title.say(dice, known)
    if issue.placeless:
        return what
    roll = dice.roll()
    where = found.place.partition(" No. ")[0].partition(", RT")[0] if roll < 0.62 else found.street
    return f"{what} di {where}" if roll < 0.8 and " di " not in what else f"{what}, {where}"


def text(issue: Issue, known: Facts, dice: Dice, *, again: bool) -> str:
    """The whole complaint. ``again``: an earlier report of the same thing may be named."""
    return _written(issue, known, dice, again).replace("  ", " ").replace(" .", ".")


def _written(issue: Issue, known: Facts, dice: Dice, again: bool) -> str:
    register = dice.pick(REGISTERS)
    if register == FORMAL:
        return _letter(issue, known, dice)
    if register == TERSE:
        short = grammar().named("pendek") if dice.chance(0.16) else issue.say
        return _slips(short.say(dice, known), dice, 0.35 if dice.chance(0.5) else 0.0)
    said = _finish(_sentences(issue, known, dice, register, again), dice, register)
    if register == SHOUTING:
        return said.upper()
    if register == HASTY:
        said = _slips(said, dice, 0.75)
        return said.lower() if dice.chance(0.7) else said
    return _slips(said, dice, 0.45) if register == CASUAL else _slips(said, dice, 0.1)


def _sentences(issue: Issue, known: Facts, dice: Dice, register: int, again: bool) -> list[str]:
    words = grammar()
    said = []
    if dice.chance(0.26):
        said.append(words.named("sapa").say(dice, known))
    if again and dice.chance(0.45):
        said.append(words.named("lanjutan").say(dice, known))
    said.append(issue.say.say(dice, known))
    if dice.chance(0.58):
        said.append(issue.worse.say(dice, known))
    where = 0.0 if issue.placeless else 0.16
    for pool, share in (("riwayat", 0.2), ("letak", where), ("kontak", 0.022), ("inggris", 0.022)):
        if dice.chance(share):
            said.append(words.named(pool).say(dice, known))
    if register == ANGRY or dice.chance(0.04):
        said.append(words.named("marah").say(dice, known))
    roll = dice.roll()
    if roll < 0.48:
        said.append(issue.ask.say(dice, known))
    elif roll < 0.8:
        said.append(words.named("minta").say(dice, known))
    if dice.chance(0.42):
        said.append(words.named("tutup").say(dice, known))
    return said


def _finish(said: list[str], dice: Dice, register: int) -> str:
    """Sentences put together as this writer does."""
    joint = JOINTS.get(register, PLAIN_JOINTS)
    whole = said[0]
    for sentence in said[1:]:
        gap = dice.pick(joint)
        if whole[-1] in "?!":
            gap = gap.lstrip(".,") or " "
        begins = "." in gap or "\n" in gap or whole[-1] in "?!"
        whole += gap + (sentence if begins else _lower(sentence))
    return whole if whole[-1] in "?!." else whole + dice.pick(LAST)


def _lower(sentence: str) -> str:
    """Its first letter small, unless it begins with a name or an abbreviation."""
    if sentence.startswith(("Jalan ", "Jl", "Jakarta", "Allah", "TransJ")) or sentence[1:2].isupper():
        return sentence
    return sentence[:1].lower() + sentence[1:]


def _letter(issue: Issue, known: Facts, dice: Dice) -> str:
    """A letter of the neighbourhood."""
    words = grammar()
    parts = [f"{words.named('surat').say(dice, known)} {_lower(issue.say.say(dice, known))}."]
    parts.append(f"{issue.worse.say(dice, known)}.")
    if dice.chance(0.6):
        parts.append(f"{issue.ask.say(dice, known).rstrip('?')}.")
    parts.append(words.named("surat_tutup").say(dice, known))
    return dice.pick((" ", "\n")).join(parts)


def _slips(said: str, dice: Dice, share: float) -> str:
    """Words shortened or misspelt by a hurried hand; ``share`` of those that may be."""
    if share == 0.0:
        return said
    forms = spelling()
    words = said.split(" ")
    for index, word in enumerate(words):
        bare = word.rstrip(".,!?")
        found = forms.get(bare.lower())
        if found and dice.chance(share):
            words[index] = dice.pick(found) + word[len(bare) :]
        elif len(word) > 6 and dice.chance(share * 0.035) and word.isalpha():
            words[index] = _typo(word, dice)
    return " ".join(words)


def _typo(word: str, dice: Dice) -> str:
    at = dice.between(1, len(word) - 2)
    if dice.chance(0.5):
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
