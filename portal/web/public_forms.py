"""Forms on public pages: since those keep no session and set no cookie, each form carries a signed, timed token."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, cast

from flask import Response, after_this_request, current_app, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from itsdangerous import BadData, URLSafeTimedSerializer

from .. import clock
from ..extensions import csrf
from . import fragments, links

P = ParamSpec("P")
MARK = "portal_public_form"  # attribute of a view: the name of the form that it takes
FIELD = "form_token"
NOT_TYPED = frozenset({FIELD, "k"})  # what a form carries along: its token, and that of a private link
OLDEST = timedelta(hours=24)  # a long report is written slowly
YOUNGEST = timedelta(seconds=2)  # a program is faster, a person is not
OURS = frozenset({"same-origin", "none"})  # values of Sec-Fetch-Site


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a form was refused: HTTP status, and what a person reads."""

    status: int
    heading: str
    advice: str


STALE = Fault(
    400,
    _l("Formulir ini sudah terlalu lama terbuka"),
    _l("Demi keamanan, kirim ulang dari halaman yang baru dibuka. Salin dulu tulisan Anda sebelum kembali."),
)
EARLY = Fault(
    400,
    _l("Formulir ini terkirim terlalu cepat"),
    _l("Tunggu beberapa detik, lalu kirim lagi."),
)
ELSEWHERE = Fault(
    403,
    _l("Formulir ini dikirim dari situs lain"),
    _l("Demi keamanan, kami hanya menerima formulir yang diisi di situs ini."),
)
USED = Fault(
    409,
    _l("Formulir ini sudah terkirim"),
    _l("Kiriman pertama Anda sudah kami terima. Untuk mengirim yang lain, buka formulir baru."),
)

TOO_MANY = Fault(
    429,
    _l("Terlalu banyak kiriman dari jaringan Anda"),
    _l("Coba lagi dalam satu jam. Salin dulu tulisan Anda di bawah ini."),
)


class FormRefused(Exception):
    """A form that is not taken. A view may raise it with USED when the key of its form was used before."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.status)
        self.fault = fault


def form_token(name: str) -> str:
    """A new token for the form ``name``, to be sent as the hidden field ``form_token``.

    The page is then nobody else's: it is marked ``no-store``, and must not be answered from the page cache.
    """
    after_this_request(_no_store)
    return _serializer(name).dumps(secrets.token_urlsafe(16))


def public_form(
    name: str,
    *,
    again: Callable[[Fault], ResponseReturnValue] | None = None,
    oldest: timedelta = OLDEST,
    youngest: timedelta = YOUNGEST,
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Mark a view that takes the public form ``name`` by POST: it runs only with a good token of that form.

    In place of Flask-WTF's token, which needs a session. ``again(fault)`` shows the form with what was typed when it
    is refused; without it, a page of its own shows what was typed and can send it once more. A form from another site
    is never shown again.
    """

    def mark(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            try:
                _check_origin()
                g.form_key = _key(name, oldest, youngest)
                return view(*args, **kwargs)
            except FormRefused as refused:
                return refuse(refused.fault, again)

        setattr(checked, MARK, name)
        exempt: Callable[P, ResponseReturnValue] = csrf.exempt(checked)
        return exempt

    return mark


def opened_by_token(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Mark a view that takes a POST from who has the secret in its address, which was mailed: a mail program that
    unsubscribes by itself (RFC 8058) has seen no form. What it does must be harmless twice."""

    @wraps(view)
    def unkept(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        after_this_request(_no_store)
        return view(*args, **kwargs)

    setattr(unkept, MARK, "token in the address")
    exempt: Callable[P, ResponseReturnValue] = csrf.exempt(unkept)
    return exempt


def form_key() -> str:
    """What identifies this one filling-in of the form, within a view marked by ``public_form``.

    Where something must not happen twice, its table has this key in a UNIQUE column: the second sending then finds
    what the first one made, in the same transaction, and no list of used tokens has to be kept and cleared.
    """
    return cast(str, g.form_key)


def _key(name: str, oldest: timedelta, youngest: timedelta) -> str:
    """The key inside the token that was sent. Raises FormRefused when it is missing, forged, too old or too young."""
    token, age = request.form.get(FIELD, ""), int(oldest.total_seconds())
    try:
        key, issued = _serializer(name).loads(token, max_age=age, return_timestamp=True)
    except BadData as error:
        raise FormRefused(STALE) from error
    if clock.now() - issued < youngest:
        raise FormRefused(EARLY)
    return cast(str, key)


def _serializer(name: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"public form {name}")


def _check_origin() -> None:
    """Refuse what a page of another site sent. Where no origin is named (an old browser) the token is enough."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        if site not in OURS:
            raise FormRefused(ELSEWHERE)
    elif origin is not None and origin not in {links.origin(), request.host_url.rstrip("/")}:
        raise FormRefused(ELSEWHERE)


def refuse(fault: Fault, again: Callable[[Fault], ResponseReturnValue] | None = None) -> Response:
    """The answer to a form that is not taken, which shows what was typed."""
    if again is not None and fault is not ELSEWHERE:
        response = make_response(again(fault))
    else:
        sent = [] if fault is ELSEWHERE else [pair for pair in request.form.items(multi=True) if pair[0] != FIELD]
        page = render_template(
            "errors/public_form.html",
            fault=fault,
            typed=[text for name, text in sent if name not in NOT_TYPED and text],
            sent=sent,
            files=any(file.filename for file in request.files.values()),
            token=_another_token(fault),
            code=fault.status,
            fragment=fragments.wanted(),
        )
        response = make_response(page)
    response.status_code = fault.status
    return _no_store(response)


def _another_token(fault: Fault) -> str:
    """For sending the same once more; none where that would do it twice, or where nobody typed it here."""
    if fault in (ELSEWHERE, USED) or request.endpoint is None:
        return ""
    return form_token(getattr(current_app.view_functions[request.endpoint], MARK, ""))


def _no_store(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
