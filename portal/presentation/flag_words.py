"""What is said of a photo's flags: a title, and the evidence in a sentence or two. Nobody is accused."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from ..domain.attachment import FlagKind, PhotoFlag
from ..domain.photo_flags import LIMITS
from .numbers import duration, number

TITLES: dict[FlagKind, LazyString] = {
    FlagKind.USED_BEFORE: _("Foto ini pernah dipakai"),
    FlagKind.BEFORE_COMPLAINT: _("Diambil sebelum laporan masuk"),
    FlagKind.FAR_AWAY: _("Diambil jauh dari lokasi laporan"),
    FlagKind.MADE_BY_MACHINE: _("Dibuat mesin, menurut berkasnya sendiri"),
    FlagKind.EDITED: _("Gambarnya diubah, menurut berkasnya sendiri"),
}
SIGNATURES: dict[str, LazyString] = {
    "trusted": _("Catatan itu ditandatangani oleh pembuat yang dikenal."),
    "unknown": _("Catatan itu bertanda tangan sah, tetapi kami tidak tahu siapa penandatangannya."),
    "broken": _("Tanda tangan catatan itu tidak cocok lagi: berkasnya berubah sesudah ditandatangani."),
}


def register(app: Flask) -> None:
    for function in (flag_title, flag_evidence, metres):
        app.add_template_filter(function)
    app.jinja_env.globals["photo_rules"] = LIMITS


def flag_title(flag: PhotoFlag) -> str:
    if flag.earlier is not None and flag.earlier.own:
        return str(gettext("Sama dengan foto sebelum"))
    return str(TITLES[flag.kind])


def metres(value: float) -> str:
    """A distance as people say it: 150 m, 1,9 km, 12 km."""
    if value < 1_000:
        return f"{number(value)} m"
    return f"{number(value / 1_000, 1 if value < 10_000 else 0)} km"


def flag_evidence(flag: PhotoFlag) -> str:
    """What the flag rests on; of an earlier use the page itself says where it was."""
    return " ".join(_evidence(flag))


def _evidence(flag: PhotoFlag) -> Iterator[str]:
    told = flag.evidence
    if flag.kind is FlagKind.USED_BEFORE:
        yield from _likeness(flag)
    elif flag.kind is FlagKind.BEFORE_COMPLAINT:
        yield gettext(
            "%(duration)s sebelum laporan masuk, menurut jam di berkas foto.", duration=duration(told["seconds"])
        )
        yield gettext("Jam ponsel bisa salah.")
    elif flag.kind is FlagKind.FAR_AWAY:
        away, limit = metres(told["metres"]), metres(told["limit"])
        yield gettext(
            "%(away)s dari lokasi laporan, menurut berkas foto. Batas kota: %(limit)s.", away=away, limit=limit
        )
    else:
        yield from _origin(flag)


def _likeness(flag: PhotoFlag) -> Iterator[str]:
    told = flag.evidence
    if told["own"]:
        yield gettext("Foto sesudah ini gambar yang sama dengan foto sebelum pada laporan ini.")
    if told["same_file"]:
        yield gettext("Berkasnya sama persis.")
        return
    if told["mirrored"]:
        yield gettext("Gambarnya dibalik kiri-kanan.")
    if told["cut"]:
        yield gettext("Tepinya dipotong atau ditutup.")
    bits = ngettext(
        "Sidik gambarnya berbeda %(n)s dari %(all)s tanda.",
        "Sidik gambarnya berbeda %(n)s dari %(all)s tanda.",
        told["bits"],
        n=number(told["bits"]),
        all=number(LIMITS["bits"]),
    )
    yield bits
    yield gettext(
        "Di antara %(pairs)s juta pasang gambar berbeda yang kami uji, tidak ada yang sedekat ini.",
        pairs=number(LIMITS["pairs"]),
    )


def _origin(flag: PhotoFlag) -> Iterator[str]:
    machine = flag.kind is FlagKind.MADE_BY_MACHINE
    if flag.evidence.get("by") == "c2pa":
        yield (
            gettext("Catatan asal di dalam berkas (C2PA) menyebut gambar ini dibuat atau dilengkapi mesin.")
            if machine
            else gettext("Catatan asal di dalam berkas (C2PA) menyebut gambar ini diubah sesudah diambil.")
        )
        if (said := SIGNATURES.get(flag.evidence.get("signature", ""))) is not None:
            yield str(said)
    else:
        yield (
            gettext("Keterangan di dalam berkas (IPTC) menyebut gambar ini dibuat atau dilengkapi mesin.")
            if machine
            else gettext("Keterangan di dalam berkas (IPTC) menyebut gambar ini diubah sesudah diambil.")
        )
