"""Columns of this room; page and export use the same."""

from projects.tables.members import MemberTable, standing
from projects.tables.projects import (
    SHARED,
    STAGES,
    STATES,
    HistoryTable,
    ProjectFacts,
    ProjectTable,
    ReceiptTable,
    history_rows,
)

__all__ = [
    "SHARED",
    "STAGES",
    "STATES",
    "HistoryTable",
    "MemberTable",
    "ProjectFacts",
    "ProjectTable",
    "ReceiptTable",
    "history_rows",
    "standing",
]
