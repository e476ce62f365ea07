"""Photos for some reports of a chunk, good and bad ones, and texts that agree with what is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import ceil

from ..domain.event import Kind
from ..domain.record import Record, Step
from ..domain.validation import Checked, RefusedFor
from .data import Issue, Temper, answers
from .photographer import Flaw, Photographer
from .pictures.picture import DrawnPlace
from .rng import Rng

DONE = (Kind.COMPLETED, Kind.RESOLVED)
VERDICTS = (Kind.VALIDATED, Kind.VALIDATION_REFUSED, Kind.DISPUTED)
SHARE = 0.2  # of the reports that can be drawn have photos
SEEDS = 10_000  # of one chunk
BEFORE = 0.88  # of the reports with photos have one of the citizen's
SLIPS = 0.35  # of the share of answers that an office pastes: bad photos that nobody refused
MACHINES = 0.35  # of the refused photos with a reason that fits them all were made by a machine
LONG = 80  # characters of an answer that is of its own words
CODE = re.compile(r"\b[A-Z]{2}\d{10}\b|laporan lain")
#: What a check or a dispute says of a photo, and what is wrong with it then.
SAID = {
    Flaw.USED: re.compile(r"sama dengan foto|pernah dipakai"),
    Flaw.EARLY: re.compile(r"Foto diambil sebelum|foto lama"),
    Flaw.ELSEWHERE: re.compile(r"Foto bukan|Fotonya (?:bukan|beda)"),
}
MISSING = "Belum ada foto"
PHOTO = re.compile(r"\b(?:di)?foto(?:nya)?\b", re.IGNORECASE)
#: What a validator says without a photo.
UNSEEN = {"Foto dan lokasi sesuai.": "Keterangan dan lokasi sesuai.", "Bukti lengkap.": "Keterangan lengkap."}
#: Bad photos that nobody refused; an office that has shown none yet cannot use one again.
SLIPPED = (Flaw.USED,) * 9 + (Flaw.EARLY,) * 4 + (Flaw.ELSEWHERE,) * 4 + (Flaw.EDITED,) * 2 + (Flaw.MACHINE,)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A photo after the work, and the report that it was shown for."""

    code: str
    place: DrawnPlace


