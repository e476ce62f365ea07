"""The words of pages can be read at the age of twelve, in both languages (measured by tests/support/readability.py)."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from portal.presentation.glossary import glossary
from tests.house.test_pages import KEYWORDS, METHODS, relative
from tests.support.readability import Sentence, english_syllables, grade, indonesian_syllables, sentences
from tests.support.source import ROOT

pytestmark = pytest.mark.only_on("sqlite")
#: The school grade of a room's texts as a whole: its readers are eleven to twelve. The formula is made for whole texts.
WHOLE = 6.0
#: One sentence alone says less: it may ask for more, and for a long one nobody has the breath.
ALONE, WORDS = 8.0, 22
#: A shorter one is no sample: one long name makes it look hard.
SAMPLE = 8
#: Read by officers, or by those who examine how figures are made: only measured as a whole.
EXAMINED = (
    "templates/methodology",
    "templates/implementation",
    "templates/data",
    "exports",
    "charts",
    "blueprints/data",
)
STAFF = ("templates/desk", "templates/patterns", "blueprints/desk", "blueprints/patterns", "commands")
#: No sentences: what can be typed into the search field, side by side.
NOT_PROSE = ("dibantah, dibuka-lagi,",)


Rooms = dict[str, dict[str, list[Sentence]]]


def rooms() -> Rooms:
    """The sentences of each room, by its name and language: the catalogue's texts, and the glossary."""
    with (ROOT / "portal/translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        english = {_one(message.id): _one(message.string) for message in read_po(file) if message.id}
    found: Rooms = defaultdict(lambda: {"id": [], "en": []})
    seen: set[tuple[str, str]] = set()
    for file_name, _, said, _, _ in extract_from_dir(ROOT / "portal", method_map=relative(METHODS), keywords=KEYWORDS):
        text, room = _one(said), _room(file_name)
        if (room, text) in seen or not _prose(text):
            continue
        seen.add((room, text))
        found[room]["id"] += sentences(text, "id")
        found[room]["en"] += sentences(english[text], "en")
    for word in glossary():
        found["glossary"]["id"] += sentences(f"{word.means_id} {word.also_id}", "id")
        found["glossary"]["en"] += sentences(f"{word.means_en} {word.also_en}", "en")
    return found


def _one(text: object) -> str:
    """The last form of a text: the plural, where it has several."""
    return text if isinstance(text, str) else str(tuple(text)[-1])  # type: ignore[arg-type]


def _room(file_name: str) -> str:
    parts = Path(file_name).with_suffix("").parts
    return "/".join(parts[:2])


def _prose(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?")) or (
        len(text.split()) >= SAMPLE and not any(part in text for part in NOT_PROSE)
    )


@pytest.fixture(scope="module", name="said")
def said_() -> Rooms:
    return rooms()


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_room_as_a_whole_is_read_at_the_age_of_twelve(said: Rooms, language: str) -> None:
    large = {room: found[language] for room, found in said.items() if sum(s.words for s in found[language]) >= 100}
    assert len(large) > 20
    assert {room: round(grade(found), 1) for room, found in large.items() if grade(found) > WHOLE} == {}


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_sentence_that_citizens_read_is_hard(said: Rooms, language: str) -> None:
    """Where one is, the failure names it behind the hardest that may stay."""
    citizens = [room for room in said if not room.startswith((*EXAMINED, *STAFF))]
    read = [(one, room) for room in citizens for one in said[room][language] if one.words >= SAMPLE]
    hardest = sorted(((round(one.grade, 1), one.words, room, one.text) for one, room in read), reverse=True)
    hard = [one.text for one, _ in read if round(one.grade, 1) > ALONE or one.words > WORDS]
    assert len(read) > 300
    assert hard == [], "\n".join(map(str, hardest[:20]))


def test_the_measure_counts_as_its_sources_do() -> None:
    """Words of known syllables, and the formula of 1975 on a sentence counted by hand."""
    known = {"instansi": 3, "laporan": 3, "pulau": 2, "selesai": 3, "kelurahan": 4, "mulai": 2, "diulang": 3}
    assert {word: indonesian_syllables(word) for word in known} == known
    known = {"agency": 3, "report": 2, "late": 1, "resolved": 2, "started": 2, "people": 2, "table": 2, "being": 2}
    assert {word: english_syllables(word) for word in known} == known
    (easy,) = sentences("The cat sat on the mat.", "en")
    assert (easy.words, easy.syllables) == (6, 6) and easy.grade == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    (hard,) = sentences("Pertanggungjawaban penyelenggaraan pelayanan pemerintahan daerah.", "id")
    assert hard.grade > 15 > easy.grade
