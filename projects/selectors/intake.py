"""Questions about requests for projects and about programmes."""

import re
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from projects.models import IntakeQuerySet, IntakeRequest, Programme, Project
from projects.policies import visible_requests
from projects.selectors.projects import projects, visible_projects
from tenancy.actors import Actor
from toolkit.errors import Denied, Missing

SHORTEST, SHOWN = 3, 5
VIEW = "projects.view_programmes"


def requests(*, actor: Actor) -> IntakeQuerySet:
    """The requests that the actor may know of, the latest first."""
    return IntakeRequest.objects.filter(visible_requests(actor)).order_by("-number")


def request_by_number(*, actor: Actor, number: int) -> IntakeRequest:
    """One request with what its page shows; raises `Missing`."""
    related = ("client", "requester", "decider", "opened")
    found = requests(actor=actor).filter(number=number).select_related(*related).first()
    if found is None:
        raise Missing()
    return found


def request_counts(*, actor: Actor) -> dict[str, int]:
    """How many requests stand in which state, in the order of their life; those without any are left out."""
    rows = dict(requests(actor=actor).order_by().values_list("state").annotate(Count("pk")))
    return {state: rows[state] for state in IntakeRequest.State.values if state in rows}


def similar(*, actor: Actor, request: IntakeRequest) -> tuple[list[Project], list[IntakeRequest]]:
    """Projects and other requests of the same client with a word of the title, among those one may see."""
    same = (
        Q(client_id=request.client_id) if request.client_id else Q(client__name__iexact=request.client_name)
    )
    found = projects(actor=actor).filter(same & _any_word("name", request.title)).order_by("key")
    also = same | Q(client_name__iexact=request.client_name) & ~Q(client_name="")
    others = requests(actor=actor).exclude(pk=request.pk).filter(also & _any_word("title", request.title))
    return list(found[:SHOWN]), list(others.select_related("client")[:SHOWN])


def _any_word(column: str, title: str) -> Q:
    """Any longer word of the title stands in the column."""
    words = [word for word in re.findall(r"\w+", title) if len(word) >= SHORTEST]
    return reduce(or_, (Q(**{f"{column}__icontains": word}) for word in words), Q(pk__in=[]))


def programmes(*, actor: Actor) -> QuerySet[Any]:
    """The programmes; each counts the projects in it that the actor may know of (`project_count`)."""
    known = visible_projects(actor, "projects__") & Q(projects__withdrawn_at__isnull=True)
    return Programme.objects.annotate(project_count=Count("projects", filter=known, distinct=True)).order_by(
        "code"
    )


def programme_by_code(*, actor: Actor, code: str) -> Programme:
    """One programme. Raises `Denied` for whoever sees none, `Missing`."""
    if not actor.may(VIEW):
        raise Denied(VIEW)
    found = programmes(actor=actor).filter(code=code).select_related("owner").first()
    if found is None:
        raise Missing()
    return found


def projects_of_programme(*, actor: Actor, programme: Programme) -> QuerySet[Project]:
    """The projects of a programme, among those that the actor may know of."""
    found: QuerySet[Any] = projects(actor=actor).filter(programme=programme).order_by("key")
    return found
