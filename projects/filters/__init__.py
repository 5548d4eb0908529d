"""Narrowing of this room; page and API use the same."""

from projects.filters.projects import ProjectFilters
from projects.filters.records import (
    EngagementFilters,
    ProcessFilters,
    ProgrammeFilters,
    RequestFilters,
    SiteFilters,
    SowFilters,
)

__all__ = [
    "EngagementFilters",
    "ProcessFilters",
    "ProgrammeFilters",
    "ProjectFilters",
    "RequestFilters",
    "SiteFilters",
    "SowFilters",
]
