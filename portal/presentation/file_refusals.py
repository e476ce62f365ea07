"""Why a photo or document is not taken, in words that say what to do."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

#: By the reason of ``domain.status.Refused``.
FILE_REFUSALS = {
    "file_empty": _("Berkas ini kosong. Pilih berkas lain."),
    "file_too_large": _("Berkas ini lebih besar dari %(most)s MB. Kirim foto yang lebih kecil."),
    "file_type": _("Berkas ini bukan foto atau dokumen yang bisa dibaca. Pakai JPEG, PNG, WebP, HEIC, atau PDF."),
    "file_two_types": _(
        "Di dalam berkas ini tersembunyi hal lain selain foto atau dokumen, jadi tidak diterima. "
        "Kirim foto aslinya, langsung dari kamera."
    ),
    "file_broken": _("Berkas ini rusak atau terpotong. Kirim sekali lagi, atau pilih berkas lain."),
    "too_many_pixels": _("Foto ini lebih dari %(most)s megapiksel. Perkecil dulu, lalu kirim lagi."),
    "too_many_pages": _("Dokumen ini lebih dari %(most)s halaman. Kirim halaman yang penting saja."),
    "photo_only": _("Berkas ini bukan foto. Pakai JPEG, PNG, WebP, atau HEIC."),
    "files_enough": _("Satu langkah memuat paling banyak %(most)s foto dan dokumen. Buang dulu salah satunya."),
    "pictures_busy": _("Portal sedang membaca banyak foto lain. Kirim lagi sebentar lagi."),
    "media_away": _("Foto sedang tidak bisa disimpan. Kirim lagi beberapa menit lagi; tulisan Anda tidak hilang."),
}
