"""Why a change was refused, in words that say what to do: one catalogue for forms, the desk and private links."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from .file_refusals import FILE_REFUSALS

#: By the reason of ``domain.status.Refused``.
REFUSALS: dict[str, LazyString] = {
    "not_from_here": _(
        "Langkah ini tidak bisa dilakukan dari status sekarang. Muat ulang halaman untuk melihat langkah yang bisa."
    ),
    "text_needed": _("Tulis dulu alasannya atau jawabannya."),
    "agency_needed": _("Pilih instansi tujuan."),
    "already_there": _("Laporan ini sudah di tangan instansi itu. Pilih instansi lain."),
    "date_needed": _("Isi tanggalnya."),
    "date_past": _("Tanggal janji sudah lewat. Pilih hari ini atau sesudahnya."),
    "ticket_unknown": _("Tidak ada laporan bernomor %(code)s yang tampil untuk umum."),
    "ticket_needed": _("Isi nomor laporan yang tetap."),
    "not_your_unit": _(
        "Disposisi hanya untuk unit di bawah instansi yang memegang laporan. "
        "Untuk instansi lain, pilih Serahkan atau Minta bantuan."
    ),
    "same_ticket": _("Itu nomor laporan ini sendiri. Isi nomor laporan yang lain."),
    "other_is_duplicate": _("Laporan itu sendiri sudah digabungkan. Pilih laporan yang masih berdiri."),
    "answer_instead": _("Instansi itu yang bertanya kepada Anda. Pilih Jawab atau kembalikan."),
    "not_handed_over": _("Laporan ini tidak baru diserahkan kepada Anda, jadi tidak ada yang bisa dikembalikan."),
    "already_accepted": _("Instansi Anda sudah mengerjakan laporan ini. Serahkan ke instansi yang berwenang."),
    "return_too_late": _("Batas %(hours)s jam untuk mengembalikan sudah lewat. Serahkan ke instansi yang berwenang."),
    "words_needed": _("Tulis dengan kata-kata: satu tanda atau angka tidak menjelaskan apa-apa."),
    "only_asked": _(
        "Instansi Anda hanya diminta membantu: jawab, kembalikan, atau teruskan pertanyaannya. "
        "Selebihnya keputusan instansi penanggung jawab."
    ),
    "not_in_your_hands": _("Laporan ini sedang di tangan instansi lain."),
    "own_work": _("Hasil kerja sendiri harus diperiksa orang lain, dari luar instansi itu."),
    "validator_needed": _("Hanya pemeriksa yang bisa menyetujui atau menolak hasil kerja."),
    "supervisor_needed": _("Hanya penyelia, koordinator, atau admin yang bisa melakukan ini."),
    "role_missing": _("Peran Anda tidak mencakup langkah ini."),
    "email_taken": _("Alamat ini sudah milik seorang petugas. Cari dia di daftar."),
    "email_malformed": _("Alamat ini tidak memuat @, atau terlalu panjang."),
    "name_needed": _("Isi namanya."),
    "agency_unknown": _("Pilih instansi."),
    "agency_taken": _("Nama ini sudah dipakai, sekarang atau dulu, oleh %(agency)s. Pilih nama lain."),
    "agency_circle": _("Instansi tidak bisa berada di bawah dirinya sendiri atau di bawah unitnya."),
    "agency_inactive": _("Instansi itu sudah nonaktif. Pilih instansi lain, atau aktifkan dulu."),
    "agency_holds": _("Masih ada %(count)s laporan terbuka padanya. Serahkan atau selesaikan dulu semuanya."),
    "agency_staffed": _("Masih ada %(count)s petugas aktif. Pindahkan atau nonaktifkan dulu akun mereka."),
    "agency_checks": _(
        "Instansi ini memeriksa hasil kerja di kota ini, menurut city.toml. Tunjuk dulu yang lain di sana."
    ),
    "busy": _("Portal sedang memeriksa banyak kata sandi lain. Kirim lagi dalam %(seconds)s detik."),
    "password_short": _("Terlalu pendek: pakai paling sedikit %(least)s karakter."),
    "password_long": _("Terlalu panjang: paling banyak %(most)s karakter."),
    "password_personal": _("Jangan pakai nama atau alamat email sebagai kata sandi."),
    "password_guessable": _(
        "Terlalu mudah ditebak. Pakai paling sedikit %(least)s karakter, misalnya empat kata yang tidak berhubungan."
    ),
    "last_admin": _("Ini admin terakhir. Jadikan petugas lain admin dulu."),
    "not_yourself": _("Akun sendiri tidak bisa dinonaktifkan. Mintalah admin lain."),
    "not_your_words": _("Hanya instansi yang menulisnya yang bisa memperbaikinya."),
    "nothing_to_correct": _("Bagian ini tidak punya teks yang bisa diperbaiki."),
    "own_request": _("Ini permintaan Anda atau instansi Anda. Orang kedua dari instansi lain memutuskannya."),
    "second_person_needed": _("Mencabut sesuatu dari umum perlu persetujuan orang kedua: kirimlah sebagai permintaan."),
    "already_decided": _("Permintaan ini sudah diputuskan. Muat ulang halaman untuk melihat hasilnya."),
    "already_redacted": _("Teks ini sudah dicabut."),
    "cannot_unpublish": _("Yang sudah terbit tidak bisa ditahan lagi."),
    "lists_full": _("Terlalu banyak daftar diikuti lewat email. Ikuti daftar ini dengan umpan Atom di bawah."),
    "not_asked_now": _("Keadaan laporan ini sudah berubah. Buka lagi halamannya."),
    "said_enough": _("Dari sambungan internet Anda sudah banyak yang dihitung. Coba lagi sejam lagi."),
    "notices_enough": _("Dari sambungan internet Anda sudah banyak pemberitahuan. Coba lagi sejam lagi."),
    "notices_known": _("Banyak orang sudah melaporkan hal ini. Petugas sudah tahu dan akan melihatnya."),
    "choice_gone": _("Foto yang Anda pilih sudah tidak ada pada laporan ini. Pilih yang lain."),
    "only_pasted": _("Kata-kata ini sudah ada pada laporan ini. Tulis apa yang Anda kerjakan kali ini."),
    "parts_needed": _("Tandai paling sedikit satu bagian foto."),
    "not_blurred": _("Foto ini tampil utuh."),
    "original_gone": _("Foto aslinya sudah dihapus karena masa simpannya habis."),
    "photo_gone": _("Foto ini sudah tidak tampil. Muat ulang halaman laporannya."),
    "added_enough": _("Anda sudah menambahkan banyak keterangan. Tunggu jawaban petugas dulu."),
    "question_open": _(
        "Masih ada pertanyaan yang menunggu jawaban pelapor. Tunggu jawabannya, atau kerjakan laporannya."
    ),
    "question_over": _("Tidak ada pertanyaan yang menunggu jawaban."),
    "recheck_over": _("Tidak ada permintaan untuk memeriksa ulang laporan ini. Mungkin orang lain sudah memeriksanya."),
    "asked_enough": _("Pelapor sudah ditanya %(count)s kali tentang laporan ini. Lebih dari itu tidak bisa."),
    "reporter_unreachable": _("Pelapor tidak bisa ditanya: laporan ini tidak punya tautan pribadi yang masih berlaku."),
    "nothing_to_do": _("Tidak ada yang berubah."),
    "already_so": _("Sudah begitu. Pilih yang lain."),
    "kept_private": _("Pelapor meminta laporan ini hanya dibaca petugas. Hanya pelapor sendiri yang bisa membukanya."),
    **FILE_REFUSALS,
}


def register(app: Flask) -> None:
    app.jinja_env.globals.update(refusal_text=refusal_text)


def refusal_text(reason: str, facts: Mapping[str, object]) -> str:
    """Why a change was refused. ``facts``: those of ``domain.status.Refused``."""
    if reason not in REFUSALS:
        return str(gettext("Langkah ini ditolak (%(reason)s).", reason=reason))
    named = {"code": facts.get("ticket", ""), "hours": "", "least": "", "most": ""} | dict.fromkeys(
        ("agency", "count", "seconds"), ""
    )
    said, near = str(REFUSALS[reason]) % (named | dict(facts)), facts.get("near")
    return f"{said} {gettext('Mungkin maksud Anda %(codes)s?', codes=near)}" if near else said
