"""OpenAPI from the class attributes of an endpoint; nothing is described twice."""

import re
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from toolkit.api.keyset import opposite
from toolkit.api.problems import MEDIA_TYPE
from toolkit.api.rows import row_serializer

VERBS = {"get": "get", "post": "add", "put": "replace", "patch": "change", "delete": "withdraw"}


class ProblemError(serializers.Serializer):
    """One thing to correct."""

    field = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class Problem(serializers.Serializer):
    """A refusal (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField(help_text=_("Stable; decide by this."))
    detail = serializers.CharField(required=False)
    field = serializers.CharField(required=False)
    version = serializers.IntegerField(required=False)

    def get_fields(self) -> dict[str, Any]:
        """`errors` is also a property of serializers, so it cannot stand in the class body."""
        return {**super().get_fields(), "errors": ProblemError(many=True, required=False)}


class ActorScheme(OpenApiAuthenticationExtension):
    """A token in the Authorization header."""

    target_class = "toolkit.api.authentication.ActorAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


def room_of(endpoint: type) -> str:
    """The room of an endpoint, as the front of a name: two rooms may have endpoints of one name."""
    return endpoint.__module__.split(".")[0].title()


@cache
def row_of(endpoint: Any, stem: str) -> type[serializers.Serializer[Any]]:
    """The row of an endpoint: one class, whichever of its methods answers it."""
    return row_serializer(f"{room_of(endpoint)}{stem}Row", endpoint.row)


class EndpointSchema(AutoSchema):
    """Reads `policies`, `forms`, `row`, `filterset`, `orders` of an `Endpoint`."""

    view: Any

    @property
    def verb(self) -> str:
        return self.method.lower()

    @property
    def kind(self) -> str:
        return getattr(self.view, "kind", "")

    @property
    def stem(self) -> str:
        return type(self.view).__name__.removesuffix("Endpoint")

    def is_excluded(self) -> bool:
        return self.verb not in self.view.policies or super().is_excluded()

    def get_tags(self) -> list[str]:
        return [room_of(type(self.view)).lower()]

    def get_operation_id(self) -> str:
        snake = re.sub(r"(?<!^)(?=[A-Z])", "_", self.stem).lower()
        verb = (
            {"list": "list", "action": "do"}.get(self.kind, "get") if self.verb == "get" else VERBS[self.verb]
        )
        return f"{self.get_tags()[0]}_{snake}_{'do' if self.kind == 'action' else verb}"

    def get_description(self) -> str:  # type: ignore[override]
        policy = self.view.policies[self.verb]
        return f"{type(self.view).__doc__ or ''}\n\nPolicy: `{policy}`.".strip()

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False

    def get_request_serializer(self) -> Any:
        return self.view.forms.get(self.verb)

    def get_response_serializers(self) -> Any:
        status, shape = self._success()
        problem = OpenApiResponse(Problem, description=str(_("Refused: the code says why.")))
        return {status: shape, ("default", MEDIA_TYPE): problem}

    def _success(self) -> tuple[int, Any]:
        if self.verb == "delete" or not self.view.row:
            return (204, None) if self.verb != "get" else (200, OpenApiResponse(description="JSON"))
        view: Any = type(self.view)
        row = row_of(view, self.stem)
        if self.kind != "list":
            return getattr(self.view, "status", 200), row
        if self.verb == "post":
            return 201, row
        members = {
            "results": row(many=True),
            "next": serializers.URLField(allow_null=True),
            "count": serializers.IntegerField(required=False),
        }
        return 200, type(f"{room_of(type(self.view))}{self.stem}Page", (serializers.Serializer,), members)

    def get_override_parameters(self) -> list[Any]:
        parameters = [] if self.verb == "delete" or not self.view.row else [self._fields()]
        if self.kind == "list" and self.verb == "get":
            parameters += [*self._paging(), *self._filters()]
        is_change = self.verb in ("put", "patch", "delete") or (self.kind == "action" and self.view.versioned)
        if is_change:
            parameters.append(
                OpenApiParameter(
                    "If-Match", location="header", required=True, description=str(_("The ETag."))
                )
            )
        return parameters

    def _fields(self) -> OpenApiParameter:
        names = [field.name for field in self.view.row]
        array = {"type": "array", "items": {"type": "string", "enum": names}}
        return OpenApiParameter("fields", array, style="form", explode=False)

    def _paging(self) -> list[OpenApiParameter]:
        orders = [one for name in self.view.orders for one in (name, opposite(name))]
        size = {"type": "integer", "minimum": 1, "maximum": self.view.largest_page}
        return [
            OpenApiParameter("order", {"type": "string", "enum": orders}),
            OpenApiParameter("cursor", str),
            OpenApiParameter("page_size", {**size, "default": self.view.page_size}),
            OpenApiParameter("count", {"type": "string", "enum": ["true", "false"]}),
        ]

    def _filters(self) -> list[OpenApiParameter]:
        return [
            OpenApiParameter(one["name"], one["schema"], description=one["description"])
            for one in self.view.filterset.schema()
        ]
