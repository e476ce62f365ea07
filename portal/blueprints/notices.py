"""A notice about a public photo or text: a small form for anybody, without an account, a cookie or a script."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ..domain.notice import NoticeSubject
from ..domain.status import Refused
from ..extensions import db
from ..forms.notice import NoticeForm
from ..queries.notices.subject import Noticed, noticed
from ..web.access import public
from ..web.public_forms import Fault, form_token, public_form
from .notice_given import give_notice

bp = Blueprint("notices", __name__)
ADDRESS = "/notices/<any(photo, report, answer):subject>/<name>"
FORM = "notice"


@bp.get(ADDRESS)
@public
def page(subject: str, name: str) -> ResponseReturnValue:
    return _page(_asked(subject, name), NoticeForm(formdata=None))


def again(fault: Fault) -> ResponseReturnValue:
    """The same page with what was typed, for a form that was refused."""
    return _page(_asked(**(request.view_args or {})), NoticeForm(), fault=fault)


@bp.post(ADDRESS)
@public
@public_form(FORM, again=again)
def page_post(subject: str, name: str) -> ResponseReturnValue:
    """Keep it; what a program has filled in is thanked for and thrown away."""
    about, form = _asked(subject, name), NoticeForm()
    if not form.validate():
        return _page(about, form), 422
    try:
        give_notice(about, form)
    except Refused as refusal:
        return _page(about, form, refusal=refusal), 429
    return redirect(url_for("notices.thanks", code=about.code), 303)


@bp.get("/notices/thanks/<code>")
@public
def thanks(code: str) -> ResponseReturnValue:
    """That it has arrived and what happens now: the same to everybody, whatever there is of this code."""
    return render_template("notices/thanks.html", code=code[:40])


def _asked(subject: str, name: str) -> Noticed:
    return noticed(db.session(), NoticeSubject(subject), name) or abort(404)


def _page(about: Noticed, form: NoticeForm, **why: object) -> str:
    return render_template("notices/page.html", about=about, form=form, token=form_token(FORM), **why)
