"""Endpoints of the trail and of the access log: everything a machine needs to check the chain itself."""

from uuid import UUID

from tenancy import selectors
from tenancy.actors import Actor
from tenancy.filters.audit import AccessFilters, AuditFilters
from tenancy.models import AccessLine, AuditLine
from toolkit.api import Field, ListEndpoint, RecordEndpoint

FROM_WHERE = (
    Field("id", "uuid", required=True),
    Field("at", "datetime", required=True),
    Field("actor_user", "uuid"),
    Field("actor_person", "uuid"),
    Field("actor_name", required=True),
    Field("on_behalf", required=True),
    Field("via", required=True),
    Field("subject_type", required=True),
    Field("subject_id", "uuid"),
    Field("subject_key", required=True),
    Field("project", "uuid"),
    Field("ip"),
    Field("request_id", required=True),
)
AUDIT_LINE = (
    *FROM_WHERE,
    Field("action", required=True),
    Field("before", "object"),
    Field("after", "object"),
    Field("number", "integer"),
    Field("digest"),
    Field("sealed_at", "datetime"),
)
ACCESS_LINE = (
    *FROM_WHERE,
    Field("kind", required=True, choices=AccessLine.Kind.choices),
    Field("client", "uuid"),
    Field("what", required=True),
    Field("address", required=True),
    Field("query", required=True),
)


class AuditLinesEndpoint(ListEndpoint):
    """The trail with its seals, newest first."""

    policies = {"get": "tenancy.view_audit"}
    selector = selectors.sealed_lines
    filterset = AuditFilters
    row = AUDIT_LINE
    orders = {"-id": ("-id",)}


class AuditLineEndpoint(RecordEndpoint):
    """One line with its seal."""

    policies = {"get": "tenancy.view_audit"}
    row = AUDIT_LINE

    def get_subject(self, actor: Actor, **kwargs: UUID) -> AuditLine:
        return selectors.audit_line(actor=actor, pk=kwargs["pk"])


class AccessLinesEndpoint(ListEndpoint):
    """Who has looked, newest first."""

    policies = {"get": "tenancy.view_access"}
    selector = selectors.access_lines
    filterset = AccessFilters
    row = ACCESS_LINE
    orders = {"-id": ("-id",)}
