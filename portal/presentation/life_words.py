"""What a life strip says: one sentence for who does not see it, and the names and the scale of the large one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Protocol

from flask import Flask
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from ..domain.life import Life, LifeSign
from ..spoken import language
from .dates import day, short_day
from .numbers import KEPT, duration, number
from .words import STATUS_NAMES

_MARKS: dict[LifeSign, LazyString] = {
    LifeSign.DONE: _("dinyatakan selesai"),
    LifeSign.DISPUTED: _("dibantah"),
    LifeSign.REOPENED: _("dibuka lagi"),
    LifeSign.PROMISE: _("janji"),
    LifeSign.BROKEN: _("janji lewat"),
}
_DATED: dict[LifeSign, LazyString] = {
    LifeSign.DONE: _("dinyatakan selesai %(day)s"),
    LifeSign.DISPUTED: _("dibantah %(day)s"),
    LifeSign.REOPENED: _("dibuka lagi %(day)s"),
    LifeSign.PROMISE: _("janji %(day)s"),
    LifeSign.BROKEN: _("janji %(day)s lewat"),
}
#: What a piece of what is late is called, by its days.
_PIECES: dict[int, LazyString] = {
    7: _("satu potong satu minggu"),
    30: _("satu potong satu bulan"),
    365: _("satu potong satu tahun"),
}


class ShownMark(Protocol):
    """A mark as a strip shows it."""

    @property
    def sign(self) -> LifeSign: ...
    @property
    def x(self) -> float: ...
    @property
    def at(self) -> datetime: ...
    @property
    def times(self) -> int: ...


class ShownStrip(Protocol):
    """A strip as charts.life_strip draws it."""

    @property
    def life(self) -> Life: ...
    @property
    def marks(self) -> Sequence[ShownMark]: ...
    @property
    def due(self) -> float: ...
    @property
    def end(self) -> float: ...
    @property
    def cuts(self) -> Sequence[float]: ...
    @property
    def piece(self) -> timedelta: ...


def register(app: Flask) -> None:
    app.jinja_env.globals.update(life_sentence=life_sentence, strip_names=strip_names, strip_scale=strip_scale)


def life_sentence(of: Life) -> str:
    """The strip in one sentence."""
    spoken, ahead = language(), duration(of.due - of.end) if of.open and not of.late else ""
    lasted = _lasted(spoken, of.open, duration(of.end - of.start))
    late = _late(spoken, duration(of.late) if of.late else "", ahead)
    agencies = len({hands.number for hands in of.hands})
    done, again = of.count(LifeSign.DONE), of.count(LifeSign.DISPUTED) + of.count(LifeSign.REOPENED)
    silent = of.open and not of.count(LifeSign.WORD) and not done
    happened = _what_happened(spoken, agencies, done, again, of.count(LifeSign.BROKEN), silent)
    return f"{lasted}{late}{happened}."


# A list says twenty of them, mostly of the same pieces. ``_spoken`` is the language of the texts: what is remembered
# differs by it.
@lru_cache(maxsize=KEPT)
def _lasted(_spoken: str, open: bool, span: str) -> str:
    if open:
        return str(gettext("Garis hidup: %(span)s sejak masuk", span=span))
    return str(gettext("Garis hidup: berakhir setelah %(span)s", span=span))


@lru_cache(maxsize=KEPT)
def _late(_spoken: str, late: str, ahead: str) -> str:
    if late:
        return str(gettext(", terlambat %(span)s", span=late))
    return str(gettext(", batasnya %(span)s lagi", span=ahead)) if ahead else ""


@lru_cache(maxsize=KEPT)
def _what_happened(_spoken: str, agencies: int, done: int, again: int, broken: int, silent: bool) -> str:
    said = []
    if agencies > 1:
        said.append(ngettext("di tangan %(num)d instansi", "di tangan %(num)d instansi bergantian", agencies))
    if done:
        said.append(ngettext("%(num)d kali dinyatakan selesai", "%(num)d kali dinyatakan selesai", done))
    if again:
        said.append(ngettext("%(num)d kali dibuka lagi", "%(num)d kali dibuka lagi", again))
    if broken:
        said.append(ngettext("%(num)d kali janji lewat", "%(num)d kali janji lewat", broken))
    if silent:
        said.append(gettext("belum ada jawaban"))
    return "".join(f"; {one}" for one in said)


def strip_names(strip: ShownStrip, current: bool, dated: bool) -> list[tuple[float, str, str]]:
    """(place, text, tone) of what has a name under a large strip, from left to right; ``dated``: with its day.

    ``current``: the ticket is known until now.
    """
    of, done = strip.life, False
    found = [(strip.due, _due(of, dated), "strong")]
    for mark in strip.marks:
        if mark.sign is not LifeSign.WORD:
            again = mark.sign is LifeSign.DONE and done
            found.append((mark.x, _mark(mark, dated, again), "late" if mark.sign is LifeSign.BROKEN else ""))
            done = done or mark.sign is LifeSign.DONE
    return sorted([*found, (strip.end, _end(of, current, dated), "strong")], key=lambda name: name[0])


def _due(of: Life, dated: bool) -> str:
    return str(gettext("batas %(day)s", day=short_day(of.due)) if dated else gettext("batas"))


def _mark(mark: ShownMark, dated: bool, again: bool) -> str:
    words = str(_DATED[mark.sign]) % {"day": short_day(mark.at)} if dated else str(_MARKS[mark.sign])
    if mark.times > 1:
        return f"{words} ({number(mark.times)}×)"
    return str(gettext("%(words)s, lagi", words=words)) if again else words


def _end(of: Life, current: bool, dated: bool) -> str:
    if of.open and current:
        return str(gettext("sekarang"))
    name = gettext("kabar terakhir") if of.open else str(STATUS_NAMES[of.status]).lower()
    return f"{name} {short_day(of.end)}" if dated else name


def strip_scale(strip: ShownStrip, current: bool) -> str:
    """What the width of a large strip stands for, and a piece of what is late."""
    of = strip.life
    until = gettext("sekarang") if of.open and current else day(of.last)
    said = gettext("Menurut waktu sebenarnya, dari %(start)s sampai %(until)s.", start=day(of.start), until=until)
    if not of.late:
        return str(said)
    late = gettext("Di bawah garis: terlambat %(span)s", span=duration(of.late))
    return f"{said} {late}, {_PIECES[strip.piece.days]}." if strip.cuts else f"{said} {late}."
