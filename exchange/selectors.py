"""Questions about imports."""

from uuid import UUID

from django.db.models import QuerySet

from exchange.models import ImportRun, ListImport
from exchange.policies import sees_list, visible
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


def list_imports(*, actor: Actor) -> QuerySet[ListImport]:
    """Imports of lists: the actor's own, and all to those who see everything; without the files."""
    return ListImport.objects.filter(sees_list(actor)).defer("content")


def list_import(*, actor: Actor, import_id: UUID) -> ListImport:
    """One of them; raises `Missing`."""
    found = list_imports(actor=actor).select_related("project", "started_by").filter(pk=import_id).first()
    if found is None:
        raise Missing()
    return found
