"""Jinja's compiled templates, made quicker at the two things that a page does a thousand times: print and call.

Both are printed into the compiled Python by Jinja's own code generator, which an environment may replace; what a
template means stays the same.
"""

from __future__ import annotations

from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from flask import Flask
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.nodes import Call, Name, Node, Template
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

PLAIN = frozenset({FunctionType, MethodType, BuiltinFunctionType})  # a builtin's methods are of its type too


def register(app: Flask) -> None:
    """Before the first template is loaded."""
    app.jinja_env.code_generator_class = QuickCode


def quick(value: object) -> str:
    """The text of markupsafe's ``escape(value)``, as a plain string if ``value`` was one.

    MarkupSafe makes a new ``Markup`` of every piece, by three calls in Python; a page joins its pieces at once.
    """
    kind = type(value)
    if kind is str:
        return _escape_inner(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is int:
        return str(value)
    return escape(value)


class QuickCode(CodeGenerator):
    """Writes what is printed with ``quick``, and calls the portal's own functions without asking what they are."""

    def visit_Template(self, node: Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """The compiled code uses ``escape`` for nothing but what it prints: it finds ``quick`` by that name."""
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import quick as escape")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's name
        """Call a global function at once, any other thing by ``context.call``, which first looks what it is."""
        wants = None if forward_caller or node.dyn_args or node.dyn_kwargs else self._wanted(node.node, frame)
        if wants is None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(f"{frame.symbols.ref(node.node.name)}(")  # type: ignore[attr-defined]
        for argument in wants:
            self.write(f"{argument}, ")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")

    def _wanted(self, called: Node, frame: Frame) -> list[str] | None:
        """What a global function wants before its arguments; None if this is none that is known now."""
        if not isinstance(called, Name):
            return None
        reference = frame.symbols.find_ref(called.name)
        if reference is None or frame.symbols.find_load(reference) != (VAR_LOAD_RESOLVE, called.name):
            return None  # a parameter, a macro or something else that the template itself names so
        function: Any = self.environment.globals.get(called.name)
        if type(function) not in PLAIN:
            return None
        asked = getattr(function, "jinja_pass_arg", None)
        if asked is None:
            return []
        return ["context.eval_ctx"] if asked.name == "eval_context" else None
