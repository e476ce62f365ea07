"""What templates print is escaped in a quarter of the time: most of it is plain text, or safe already.

MarkupSafe makes a new ``Markup`` of every piece, by three calls in Python; a page prints a thousand pieces, and joins
them at once.
"""

from __future__ import annotations

from flask import Flask
from jinja2.compiler import CodeGenerator
from jinja2.nodes import Template
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]


def register(app: Flask) -> None:
    """Before the first template is loaded."""
    app.jinja_env.code_generator_class = QuickCode


def quick(value: object) -> str:
    """The text of markupsafe's ``escape(value)``, as a plain string if ``value`` was one."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)  # type: ignore[no-any-return]
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is int:
        return str(value)
    return escape(value)


class QuickCode(CodeGenerator):
    """Jinja's compiled templates use ``escape`` for nothing but what they print: they find this one by that name."""

    def visit_Template(self, node: Template, frame: object = None) -> None:  # noqa: N802 - Jinja's name
        super().visit_Template(node, frame)  # type: ignore[arg-type]
        self.writeline(f"from {__name__} import quick as escape")
