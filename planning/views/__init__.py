"""Pages of this room."""

from planning.views import lists, many, subjects, tasks

__all__ = ["lists", "many", "subjects", "tasks"]
