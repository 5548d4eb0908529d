"""Who does what: the parts of people in one deliverable or process, always written as a whole."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.events import ResponsibilitiesSet
from planning.models import Deliverable, Responsibility
from projects.selectors import people_of
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError

SET = "planning.set_responsibilities"
Part = Responsibility.Part
ACCOUNTABLE = (Part.ACCOUNTABLE, Part.BOTH)


class AccountableMissing(DomainError):
    """Somebody answers for it."""

    code = "accountable_missing"
    message = _("Nobody is accountable. Choose A for exactly one person.")


class AccountableTwice(DomainError):
    """Two who answer for it are nobody."""

    code = "accountable_twice"
    message = _("%(count)s people are accountable. Choose A for exactly one of them.")


class NotOnProject(BadInput):
    """Only those who work on the project have a part in it."""

    code = "not_on_project"
    message = _("Somebody is named who does not work on this project. Add them to the team first.")


@verb
def set_responsibilities(*, actor: Actor, subject: Any, parts: dict[UUID, str]) -> Any:
    """Write everybody's part in a deliverable or a process; who is not named has none. No part at all
    clears the row. Raises `AccountableMissing`, `AccountableTwice`, `NotOnProject`."""
    require(actor, SET, subject)
    parts = {person_id: part for person_id, part in parts.items() if part}
    _check(actor, subject, parts)
    rows = Responsibility.objects.filter(**about(subject)).select_for_update()
    before = {str(one.person_id): one.part for one in rows.order_by("pk")}
    after = {str(person_id): part for person_id, part in parts.items()}
    if before == after:
        return subject
    rows.delete()
    Responsibility.objects.bulk_create(
        _part(actor, subject, person_id, part) for person_id, part in parts.items()
    )
    record(actor, SET, subject, before={"parts": before}, after={"parts": after})
    publish(ResponsibilitiesSet(actor.organization.id, subject.project_id, subject.pk), actor=actor)
    return subject


def about(subject: Any) -> dict[str, UUID]:
    """The column that names a deliverable or a process."""
    return {"deliverable_id" if isinstance(subject, Deliverable) else "process_id": subject.pk}


def _check(actor: Actor, subject: Any, parts: dict[UUID, str]) -> None:
    count = sum(part in ACCOUNTABLE for part in parts.values())
    if parts and not count:
        raise AccountableMissing()
    if count > 1:
        raise AccountableTwice(count=count)
    team = {row["person_id"] for row in people_of(actor=actor, project=subject.project)}
    if not parts.keys() <= team:
        raise NotOnProject()


def _part(actor: Actor, subject: Any, person_id: UUID, part: str) -> Responsibility:
    return Responsibility(
        project_id=subject.project_id,
        client_id=subject.client_id,
        person_id=person_id,
        part=part,
        created_at=actor.now,
        **about(subject),
    )
