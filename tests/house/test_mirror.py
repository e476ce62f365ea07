"""Tests mirror the rooms (DESIGN part 2, habit 19): each module has its test at its own path."""

from __future__ import annotations

from tests.support.source import Module, modules, tracked

#: DESIGN part 2, habit 19.
MIRRORED = 0.8  # of the modules have a test at the mirrored path
TEST_LINES = 0.9  # for each line of portal/
DRAWINGS = "portal/demo/pictures/"  # shapes and colours, no rules: data that happens to be written in Python


def mirrored(module: Module) -> str:
    """tests/queries/tickets/test_page.py for portal/queries/tickets/page.py."""
    folder, _, name = module.path.removeprefix("portal/").rpartition("/")
    return f"tests/{folder}/test_{name}" if folder else f"tests/test_{name}"


def test_modules_have_a_test_at_the_mirrored_path() -> None:
    whole = [module for module in modules("portal") if not module.path.endswith("__init__.py")]
    missing = [module.path for module in whole if mirrored(module) not in tracked()]
    assert 1 - len(missing) / len(whole) >= MIRRORED, "\n".join(missing)


def test_there_are_enough_lines_of_tests() -> None:
    rules = [module for module in modules("portal") if not module.path.startswith(DRAWINGS)]
    code, tests = (sum(m.text.count("\n") for m in found) for found in (rules, modules("tests")))
    assert tests / code >= TEST_LINES
