"""The tables of the whole city beside its tickets, as CSV; what each column means is the data dictionary."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ..domain.channel import ChannelKind
from ..domain.custody import CustodyRole
from ..domain.event import Kind, TicketFact
from ..domain.status import Status
from ..domain.validation import Checked, RefusedFor, Unchecked
from ..domain.visibility import Visibility
from ..domain.withdrawal import WithdrawalReason
from .columns import COLUMNS, DEGREES, Column, ColumnType, Row, Value, batches, noted, written
from .csv_cell import safe

_ = noted
_TEXT, _TIME, _INTEGER, _NUMBER = ColumnType.TEXT, ColumnType.TIME, ColumnType.INTEGER, ColumnType.NUMBER
_KINDS = tuple(kind.value for kind in Kind if kind is not Kind.NOTED)


@dataclass(frozen=True, slots=True)
class DataTable:
    """One table: its name in files and addresses, what a row of it is (a message id), and its columns."""

    name: str
    row: str
    columns: tuple[Column, ...]


EVENTS = DataTable(
    "events",
    _("Satu baris satu kejadian terbuka dari laporan yang tidak disembunyikan, menurut nomornya."),
    (
        Column("seq", _INTEGER, _("Nomor kejadian dalam catatan.")),
        Column("ticket", _TEXT, _("Nomor laporan.")),
        Column("kind", _TEXT, _("Jenis kejadian."), values=_KINDS),
        Column("happened_at", _TIME, _("Kapan terjadi.")),
        Column("recorded_at", _TIME, _("Kapan dicatat di sini.")),
        Column("agency", _TEXT, _("Instansi yang bertindak, kode; kosong: warga atau sistem.")),
        Column("to_agency", _TEXT, _("Instansi di ujung lain perpindahan atau permintaan, kode.")),
        Column("status_after", _TEXT, _("Status laporan sesudahnya."), values=tuple(s.value for s in Status)),
        Column("text", _TEXT, _("Tulisan terbuka; kosong bila tidak ada, tertutup, atau ditarik.")),
        Column("promised_at", _TIME, _("Tanggal selesai yang dijanjikan (EWS).")),
        Column("other", _TEXT, _("Nomor laporan lain, bila digabung.")),
        Column("corrects", _INTEGER, _("Nomor kejadian yang dikoreksi atau ditarik.")),
        Column("changed", _TEXT, _("Fakta yang berubah, dipisah koma."), values=tuple(f.value for f in TicketFact)),
        Column(
            "visibility_after",
            _TEXT,
            _("Keterbukaan laporan sesudahnya."),
            values=tuple(v.value for v in Visibility if v is not Visibility.PENDING),
        ),
        Column(
            "reason_kind",
            _TEXT,
            _("Jenis alasan sesuatu ditarik dari umum."),
            values=tuple(reason.value for reason in WithdrawalReason),
        ),
        Column("attached", _TEXT, _("Sidik SHA-256 tiap lampiran bersama kunci acaknya, dipisah koma.")),
        Column("checked", _TEXT, _("Yang diperiksa, dipisah koma."), values=tuple(what.value for what in Checked)),
        Column(
            "refused_for",
            _TEXT,
            _("Jenis alasan hasil kerja ditolak pemeriksa."),
            values=tuple(reason.value for reason in RefusedFor),
        ),
        Column(
            "unchecked",
            _TEXT,
            _("Mengapa hasil kerja berakhir tanpa diperiksa orang kedua."),
            values=tuple(reason.value for reason in Unchecked),
        ),
        Column("beside", _TEXT, _("Sidik foto yang dipilih instansi sebagai foto sebelum.")),
        Column("redacted_by", _INTEGER, _("Nomor kejadian yang menarik tulisan ini.")),
    ),
)
CUSTODY = DataTable(
    "custody",
    _("Satu baris satu masa laporan di tangan satu instansi, menurut laporan lalu waktu."),
    (
        Column("ticket", _TEXT, _("Nomor laporan.")),
        Column("agency", _TEXT, _("Instansi yang memegang, kode.")),
        Column(
            "role",
            _TEXT,
            _(
                "Untuk apa: responsible penanggung jawab; asked dimintai koordinasi; checking memeriksa hasil; "
                "waiting menunggu jawaban pelapor, jamnya berhenti."
            ),
            values=tuple(role.value for role in CustodyRole),
        ),
        Column("from", _TIME, _("Sejak kapan.")),
        Column("to", _TIME, _("Sampai kapan; kosong: masih di tangannya.")),
        Column(
            "ended_by",
            _TEXT,
            _("Jenis kejadian yang mengakhirinya; kosong: masih berjalan, atau sumber tidak menyebutnya."),
            values=_KINDS,
        ),
    ),
)
HIDDEN = DataTable(
    "hidden",
    _("Satu baris satu laporan yang disembunyikan: ikut dihitung dalam angka, selebihnya tertutup."),
    (
        Column("ticket", _TEXT, _("Nomor laporan.")),
        Column("agency", _TEXT, _("Instansi penanggung jawab, kode.")),
        Column("submitted_at", _TIME, _("Kapan laporan masuk.")),
    ),
)
AGENCIES = DataTable(
    "agencies",
    _("Satu baris satu instansi."),
    (
        Column("agency", _TEXT, _("Kode.")),
        Column("name", _TEXT, _("Nama.")),
        Column("short", _TEXT, _("Nama pendek.")),
        Column("kind", _TEXT, _("Jenis; outside: bukan milik kota, tidak dibandingkan.")),
        Column("parent", _TEXT, _("Induknya, kode.")),
    ),
)
CATEGORIES = DataTable(
    "categories",
    _("Satu baris satu kategori."),
    (
        Column("category", _TEXT, _("Kode.")),
        Column("name", _TEXT, _("Nama.")),
        Column("name_en", _TEXT, _("Nama dalam bahasa Inggris.")),
        Column("group", _TEXT, _("Kelompok.")),
        Column("response_hours", _INTEGER, _("Target tindakan pertama; kosong: target kota."), _("jam")),
        Column("resolution_hours", _INTEGER, _("Target penyelesaian; kosong: target kota."), _("jam")),
    ),
)
AREAS = DataTable(
    "areas",
    _("Satu baris satu wilayah."),
    (
        Column("area", _TEXT, _("Kode.")),
        Column("name", _TEXT, _("Nama.")),
        Column("level", _TEXT, _("Tingkat.")),
        Column("parent", _TEXT, _("Induknya, kode.")),
        Column("lat", _NUMBER, _("Lintang WGS84 satu titik di dalamnya."), DEGREES),
        Column("lon", _NUMBER, _("Bujur WGS84 satu titik di dalamnya."), DEGREES),
        Column("population", _INTEGER, _("Jumlah penduduk."), _("orang")),
        Column("year", _INTEGER, _("Tahun jumlah penduduk itu.")),
    ),
)
CHANNELS = DataTable(
    "channels",
    _("Satu baris satu kanal masuknya laporan."),
    (
        Column("channel", _TEXT, _("Kode.")),
        Column("name", _TEXT, _("Nama.")),
        Column("name_en", _TEXT, _("Nama dalam bahasa Inggris.")),
        Column(
            "kind",
            _TEXT,
            _("citizen: warga melapor; city: petugas kota sendiri yang mencatat."),
            values=tuple(kind.value for kind in ChannelKind),
        ),
    ),
)
SOURCES = DataTable(
    "sources",
    _("Satu baris satu sumber yang berbicara dari waktu ke waktu; laporan lain masuk langsung di sini."),
    (
        Column("name", _TEXT, _("Nama.")),
        Column("kind", _TEXT, _("export: salinan sekali; feed: aliran yang berlanjut."), values=("export", "feed")),
        Column("as_of", _TIME, _("Sampai kapan sumber itu berbicara.")),
        Column("stale_after", _INTEGER, _("Setelah berapa lama diam alirannya dianggap putus."), _("jam")),
        Column(
            "tells_outcomes",
            ColumnType.BOOLEAN,
            _("Apakah ia mengatakan apa jadinya laporan."),
        ),
    ),
)
ABOUT = DataTable(
    "about",
    _("Satu baris satu keterangan tentang berkas-berkas ini dan aturan kota."),
    (
        Column(
            "name",
            _TEXT,
            _(
                "city, zone, made_at, as_of, seq, head (bukti catatan), total (laporan), page, hand_over_limit_s dan "
                "response_target_s dan resolution_target_s (detik)."
            ),
        ),
        Column("value", _TEXT, _("Isinya.")),
    ),
)
DICTIONARY = DataTable(
    "dictionary",
    _("Satu baris satu kolom: daftar ini sebagai berkas."),
    (
        Column("table", _TEXT, _("Nama berkas.")),
        Column("column", _TEXT, _("Nama kolom.")),
        Column("type", _TEXT, _("Jenis isinya."), values=tuple(kind.value for kind in ColumnType)),
        Column("unit", _TEXT, _("Satuan.")),
        Column("values", _TEXT, _("Isi yang mungkin, dipisah koma; kosong: bebas.")),
        Column("meaning_id", _TEXT, _("Artinya, dalam bahasa Indonesia.")),
        Column("meaning_en", _TEXT, _("Artinya, dalam bahasa Inggris.")),
    ),
)
TICKETS = DataTable(
    "tickets",
    _("Satu baris satu laporan yang tidak disembunyikan, terbaru dulu."),
    (*COLUMNS, Column("url", _TEXT, _("Alamat halamannya."))),
)
TABLES = (TICKETS, EVENTS, CUSTODY, HIDDEN, AGENCIES, CATEGORIES, AREAS, CHANNELS, SOURCES, ABOUT, DICTIONARY)


def chunks(table: DataTable, rows: Iterable[Row], zone: ZoneInfo) -> Iterator[str]:
    """The file in pieces: a header, then every row; texts that a spreadsheet would run are made plain."""
    write = written(zone, table.columns)
    yield _lines([[column.name for column in table.columns]])
    for batch in batches(iter(rows)):
        yield _lines([[_cell(value) for value in write(row)] for row in batch])


def dictionary(english: Callable[[str], str]) -> Iterator[Row]:
    """The rows of DICTIONARY; ``english`` translates a message id."""
    for table in TABLES:
        for column in table.columns:
            said = (column.description, english(column.description))
            yield (table.name, column.name, column.type.value, column.unit, ",".join(column.values), *said)


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(value) if isinstance(value, str) else value


def _lines(rows: list[list[Value]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
