"""What the pages and endpoints of this room are about."""

import datetime as dt
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from planning import selectors
from planning.models import Dependency, Task
from projects.selectors import Project, project_by_key, today_of
from tenancy.actors import Actor


class InProjectZone:
    """Days and times are the project's own."""

    subject: Any
    actor: Any

    @property
    def project(self) -> Project:
        return getattr(self.subject, "project", self.subject)  # type: ignore[no-any-return]

    @cached_property
    def zone(self) -> dt.tzinfo:
        return ZoneInfo(self.project.zone)

    def get_reading(self) -> dict[str, Any]:
        return {"as_of": today_of(project=self.project, now=self.actor.now)}


class OfProject(InProjectZone):
    """About a project's plan."""

    subject_as = "project"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Project:
        return project_by_key(actor=actor, key=kwargs["key"])

    def get_form_kwargs(self, actor: Actor, subject: Project) -> dict[str, Any]:
        return {"actor": actor, "project": subject}


class OfTask(InProjectZone):
    """About one row of a plan."""

    subject_as = "task"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        project = project_by_key(actor=actor, key=kwargs["key"])
        return selectors.task(actor=actor, project=project, number=kwargs["number"])


class OfWithdrawnTask(OfTask):
    """About a row that was taken out."""

    def get_subject(self, actor: Actor, **kwargs: Any) -> Task:
        project = project_by_key(actor=actor, key=kwargs["key"])
        return selectors.withdrawn_task(actor=actor, project=project, number=kwargs["number"])


class OfLink(OfTask):
    """About one dependency of a task."""

    subject_as = "dependency"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Dependency:
        task: Task = super().get_subject(actor, **kwargs)
        return selectors.dependency(actor=actor, task=task, dependency_id=kwargs["link"])
