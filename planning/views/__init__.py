"""Pages of this room."""

from planning.views import lists, subjects, tasks

__all__ = ["lists", "subjects", "tasks"]
