"""What the walks rely on: doors read a request only through what the registry knows; caches keep apart."""

import ast

import pytest
from django.apps import apps

from tests.house.sources import calls, modules, none

INPUT = {"GET", "POST", "FILES", "data", "query_params"}
# Where a door reads the request itself, and why no identifier of others can come in by it.
KNOWN_READERS = {
    "home/views.py": "whether `all` was asked for: a flag",
    "planning/views/checking.py": "hands the query to its filters; which file was asked for: a word",
    "planning/views/stakeholders.py": "two numbers that the list's filters have checked",
    "portal/views.py": "the number of a page",
    "projects/views/gates.py": "what a form is begun with: its choices are the project's own",
    "projects/views/intake.py": "which states the board marks as chosen: words",
    "records/api/search.py": "hands the query to its filters and to the choice of members",
    "records/views/answering.py": "the language of the page; hands the body to the form of the answer",
    "records/views/base.py": "the number of a page",
    "records/views/comments.py": "letters of a name, looked for among those who may read the record",
    "records/views/saved.py": "the list that a view remembers, and the way back to it inside the house",
    "schedule/api/report.py": "hands the query to its filters",
    "schedule/views/boards.py": "whose cards: looked for among the project's members",
    "schedule/views/report.py": "hands the query to its filters",
    "schedule/views/timesheets.py": "a day",
    "schedule/views/variances.py": "which row a form is begun with: looked for among the project's own",
    "tenancy/platform.py": "hands the body to a form that lists active organizations to platform staff",
}
# Keys of the cache that belong to no organization, and why.
KNOWN_KEYS: dict[str, str] = {
    "records/views/answering.py": "tries by whoever holds no valid link: no organization is known yet",
}
CACHING = {"get", "set", "add", "get_or_set", "delete", "incr", "decr", "touch", "get_many", "set_many"}


def readers(found) -> set[str]:
    """Modules outside toolkit in which something reads `request.GET` and its like."""
    return {
        module.file
        for module in found
        if module.room != "toolkit"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in INPUT and "request" in ast.unparse(node.value)
    }


@pytest.mark.threat("T-007", "T-009", "T-073", "T-075")
def test_doors_read_a_request_through_filters_forms_and_serializers():
    """What a page reads by hand, no walk can know of; so no page does."""
    none(readers(modules()) - set(KNOWN_READERS))


def test_a_reader_by_hand_is_found():
    planted = ast.parse("def get(self, request):\n    return Task.objects.get(pk=request.GET['task'])")
    assert readers([Planted(planted)]) == {"planted/views.py"}


class Planted:
    """A module that does what none may."""

    room, file = "planted", "planted/views.py"

    def __init__(self, tree: ast.AST) -> None:
        self.tree = tree


def shared_keys(found) -> list[str]:
    """Calls of the cache whose key does not name an organization."""
    return [
        f"{module.file}:{call.lineno} {ast.unparse(call)}"
        for module in found
        if any(name == "cache" for _from, name in module.imports())
        for call, name in calls(module)
        if name.split(".")[0] == "cache" and name.split(".")[-1] in CACHING
        if "organization" not in ast.unparse(call.args[0]) and module.file not in KNOWN_KEYS
    ]


@pytest.mark.threat("T-028", "T-177")
def test_every_key_of_the_cache_names_the_organization():
    none(shared_keys(modules()))


@pytest.mark.threat("T-015")
def test_no_reference_is_generic():
    """A pair of type and identifier has no key in the database that could refuse a foreign row."""
    virtual = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.private_fields
    ]
    none(virtual)
    none(
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if getattr(model, "is_tenant_table", False)
        for field in model._meta.local_fields
        if field.is_relation and field.related_model._meta.label == "contenttypes.ContentType"
    )
