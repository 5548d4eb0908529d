"""Reactions to this room's own facts."""

from tenancy.actors import system
from tenancy.events import AuditCheckAsked
from tenancy.listeners import handling, hears
from tenancy.services import check_audit


@hears(AuditCheckAsked)
def check_long_trail(event: AuditCheckAsked) -> None:
    """Somebody asked for a check that takes longer than a page may."""
    at = handling()
    actor = system("Audit check", now=at.now if at else None)
    check_audit(actor=actor, slot=actor.now.isoformat())
