"""The words for roles and for what the audit keeps: used at the desk alone."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from ..domain.permission import Role
from ..domain.staff_act import StaffAct

ROLE_NAMES: dict[Role, LazyString] = {
    Role.OFFICER: _("Petugas"),
    Role.SUPERVISOR: _("Penyelia"),
    Role.VALIDATOR: _("Pemeriksa"),
    Role.COORDINATOR: _("Koordinator"),
    Role.ADMIN: _("Admin"),
}
ACT_NAMES: dict[StaffAct, LazyString] = {
    StaffAct.SIGNED_IN: _("Masuk"),
    StaffAct.SIGN_IN_REFUSED: _("Gagal masuk"),
    StaffAct.SIGN_IN_DELAYED: _("Disuruh menunggu sebelum masuk"),
    StaffAct.SIGNED_OUT: _("Keluar"),
    StaffAct.SESSIONS_ENDED: _("Sesi lain diakhiri"),
    StaffAct.PASSWORD_CHANGED: _("Kata sandi diganti"),
    StaffAct.SECOND_FACTOR_SET: _("Kode kedua dipasang"),
    StaffAct.SECOND_FACTOR_REMOVED: _("Kode kedua dihapus"),
    StaffAct.RECOVERY_CODE_USED: _("Kode cadangan dipakai"),
    StaffAct.RESET_LINK_MADE: _("Tautan kata sandi dibuat"),
    StaffAct.OFFICER_ADDED: _("Petugas ditambahkan"),
    StaffAct.OFFICER_CHANGED: _("Akun petugas diubah"),
    StaffAct.OFFICER_DEACTIVATED: _("Akun dinonaktifkan"),
    StaffAct.OFFICER_ACTIVATED: _("Akun diaktifkan lagi"),
    StaffAct.AGENCY_ADDED: _("Instansi ditambahkan"),
    StaffAct.AGENCY_CHANGED: _("Instansi diubah"),
    StaffAct.AGENCY_DEACTIVATED: _("Instansi dinonaktifkan"),
    StaffAct.AGENCY_ACTIVATED: _("Instansi diaktifkan lagi"),
    StaffAct.TICKET_CHANGED: _("Laporan"),
    StaffAct.TICKET_FORBIDDEN: _("Dicoba, tetapi tidak berhak"),
    StaffAct.WITHDRAWAL_ASKED: _("Meminta pencabutan"),
    StaffAct.WITHDRAWAL_AGREED: _("Menyetujui pencabutan"),
    StaffAct.WITHDRAWAL_REFUSED: _("Menolak pencabutan"),
}
#: What follows the log, by the names of its checkpoints.
FOLLOWER_NAMES: dict[str, LazyString] = {
    "index": _("Pencarian"),
    "scorecards": _("Angka instansi dan wilayah"),
    "answers": _("Jawaban yang sama"),
    "streets": _("Jalan"),
    "mail": _("Surat kepada pengikut"),
}


def register(app: Flask) -> None:
    app.add_template_filter(follower_name)
    app.jinja_env.globals.update(role_name=role_name, act_name=act_name, browser_name=browser_name)


def follower_name(name: str) -> str:
    """What a projection is called; its own name where an earlier release had another."""
    return str(FOLLOWER_NAMES.get(name, name))


def role_name(role: Role) -> str:
    return str(ROLE_NAMES[role])


def act_name(act: StaffAct) -> str:
    return str(ACT_NAMES[act])


#: What a browser's own description holds, and what people call it; the first that fits, for many claim to be others.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def browser_name(described: str) -> str:
    """A browser and its system as people call them; the description itself where it names neither."""
    found = [next((name for part, name in names.items() if part in described), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name) or described[:60]
