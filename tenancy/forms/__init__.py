"""Browser input of this room."""

from tenancy.forms.tokens import TokenForm

__all__ = [
    "TokenForm",
]
