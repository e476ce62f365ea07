"""The columns of a ticket as it leaves the portal: one list for every file, which is also the data dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from ..domain.channel import ChannelKind
from ..domain.status import Status, StatusType
from ..domain.transitions import Closing
from ..domain.visibility import Visibility

Value = str | int | float | bool | None
#: A ticket's values in the order of COLUMNS; times are whole seconds since 1970.
Row = tuple[Value, ...]


class ColumnType(StrEnum):
    """What a column holds. TIME is written as ISO 8601 with the offset of the city's zone."""

    TEXT = "text"
    TIME = "time"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in every file, what it holds, what it means and in which unit (message ids).

    ``values``: all that may stand in it besides nothing, where that is not free.
    """

    name: str
    type: ColumnType
    description: str
    unit: str = ""
    values: tuple[str, ...] = ()


def noted(text: str) -> str:
    """Marks a text for translation where no request is: the page that prints it translates it."""
    return text


_ = noted
DEGREES, TIMES = _("derajat"), _("kali")

COLUMNS: tuple[Column, ...] = (
    Column("code", ColumnType.TEXT, _("Nomor laporan, unik.")),
    Column(
        "visibility",
        ColumnType.TEXT,
        _(
            "full: teks terbuka; stub: hanya fakta, teks tertutup; hidden: disembunyikan, hapus salinan Anda (hanya "
            "dalam berkas perubahan)."
        ),
        values=tuple(v.value for v in Visibility if v is not Visibility.PENDING),
    ),
    Column(
        "status",
        ColumnType.TEXT,
        _("Status sekarang, seperti di CRM; kodenya sama di semua kota."),
        values=tuple(status.value for status in Status),
    ),
    Column(
        "status_en",
        ColumnType.TEXT,
        _("Kode status dalam bahasa Inggris, sama di semua kota."),
        values=tuple(status.english for status in Status),
    ),
    Column(
        "status_type",
        ColumnType.TEXT,
        _(
            "open: masih berjalan; resolved: selesai; closed: berakhir tanpa perbaikan; "
            "unknown: sumbernya tidak mengatakan apa jadinya."
        ),
        values=tuple(kind.value for kind in StatusType),
    ),
    Column(
        "closing",
        ColumnType.TEXT,
        _("Alasan berakhir; kosong bila masih berjalan."),
        values=tuple(closing.value for closing in Closing),
    ),
    Column("category", ColumnType.TEXT, _("Kategori, kode.")),
    Column("category_name", ColumnType.TEXT, _("Kategori, nama.")),
    Column("agency", ColumnType.TEXT, _("Instansi penanggung jawab, kode.")),
    Column("agency_name", ColumnType.TEXT, _("Instansi penanggung jawab, nama.")),
    Column("holder", ColumnType.TEXT, _("Instansi yang sekarang memegang laporan, kode.")),
    Column("holder_name", ColumnType.TEXT, _("Instansi yang sekarang memegang laporan, nama.")),
    Column("holder_since", ColumnType.TIME, _("Sejak kapan di tangan instansi itu.")),
    Column("area", ColumnType.TEXT, _("Wilayah terkecil tempat kejadian, kode.")),
    Column("area_name", ColumnType.TEXT, _("Wilayah terkecil tempat kejadian, nama.")),
    Column("parent_area", ColumnType.TEXT, _("Wilayah di atasnya, kode.")),
    Column("parent_area_name", ColumnType.TEXT, _("Wilayah di atasnya, nama.")),
    Column("channel", ColumnType.TEXT, _("Kanal masuknya laporan, kode.")),
    Column(
        "channel_kind",
        ColumnType.TEXT,
        _("citizen: warga melapor; city: petugas kota sendiri yang mencatat."),
        values=tuple(kind.value for kind in ChannelKind),
    ),
    Column("lat", ColumnType.NUMBER, _("Lintang WGS84; untuk laporan tertutup: titik tengah wilayahnya."), DEGREES),
    Column("lon", ColumnType.NUMBER, _("Bujur WGS84; untuk laporan tertutup: titik tengah wilayahnya."), DEGREES),
    Column("place", ColumnType.TEXT, _("Tempat dengan kata-kata pelapor; data pribadi diganti seperti di text.")),
    Column("title", ColumnType.TEXT, _("Judul; data pribadi diganti seperti di text.")),
    Column(
        "text",
        ColumnType.TEXT,
        _(
            "Isi laporan. Data pribadi diganti kata dalam kurung siku, sama dalam semua bahasa: [telepon], [NIK], "
            "[email], [pelat], [akun], [rekening], [kartu], [NPWP], [BPJS], [paspor]."
        ),
    ),
    Column("submitted_at", ColumnType.TIME, _("Kapan laporan masuk.")),
    Column("first_response_at", ColumnType.TIME, _("Jawaban pertama: tulisan terbuka pertama dari instansi.")),
    Column(
        "first_action_at",
        ColumnType.TIME,
        _("Tindakan terbuka pertama dari instansi: jawaban, penerusan, atau lainnya."),
    ),
    Column("resolved_at", ColumnType.TIME, _("Kapan terakhir dinyatakan selesai; kosong bila belum.")),
    Column("ended_at", ColumnType.TIME, _("Kapan berakhir, selesai atau tidak; kosong bila masih berjalan.")),
    Column("response_due_at", ColumnType.TIME, _("Batas waktu tindakan pertama.")),
    Column("due_at", ColumnType.TIME, _("Batas waktu penyelesaian.")),
    Column("promised_at", ColumnType.TIME, _("Tanggal selesai yang dijanjikan (EWS).")),
    Column("overdue", ColumnType.BOOLEAN, _("Masih berjalan dan lewat batas, sejauh diketahui sampai as_of.")),
    Column("handoffs", ColumnType.INTEGER, _("Berapa kali berpindah tangan."), TIMES),
    Column("reopened", ColumnType.INTEGER, _("Berapa kali dibuka lagi."), TIMES),
    Column("disputed", ColumnType.INTEGER, _("Berapa kali warga membantah penyelesaian."), TIMES),
    Column("confirmed", ColumnType.INTEGER, _("Berapa kali warga membenarkan penyelesaian."), TIMES),
    Column("asked", ColumnType.INTEGER, _("Berapa kali pelapornya ditanya portal ini apakah sudah beres."), TIMES),
    Column("answered", ColumnType.INTEGER, _("Berapa kali ia lalu membenarkan atau membantah."), TIMES),
    Column("responses", ColumnType.INTEGER, _("Jumlah jawaban terbuka."), TIMES),
    Column("questions", ColumnType.INTEGER, _("Berapa kali instansi bertanya kepada pelapor."), TIMES),
    Column(
        "stood_still",
        ColumnType.INTEGER,
        _("Berapa lama batas waktu penyelesaian mundur karena pelapor ditanya; sudah termasuk dalam due_at."),
        _("detik"),
    ),
    Column("duplicate_of", ColumnType.TEXT, _("Nomor laporan yang sama, bila digabung.")),
    Column("updated_at", ColumnType.TIME, _("Kapan kejadian terbuka yang terbaru dicatat.")),
    Column("last_seq", ColumnType.INTEGER, _("Nomor kejadian terbuka yang terbaru dalam catatan.")),
    Column(
        "as_of",
        ColumnType.TIME,
        _("Sampai kapan keadaan laporan diketahui: kabar terakhir sumbernya, atau sesudahnya di sini."),
    ),
)

NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
AT: dict[str, int] = {name: place for place, name in enumerate(NAMES)}


def written(zone: ZoneInfo, columns: tuple[Column, ...] = COLUMNS) -> Callable[[Row], list[Value]]:
    """A function that turns the times of a row into text and leaves the rest."""
    moment = moments(zone)
    times = [place for place, column in enumerate(columns) if column.type is ColumnType.TIME]

    def write(row: Row) -> list[Value]:
        values = list(row)
        for place in times:
            seconds = values[place]
            if isinstance(seconds, int):
                values[place] = moment(seconds)
        return values

    return write


def moments(zone: ZoneInfo) -> Callable[[int], str]:
    """A function that writes seconds since 1970 as ISO 8601 in ``zone``; most files hold each quarter-hour often."""
    quarters: dict[int, tuple[str, int, str] | None] = {}

    def moment(seconds: int) -> str:
        quarter, rest = divmod(seconds, 900)
        if quarter not in quarters:
            quarters[quarter] = _quarter(quarter, zone)
        found = quarters[quarter]
        if found is None:
            return datetime.fromtimestamp(seconds, UTC).astimezone(zone).isoformat()
        hour, minute, offset = found
        return f"{hour}{minute + rest // 60:02}:{rest % 60:02}{offset}"

    return moment


def _quarter(quarter: int, zone: ZoneInfo) -> tuple[str, int, str] | None:
    """(text up to the hour, minute, offset) of a quarter-hour; None where the zone's offset is not one of quarters."""
    local = datetime.fromtimestamp(quarter * 900, UTC).astimezone(zone)
    if local.minute % 15 or local.second:
        return None
    return local.strftime("%Y-%m-%dT%H:"), local.minute, local.isoformat()[19:]


def batches(rows: Iterator[Row], size: int = 500) -> Iterator[list[Row]]:
    """Rows by the hundred, so that what is sent is not a packet a row."""
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
