"""One name, one thing (DESIGN part 2, habit 18), and subjects of commits that can be read in one line."""

from __future__ import annotations

import ast
import subprocess
from collections import Counter

import pytest

from tests.support.source import ROOT, modules

SUBJECT = 72  # characters
SINCE = "4bf976a"  # subjects were longer before


def test_the_name_of_a_class_means_one_thing() -> None:
    names = Counter(
        node.name for module in modules("portal") for node in module.nodes() if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_subjects_of_commits_fit_into_a_line() -> None:
    asked = ["git", "log", "--no-merges", "--format=%h %s", f"{SINCE}..HEAD"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    if told.returncode:
        pytest.skip("no history from that commit on")
    subjects = [line.partition(" ") for line in told.stdout.splitlines()]
    assert [f"{commit} {subject}" for commit, _, subject in subjects if len(subject) > SUBJECT] == []
