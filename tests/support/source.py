"""The repository's own files, read once and parsed, for the laws of the house."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file: where it is and what it says."""

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """``domain`` for portal/domain/x.py; ``config`` for portal/config.py; ``portal`` for the package itself."""
        first = self.path.split("/")[1]
        return "portal" if first == "__init__.py" else first.removesuffix(".py")

    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree."""
        return _nodes(self.tree)

    def functions(self) -> Iterator[Function]:
        yield from (node for node in self.nodes() if isinstance(node, Function))

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and absolute dotted name of everything imported, ``from x import y`` as ``x.y``."""
        package = self.path.removesuffix(".py").removesuffix("/__init__").split("/")
        if not self.path.endswith("/__init__.py"):
            package = package[:-1]
        for node in self.nodes():
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                above = package[: len(package) - node.level + 1] if node.level else []
                base = ".".join([*above, *([node.module] if node.module else [])])
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)

    def calls(self) -> Iterator[tuple[int, str]]:
        """Line and dotted name of everything called: ``datetime.now``, ``session.commit``."""
        for node in self.nodes():
            if isinstance(node, ast.Call):
                yield node.lineno, dotted(node.func)


def dotted(node: ast.expr) -> str:
    """``a.b.c`` of an attribute chain; what hangs on something nameless begins with a dot."""
    if isinstance(node, ast.Name):
        return node.id
    return f"{dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else ""


@cache
def tracked() -> tuple[str, ...]:
    """Every file that git keeps or would keep, as a path from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(sorted(name for name in set(listed.stdout.splitlines()) if (ROOT / name).is_file()))


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """The parsed Python files below the folders (all of the repository's when none is named)."""
    chosen = [
        n for n in tracked() if n.endswith(".py") and (not folders or n.startswith(tuple(f"{f}/" for f in folders)))
    ]
    return tuple(map(_module, chosen))


@cache
def _module(path: str) -> Module:
    text = (ROOT / path).read_text()
    return Module(path, text, ast.parse(text, path))


@cache
def _nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Walking all trees takes seconds, and every law walks them."""
    return tuple(ast.walk(tree))
