"""Pages of this room."""

from projects.views.base import OfProject

__all__ = ["OfProject"]
