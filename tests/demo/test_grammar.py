"""Templates become texts: choices, pools and facts; a broken template is named."""

from __future__ import annotations

import numpy as np
import pytest

from portal.demo.grammar import Grammar, GrammarError, Pool
from portal.demo.rng import Rng

GRAMMAR = Grammar({"greeting": ["Pagi", "Siang"], "request": ["<greeting>, tolong <place>"]}, ["place"])


def rng() -> Rng:
    return Rng(np.random.Generator(np.random.PCG64([1])))


def texts(pool: Pool, **facts: str) -> set[str]:
    one = rng()
    return {pool.text(one, facts) for _ in range(200)}


def test_a_literal_template_is_its_text() -> None:
    assert texts(GRAMMAR.pool(["Jalan rusak."])) == {"Jalan rusak."}


def test_every_template_of_a_pool_is_chosen_some_time() -> None:
    assert texts(GRAMMAR.named("greeting")) == {"Pagi", "Siang"}


def test_braces_hold_choices_and_may_be_nested_or_empty() -> None:
    pool = GRAMMAR.pool(["{a|b{1|2}}c{|d}"])
    assert texts(pool) == {"ac", "acd", "b1c", "b1cd", "b2c", "b2cd"}


@pytest.mark.parametrize("template", ["a|b", "a}b", "a>b"])
def test_signs_that_close_or_separate_nothing_are_text(template: str) -> None:
    assert texts(GRAMMAR.pool([template])) == {template}


def test_names_are_pools_and_facts() -> None:
    assert texts(GRAMMAR.named("request"), place="Tebet") == {"Pagi, tolong Tebet", "Siang, tolong Tebet"}


def test_a_pool_may_use_a_pool_that_is_defined_after_it() -> None:
    late = Grammar({"first": ["<second>!"], "second": ["x"]}, [])
    assert texts(late.named("first")) == {"x!"}


@pytest.mark.parametrize("template", ["<nothing>", "{a|b", "{a|<nothing>}"])
def test_a_template_that_cannot_be_parsed_is_refused_and_named(template: str) -> None:
    with pytest.raises(GrammarError) as refused:
        GRAMMAR.pool([template])
    assert template in str(refused.value)


def test_a_pool_that_does_not_exist_is_none_or_an_error() -> None:
    assert GRAMMAR.find("nothing") is None
    assert GRAMMAR.find("greeting") is GRAMMAR.named("greeting")
    with pytest.raises(KeyError):
        GRAMMAR.named("nothing")


def test_a_pool_without_templates_is_false() -> None:
    assert not GRAMMAR.pool([]) and GRAMMAR.pool(["a"])
