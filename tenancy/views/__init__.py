"""Pages of this room."""

from tenancy.views.tokens import AllTokensList, IssueToken, RevokeAnyToken, RevokeToken, TokenList

__all__ = [
    "AllTokensList",
    "IssueToken",
    "RevokeAnyToken",
    "RevokeToken",
    "TokenList",
]
