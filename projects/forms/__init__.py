"""Browser input of this room."""

from projects.forms.base import client_choices, person_choices

__all__ = ["client_choices", "person_choices"]
