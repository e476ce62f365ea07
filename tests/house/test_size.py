"""Small things with plain names (DESIGN part 2, habits 17 and 18)."""

from __future__ import annotations

import ast
import re
from statistics import median, quantiles

from tests.support.source import ROOT, Function, Module, modules, tracked

FILE_LINES = 400
FUNCTION_LINES = 50
TEMPLATE_LINES = 120
TEMPLATE_LINE = 160  # characters
PARAMETERS = 6
OWN_IMPORTS = 8  # of a module with views
#: Folders of templates whose lines are still longer.
LINES_NOT_YET: set[str] = set()
#: Functions that still take more.
PARAMETERS_NOT_YET: set[str] = set()
#: Modules of views that still import more.
IMPORTS_NOT_YET: set[str] = set()
FORBIDDEN = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "service",
    "handler",
    "tools",
    "base_utils",
}
#: These names hold one thing when they lie in a room of their own, and everything when they lie alone.
ONLY_AS_ROOMS = {"portal/forms.py", "portal/models.py", "portal/views.py", "portal/routes.py"}
BANNED_ENDINGS = ("Manager", "Service", "Handler", "Helper", "Factory", "Repository")


def length(function: Function) -> int:
    """Lines from ``def`` to the end, without the docstring."""
    first = function.body[0]
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if told else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def test_no_function_is_longer_than_fifty_lines() -> None:
    wrong = [
        f"{module.path}:{function.lineno} {function.name}: {length(function)} lines"
        for module in modules("portal", "tests", "benchmarks")
        for function in module.functions()
        if length(function) > FUNCTION_LINES
    ]
    assert wrong == []


def test_functions_of_the_portal_are_short_on_the_whole() -> None:
    lengths = [length(function) for module in modules("portal") for function in module.functions()]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[-1] <= 30


def test_views_take_at_most_twenty_lines() -> None:
    wrong = [
        f"{module.path}:{function.lineno} {function.name}: {length(function)} lines"
        for module in modules("portal/blueprints")
        for function in module.functions()
        if any("route" in ast.unparse(d) or ast.unparse(d).startswith("bp.") for d in function.decorator_list)
        and length(function) > 20
    ]
    assert wrong == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    counted = {module.path: module.text.count("\n") for module in modules()}
    assert {path: lines for path, lines in counted.items() if lines > FILE_LINES} == {}


def templates() -> dict[str, str]:
    return {name: (ROOT / name).read_text() for name in tracked() if name.startswith("portal/templates/")}


def test_no_template_is_longer_than_a_hundred_and_twenty_lines() -> None:
    counted = {name: text.count("\n") for name, text in templates().items()}
    assert {name: lines for name, lines in counted.items() if lines > TEMPLATE_LINES} == {}


def test_no_line_of_a_template_is_longer_than_a_hundred_and_sixty_characters() -> None:
    """A line is broken inside of ``{{ }}`` and ``{% %}``; an empty comment at its end keeps the break from the page."""
    wrong = [
        f"{name}:{number} {len(line)} characters"
        for name, text in templates().items()
        if name.split("/")[2] not in LINES_NOT_YET
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > TEMPLATE_LINE
    ]
    assert wrong == []


def parameters(function: Function) -> int:
    """How many there are without self and cls; ``*args`` and ``**kwargs`` are one each."""
    found = function.args
    named = [a.arg for a in [*found.posonlyargs, *found.args, *found.kwonlyargs]]
    own = named[1:] if named[:1] in (["self"], ["cls"]) else named
    return len(own) + (found.vararg is not None) + (found.kwarg is not None)


def test_no_function_takes_more_than_six_parameters() -> None:
    wrong = {
        f"{module.path} {function.name}"
        for module in modules("portal")
        for function in module.functions()
        if parameters(function) > PARAMETERS
    }
    assert sorted(wrong - PARAMETERS_NOT_YET) == []


def own_modules(module: Module) -> set[str]:
    """The modules of portal/ that a module imports; its own package, which holds ``bp``, is not one of them."""
    package = module.path.rpartition("/")[0].replace("/", ".")
    known = {m.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for m in modules("portal")}
    names = [name for _, name in module.imports() if name.startswith("portal.")]
    return {name if name in known else name.rpartition(".")[0] for name in names} - {package}


def test_a_module_of_views_imports_at_most_eight_of_our_own() -> None:
    views = [module for module in modules("portal/blueprints") if "@bp." in module.text]
    wrong = {module.path for module in views if len(own_modules(module)) > OWN_IMPORTS}
    assert sorted(wrong - IMPORTS_NOT_YET) == []


def test_no_file_is_named_after_everything() -> None:
    names = {name: name.rpartition("/")[2].partition(".")[0].strip("_") for name in tracked() if name.endswith(".py")}
    assert [path for path, stem in names.items() if stem in FORBIDDEN or path in ONLY_AS_ROOMS] == []


def test_no_class_is_named_after_a_pattern() -> None:
    wrong = [
        f"{module.path}:{node.lineno} {node.name}"
        for module in modules("portal")
        for node in module.nodes()
        if isinstance(node, ast.ClassDef) and node.name.endswith(BANNED_ENDINGS)
    ]
    assert wrong == []


def test_every_module_says_why_it_exists() -> None:
    assert [module.path for module in modules() if module.text.strip() and not ast.get_docstring(module.tree)] == []


def test_every_function_says_what_it_takes_and_gives() -> None:
    """mypy --strict is the judge; this finds what an ignore would hide."""
    wrong = [
        f"{module.path}:{function.lineno} {function.name}"
        for module in modules("portal", "tests", "benchmarks")
        for function in module.functions()
        if function.returns is None
        or any(
            a.annotation is None and a.arg not in {"self", "cls"}
            for a in [*function.args.args, *function.args.kwonlyargs]
        )
    ]
    assert wrong == []


def test_what_is_no_page_begins_with_an_underscore() -> None:
    """In the folder of a blueprint a page extends a layout; everything else is a fragment (habit 14)."""
    apart = {"layouts", "components", "feeds", "errors", "mail"}
    templates = [n for n in tracked() if n.startswith("portal/templates/") and n.split("/")[2] not in apart]
    pages = [name for name in templates if name.endswith(".html") and not name.rpartition("/")[2].startswith("_")]
    assert [name for name in pages if "{% extends" not in (ROOT / name).read_text()] == []


def test_a_component_is_one_macro_in_a_file_of_its_name() -> None:
    wrong = []
    for name in tracked():
        if name.startswith("portal/templates/components/") and name.endswith(".html"):
            macros = re.findall(r"{%-?\s*macro (\w+)", (ROOT / name).read_text())
            if len(macros) != 1:
                wrong.append(f"{name}: {', '.join(macros)}")
    assert wrong == []
