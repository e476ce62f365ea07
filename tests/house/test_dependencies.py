"""Dependencies are used as their authors meant (DESIGN part 2): no private name, no replaced inside, no locator."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2 import Environment

from tests.support.source import Module, dotted, modules

#: Begin with an underscore so that they meet no name of a column, a field or a wrapped object, and are documented.
DOCUMENTED = {"_asdict", "_fields", "_get_current_object", "_make", "_mapping", "_replace", "_tuple"}
#: Documented: a middleware around the application, Flask's own places for the values of a request, and its limits.
MEANT = re.compile(r"app\.wsgi_app|(g|session)\.\w+|request\.max_content_length")
#: Keys under which extensions of others keep their state in ``app.extensions``.
EXTENSIONS = {"babel", "cache", "compress", "csrf", "limiter", "migrate", "sqlalchemy"}
PRIVATE_NOT_YET: set[str] = set()
PATCHED_NOT_YET: set[str] = set()
LOCATORS_NOT_YET: set[str] = set()


def private(name: str) -> bool:
    """One underscore at the beginning; ``__file__`` and ``_missing_`` are names that the language gives a meaning."""
    return name.startswith("_") and not name.startswith("__") and not name.endswith("_") and name not in DOCUMENTED


def targets(tree: ast.AST) -> Iterator[ast.expr]:
    """Everything that is assigned to or deleted, tuples taken apart."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield node


def ours() -> set[str]:
    """Every name that some code of portal/ gives: functions, classes, variables, attributes of its own objects."""
    names: set[str] = set()
    for module in modules("portal"):
        names |= {n.name for n in module.nodes() if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        for target in targets(module.tree):
            if isinstance(target, ast.Name):
                names.add(target.id)
            elif isinstance(target, ast.Attribute) and dotted(target.value) in {"self", "cls"}:
                names.add(target.attr)
    return names


def foreign(module: Module) -> set[str]:
    """The names in a module that stand for modules, classes and functions of others."""
    names: set[str] = set()
    for node in module.nodes():
        if isinstance(node, ast.Import):
            names |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and not (node.module or "").startswith("portal"):
            names |= {alias.asname or alias.name for alias in node.names}
    return names


def test_no_private_name_of_a_dependency_is_imported() -> None:
    wrong = {
        f"{module.path} {name}"
        for module in modules("portal")
        for _, name in module.imports()
        if not name.startswith("portal.") and any(private(part) for part in name.split("."))
    }
    assert sorted(wrong - PRIVATE_NOT_YET) == []


def test_every_private_attribute_that_is_used_is_ours() -> None:
    known = ours()
    wrong = [
        f"{module.path}:{node.lineno} {ast.unparse(node)}"
        for module in modules("portal")
        for node in module.nodes()
        if isinstance(node, ast.Attribute)
        and private(node.attr)
        and (node.attr not in known or dotted(node).partition(".")[0] in foreign(module))
        and ast.unparse(node) != "os._exit"  # private by its name alone: the way out of a forked process
    ]
    assert wrong == []


def test_no_class_of_ours_replaces_a_private_method_of_a_dependency() -> None:
    wrong = []
    for cls in classes():
        above = [base for base in cls.__mro__[1:] if not base.__module__.startswith("portal")]
        inside = {name for base in above for name in vars(base) if callable(vars(base)[name]) and private(name)}
        wrong += [f"{cls.__module__}.{cls.__name__}.{name}" for name in vars(cls) if name in inside]
    assert wrong == []


def classes() -> Iterator[type]:
    for module in modules("portal"):
        if any(isinstance(node, ast.ClassDef) for node in module.nodes()):
            name = module.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            importlib.import_module(name)
            yield from (c for _, c in inspect.getmembers(sys.modules[name], inspect.isclass) if c.__module__ == name)


def patches(module: Module) -> Iterator[str]:
    """Attributes of foreign modules and classes, and methods of the application and of Jinja, that are replaced."""
    others = foreign(module)
    for target in targets(module.tree):
        view = isinstance(target, ast.Subscript) and dotted(target.value).endswith(".view_functions")
        name = dotted(target)
        owner, _, attribute = name.rpartition(".")
        method = (owner in {"app", "current_app"} and callable(getattr(Flask, attribute, None))) or (
            owner.endswith("jinja_env") and callable(getattr(Environment, attribute, None))
        )
        if view or (not MEANT.fullmatch(name) and (method or owner.partition(".")[0] in others)):
            yield f"{module.path} {name or ast.unparse(target)}"


def test_no_attribute_of_a_dependency_is_replaced() -> None:
    wrong = {patch for module in modules("portal") for patch in patches(module)}
    assert sorted(wrong - PATCHED_NOT_YET) == []


def test_what_mypy_calls_a_replaced_method_is_none_but_a_documented_one() -> None:
    lines = [(module.path, line) for module in modules("portal") for line in module.text.splitlines()]
    told = [(path, line) for path, line in lines if "method-assign" in line and "app.wsgi_app = " not in line]
    known = {patch.partition(" ")[0] for patch in PATCHED_NOT_YET}
    assert [(path, line) for path, line in told if path not in known] == []


@pytest.mark.parametrize(
    "line",
    [
        "app.update_template_context = quick",
        "app.jinja_env.make_globals = quick",
        "app.view_functions['static'] = quick",
        "flask.Flask.ensure_sync = quick",
        "Gunicorn.accept, other = quick, 1",
        "del flask.json",
    ],
)
def test_a_replaced_attribute_is_seen(line: str) -> None:
    assert list(patches(written(line))) != []


@pytest.mark.parametrize(
    "line",
    ["app.wsgi_app = Around(app.wsgi_app)", "app.jinja_env.trim_blocks = True", "session.permanent = True", "a.b = 1"],
)
def test_a_documented_setting_is_no_patch(line: str) -> None:
    assert list(patches(written(line))) == []


def written(line: str) -> Module:
    text = f"import flask\nfrom flask import session\nfrom gunicorn import Gunicorn\nfrom ..web import app\n{line}\n"
    return Module("portal/web/example.py", text, ast.parse(text))


def looked_up(module: Module) -> Iterator[str]:
    """Keys by which something is found in or put into ``app.extensions``."""
    asks = re.compile(r"\bextensions(?:\[|\.(?:get|setdefault|pop)\()[\"'](\w+)")
    yield from (key for key in asks.findall(module.text) if key not in EXTENSIONS)


def test_the_running_portal_is_found_by_type_and_not_by_a_string() -> None:
    """``context.current_portal()`` is the one typed way to what belongs to an application."""
    wrong = {
        f"{module.path} {key}"
        for module in modules("portal")
        if module.path != "portal/context.py"
        for key in looked_up(module)
    }
    assert sorted(wrong - LOCATORS_NOT_YET) == []
