"""Migrations of many tables without the wait.

After each operation Django renders the models anew that hang together with the changed one, and in this house
nearly all do. Constraints and indexes that follow on each other are laid on the same rendered models instead.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.migrations.operations import AddConstraint, AddIndex
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

LAID = (AddConstraint, AddIndex)


class Together(Operation):
    """Constraints and indexes, laid one after the other; the models are rendered once."""

    def __init__(self, operations: Iterable[Any]) -> None:
        self.operations = list(operations)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        rendered = state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered
            state.reload_models([*{(app_label, one.model_name_lower) for one in self.operations}])

    def database_forwards(self, app_label: str, schema_editor: Any, *states: ProjectState) -> None:
        for one in self.operations:
            one.database_forwards(app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: ProjectState) -> None:
        for one in reversed(self.operations):
            one.database_backwards(app_label, schema_editor, *states)

    def describe(self) -> str:
        return "; ".join(one.describe() for one in self.operations)


def together(operations: Iterable[Operation]) -> list[Operation]:
    """The same operations in the same order, constraints and indexes in a row as one."""
    found: list[Operation] = []
    for laid, group in groupby(operations, key=lambda one: isinstance(one, LAID)):
        some = list(group)
        found += [Together(some)] if laid else some
    return found
