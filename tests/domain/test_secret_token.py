"""Tokens are random, and their hash does not show them."""

from __future__ import annotations

from portal.domain.secret_token import new_token, token_hash


def test_no_two_tokens_are_alike_and_the_hash_is_always_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100 and all(len(token) >= 43 for token in tokens)
    one = tokens.pop()
    assert token_hash(one) == token_hash(one) != token_hash(tokens.pop()) and len(token_hash(one)) == 32