class Album:
    """The photos of one chunk: every place is drawn from a seed of its own."""

    def __init__(self, number: int, rng: Rng, tempers: Mapping[str, Temper]) -> None:
        self.rng = rng
        self.tempers = tempers
        self.shown: dict[tuple[str, str], _Shown] = {}  # office and scene -> its latest good photo
        self._seeds = count(number * SEEDS)

    def place(self, scene: str) -> DrawnPlace:
        """A place that nothing has shown before."""
        return DrawnPlace(scene, next(self._seeds))

    def illustrate(self, records: Sequence[Record], issues: Sequence[Issue]) -> list[Record]:
        """The records, some of them with photos. ``issues``: what each is about."""
        chosen = self._chosen(records, issues)
        return [
            _Telling(self, record, self.place(issue.scene)).told() if index in chosen else self.without(record)
            for index, (record, issue) in enumerate(zip(records, issues, strict=True))
        ]

    def without(self, record: Record) -> Record:
        """A report with no photo, and with no word of one."""
        steps = tuple(self.unseen(step) if step.kind in (*VERDICTS, Kind.REJECTED) else step for step in record.steps)
        return replace(record, steps=steps)

    def unseen(self, step: Step) -> Step:
        """A step whose words need no photo."""
        text = UNSEEN.get(step.text, step.text)
        if step.kind is Kind.REJECTED:
            text = text.replace("foto tidak menunjukkan", "keterangan tidak menunjukkan")
        elif _of_photo(replace(step, text=text)):
            text = (
                answers()
                .named("disputed_unseen" if step.kind is Kind.DISPUTED else "refused_unseen")
                .text(self.rng, {})
            )
        return self.verdict(step if text == step.text else replace(step, text=text), seen=False)

    def verdict(self, step: Step, *, seen: bool) -> Step:
        """A validator's step with what they looked at; ``seen``: there was a photo."""
        if step.kind not in (Kind.VALIDATED, Kind.VALIDATION_REFUSED):
            return step
        other = (Checked.PHONE,) if self.rng.chance(0.6) else (Checked.VISIT,)
        checked = (Checked.PHOTO, *(other if self.rng.chance(0.25) else ())) if seen else other
        return replace(
            step, checked=checked, refused_for=_reason(step) if step.kind is Kind.VALIDATION_REFUSED else None
        )

    def _chosen(self, records: Sequence[Record], issues: Sequence[Issue]) -> set[int]:
        """Which reports get photos: those whose texts speak of photos first, then evenly."""
        drawn = [i for i, issue in enumerate(issues) if issue.scene and not records[i].private]
        spoken = {i for i in drawn if any(_flaw(step) for step in records[i].steps)}
        others = [i for i in drawn if i not in spoken]
        wanted = min(max(ceil(len(drawn) * SHARE) - len(spoken), 0), len(others))
        return spoken | {others[len(others) * n // wanted] for n in range(wanted)}


class _Telling:
    """One report that gets photos."""

    def __init__(self, album: Album, record: Record, place: DrawnPlace) -> None:
        self._album = album
        self._rng = album.rng
        self._record = record
        self._place = place
        self._photographer = Photographer(record, album.rng)
        self._steps = list(record.steps)

    def told(self) -> Record:
        before = (self._photographer.before(self._place),) if self._rng.chance(BEFORE) else ()
        last = max((n for n, step in enumerate(self._steps) if step.kind in DONE), default=-1)
        seen = False
        for number, step in enumerate(self._steps):
            if step.kind in DONE:
                seen = self._finish(number, number == last, bool(before))
            elif step.kind in VERDICTS:
                self._steps[number] = self._album.verdict(step, seen=True) if seen else self._album.unseen(step)
            elif step.kind is Kind.REJECTED and not before:
                self._steps[number] = self._album.unseen(step)
        return replace(self._record, photos=before, steps=tuple(self._steps))

    def _finish(self, number: int, last: bool, pair: bool) -> bool:
        """Show a photo of the work, or none: as those say who judged it."""
        step = self._steps[number]
        judged, flaw = self._judgement(number, step)
        if (flaw is None and not last) or (judged is not None and MISSING in self._steps[judged].text):
            return False
        place = self._place_of(step, flaw)
        if place is None:
            return False
        text = step.text
        if len(text) > LONG and self._rng.chance(0.6):
            text = f"{text} {answers().named('shown_pair' if pair else 'shown').text(self._rng, {})}"
        self._steps[number] = replace(step, text=text, photos=(self._photographer.after(place, step.at, flaw),))
        if judged is not None and flaw is Flaw.USED:
            said = self._steps[judged]
            code = self._album.shown[(step.agency or "", self._place.scene)].code
            self._steps[judged] = replace(said, text=CODE.sub(code, said.text))
        if flaw is None:
            self._album.shown[(step.agency or "", place.scene)] = _Shown(self._record.code or "", place)
        return True

    def _place_of(self, step: Step, flaw: Flaw | None) -> DrawnPlace | None:
        """What the photo shows: the place of the report, one that this office has shown before, or another."""
        if flaw is Flaw.USED:
            earlier = self._album.shown.get((step.agency or "", self._place.scene))
            return earlier.place if earlier else None
        return self._album.place(self._place.scene) if flaw in (Flaw.EARLY, Flaw.ELSEWHERE) else self._place

    def _judgement(self, number: int, done: Step) -> tuple[int | None, Flaw | None]:
        """Which later step speaks of the photo of this one, and what is wrong with it; perhaps nobody has seen it."""
        judged = self._judged(number)
        if judged is not None:
            step = self._steps[judged]
            flaw = _flaw(step)
            if flaw is None and _of_photo(step) and self._rng.chance(MACHINES):
                said = answers().named("refused_machine").text(self._rng, {})
                self._steps[judged] = replace(step, text=said)
                flaw = Flaw.MACHINE
            return judged, flaw
        slips = bool(done.agency) and self._rng.chance(self._album.tempers[done.agency or ""].copy * SLIPS)
        return None, self._rng.choice(SLIPPED) if slips else None

    def _judged(self, number: int) -> int | None:
        """The step that refuses this end, or speaks of its photo."""
        for later in range(number + 1, len(self._steps)):
            step = self._steps[later]
            if step.kind in DONE:
                break
            if step.kind is Kind.VALIDATION_REFUSED or _flaw(step):
                return later
        return None


def _of_photo(step: Step) -> bool:
    return step.kind in VERDICTS and bool(PHOTO.search(step.text)) and MISSING not in step.text


def _reason(step: Step) -> RefusedFor:
    """Why it was refused, by its words."""
    flaw = _flaw(step)
    if flaw in (Flaw.USED, Flaw.EARLY):
        return RefusedFor.OLD_OR_USED
    if flaw is Flaw.ELSEWHERE:
        return RefusedFor.NOT_HERE
    return RefusedFor.NOT_FINISHED if re.search(r"tuntas|sebagian", step.text) else RefusedFor.OTHER


def _flaw(step: Step) -> Flaw | None:
    if step.kind not in VERDICTS:
        return None
    return next((flaw for flaw, words in SAID.items() if words.search(step.text)), None)
