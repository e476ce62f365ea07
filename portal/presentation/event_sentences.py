"""What the public reads of an event: one sentence for each kind, and for what one event besides says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from flask import Flask
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from ..domain.event import Kind, TicketFact
from ..domain.timeline import AgencyRef, TimelineEvent, TimelinePeriod
from ..domain.validation import Unchecked
from .dates import day
from .direction import isolated
from .verdict_words import verdict
from .words import reason_name


@dataclass(frozen=True, slots=True)
class Sentence:
    """What an event says in public: ``strong`` says it alone, ``rest`` goes on with its own space or comma."""

    strong: str = ""
    rest: str = ""

    def __str__(self) -> str:
        return f"{self.strong}{self.rest}"


#: What the public reads of a kind of event: what says it alone, and what goes on. ``%(agency)s`` is the agency that the
#: event names (of an answered request the one that answers), ``%(day)s`` the promised day.
EVENT_SENTENCES: dict[Kind, tuple[LazyString | str, LazyString | str]] = {
    Kind.RECEIVED: (_("Warga melapor."), ""),
    Kind.ROUTED: (_("Diteruskan"), _("ke %(agency)s.")),
    Kind.INSTRUCTED: (_("Disposisi"), _("kepada %(agency)s.")),
    Kind.TRANSFERRED: (_("Dialihkan"), _("ke %(agency)s.")),
    Kind.RETURNED: (_("Dikembalikan"), _("ke %(agency)s, yang menyerahkannya.")),
    Kind.COORDINATION_ASKED: (_("Minta bantuan"), _("%(agency)s.")),
    Kind.COORDINATION_ANSWERED: (_("%(agency)s menjawab."), ""),
    Kind.STARTED: (_("Mulai dikerjakan."), ""),
    Kind.RESPONDED: (_("Jawaban petugas."), ""),
    Kind.PROMISED: (_("Janji selesai: %(day)s."), ""),
    Kind.COMPLETED: (_("Dinyatakan selesai"), _(", menunggu pemeriksaan.")),
    Kind.VALIDATED: (_("Pemeriksaan setuju: selesai."), ""),
    Kind.VALIDATION_REFUSED: (_("Tindak lanjut ditolak pemeriksa."), _("Kembali ke proses.")),
    Kind.RESOLVED: (_("Selesai."), ""),
    Kind.REJECTED: (_("Ditolak."), ""),
    Kind.MERGED: (_("Digabung"), _("dengan laporan lain.")),
    Kind.CLOSED: (_("Ditutup tanpa perbaikan."), ""),
    Kind.TIMED_OUT: (_("Ditutup karena waktunya habis"), _(", bukan karena selesai.")),
    Kind.REOPENED: (_("Dibuka lagi."), ""),
    Kind.DISPUTED: (_("Warga membantah:"), _("belum beres. Laporan dibuka lagi.")),
    Kind.CONFIRMED: (_("Warga membenarkan:"), _("sudah beres.")),
    Kind.CORRECTED: (_("Koreksi."), ""),
    Kind.REDACTED: (_("Teks ditarik."), ""),
    Kind.VISIBILITY_CHANGED: (_("Keterbukaan laporan diubah."), ""),
    Kind.REPORTER_ASKED: (_("Bertanya kepada pelapor."), _("Jam instansi berhenti.")),
    Kind.REPORTER_ANSWERED: (_("Pelapor menjawab."), _("Jam instansi berjalan lagi.")),
    Kind.QUESTION_ENDED: (_("Pertanyaan berakhir tanpa jawaban."), _("Jam instansi berjalan lagi.")),
    Kind.RECHECK_ASKED: (_("Pemeriksa diminta melihat lagi."), _("Sampai itu laporan ini tetap selesai.")),
    Kind.RECHECK_ENDED: (_("Diperiksa ulang: tetap selesai."), ""),
}


def register(app: Flask) -> None:
    app.jinja_env.globals.update(event_sentence=partial(event_sentence, text=Markup))


def event_sentence(
    event: TimelineEvent, holder: AgencyRef | None, channel: str = "", text: type[str] = str
) -> Sentence:
    """What happened, for the public. ``holder``: who had the ticket; ``channel``: how a report came in, if known.
    ``text``: Markup for a page. Names keep their own direction of writing."""
    strong, rest = _sentence(event, channel)
    actor, named = event.agency or holder, event.to_agency
    values = {
        "agency": isolated(named.brief) if named else "",
        "channel": isolated(channel),
        "code": event.other_code,
        "day": day(event.promised_at) if event.promised_at else "",
        "asking": isolated(event.agency.brief) if event.agency else "",
        "reason": reason_name(event.reason_kind) if event.reason_kind else "",
    }
    if event.kind is Kind.COORDINATION_ANSWERED:
        values["agency"] = isolated(actor.brief) if actor else gettext("Instansi")
    said = text(rest) % values
    return Sentence(text(strong) % values, said if not said or said.startswith(",") else text(" ") + said)


def timeline_sentences(periods: Iterable[TimelinePeriod]) -> Iterator[tuple[TimelineEvent, Sentence]]:
    """The events of a timeline in its order, each with what it says."""
    for period in periods:
        for entry in period.entries:
            if isinstance(entry, TimelineEvent):
                yield entry, event_sentence(entry, period.agency)


def _blurring(event: TimelineEvent) -> tuple[LazyString | str, LazyString | str]:
    """That parts of a photo were made unreadable, by whom and why, or that it is shown again."""
    if not event.blurred:
        return _("Foto ditampilkan utuh lagi"), _("oleh %(asking)s.") if event.agency else ""
    if event.agency and event.reason_kind:
        return _("Bagian foto dikaburkan"), _("oleh %(asking)s. Alasan: %(reason)s.")
    return _("Bagian foto dikaburkan"), ""


def _sentence(event: TimelineEvent, channel: str) -> tuple[LazyString | str, LazyString | str]:
    """The words of a kind of event, or those of what this one besides says."""
    strong, rest = EVENT_SENTENCES.get(event.kind, ("", ""))
    if (said := verdict(event)) is not None:
        return said
    if event.kind is Kind.RECEIVED and event.own:
        own = _("Petugas kota sendiri melapor"), _("lewat %(channel)s.")
        return own if channel else (_("Petugas kota sendiri melapor."), "")
    if event.kind is Kind.RECEIVED and channel:
        return _("Warga melapor"), _("lewat %(channel)s.")
    if event.unchecked is Unchecked.NOT_DRAWN:
        return _("Selesai, tidak diperiksa:"), _("undian pemeriksaan tidak jatuh padanya.")
    if event.kind is Kind.REJECTED and event.to_agency:
        return strong, _("Yang berwenang: %(agency)s.")
    if event.kind is Kind.MERGED and event.other_code:
        return strong, _("dengan laporan %(code)s, yang menceritakan hal yang sama.")
    if event.masked:
        return _("Data pribadi ditutup"), _("dalam teks yang sudah terbit.")
    if event.added:
        return _("Pelapor menambahkan"), _("keterangan.")
    if event.opened:
        return _("Dibuka untuk semua orang"), _("oleh pelapornya.")
    if event.blurred is not None:
        return _blurring(event)
    if event.kind is Kind.MERGED and event.unnamed:
        return strong, _("dengan laporan lain yang tidak disebut sumbernya.")
    if event.facts and event.kind is not Kind.CORRECTED:
        return strong, f"{rest} {gettext('Sumbernya tidak menyebut kapan.')}".lstrip()
    if TicketFact.PHOTOS in event.facts:
        return _("Foto ditambahkan"), _("dari sumber laporan ini.")
    if event.corrects and event.facts:
        return _("Sumbernya menarik kembali"), _("yang tercatat sebelumnya.")
    if TicketFact.OUTCOME in event.facts:
        return strong, _("Sumbernya kini mengatakan apa jadinya.")
    if TicketFact.AGENCY in event.facts and event.to_agency:
        return strong, _("Menurut sumbernya kini tanggung jawab %(agency)s.")
    if event.delayed:
        return _("Ditampilkan ringkas,"), _("karena belum diperiksa sampai batas waktunya.")
    if event.reason_kind and event.agency and event.to_agency:
        return strong, _("Alasan: %(reason)s. Diminta %(asking)s, disetujui %(agency)s.")
    if event.kind is Kind.VISIBILITY_CHANGED and not event.agency and not event.text:
        return strong, _("Sumbernya kini merahasiakan laporan ini.")
    return strong, rest
