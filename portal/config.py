"""Every setting: its name, default, unit and meaning. The environment is read here and nowhere else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from . import basemap, environment
from .environment import SettingsError

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
FORM_BYTES = 1_000_000  # largest form that is read
UPLOAD_BYTES = 64_000_000  # largest form with photos; of one photo see media/decode.py
REPORT_BYTES = 32_000_000  # largest report of a citizen with its photos, which a browser makes smaller where it can
COMPRESSIONS = ("br", "gzip")  # the best first
KEPT_PAGES = 256  # in each process, where no Redis keeps them
KEPT_SECONDS = 3600
REDIS_SECONDS = 0.5  # a cache that takes longer is no help
ADDRESS_CHARACTERS = 4_500  # longest address with its query that is read: the longest search text fits, encoded
HEADER_BYTES = 16_000  # of all headers of a request together
EXPORTS_AT_ONCE = 2  # files of tickets that one process makes at the same time
EXPORT_RETRY_SECONDS = 10  # a file of a quarter million tickets is sent in about so long
IMAGES_AT_ONCE = 2  # charts that one process draws as images at the same time; each takes a third of a second
IMAGE_RETRY_SECONDS = 2
FIGURES_AT_ONCE = 2  # figures of a filter or of a past moment that one process computes at the same time
FIGURES_PATIENCE_SECONDS = 3  # a page of figures waits so long for its turn
FIGURES_RETRY_SECONDS = 5
REPORTS_AN_HOUR = 20  # reports that one visitor may send, and five times as many looks at one before; see below
REPORTS_A_MINUTE = 60  # reports of all visitors together that one process takes, whatever effort they made
LINKS_A_MINUTE = 60  # private links that one visitor may open
FILES_A_MINUTE = 30  # files of tickets that one visitor may ask for, where visitors are limited at all
LETTERS_AN_HOUR = 20  # forms that make the portal write a mail, of one visitor: an office may be one address
SLOW_STATEMENT_SECONDS = 0.5  # a statement that takes longer is counted and logged
#: How long a page waits for the database before it says so: to reach it, for a connection of the pool, for a lock, for
#: a statement, and for any sign of life within one.
CONNECT_SECONDS = 3
POOL_SECONDS = 5
LOCK_SECONDS = 5
STATEMENT_SECONDS = 10
SILENT_SECONDS = 12
#: The same for commands and the worker, which have time, and nobody waits for their page.
PATIENT_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one running portal."""

    data: Path  # PANTAU_DATA: directory of database, index, media, dumps, secret key
    database_url: str  # DATABASE_URL: SQLAlchemy URL; default SQLite in the data directory
    media_url: str  # MEDIA_URL: where photos lie: a directory or s3://bucket/prefix; default in the data directory
    redis_url: str  # REDIS_URL: the page cache that several nodes share; "" = each process keeps its own
    city: str  # CITY: name of a built-in pack, or a directory
    search_engine: str  # SEARCH_ENGINE: tantivy or whoosh
    secret_key: str  # SECRET_KEY: signs officers' sessions; made and kept in the data directory when absent
    public_url: str  # PUBLIC_URL: how the portal is reached from outside, no slash at the end; "" = as requested
    trusted_proxies: int  # TRUSTED_PROXIES: number of proxies in front whose X-Forwarded-* headers are believed
    basemap: str  # BASEMAP: a PMTiles file, or an address of raster tiles, under the map; "" = none, no third party
    host: str  # HOST: address to listen on
    port: int  # PORT: TCP port
    web_workers: int  # WEB_WORKERS: processes of the web server
    trusted_hosts: frozenset[str]  # TRUSTED_HOSTS and those that go without saying; empty = every name is answered
    hsts: str  # HSTS: Strict-Transport-Security where PUBLIC_URL is https://; "off" = none
    rate_limit: int  # RATE_LIMIT: requests a minute from one visitor to public pages, in each process; 0 = no limit
    metrics_token: str  # METRICS_TOKEN: lets others than this machine read /metrics; "" = nobody else
    metrics_directory: (
        str  # PROMETHEUS_MULTIPROC_DIR: where web processes share their counters; set by gunicorn.conf.py
    )
    access_log: bool  # ACCESS_LOG: whether each request is a line of the log
    nightly_files: bool  # NIGHTLY_FILES: whether the worker writes the whole city into ready files each night
    patterns: bool  # PATTERNS: whether /patterns shows every component in every state, for those who change them
    session_idle: timedelta  # SESSION_IDLE_MINUTES: an officer's session that is not used for so long ends
    session_longest: timedelta  # SESSION_HOURS: an officer signs in again after a working day, whatever was done
    originals_kept: timedelta  # ORIGINALS_DAYS: how long photos are kept as they were handed in, for checks
    photo_hosts: frozenset[str]  # PHOTO_HOSTS: machines of a private network that photos of imports may be fetched from
    audit_kept: timedelta  # AUDIT_DAYS: how long the audit of what officers did is kept
    reporters_kept: timedelta  # REPORTER_DAYS: how long a reporter's contact is kept and their private link works
    smtp_url: str  # SMTP_URL: the mail server, or file: to keep mails in the data directory; "" = no mail
    mail_from: str  # MAIL_FROM: the address that mails come from
    mail_bounces: str  # MAIL_BOUNCES: the mailbox that bounces come to, each letter with a tag of its own; "" = none

    @property
    def basemap_file(self) -> Path | None:
        """The archive of vector tiles under the map; None where there is none."""
        return Path(self.basemap) if self.basemap.endswith(basemap.ENDING) else None


