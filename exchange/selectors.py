"""Questions about imports."""

from django.db.models import QuerySet

from exchange.models import ImportRun
from exchange.policies import visible
from projects.selectors import Project
from tenancy.actors import Actor
from toolkit.errors import Missing


def imports(*, actor: Actor, project: Project) -> QuerySet[ImportRun]:
    """The project's imports, newest first, without the files themselves."""
    return ImportRun.objects.filter(visible(actor), project=project).defer("content")


def import_run(*, actor: Actor, project: Project, number: int) -> ImportRun:
    """One import; raises `Missing`."""
    found = imports(actor=actor, project=project).select_related("project", "started_by")
    try:
        return found.get(number=number)
    except ImportRun.DoesNotExist:
        raise Missing() from None
