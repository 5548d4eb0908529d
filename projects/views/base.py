"""What pages of this room are about, and what they share."""

from typing import Any

from projects.models import Project
from projects.selectors import project_by_key
from tenancy.actors import Actor
from tenancy.transitions import Transitions
from toolkit.links import Link

LIST, SETTINGS, MEMBERS = Link("projects_list"), Link("projects_settings"), Link("projects_members")
HISTORY_ROWS = 20


class OfProject:
    """About one project."""

    subject_as = "project"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Project:
        return project_by_key(actor=actor, key=kwargs["key"])


class Steps:
    """A form that takes a step of a state table. `states` is the table."""

    states: Transitions
    template = "pages/step.html"
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"steps": self.states.choices(actor, subject)}

    def fact(self, result: Any) -> str:
        """The fact after a step."""
        return f"{result}: {result.get_state_display()}"


class Chosen:
    """A form whose choices depend on who fills it in."""

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"actor": actor}


class Taken:
    """A form that shapes what the service takes by `taken(cleaned)`."""

    form: Any

    def perform(self, cleaned: dict[str, Any]) -> Any:
        return super().perform(self.form.taken(cleaned))  # type: ignore[misc]