def from_environment(environ: dict[str, str] | None = None) -> Settings:
    """Settings from environment variables (``os.environ`` when None). Raises SettingsError naming a bad one."""
    env = dict(os.environ) if environ is None else environ
    data = Path(env.get("PANTAU_DATA") or "var").resolve()
    engine = env.get("SEARCH_ENGINE") or "tantivy"
    if engine not in {"tantivy", "whoosh"}:
        raise SettingsError(f"SEARCH_ENGINE must be tantivy or whoosh, not {engine!r}")
    host, public_url = env.get("HOST") or "127.0.0.1", environment.address(env, "PUBLIC_URL").rstrip("/")
    return Settings(
        data=data,
        database_url=environment.database(env) or f"sqlite:///{data / 'pantau.db'}",
        media_url=environment.media(env) or str(data / "media"),
        redis_url=environment.redis(env),
        city=env.get("CITY") or "jakarta-selatan",
        search_engine=engine,
        secret_key=environment.secret_key(env, data),
        public_url=public_url,
        trusted_proxies=environment.number(env, "TRUSTED_PROXIES", 0, 0, 10),
        basemap=environment.base_map(env),
        host=host,
        port=environment.number(env, "PORT", 8000, 0, 65_535),
        web_workers=environment.number(env, "WEB_WORKERS", 2, 1, 128),
        trusted_hosts=environment.trusted_hosts(env, host, public_url),
        hsts=environment.hsts(env),
        rate_limit=environment.number(env, "RATE_LIMIT", 1200, 0, 1_000_000),
        metrics_token=environment.token(env, "METRICS_TOKEN"),
        metrics_directory=env.get("PROMETHEUS_MULTIPROC_DIR") or "",
        access_log=environment.switch(env, "ACCESS_LOG", "off"),
        nightly_files=environment.switch(env, "NIGHTLY_FILES", "on"),
        patterns=environment.switch(env, "PATTERNS", "off"),
        session_idle=timedelta(minutes=environment.number(env, "SESSION_IDLE_MINUTES", 60, 5, 1_440)),
        session_longest=timedelta(hours=environment.number(env, "SESSION_HOURS", 12, 1, 168)),
        originals_kept=timedelta(days=environment.number(env, "ORIGINALS_DAYS", 730, 30, 3_650)),
        photo_hosts=environment.photo_hosts(env),
        audit_kept=timedelta(days=environment.number(env, "AUDIT_DAYS", 730, 30, 3_650)),
        reporters_kept=timedelta(days=environment.number(env, "REPORTER_DAYS", 730, 30, 3_650)),
        smtp_url=environment.smtp(env, public_url),
        mail_from=environment.mail_from(env, host),
        mail_bounces=environment.mail_bounces(env),
    )


