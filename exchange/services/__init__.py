"""Verbs of this room."""

from exchange.services.lists import bring_list, commit_list, discard_list, map_columns, stage_list
from exchange.services.plans import (
    LARGEST,
    FileTooLarge,
    ImportEnded,
    PlanFile,
    commit_import,
    discard_import,
    import_plan,
    stage_import,
)

__all__ = [
    "LARGEST",
    "FileTooLarge",
    "ImportEnded",
    "PlanFile",
    "bring_list",
    "commit_import",
    "commit_list",
    "discard_import",
    "discard_list",
    "import_plan",
    "map_columns",
    "stage_import",
    "stage_list",
]
