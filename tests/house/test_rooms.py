"""The law of the rooms (DESIGN part 2): who may import whom, and what each room may never do."""

from __future__ import annotations

import ast
import re

from tests.support.source import Module, dotted, modules

CORE = {"domain", "models"}
#: room -> the rooms and single modules of portal/ that it may import, besides itself.
MAY_IMPORT: dict[str, set[str]] = {
    "clock": set(),
    "spoken": set(),
    "basemap": set(),
    "config": {"basemap", "environment"},
    "environment": {"basemap"},
    "database": {"extensions", "config", "database_silence"},
    "database_mark": set(),
    "database_silence": set(),
    "disk": set(),
    "quiet_log": set(),
    "sealing": set(),
    "backups": {"models", "config", "media"},
    "extensions": {"models"},
    "context": {"config", "domain", "search", "queries", "media"},
    "domain": set(),
    "charts": {"domain"},
    "models": {"domain"},
    "media": {"domain"},
    "search": {"domain", "clock"},
    "forms": {"domain"},
    "exports": {"domain"},
    "cities": {"domain"},
    "web": {"domain", "config", "clock", "spoken", "context", "database", "database_mark", "extensions"},
    "presentation": {"domain", "spoken"},
    "queries": CORE | {"search", "media", "cities", "charts"},
    "actions": CORE | {"queries", "search", "media", "cities", "clock", "database", "extensions", "sealing"},
    "importers": CORE | {"queries", "actions", "cities", "clock"},
    "demo": CORE | {"importers", "queries", "actions", "media", "cities", "clock"},
    "projections": CORE
    | {"queries", "search", "exports", "media", "cities", "clock", "database", "extensions"}
    | {"spoken"},
    "blueprints": {"domain", "forms", "queries", "actions", "exports", "charts", "search", "web", "context", "clock"}
    | {"extensions", "presentation", "disk", "basemap", "media", "spoken"},
    "mail": CORE
    | {"actions", "queries", "projections", "presentation", "web", "context", "clock", "extensions", "sealing"}
    | {"spoken"},
    "commands": CORE
    | {"queries", "actions", "importers", "exports", "search", "projections", "demo", "cities", "web", "context"}
    | {"clock", "config", "database", "extensions", "backups", "media", "mail"},
}
#: Exports and queries share read-models: what a row of an export is.
READ_MODELS = {("queries", "exports"), ("exports", "queries")}
SQL = {"sqlalchemy", "flask_sqlalchemy", "sqlite3", "psycopg"}
PAGES = {"flask", "jinja2", "werkzeug"}
#: room -> packages from outside that it may never import.
FOREIGN: dict[str, set[str]] = {
    "domain": {*SQL, *PAGES, "os", "time"},
    "charts": {*SQL, *PAGES},
    "models": {*PAGES, "flask_sqlalchemy"},
    "media": {*SQL, *PAGES},
    "search": {*SQL, *PAGES},
    "forms": SQL,
    "exports": {*SQL, *PAGES},
    "queries": {*PAGES, "flask_sqlalchemy"},
    "actions": {*PAGES, "flask_sqlalchemy"},
    "importers": {*SQL, *PAGES} - {"sqlite3"},  # a scratch file may remember what a long import has seen
    "projections": PAGES,
    "blueprints": SQL,
    "cities": {*SQL, *PAGES},
}
ERRORS = "sqlalchemy.exc."  # to know a database's error is not to write a row
ASKS_TIME = re.compile(r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime))$")
WRITES = re.compile(r"^(session|db)\b.*\.(add|add_all|merge|flush|commit|bulk_\w+)$|^(insert|update|delete)$")
TRUTH = re.compile(r"\b(insert|update|delete)\((models\.)?(Ticket|Event|Original|Officer)\)")


def portal() -> list[Module]:
    return [module for module in modules("portal") if module.room != "portal"]


def goes_up(module: Module, name: str) -> bool:
    """Whether importing ``name`` would be an arrow back up."""
    if not name.startswith("portal."):
        return False
    other = name.split(".")[1]
    return other not in MAY_IMPORT[module.room] | {module.room} and (module.room, other) not in READ_MODELS


def called(module: Module, pattern: re.Pattern[str]) -> list[str]:
    return [f"{module.path}:{line} calls {name}" for line, name in module.calls() if pattern.search(name)]


def test_every_room_is_one_that_the_design_names() -> None:
    assert {module.room for module in portal()} <= set(MAY_IMPORT)


def test_imports_never_run_back_up() -> None:
    wrong = [f"{m.path}:{line} imports {name}" for m in portal() for line, name in m.imports() if goes_up(m, name)]
    assert wrong == []


def test_rooms_stay_away_from_what_is_not_theirs() -> None:
    wrong = [
        f"{module.path}:{line} imports {name}"
        for module in portal()
        for line, name in module.imports()
        if name.split(".")[0] in FOREIGN.get(module.room, set()) and not name.startswith(ERRORS)
    ]
    assert wrong == []


def test_the_environment_is_read_in_config_only() -> None:
    wrong = [
        f"{module.path}:{node.lineno}"
        for module in portal()
        if module.room != "config"
        for node in module.nodes()
        if isinstance(node, ast.Attribute) and dotted(node) in {"os.environ", "os.getenv", "os.environb"}
    ]
    assert wrong == []


def test_the_time_is_asked_in_the_clock_only() -> None:
    assert [call for module in portal() if module.room != "clock" for call in called(module, ASKS_TIME)] == []


def test_only_actions_commit_and_projections_their_own_tables() -> None:
    """``database.commit_reads`` ends what only read: see docs/decisions/commit-reads.md."""
    may = {"actions", "projections", "search"}  # an index has commits of its own
    commits = re.compile(r"\.commit$")
    found = [call for module in portal() if module.room not in may for call in called(module, commits)]
    assert [call for call in found if not call.startswith("portal/database.py")] == []


def test_projections_write_no_table_of_the_log() -> None:
    wrong = [f"{m.path}: {found.group()}" for m in modules("portal/projections") for found in TRUTH.finditer(m.text)]
    assert wrong == []


def test_queries_never_write() -> None:
    assert [call for module in modules("portal/queries") for call in called(module, WRITES)] == []


def test_addresses_are_made_above_queries_and_actions_only() -> None:
    below = modules("portal/queries", "portal/actions", "portal/domain", "portal/models", "portal/search")
    assert [call for module in below for call in called(module, re.compile(r"(^|\.)url_for$"))] == []


def test_who_is_looking_is_asked_at_the_desk_and_in_its_plumbing_only() -> None:
    """What may not be shown is left out by the query (habit 8), so nothing below a page asks who looks."""
    wrong = [
        f"{module.path}:{line}"
        for module in portal()
        for line, name in module.imports()
        if name == "flask_login.current_user"
        and module.room != "web"
        and not module.path.startswith("portal/blueprints/desk")
    ]
    assert wrong == []
