"""What citizens write names the right place, in the register of its writer."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from portal.demo import complaint
from portal.demo.complaint import Scene
from portal.demo.data import Issue, issues
from portal.demo.draw import area_weights
from portal.demo.places import DemoPlace, Quarter, quarters
from portal.demo.rng import Rng
from tests.demo.demo_year import town

SCENE = Scene("Jalan Tebet Raya", "depan SDN 01, Jalan Tebet Raya", "SDN 01", (3, 7))
SPOT = DemoPlace(1, 0.5, "depan Pasar, Jalan X", "Pasar", (2, 4))
PLACELESS = next(issue for issue in issues() if issue.placeless)
PLACED = next(issue for issue in issues() if not issue.placeless)


@cache
def quarter() -> Quarter:
    return quarters(town(), area_weights(town()))[0]


def rng(seed: int = 1) -> Rng:
    return Rng(np.random.Generator(np.random.PCG64([seed])))


def texts(issue: Issue, count: int = 400, *, again: bool = False) -> list[str]:
    one = rng()
    known = [complaint.facts(SCENE, quarter(), "JK1" if again else "", one) for _ in range(count)]
    return [complaint.text(issue, facts, one, again=again) for facts in known]


def test_a_busy_place_is_written_as_it_is_known() -> None:
    found = complaint.scene(quarter(), 0, SPOT, rng())
    assert found == Scene(quarter().streets[1], SPOT.text, "Pasar", (2, 4))


def test_any_other_place_names_its_street() -> None:
    one = rng()
    found = [complaint.scene(quarter(), 0, None, one) for _ in range(200)]
    assert all(quarter().streets[0] in scene.place and scene.street == quarter().streets[0] for scene in found)
    assert any(" No. " in scene.place for scene in found) and any("RT 0" in scene.place for scene in found)


def test_a_lane_is_written_with_leading_zeros() -> None:
    assert complaint.lane_words((3, 7)) == "RT 003/RW 07"


def test_facts_hold_the_place_its_kelurahan_and_an_earlier_report() -> None:
    found = complaint.facts(SCENE, quarter(), "JK1", rng())
    assert (found["kelurahan"], found["kecamatan"], found["lalu"]) == (quarter().name, quarter().district, "JK1")
    assert found["patokan"] == "SDN 01"


def test_streets_are_abbreviated_now_and_then() -> None:
    one = rng()
    streets = {complaint.facts(SCENE, quarter(), "", one)["jalan"] for _ in range(200)}
    assert streets == {"Jalan Tebet Raya", "Jl. Tebet Raya", "Jl Tebet Raya"}


def test_a_title_says_what_and_where() -> None:
    one = rng()
    for _ in range(100):
        title = complaint.title(PLACED, SCENE, complaint.facts(SCENE, quarter(), "", one), one)
        assert "Jalan Tebet Raya" in title
        assert title.count(" di ") <= 1 or ", " in title


def test_a_title_of_an_issue_without_a_place_says_what_only() -> None:
    one = rng()
    for _ in range(50):
        assert "Tebet Raya" not in complaint.title(PLACELESS, SCENE, complaint.facts(SCENE, quarter(), "", one), one)


@pytest.mark.parametrize("issue", issues(), ids=lambda issue: issue.slug)
def test_every_issue_can_be_written(issue: Issue) -> None:
    for text in texts(issue, 40):
        assert text.strip() and "  " not in text and " ." not in text
        assert not set("<>{}|") & set(text)


def test_some_shout_and_some_write_small() -> None:
    found = texts(PLACED, 800)
    assert 0 < sum(text.isupper() for text in found) < 40
    assert sum(text == text.lower() for text in found) > 20


def test_an_earlier_report_is_only_named_when_there_is_one() -> None:
    assert not any("JK1" in text for text in texts(PLACED))
    assert any("JK1" in text for text in texts(PLACED, again=True))


def test_the_same_numbers_give_the_same_texts() -> None:
    assert texts(PLACED, 30) == texts(PLACED, 30)
