"""Columns of this room’s lists."""

from tenancy.tables.tokens import TokenTable

__all__ = [
    "TokenTable",
]
