"""What must not be read in a stolen database or backup of it alone: sealed by keys that are made of SECRET_KEY.

Each purpose has a key of its own, so that what is sealed for one is no use for another.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORM = b"\x01"  # first byte: how the rest is written
NONCE = 12  # bytes


class Unreadable(ValueError):
    """Sealed with another key or for another purpose, or not whole."""


def seal(text: str, key: str, purpose: str) -> bytes:
    """``text`` as AES-256-GCM keeps it; ``key``: SECRET_KEY. The same text looks different each time."""
    nonce = secrets.token_bytes(NONCE)
    return FORM + nonce + AESGCM(_key_for(key, purpose)).encrypt(nonce, text.encode(), purpose.encode())


def unseal(sealed: bytes, key: str, purpose: str) -> str:
    """The text that was sealed. Raises Unreadable."""
    form, nonce, rest = sealed[:1], sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    if form != FORM or len(nonce) < NONCE:
        raise Unreadable(purpose)
    try:
        return AESGCM(_key_for(key, purpose)).decrypt(nonce, rest, purpose.encode()).decode()
    except InvalidTag as error:
        raise Unreadable(purpose) from error


def keyed_hash(text: str, key: str, purpose: str) -> bytes:
    """By which the same text is found again, 256 bits; without the key it cannot be guessed by trying texts."""
    return hmac.digest(_key_for(key, f"hash {purpose}"), text.encode(), hashlib.sha256)


def _key_for(key: str, purpose: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=f"pantau {purpose}".encode()).derive(key.encode())
