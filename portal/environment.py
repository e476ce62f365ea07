"""Reads single variables of an environment: each is understood whole, or refused by name."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from . import basemap

KEY_CHARACTERS = 32  # of the secret key; a shorter one can be guessed, or was cut off
#: By these names this machine is always asked, and its own health checks ask by them.
OWN_HOSTS = ("localhost", "127.0.0.1", "[::1]")


class SettingsError(ValueError):
    """An environment variable that cannot be used; the text names it and says what it may be."""


def number(env: dict[str, str], name: str, default: int, low: int, high: int) -> int:
    text = (env.get(name) or str(default)).strip()
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise SettingsError(f"{name} must be a whole number from {low} to {high}, not {text!r}")
    return int(text)


def switch(env: dict[str, str], name: str, default: str) -> bool:
    text = (env.get(name) or default).strip().lower()
    if text not in {"on", "off"}:
        raise SettingsError(f"{name} must be on or off, not {text!r}")
    return text == "on"


def token(env: dict[str, str], name: str) -> str:
    """A secret that is compared with what a header says, so a wrong one is not shown."""
    text = (env.get(name) or "").strip()
    if text and not re.fullmatch(r"[\w.~+/=-]{16,}", text, re.ASCII):
        raise SettingsError(f"{name} must be 16 or more letters, digits and . ~ + / = -")
    return text


def hsts(env: dict[str, str]) -> str:
    """Not for subdomains of itself: on a city's main domain that would close what others run there without TLS."""
    text = (env.get("HSTS") or "max-age=31536000").strip()
    if text != "off" and not re.fullmatch(r"max-age=\d+(; includeSubDomains)?(; preload)?", text):
        raise SettingsError(f"HSTS must be like max-age=31536000 or off, not {text!r}")
    return text


def trusted_hosts(env: dict[str, str], host: str, public_url: str) -> frozenset[str]:
    """The names by which the portal may be asked, lower case, without ports.

    Where PUBLIC_URL says how the portal is reached, a name changes nothing that it answers: then only TRUSTED_HOSTS
    limits them.
    """
    given = {name.strip().lower() for name in (env.get("TRUSTED_HOSTS") or "").split(",") if name.strip()}
    wrong = [name for name in given if not re.fullmatch(r"\.?[a-z0-9.-]+|\[[0-9a-f:.]+\]", name)]
    if wrong:
        raise SettingsError(f"TRUSTED_HOSTS must be names without scheme and port, with commas, not {wrong[0]!r}")
    if public_url and not given:
        return frozenset()
    own = f"[{host}]" if ":" in host else host
    ours = {own.lower()} if own not in {"0.0.0.0", "[::]"} else set()  # noqa: S104 - those are no names
    return frozenset({*OWN_HOSTS, *given, *ours, *([urlsplit(public_url).hostname or ""] if public_url else [])})


def photo_hosts(env: dict[str, str]) -> frozenset[str]:
    """Names or addresses of machines, with or without a port, lower case."""
    given = {name.strip().lower() for name in (env.get("PHOTO_HOSTS") or "").split(",") if name.strip()}
    if wrong := [name for name in sorted(given) if not re.fullmatch(r"[a-z0-9.-]+(:\d{1,5})?", name)]:
        raise SettingsError(f"PHOTO_HOSTS must be like crm.city.example or 10.0.0.5:8080, not {wrong[0]!r}")
    return frozenset(given)


def address(env: dict[str, str], name: str) -> str:
    text = (env.get(name) or "").strip()
    if text and not text.startswith(("http://", "https://")):
        raise SettingsError(f"{name} must begin with https:// or http://, not {text!r}")
    return text


def base_map(env: dict[str, str]) -> str:
    text = (env.get("BASEMAP") or "").strip()
    if text.endswith(basemap.ENDING) and "://" not in text:
        return _archive(Path(text).resolve())
    text = address(env, "BASEMAP")
    if text and not ("{z}" in text and "{x}" in text and re.search(r"\{-?y\}", text)):
        raise SettingsError(
            f"BASEMAP must be a .pmtiles file or like https://tiles.example/{{z}}/{{x}}/{{y}}.png, not {text!r}"
        )
    return text


