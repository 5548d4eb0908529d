"""What a room says of itself is what its code does; imports go down, through the doors."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
from functools import cache

import pytest

from tenancy.listeners import EVENTS, LISTENERS
from tests.house.sources import FOLDERS, PYPROJECT, ROOMS, ROOT, Module, modules, none

LINES = ("Purpose", "Stands on", "Says", "Hears")
# What other rooms may import of a room; of tenancy also what its docstring offers.
DOORS = {"selectors", "services", "events"}
OFFERS = {
    "tenancy": {
        "migrating",
        "walls",
        "scope",
        "actors",
        "rules",
        "verbs",
        "listeners",
        "panels",
        "transitions",
        "tasks",
        "admin",
        "jobs",
        "runs",
        "access",
    },
    "notifications": {"changes", "notices"},
    "projects": {"gates", "proposals", "stages", "registers"},
    "records": {
        "anchors",
        "kinds",
        "keys",
        "needing",
        "filters",
        "acts",
        "letters",
        "importing",
        "approving",
        "asking",
        "handing",
    },
}
# The files of a room, lowest first: a file uses those before it.
RANKS = [
    {"states", "events"},
    {"models"},
    {"policies"},
    {"selectors"},
    {"services"},
    {"forms", "filters", "tables"},
    {"views", "api", "admin", "tasks", "handlers", "notices"},
    {"urls"},
]


@cache
def described(room: str) -> dict[str, str]:
    """The four lines of a room's docstring."""
    text = inspect.cleandoc(importlib.import_module(room).__doc__ or "")
    found = {}
    for head in LINES:
        match = re.search(
            rf"^{head}: (.*?)(?=\n(?:{'|'.join(LINES)}): |\n\n|\Z)", text, re.MULTILINE | re.DOTALL
        )
        found[head] = " ".join(match[1].split()).rstrip(".") if match else ""
    return found


def names(text: str) -> set[str]:
    return set(re.findall(r"\w+", text)) - {"nothing"}


def of(room: str) -> list[Module]:
    return [module for module in modules() if module.room == room]


def imported_rooms(module: Module) -> set[str]:
    return {name.split(".")[0] for name, _what in module.imports()} & set(FOLDERS) - {module.room}


@pytest.mark.parametrize("room", ROOMS)
class TestARoom:
    def test_has_the_four_lines(self, room):
        none([head for head in LINES if not described(room)[head]])

    def test_names_what_it_offers(self, room):
        text = importlib.import_module(room).__doc__ or ""
        none(
            [name for name in OFFERS.get(room, ()) if f"`{name}`" not in text and f"`{name}.py`" not in text]
        )

    def test_stands_on_what_it_imports(self, room):
        said = names(described(room)["Stands on"]) & set(FOLDERS)
        done = set().union(*(imported_rooms(module) for module in of(room)))
        assert done <= said, "imports that the docstring does not name"

    def test_says_what_its_events_are(self, room):
        own = {event.__name__ for name, event in EVENTS.items() if name.split(".")[0] == room}
        assert names(described(room)["Says"]) == own

    def test_hears_what_its_handlers_hear(self, room):
        heard = {
            listener.event.__name__
            for listeners in LISTENERS.values()
            for listener in listeners
            if listener.key.split(".")[0] == room and ".notices." not in listener.key
        }
        if room != "notifications":  # carries every fact that a room's notices.py names
            assert names(described(room)["Hears"]) == heard

    def test_is_imported_through_its_doors_only(self, room):
        wrong = {
            f"{module.file}: {name}.{what}"
            for module in modules()
            if module.room not in (room, "config") and room != "toolkit"
            for name, what in module.imports()
            if name.split(".")[0] == room and not is_door(room, name, what)
        }
        none(wrong)

    def test_its_files_use_those_below(self, room):
        wrong = {
            f"{module.file}: {name}"
            for module in of(room)
            for name, what in module.imports()
            if rank(name if rank(name) is not None else f"{name}.{what}", room) is not None
            and rank(module.name, room) is not None
            and rank(name if rank(name) is not None else f"{name}.{what}", room) > rank(module.name, room)
        }
        none(wrong)


def is_door(room: str, name: str, what: str) -> bool:
    """`from planning.selectors import x`, `from planning import selectors`, or a module without Django."""
    part = name.split(".")[1] if "." in name else what
    if part in DOORS | OFFERS.get(room, set()):
        return True
    return is_pure(name if "." in name else f"{name}.{what}")


@cache
def is_pure(name: str) -> bool:
    """Whether a module is a calculation: neither Django nor anything of ours that needs it."""
    found = [module for module in modules() if module.name == name or module.name.startswith(f"{name}.")]
    allowed = {"toolkit.errors", "toolkit.identifiers", "django.utils.translation"}
    for module in found:
        for imported, _what in module.imports():
            outside = imported.split(".")[0] not in {*FOLDERS, "django", "rest_framework", "celery"}
            inside = imported.split(".")[0] == module.room and is_pure(imported)
            if not (outside or imported in allowed or inside):
                return False
    return bool(found)


def rank(name: str, room: str = "") -> int | None:
    parts = name.split(".")
    if len(parts) < 2 or (room and parts[0] != room):
        return None
    return next((n for n, files in enumerate(RANKS) if parts[1] in files), None)


def test_every_room_is_on_a_floor_and_every_floor_holds(tmp_path):
    """Import Linter's contracts: nobody looks up, neighbours do not see each other."""
    [floors] = [c for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c["type"] == "layers"]
    on_floors = {name.strip(" ()") for layer in floors["layers"] for name in layer.split("|")}
    assert on_floors >= set(FOLDERS)
    ran = subprocess.run(
        [f"{sys.prefix}/bin/lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-1000:]


def test_public_verbs_and_questions_are_keyword_only_and_documented():
    """Selectors and services: actor first by name, a docstring each; helpers begin with an underscore."""
    wrong = []
    for module in modules():
        if module.room == "config" or not re.search(
            r"/(services|selectors)(\.py|/__init__\.py)$", module.file
        ):
            continue
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                if not ast.get_docstring(node):
                    wrong.append(f"{module.file} {node.name}: no docstring")
                if node.args.args and [a.arg for a in node.args.args] != ["actor"] and not plain(node):
                    wrong.append(f"{module.file} {node.name}: {', '.join(a.arg for a in node.args.args)}")
    none(wrong)


def plain(node: ast.FunctionDef) -> bool:
    """Functions plugged in by position: `roles(actor, project_id)`, `visible(actor, prefix)`."""
    return [argument.arg for argument in node.args.args][:1] == ["actor"] or node.name in {"digest"}
