"""Looking for records by machine, and what was withdrawn."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from records import services as verbs
from records.filters import SearchFilters, WithdrawnFilters
from records.selectors.search import Among, Hit, search
from records.selectors.withdrawn import Withdrawn, withdrawn, withdrawn_by_id
from tenancy.actors import Actor
from toolkit.api import ActionEndpoint, Endpoint, Field
from toolkit.api.rows import chosen, read

HIT = (
    Field("id", "uuid", required=True),
    Field("kind", required=True),
    Field("key", required=True),
    Field("project_id", "uuid"),
    Field("title", required=True),
    Field("title_zh", required=True),
    Field("withdrawn", "boolean", required=True),
    Field("url", required=True),
)
GONE = (
    Field("id", "uuid", required=True),
    Field("kind", required=True),
    Field("key", required=True),
    Field("title", required=True),
    Field("withdrawn_at", "datetime", source="at", required=True),
    Field("withdrawn_by", source="by"),
    Field("reason", required=True),
    Field("restorable_until", "datetime", source="until", required=True),
    Field("may_restore", "boolean", required=True),
    Field("restore_url", required=True),
)


class SearchEndpoint(Endpoint):
    """At most 200 records, the best first. Narrow the question where more are meant."""

    kind = "results"
    policies = {"get": "records.view_search"}
    filterset = SearchFilters
    row = HIT

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """What the question finds."""
        asked = self.filterset(request._request.GET, self.actor, also=("fields",)).values
        fields = chosen(self.row, request._request.GET.get("fields"))
        hits = search(actor=self.actor, text=asked.get("q", ""), among=among(asked))
        shown = [told(hit) for hit in hits]
        return self.answer({"results": [{one.name: row[one.name] for one in fields} for row in shown]})


class WithdrawnEndpoint(Endpoint):
    """What was withdrawn and, for 30 days, can come back."""

    kind = "results"
    policies = {"get": "records.view_withdrawn"}
    filterset = WithdrawnFilters
    row = GONE

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """The latest first."""
        given = self.filterset(request._request.GET, self.actor, also=("fields",)).values
        fields = chosen(self.row, request._request.GET.get("fields"))
        [project] = given.get("project", [None])
        found = [gone(one, self.actor) for one in withdrawn(actor=self.actor, project_id=project)]
        return self.answer({"results": [{one.name: row[one.name] for one in fields} for row in found]})


class RestoreRecord(ActionEndpoint):
    """Bring a withdrawn record back, by its own room's verb."""

    policies = {"post": "records.restore_record"}
    services = {"post": verbs.restore_record}
    subject_as = "withdrawn"
    versioned = False

    def get_subject(self, actor: Actor, **kwargs: Any) -> Withdrawn:
        return withdrawn_by_id(actor=actor, entry_id=kwargs["entry"])


def among(asked: dict[str, Any]) -> Among:
    """Where to look, by the checked values of the filters."""
    [project] = asked.get("project", [None])
    return Among(asked.get("kind", ()), project, asked.get("withdrawn", False))


def told(hit: Hit) -> dict[str, Any]:
    """One hit as a row."""
    own = {name: getattr(hit.entry, name) for name in ("project_id", "title", "title_zh", "withdrawn")}
    return {"id": hit.id, "kind": hit.kind.label, "key": hit.key, **own, "url": hit.url}


def gone(one: Withdrawn, actor: Actor) -> dict[str, Any]:
    """One withdrawn record as a row."""
    path = {"org": actor.organization.slug, "entry": one.id}
    where = {"kind": one.kind.label, "restore_url": reverse("api_records_restore", kwargs=path)}
    plain = [field for field in GONE if field.name not in where]
    return {**read(one, plain), **where}
