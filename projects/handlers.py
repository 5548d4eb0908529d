"""Reactions to facts of people: who was invited to projects joins them, who left is released."""

from projects.services import join_invited, release_person
from tenancy.actors import system
from tenancy.events import InvitationAccepted, PersonLeft
from tenancy.listeners import handling, hears


@hears(InvitationAccepted)
def join_projects(event: InvitationAccepted) -> None:
    """The projects that the invitation names."""
    at = handling()
    actor = system("Invitation accepted", now=at.now if at else None)
    join_invited(actor=actor, person_id=event.person_id, invitation_id=event.invitation_id, role=event.role)


@hears(PersonLeft)
def release_from_projects(event: PersonLeft) -> None:
    """Nobody is offered as a member who has left."""
    at = handling()
    release_person(actor=system("Person left", now=at.now if at else None), person_id=event.person_id)
