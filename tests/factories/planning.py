"""Rows of plans for tests. Call inside the organization's tenant_tx."""

import factory

from planning.models import Task
from tests.cast import NOW


class TaskFactory(factory.django.DjangoModelFactory):
    """A task at the end of the plan; `project` is needed. The plan's next number is not moved on."""

    class Meta:
        model = Task

    client_id = factory.SelfAttribute("project.client_id")
    number = factory.Sequence(lambda n: n + 1)
    position = factory.LazyAttribute(lambda task: Task.objects.filter(project=task.project).count() + 1)
    wbs = factory.LazyAttribute(lambda task: str(task.position))
    name = factory.Sequence(lambda n: f"Task {n}")
    created_at = NOW


class MilestoneFactory(TaskFactory):
    """A planned milestone."""

    kind = Task.Kind.MILESTONE
    state = Task.State.PLANNED
    name = factory.Sequence(lambda n: f"Milestone {n}")
