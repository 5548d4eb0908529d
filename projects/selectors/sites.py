"""Questions about sites and processes."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from projects.models import Process, Project, ProjectSite, Site
from projects.policies import visible_records
from projects.selectors.projects import projects, visible_projects
from tenancy.actors import Actor
from toolkit.errors import Missing


def sites(*, actor: Actor) -> QuerySet[Any]:
    """The organization's sites; each counts the projects there that the actor may know of (`running`)."""
    known = Q(projects__project__withdrawn_at__isnull=True) & visible_projects(actor, "projects__project__")
    return Site.objects.annotate(running=Count("projects", filter=known, distinct=True)).order_by("name")


def site_by_code(*, actor: Actor, code: str) -> Site:
    """One site; raises `Missing`."""
    found = sites(actor=actor).filter(code=code).first()
    if found is None:
        raise Missing()
    return found


def sites_of(*, actor: Actor, project: Project) -> QuerySet[ProjectSite]:
    """Where a project runs, by the sites' names."""
    rows = ProjectSite.objects.filter(project=project, project__in=projects(actor=actor))
    return rows.select_related("site").order_by("site__name")


def projects_at(*, actor: Actor, site: Site) -> QuerySet[ProjectSite]:
    """Which projects run at a site, among those that the actor may know of."""
    return ProjectSite.objects.filter(site=site, project__in=projects(actor=actor)).order_by("project__key")


def processes(*, actor: Actor, project: Project | None = None) -> QuerySet[Process]:
    """The processes of a project, or of all that the actor may know of, by code."""
    rows = Process.objects.filter(visible_records(actor), project__withdrawn_at__isnull=True)
    rows = rows if project is None else rows.filter(project=project)
    return rows.select_related("project").order_by("project__key", "code")


def process_by_code(*, actor: Actor, project: Project, code: str) -> Process:
    """One process of a project; raises `Missing`."""
    rows = processes(actor=actor, project=project).select_related("project", "site", "expert")
    found = rows.filter(code=code).first()
    if found is None:
        raise Missing()
    return found


def process_counts(*, actor: Actor, project: Project) -> dict[str, Any]:
    """How many processes a project has, how many are live, and their volume a month."""
    rows = processes(actor=actor, project=project).order_by()
    return rows.aggregate(count=Count("pk"), live=Count("pk", filter=Q(state=Process.State.LIVE)))
