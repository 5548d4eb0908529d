"""What forms of several registers choose from, and the rules that hold the same for systems and files."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.models import Deliverable, Task
from projects.selectors import processes, sites_of
from tenancy.actors import Actor
from tenancy.selectors import people
from toolkit.errors import BadInput

NOTHING = ("", _("None"))


class NotTheClients(BadInput):
    """What is the client's to say, one of their people says."""

    code = "not_the_clients"
    message = _("Choose one of this client’s own people.")

    def __init__(self, field: str) -> None:
        super().__init__(field=field)


def client_side(*, actor: Actor, project: Any) -> list[tuple[Any, Any]]:
    """The people of the project's client, by name."""
    rows = people(actor=actor).present().filter(client_id=project.client_id).order_by("name", "pk")
    return [("", _("Nobody yet")), *rows.values_list("pk", "name")]


def work(*, actor: Actor, project: Any) -> list[tuple[Any, Any]]:
    """The tasks and summaries of the plan, in its order."""
    rows = Task.objects.live().filter(project=project).exclude(kind=Task.Kind.MILESTONE).order_by("position")
    return [NOTHING, *((pk, f"T{number} {name}") for pk, number, name in rows.values_list(*NAMED))]


NAMED = ("pk", "number", "name")


def deliverables(*, actor: Actor, project: Any) -> list[tuple[Any, Any]]:
    """The deliverables of the project."""
    rows = Deliverable.objects.live().filter(project=project).order_by("number")
    return [NOTHING, *((one.pk, str(one)) for one in rows)]


def processes_here(*, actor: Actor, project: Any) -> list[tuple[Any, Any]]:
    """The processes of the project, by code."""
    return [NOTHING, *((one.pk, str(one)) for one in processes(actor=actor, project=project))]


def sites_here(*, actor: Actor, project: Any) -> list[tuple[Any, Any]]:
    """The sites at which the project runs."""
    return [NOTHING, *((one.site_id, one.site.name) for one in sites_of(actor=actor, project=project))]


def from_the_client(field: str) -> Callable[..., None]:
    """A rule: whom `field` names is one of the client's people who are still there."""

    def rule(*, actor: Actor, project: Any, subject: Any, values: dict[str, Any]) -> None:
        person_id = values.get(field)
        theirs = people(actor=actor).present().filter(client_id=project.client_id)
        if person_id and not theirs.filter(pk=person_id).exists():
            raise NotTheClients(field)

    return rule
