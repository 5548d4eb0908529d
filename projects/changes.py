"""Facts of this room that other systems may hear of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.changes import About, offer
from projects import events
from projects.models import Project
from tenancy.selectors import organization_ref


def project(event: events.ProjectEvent) -> About | None:
    """The project, withdrawn or not."""
    key = Project.objects.filter(pk=event.project_id).values_list("key", flat=True).first()
    if key is None:
        return None
    slug = organization_ref(organization_id=event.organization_id).slug
    return About(event.project_id, key, reverse("api_projects_project", kwargs={"org": slug, "key": key}))


OF_PROJECTS = {
    events.ProjectCreated: _("Project opened"),
    events.ProjectChanged: _("Project changed"),
    events.ProjectShared: _("Project shared with the client"),
    events.ProjectUnshared: _("Project no longer shared"),
    events.StageChanged: _("Project at another stage"),
    events.ProjectStateChanged: _("Project in another state"),
}
OF_MEMBERS = {
    events.MemberAdded: _("Member added to a project"),
    events.MemberChanged: _("Days of a project’s member changed"),
    events.MemberRemoved: _("Member of a project removed"),
}
for _event, _label in OF_PROJECTS.items():
    offer(_event, _label, policy="projects.view_project", about=project)
for _event, _label in OF_MEMBERS.items():
    offer(_event, _label, policy="projects.view_members", about=project)
