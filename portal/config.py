"""Every setting: its name, default, unit and meaning. The environment is read here and nowhere else."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
FORM_BYTES = 1_000_000  # largest form that is read
COMPRESSIONS = ("br", "gzip")  # the best first
KEPT_PAGES = 256  # in each process, where no Redis keeps them
KEPT_SECONDS = 3600
REDIS_SECONDS = 0.5  # a cache that takes longer is no help


class SettingsError(ValueError):
    """An environment variable that cannot be used; the text names it and says what it may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one running portal."""

    data: Path  # PANTAU_DATA: directory of database, index, media, dumps, secret key
    database_url: str  # DATABASE_URL: SQLAlchemy URL; default SQLite in the data directory
    redis_url: str  # REDIS_URL: the page cache that several nodes share; "" = each process keeps its own
    city: str  # CITY: name of a built-in pack, or a directory
    search_engine: str  # SEARCH_ENGINE: tantivy or whoosh
    secret_key: str  # SECRET_KEY: signs officers' sessions; made and kept in the data directory when absent
    public_url: str  # PUBLIC_URL: how the portal is reached from outside, no slash at the end; "" = as requested
    trusted_proxies: int  # TRUSTED_PROXIES: number of proxies in front whose X-Forwarded-* headers are believed
    basemap: str  # BASEMAP: address of raster tiles under the map; "" = none, no request to a third party
    host: str  # HOST: address to listen on
    port: int  # PORT: TCP port
    web_workers: int  # WEB_WORKERS: processes of the web server
    session_idle: timedelta  # SESSION_IDLE_MINUTES: an officer's session that is not used for so long ends
    session_longest: timedelta  # SESSION_HOURS: an officer signs in again after a working day, whatever was done
    audit_kept: timedelta  # AUDIT_DAYS: how long the audit of what officers did is kept


def from_environment(environ: dict[str, str] | None = None) -> Settings:
    """Settings from environment variables (``os.environ`` when None). Raises SettingsError naming a bad one."""
    env = dict(os.environ) if environ is None else environ
    data = Path(env.get("PANTAU_DATA") or "var").resolve()
    engine = env.get("SEARCH_ENGINE") or "tantivy"
    if engine not in {"tantivy", "whoosh"}:
        raise SettingsError(f"SEARCH_ENGINE must be tantivy or whoosh, not {engine!r}")
    return Settings(
        data=data,
        database_url=_database(env) or f"sqlite:///{data / 'pantau.db'}",
        redis_url=_redis(env),
        city=env.get("CITY") or "jakarta-selatan",
        search_engine=engine,
        secret_key=env.get("SECRET_KEY") or _kept_key(data),
        public_url=_address(env, "PUBLIC_URL").rstrip("/"),
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0, 0, 10),
        basemap=_basemap(env),
        host=env.get("HOST") or "127.0.0.1",
        port=_number(env, "PORT", 8000, 0, 65_535),
        web_workers=_number(env, "WEB_WORKERS", 2, 1, 128),
        session_idle=timedelta(minutes=_number(env, "SESSION_IDLE_MINUTES", 60, 5, 1_440)),
        session_longest=timedelta(hours=_number(env, "SESSION_HOURS", 12, 1, 168)),
        audit_kept=timedelta(days=_number(env, "AUDIT_DAYS", 730, 30, 3_650)),
    )


def environment_of(settings: Settings) -> dict[str, str]:
    """The environment of a process of ours that is to work on the same database and index."""
    ours = {
        "PANTAU_DATA": str(settings.data),
        "DATABASE_URL": settings.database_url,
        "CITY": settings.city,
        "SEARCH_ENGINE": settings.search_engine,
        "SECRET_KEY": settings.secret_key,
    }
    return {**os.environ, **ours}


def flask_settings(settings: Settings) -> dict[str, object]:
    """What Flask and its extensions read from app.config."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        # The connection used last knows the statements and has the pages of the file in its cache.
        # What citizens wrote belongs in no log.
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_use_lifo": True, "hide_parameters": True},
        "SESSION_COOKIE_NAME": "pantau",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.public_url.startswith("https:"),
        "PERMANENT_SESSION_LIFETIME": settings.session_longest,
        "MAX_CONTENT_LENGTH": FORM_BYTES,
        "WTF_CSRF_TIME_LIMIT": None,  # a token lives as long as the session: long texts are written slowly
        "COMPRESS_MIMETYPES": [
            "text/html",
            "text/css",
            "text/javascript",
            "application/javascript",
            "application/json",
            "application/geo+json",
            "application/atom+xml",
            "image/svg+xml",
            "text/csv",
        ],
        "COMPRESS_ALGORITHM": [*COMPRESSIONS],
        "COMPRESS_ALGORITHM_STREAMING": [*COMPRESSIONS],
        **_page_cache(settings),
    }


def _page_cache(settings: Settings) -> dict[str, object]:
    """Where Flask-Caching keeps pages."""
    kept: dict[str, object] = {"CACHE_DEFAULT_TIMEOUT": KEPT_SECONDS, "CACHE_THRESHOLD": KEPT_PAGES}
    if not settings.redis_url:
        return {**kept, "CACHE_TYPE": "SimpleCache"}
    limits = {"socket_timeout": REDIS_SECONDS, "socket_connect_timeout": REDIS_SECONDS}
    return {
        **kept,
        "CACHE_TYPE": "RedisCache",
        "CACHE_REDIS_URL": settings.redis_url,
        "CACHE_KEY_PREFIX": "pantau:",
        "CACHE_OPTIONS": limits,
    }


def _number(env: dict[str, str], name: str, default: int, low: int, high: int) -> int:
    text = (env.get(name) or str(default)).strip()
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise SettingsError(f"{name} must be a whole number from {low} to {high}, not {text!r}")
    return int(text)


def _address(env: dict[str, str], name: str) -> str:
    text = (env.get(name) or "").strip()
    if text and not text.startswith(("http://", "https://")):
        raise SettingsError(f"{name} must begin with https:// or http://, not {text!r}")
    return text


def _basemap(env: dict[str, str]) -> str:
    text = _address(env, "BASEMAP")
    if text and not ("{z}" in text and "{x}" in text and re.search(r"\{-?y\}", text)):
        raise SettingsError(f"BASEMAP must be like https://tiles.example/{{z}}/{{x}}/{{y}}.png, not {text!r}")
    return text


def _redis(env: dict[str, str]) -> str:
    """It may hold a password, so a wrong one is not shown."""
    url = (env.get("REDIS_URL") or "").strip()
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise SettingsError("REDIS_URL must begin with redis://, rediss:// or unix://")
    return url


def _database(env: dict[str, str]) -> str:
    """PostgreSQL's address as hosts write it, with the driver that we ship; a wrong one is not shown, as above."""
    url = env.get("DATABASE_URL") or ""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    if url and not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingsError("DATABASE_URL must begin with postgresql:// or sqlite:///")
    return url


def _kept_key(data: Path) -> str:
    """The secret key of the data directory, made on first use, readable by its owner only."""
    path = data / "secret-key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    data.mkdir(parents=True, exist_ok=True)
    key = secrets.token_hex(32)
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(fd, "w") as file:
        file.write(key)
    return key
