"""OpenAPI from the class attributes of an endpoint; nothing is described twice."""

import re
from functools import cache
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from toolkit import registry
from toolkit.api.keyset import opposite
from toolkit.api.problems import MEDIA_TYPE
from toolkit.api.rows import row_serializer

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
VERBS = {"get": "get", "post": "add", "put": "replace", "patch": "change", "delete": "withdraw"}
# Kinds whose POST is a verb of its own, not the making of one record.
DOING = ("action", "bulk", "rows")
EVERYWHERE = (400, 401, 403, 404, 429, 503)
WITH_BODY = (409, 413, 415, 422)
OF_VERSION = (412, 428)
WHY = {
    400: _("A parameter is unknown or has the wrong shape, or the body is not JSON."),
    401: _("No token, or one that is unknown, ended or revoked."),
    403: _("The role or the token does not allow this."),
    404: _("There is nothing here, or not for this reader."),
    409: _("A rule refused; the code says which. Or a request with the same key is at work."),
    412: _("The record changed since it was read. Read it again."),
    413: _("The body is too large. Send it in parts."),
    415: _("The body has another media type than this address reads."),
    422: _("Members have the wrong shape; `errors` lists them. Or the key means another request."),
    428: _("If-Match is missing."),
    429: _("Too many calls. Wait for as many seconds as Retry-After says."),
    503: _("Takes too long, or the database is away. Try again after Retry-After."),
}
LIMITS = {
    "RateLimit-Limit": _("Calls in a window."),
    "RateLimit-Remaining": _("Calls left in this window."),
    "RateLimit-Reset": _("Seconds until the next window."),
}


class ProblemError(serializers.Serializer):
    """One thing to correct."""

    field = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    detail = serializers.CharField()
    row = serializers.IntegerField(required=False, help_text=_("Of a bulk request: its index, from 0."))