def own(data: Path) -> None:
    """Make the data directory, and shut it to all but its owner: it holds what privacy and sign-ins hang on."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if data.stat().st_uid == os.getuid():
        data.chmod(0o700)


def environment_of(settings: Settings) -> dict[str, str]:
    """The environment of a process of ours that is to work on the same database and index."""
    ours = {
        "PANTAU_DATA": str(settings.data),
        "DATABASE_URL": settings.database_url,
        "MEDIA_URL": settings.media_url,
        "CITY": settings.city,
        "SEARCH_ENGINE": settings.search_engine,
        "SECRET_KEY": settings.secret_key,
    }
    return {**os.environ, **ours}


def environment_with(**more: str) -> dict[str, str]:
    """The environment of a program that is not ours, with more in it."""
    return {**os.environ, **more}


def flask_settings(settings: Settings) -> dict[str, object]:
    """What Flask and its extensions read from app.config."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        # The connection used last knows the statements and has the pages of the file in its cache.
        # What citizens wrote belongs in no log.
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "pool_use_lifo": True,
            "hide_parameters": True,
            "pool_timeout": POOL_SECONDS,
            **_connecting(settings.database_url),
        },
        # A name that a browser takes by TLS alone, for this host alone.
        "SESSION_COOKIE_NAME": "__Host-pantau" if settings.public_url.startswith("https:") else "pantau",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.public_url.startswith("https:"),
        "PERMANENT_SESSION_LIFETIME": settings.session_longest,
        # The cookie is as old as the session may become: sent again with the answer to a draft, it would take away the
        # notice that a form, sent at the same moment, has just left in it.
        "SESSION_REFRESH_EACH_REQUEST": False,
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
            "application/xml",
            "image/svg+xml",
            "text/csv",
        ],
        "COMPRESS_ALGORITHM": [*COMPRESSIONS],
        "COMPRESS_ALGORITHM_STREAMING": [*COMPRESSIONS],
        **_page_cache(settings),
        **_visitor_limits(settings),
    }


def _visitor_limits(settings: Settings) -> dict[str, object]:
    """What Flask-Limiter reads; the limits stand in web/limits.py, ``process://`` in web/visit_counts.py."""
    return {
        "RATELIMIT_ENABLED": settings.rate_limit > 0,
        "RATELIMIT_STORAGE_URI": settings.redis_url.replace("unix://", "redis+unix://") or "process://",
        "RATELIMIT_STORAGE_OPTIONS": _redis_limits() if settings.redis_url else {},
        "RATELIMIT_KEY_PREFIX": "pantau",
        "RATELIMIT_SWALLOW_ERRORS": True,  # a Redis that is away must not take the portal with it
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": bool(settings.redis_url),
    }


def _redis_limits() -> dict[str, float]:
    return {"socket_timeout": REDIS_SECONDS, "socket_connect_timeout": REDIS_SECONDS}


def _connecting(url: str) -> dict[str, object]:
    """How PostgreSQL is reached: a server that is gone without a word is noticed."""
    if url.startswith("sqlite:"):
        return {}
    alive = {"keepalives_idle": 5, "keepalives_interval": 5, "keepalives_count": 3}
    return {"connect_args": {"connect_timeout": CONNECT_SECONDS, "keepalives": 1, **alive}}


def _page_cache(settings: Settings) -> dict[str, object]:
    """Where Flask-Caching keeps pages."""
    kept: dict[str, object] = {"CACHE_DEFAULT_TIMEOUT": KEPT_SECONDS, "CACHE_THRESHOLD": KEPT_PAGES}
    if not settings.redis_url:
        return {**kept, "CACHE_TYPE": "SimpleCache"}
    return {
        **kept,
        "CACHE_TYPE": "RedisCache",
        "CACHE_REDIS_URL": settings.redis_url,
        "CACHE_KEY_PREFIX": "pantau:",
        "CACHE_OPTIONS": _redis_limits(),
    }
