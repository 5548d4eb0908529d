"""Endpoints of API tokens. No token may use them: it never lists, makes or widens tokens."""

from tenancy import selectors
from tenancy.filters.tokens import AllTokensFilters
from toolkit.api import Field, ListEndpoint

TOKEN = (
    Field("id", "uuid", required=True),
    Field("name", required=True),
    Field("prefix", required=True),
    Field("scopes", required=True, choices=[("read", "read"), ("read write", "read write")]),
    Field("created_at", "datetime", required=True),
    Field("used_at", "datetime"),
    Field("expires_at", "datetime", required=True),
)


class TokensEndpoint(ListEndpoint):
    """One's own tokens that were not revoked."""

    policies = {"get": "tenancy.view_tokens"}
    selector = selectors.own_tokens
    row = TOKEN
    orders = {"-created_at": ("-created_at", "pk")}


class AllTokensEndpoint(ListEndpoint):
    """Everybody's tokens, ended ones included."""

    policies = {"get": "tenancy.view_all_tokens"}
    selector = selectors.all_tokens
    filterset = AllTokensFilters
    row = (
        *TOKEN,
        Field("person_id", "uuid", required=True),
        Field("person", source="person__name", required=True),
        Field("used_from"),
        Field("revoked_at", "datetime"),
        Field("revoked_reason"),
        Field("state", required=True),
    )
    orders = {"-created_at": ("-created_at", "pk"), "expires_at": ("expires_at", "pk")}
