"""Facts this room announces."""

from dataclasses import dataclass
from uuid import UUID

from tenancy.listeners import Event, fact, unheard


@fact
@dataclass(frozen=True)
class PlanImported(Event):
    """A plan file came into a project."""

    project_id: UUID
    import_id: UUID
    created: int
    updated: int


@fact
@dataclass(frozen=True)
class ListImported(Event):
    """A list came in: so many rows of one kind. `project_id` where it belongs to a project."""

    project_id: UUID | None
    import_id: UUID
    what: str
    created: int
    updated: int


unheard(ListImported, "shown on the page of the import; the change feed and webhooks read it by name")
unheard(PlanImported, "shown on the imports page; the change feed and webhooks read it by name")
