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


unheard(PlanImported, "shown on the imports page; the change feed and webhooks read it by name")