def _archive(path: Path) -> str:
    """A broken file would be an empty map, so it is refused before anybody sees one."""
    try:
        basemap.read(path)
    except basemap.BasemapError as error:
        raise SettingsError(f"BASEMAP must be a whole PMTiles file: {path} {error}") from error
    return str(path)


def media(env: dict[str, str]) -> str:
    """An absolute path or a bucket; its keys are in variables of their own, so a wrong one may be shown."""
    url = (env.get("MEDIA_URL") or "").strip()
    if url.startswith("s3://"):
        if not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[\w.-]+)*/?", url, re.ASCII):
            raise SettingsError(f"MEDIA_URL must be a directory or like s3://bucket/prefix, not {url!r}")
        return url.rstrip("/")
    if "://" in url:
        raise SettingsError(f"MEDIA_URL must be a directory or like s3://bucket/prefix, not {url!r}")
    return str(Path(url).resolve()) if url else ""


def redis(env: dict[str, str]) -> str:
    """It may hold a password, so a wrong one is not shown."""
    url = (env.get("REDIS_URL") or "").strip()
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise SettingsError("REDIS_URL must begin with redis://, rediss:// or unix://")
    return url


def database(env: dict[str, str]) -> str:
    """PostgreSQL's address as hosts write it, with the driver that we ship; a wrong one is not shown, as above."""
    url = env.get("DATABASE_URL") or ""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    if url and not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingsError("DATABASE_URL must begin with postgresql:// or sqlite:///")
    return url


def secret_key(env: dict[str, str], data: Path) -> str:
    """The key that signs; it is not shown, for a short one may be the beginning of the true one."""
    key = env.get("SECRET_KEY") or ""
    if key and len(key) < KEY_CHARACTERS:
        raise SettingsError(f"SECRET_KEY must have at least {KEY_CHARACTERS} characters; leave it out to have one made")
    return key or _kept_key(data)


def _kept_key(data: Path) -> str:
    """The secret key of the data directory, made on first use, readable by its owner only."""
    path = data / "secret-key"
    try:
        key = path.read_text().strip()
    except FileNotFoundError:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_key(path)
        key = path.read_text().strip()
    if len(key) < KEY_CHARACTERS:
        raise SettingsError(
            f"{path} is not whole: it holds {len(key)} of at least {KEY_CHARACTERS} characters. Put it back from a "
            "backup. Without one delete the file: the next start makes another key, officers sign in again, and "
            "reporters who come back are counted anew."
        )
    return key


def _make_key(path: Path) -> None:
    """Write a new key whole or not at all; of several processes that do so at once one wins."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="secret-key-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        temporary.unlink()


def smtp(env: dict[str, str], public_url: str) -> str:
    """It may hold a password, so a wrong one is not shown. A letter without links that work is worse than none."""
    url = (env.get("SMTP_URL") or "").strip()
    parts = urlsplit(url)
    if url and not (url == "file:" or (parts.scheme in {"smtp", "smtps"} and parts.hostname)):
        raise SettingsError(
            "SMTP_URL must be like smtp://user:password@host:587?starttls, smtps://host, or file: to try it out"
        )
    if url.startswith("smtp") and not (public_url and env.get("MAIL_FROM")):
        raise SettingsError("SMTP_URL needs PUBLIC_URL, for the links in letters, and MAIL_FROM, who sends them")
    return url


def mail_from(env: dict[str, str], host: str) -> str:
    """The address that letters come from."""
    text = _mailbox(env, "MAIL_FROM", 64)
    return text or f"pantau@{host if re.fullmatch(r'[a-z.-]+', host) else 'localhost'}"


def mail_bounces(env: dict[str, str]) -> str:
    """The mailbox that bounces come to; a number and a signature follow its local part, which holds 64 characters."""
    text = _mailbox(env, "MAIL_BOUNCES", 20)
    if "+" in text:
        raise SettingsError("MAIL_BOUNCES must have no +: what follows it is each letter's own")
    return text


def _mailbox(env: dict[str, str], name: str, longest: int) -> str:
    text = (env.get(name) or "").strip()
    if text and not re.fullmatch(rf"[^\s@<>()\[\],;:\\\"]{{1,{longest}}}@[A-Za-z0-9.-]{{1,190}}", text):
        raise SettingsError(f"{name} must be an address like portal@kota.example, not {text!r}")
    return text
