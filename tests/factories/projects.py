"""Projects for tests. Call inside the organization's tenant_tx."""

import factory

from projects.models import Project, ProjectMember
from tests.cast import NOW


class ProjectFactory(factory.django.DjangoModelFactory):
    """An active project in Kraków's zone; `client` is needed."""

    class Meta:
        model = Project

    key = factory.Sequence(lambda n: f"P{n:03d}")
    name = factory.LazyAttribute(lambda project: f"Project {project.key}")
    zone = "Europe/Warsaw"
    currency = "EUR"
    state = Project.State.ACTIVE
    created_at = NOW


class MemberFactory(factory.django.DjangoModelFactory):
    """A member since the start of 2026; `project` and `person` are needed."""

    class Meta:
        model = ProjectMember

    role = ProjectMember.Role.PROJECT_MANAGER
    starts_on = "2026-01-01"
    created_at = NOW
