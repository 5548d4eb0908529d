"""What the pages and endpoints of this room are about."""

import datetime as dt
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from planning import selectors as plans
from planning.selectors import Task
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

    @property
    def today(self) -> dt.date:
        """The project's own day."""
        return today_of(project=self.project, now=self.actor.now)

    def get_reading(self) -> dict[str, Any]:
        return {"as_of": self.today}


class OfProject(InProjectZone):
    """About a project."""

    subject_as = "project"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Project:
        return project_by_key(actor=actor, key=kwargs["key"])


class OfTask(InProjectZone):
    """About one task of a project's plan."""

    subject_as = "task"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Task:
        project = project_by_key(actor=actor, key=kwargs["key"])
        return plans.task(actor=actor, project=project, number=kwargs["number"])
