"""Laws of endpoints, templates and texts."""

from __future__ import annotations

import ast
import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask

from portal.web.access import MARK
from portal.web.public_forms import MARK as FORM_MARK
from tests.support.source import ROOT, modules, tracked

pytestmark = pytest.mark.only_on("sqlite")

METHODS = [("portal/**.py", "python"), ("portal/templates/**.*", "jinja2.ext:babel_extract")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None, "lazy_ngettext": (1, 2), "_l": None}
#: The key of a scorecard is its cell and period.
ENDING = re.compile(r"((\b|_)(id|seq)|Scorecard\.period)\b[^,]*$")


def templates() -> dict[str, str]:
    names = [name for name in tracked() if name.startswith("portal/templates/")]
    return {name: (ROOT / name).read_text() for name in names}


def test_every_endpoint_says_who_may_open_it(app: Flask) -> None:
    unmarked = [name for name, view in app.view_functions.items() if not getattr(view, MARK, None)]
    assert unmarked == []


def test_an_endpoint_of_the_desk_is_never_public_by_accident(app: Flask) -> None:
    """Only the sign-in may be opened by anybody."""
    for name, view in app.view_functions.items():
        if name.startswith("desk.") and getattr(view, MARK) == "public":
            assert name.startswith("desk.sign_in"), name


def test_what_the_public_sends_comes_in_by_a_public_form(app: Flask) -> None:
    """The sign-in alone is excepted: the desk has a session, and with it Flask-WTF's token."""
    taken = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    views = {name: app.view_functions[name] for name in taken if not name.startswith("desk.sign_in")}
    assert [n for n, v in views.items() if getattr(v, MARK) == "public" and not hasattr(v, FORM_MARK)] == []


def test_endpoint_function_and_page_share_a_name(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        assert rule.endpoint == "static" or "." in rule.endpoint, rule.endpoint


def test_no_template_holds_inline_script_or_style() -> None:
    wrong = re.compile(
        r"<style|\sstyle=|\son(click|load|change|input|submit)=|<script(?![^>]*\b(src|type)=)|hx-on", re.I
    )
    assert [(name, found.group()) for name, text in templates().items() if (found := wrong.search(text))] == []


def test_what_is_wrong_with_a_form_is_said_by_the_portal_and_not_by_the_browser() -> None:
    """A browser speaks its own language, and of one field at a time."""
    forms = [
        (name, form) for name, text in templates().items() for form in re.findall(r"<form\b.*?</form>", text, re.S)
    ]
    asked = [
        (name, form[: form.index(">\n")])
        for name, form in forms
        if 'method="post"' in form and re.search(r"\b(?:field|agency_fields)\(", form)
    ]
    assert len(asked) >= 20 and [name for name, head in asked if not re.search(r" novalidate\b", head)] == []


def test_no_template_writes_an_address_of_ours_by_hand() -> None:
    """Addresses come from functions (habit 16)."""
    wrong = re.compile(r"""\b(?:href|src|action|data-hx-get|data-hx-post)=["']/(?!/)""")
    assert [(name, found.group()) for name, text in templates().items() if (found := wrong.search(text))] == []


def test_no_template_asks_who_may_see() -> None:
    """Outside the desk no template knows that officers exist (habit 8)."""
    public = {name: text for name, text in templates().items() if "/desk/" not in name and "/layouts/" not in name}
    assert [name for name, text in public.items() if "current_user" in text] == []


def test_every_order_ends_with_an_id_or_a_seq() -> None:
    wrong = [
        f"{module.path}:{node.lineno} {ast.unparse(node.args[-1])}"
        for module in modules("portal/queries", "portal/projections", "portal/actions")
        for node in module.nodes()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "order_by"
        and node.args
        and not isinstance(node.args[-1], ast.Starred)
        and not ENDING.search(ast.unparse(node.args[-1]))
    ]
    assert wrong == []


def test_the_english_catalogue_holds_every_text_and_no_other() -> None:
    with (ROOT / "portal/translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file)
    translated = {
        message.id if isinstance(message.id, str) else message.id[0] for message in catalogue if message.string
    }
    fuzzy = [message.id for message in catalogue if message.id and message.fuzzy]
    found = extract_from_dir(ROOT / "portal", method_map=relative(METHODS), keywords=KEYWORDS)
    texts = {text if isinstance(text, str) else text[0] for _file, _line, text, _notes, _context in found}
    assert sorted(texts - translated) == []
    assert sorted(translated - texts - {""}) == []
    assert fuzzy == []


def relative(methods: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(pattern.removeprefix("portal/"), method) for pattern, method in methods]
