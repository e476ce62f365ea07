"""Every scene that a complaint names is drawn, and says in words what it shows."""

from __future__ import annotations

from portal.demo.data import issues
from portal.demo.pictures.scenes import SCENES, words


def test_complaints_and_scenes_name_one_another() -> None:
    assert {issue.scene for issue in issues() if issue.scene} == set(SCENES)


def test_no_two_scenes_say_the_same_and_none_is_silent() -> None:
    assert set(words()) == set(SCENES)
    said = [text for pair in words().values() for text in pair]
    assert len(set(said)) == len(said) and min(map(len, said)) > 10