class Problem(serializers.Serializer):
    """A refusal (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField(help_text=_("Stable; decide by this."))
    detail = serializers.CharField(required=False)
    field = serializers.CharField(required=False)
    version = serializers.IntegerField(required=False)
    known = serializers.ListField(child=serializers.CharField(), required=False)
    reference = serializers.CharField(required=False, help_text=_("Of a fault of ours: tell support."))

    def get_fields(self) -> dict[str, Any]:
        """`errors` is also a property of serializers, so it cannot stand in the class body."""
        return {**super().get_fields(), "errors": ProblemError(many=True, required=False)}


class ActorScheme(OpenApiAuthenticationExtension):
    """A token in the Authorization header."""

    target_class = "toolkit.api.authentication.ActorAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


def place_of(declared: type) -> str:
    """Where a class is declared, as the front of a name: the room, and the module where it has several."""
    room, *inner = declared.__module__.split(".")
    module = inner[-1] if len(inner) > 1 else ""
    return f"{room}_{module}".title().replace("_", "")


def named(declared: type, stem: str) -> str:
    """`planning.api.TasksEndpoint`: PlanningTasks; `tenancy.api.people.LeaveEndpoint`: TenancyPeopleLeave."""
    place = place_of(declared)
    return place if place.endswith(stem) else f"{place}{stem}"


@cache
def names_of_routes() -> dict[str, str]:
    """The name of each address by its path in the description."""
    return {"/" + ARGUMENT.sub(r"{\1}", one.route): one.name or "" for one in registry.routes()}


@cache
def row_of(endpoint: Any, stem: str) -> type[serializers.Serializer[Any]]:
    """The row of an endpoint: one class, whichever of its methods answers it."""
    name = named(endpoint, stem)
    fields: dict[str, Any] = dict(row_serializer(f"{name}Row", endpoint.row)().get_fields())
    if endpoint.expand:
        more = {
            key: row_serializer(f"{name}{key.title()}", one.row)(required=False, allow_null=True)
            for key, one in endpoint.expand.items()
        }
        fields["expanded"] = type(f"{name}Expanded", (serializers.Serializer,), more)(required=False)
    return type(f"{name}Row", (serializers.Serializer,), fields)


class Fate(serializers.Serializer):
    """What became of one row; `errors` is also a property of serializers, so it cannot stand in a body."""

    members: ClassVar[dict[str, Any]] = {}

    def get_fields(self) -> dict[str, Any]:
        return dict(self.members)


def _header(name: str, words: Any, pattern: str = "", **more: Any) -> OpenApiParameter:
    shape = {"type": "string", "pattern": pattern} if pattern else str
    return OpenApiParameter(name, shape, location="header", description=str(words), **more)


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

    @property
    def name(self) -> str:
        return named(type(self.view), self.stem)

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        """Forms of one name may stand in several rooms; what is made here has its whole name."""
        declared = type(serializer)
        is_made = declared.__module__.startswith(("rest_framework.", "toolkit.", "abc"))
        return declared.__name__ if is_made else named(declared, declared.__name__)

    def is_excluded(self) -> bool:
        return self.verb not in self.view.policies or super().is_excluded()

    def get_tags(self) -> list[str]:
        return [type(self.view).__module__.partition(".")[0]]

    def get_operation_id(self) -> str:
        """From the name of the address, which is the only one of its name."""
        usual = "list" if (self.kind, self.verb) == ("list", "get") else VERBS[self.verb]
        route = names_of_routes().get(self.path) or self.name
        return f"{route.removeprefix('api_')}_{'do' if self.kind in DOING and self.verb != 'get' else usual}"

    def get_description(self) -> str:  # type: ignore[override]
        policy = self.view.policies[self.verb]
        return f"{type(self.view).__doc__ or ''}\n\nPolicy: `{policy}`.".strip()

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False

    def get_request_serializer(self) -> Any:
        form = self.view.forms.get(self.verb)
        if self.kind not in ("bulk", "rows"):
            return form
        common = self.view.common().get_fields() if self.view.common else {}
        members = {"rows": form(many=True, min_length=1, max_length=self.view.largest), **common}
        return type(f"{self.name}Rows", (serializers.Serializer,), members)

    def get_response_serializers(self) -> Any:
        status, shape = self._success()
        key = (status, self.view.media_type) if hasattr(self.view, "media_type") else status
        refusals = {
            (one, MEDIA_TYPE): OpenApiResponse(Problem, description=str(WHY[one])) for one in self.refusals
        }
        unchanged = (
            {304: OpenApiResponse(description=str(_("As the ETag says.")))}
            if self._may_be_unchanged()
            else {}
        )
        return {key: shape, **unchanged, **refusals}

    @property
    def refusals(self) -> list[int]:
        """The statuses of what this operation may refuse."""
        found = [*EVERYWHERE, *(WITH_BODY if self.verb != "get" else ())]
        return sorted([*found, *(OF_VERSION if self._is_change() else ())])

    def _may_be_unchanged(self) -> bool:
        return (self.kind, self.verb) == ("record", "get") and any(f.name == "version" for f in self.view.row)

    def _is_change(self) -> bool:
        return self.verb in ("put", "patch", "delete") or (self.kind == "action" and self.view.versioned)

    def _success(self) -> tuple[int, Any]:
        if hasattr(self.view, "media_type"):
            return 200, OpenApiTypes.BINARY
        if self.verb == "delete" or not self.view.row:
            return (204, None) if self.verb != "get" else (200, OpenApiResponse(description="JSON"))
        view: Any = type(self.view)
        row = row_of(view, self.stem)
        if self.kind in ("bulk", "rows"):
            return view.status, self._many(row)
        if self.kind == "results":
            return 200, type(f"{self.name}Results", (serializers.Serializer,), {"results": row(many=True)})
        if self.kind != "list":
            return getattr(self.view, "status", 200), row
        if self.verb == "post":
            return 201, row
        members = {
            "results": row(many=True),
            "next": serializers.URLField(allow_null=True),
            "count": serializers.IntegerField(required=False),
        }
        return 200, type(f"{self.name}Page", (serializers.Serializer,), members)

    def _many(self, row: Any) -> Any:
        """What a bulk request answers: the records, or what became of each row."""
        name = self.name
        if self.kind == "bulk":
            return type(f"{name}Done", (serializers.Serializer,), {"results": row(many=True)})
        states = ("accepted", "duplicate", "rejected")
        one = {
            "row": serializers.IntegerField(),
            "state": serializers.ChoiceField(choices=[(state, state) for state in states]),
            "record": row(required=False),
            "errors": ProblemError(many=True, required=False),
        }
        fate = type(f"{name}Fate", (Fate,), {"members": one})
        counts = {state: serializers.IntegerField() for state in states}
        return type(f"{name}Done", (serializers.Serializer,), {**counts, "results": fate(many=True)})

    def get_override_parameters(self) -> list[Any]:
        is_shaped = self.verb != "delete" and self.view.row and self.kind not in ("bulk", "rows")
        parameters = [*self._fields(), *self._headers()] if is_shaped else self._headers()
        if self.kind == "list" and self.verb == "get":
            parameters += self._paging()
        if hasattr(self.view, "filterset") and self.verb == "get":
            parameters += self._filters()
        if self._is_change():
            words = _("The ETag of what was read.")
            parameters.append(_header("If-Match", words, r'^(\*|"[0-9]{1,9}")$', required=True))
        if self.verb == "post":
            words = _("A UUID: sent again, it is answered again, not done again.")
            parameters.append(_header("Idempotency-Key", words, "^[0-9A-Za-z-]{8,64}$"))
        return parameters

    def _headers(self) -> list[OpenApiParameter]:
        """What answers carry beside their body."""
        status, _shape = self._success()
        found = [_header(name, words, response=True) for name, words in LIMITS.items()]
        has_version = any(field.name == "version" for field in self.view.row) and status != 204
        if (
            has_version
            and self.kind not in ("bulk", "rows")
            and not (self.kind in ("list", "results") and self.verb == "get")
        ):
            found.append(_header("ETag", _("The version, for If-Match."), response=[status]))
        if self.verb == "post" and getattr(self.view, "location", None):
            found.append(_header("Location", _("Its address."), response=[status]))
        if self.verb == "post":
            found.append(_header("Idempotency-Replayed", _("true: done before."), response=[status]))
        return [*found, _header("Retry-After", _("Seconds to wait."), response=[429, 503])]

    def _fields(self) -> list[OpenApiParameter]:
        names = {"fields": [field.name for field in self.view.row], "expand": list(self.view.expand)}
        return [
            OpenApiParameter(
                name,
                {"type": "array", "items": {"type": "string", "enum": known}, "uniqueItems": True},
                style="form",
                explode=False,
            )
            for name, known in names.items()
            if known
        ]

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
