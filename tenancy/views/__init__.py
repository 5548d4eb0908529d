"""Pages of this room."""

from tenancy.views.tokens import IssueToken, RevokeToken, TokenList

__all__ = [
    "IssueToken",
    "RevokeToken",
    "TokenList",
]
