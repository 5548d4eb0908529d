"""The lines every verb is made of: require, rule, change, record, publish."""

import logging
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from tenancy import rules
from tenancy.actors import Actor
from tenancy.listeners import Event as Fact
from tenancy.listeners import event_name, pack
from tenancy.models import AuditLine, Event
from tenancy.refusals import explained
from tenancy.scope import tenant_tx
from toolkit.errors import Denied, Missing

P = ParamSpec("P")
R = TypeVar("R")
VERBS: dict[str, Callable[..., Any]] = {}
log = logging.getLogger(__name__)


def verb(function: Callable[P, R]) -> Callable[P, R]:
    """Decorator of a service: one transaction of the actor's organization, all or nothing."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        actor = kwargs["actor"]
        assert isinstance(actor, Actor)
        try:
            with tenant_tx(actor.organization.id):
                return function(*args, **kwargs)
        except IntegrityError as error:
            refusal = explained(error)
            if refusal is None:
                raise
            raise refusal from error

    VERBS[f"{function.__module__}.{function.__name__}"] = run
    return run


def require(actor: Actor, action: str, record: Any = None) -> None:
    """Raise `Denied` unless the policy allows it; `Missing` where the actor may not even know the record."""
    if rules.allowed(actor, action, record):
        return
    if record is not None and not rules.is_reader(actor, record):
        raise Missing()
    raise Denied(action, record)


def record(
    actor: Actor, action: str, subject: Any, *, before: dict[str, Any] | None = None, after: Any = None
) -> None:
    """Write the audit line of a change, in the transaction of the change. Takes no lock."""
    _line(actor, action, subject, before, after).save(force_insert=True)


def record_all(actor: Actor, action: str, changes: Iterable[tuple[Any, Any, Any]]) -> None:
    """Write the lines of many changes (subject, before, after) in one statement per thousand."""
    lines = [_line(actor, action, subject, before, after) for subject, before, after in changes]
    AuditLine.objects.bulk_create(lines, batch_size=1000)


def _line(actor: Actor, action: str, subject: Any, before: Any, after: Any) -> AuditLine:
    return AuditLine(
        at=actor.now,
        actor_user=actor.user_id,
        actor_person=actor.person_id,
        actor_name=actor.name[:160],
        on_behalf=actor.on_behalf[:160],
        via=actor.via,
        action=action,
        subject_type=subject._meta.label,
        subject_id=subject.pk if isinstance(subject.pk, UUID) else None,
        subject_key=str(getattr(subject, "key", "") or getattr(subject, "slug", ""))[:60],
        project=rules.project_id_of(subject),
        before=before,
        after=after,
        ip=actor.ip or None,
        request_id=actor.request_id,
    )


def publish(fact: Fact, *, actor: Actor) -> None:
    """Write the fact to the event log, and ring the dispatcher's bell after commit."""
    publish_all([fact], actor=actor)


def publish_all(facts: Iterable[Fact], *, actor: Actor) -> None:
    """Write many facts of one organization in one statement per thousand, and ring once."""
    rows = [
        Event(
            name=event_name(type(fact)),
            payload=pack(fact),
            project=fact.subject_project_id,
            occurred_at=actor.now,
            next_at=actor.now,
        )
        for fact in facts
    ]
    if rows:
        Event.objects.bulk_create(rows, batch_size=1000)
        organization_id = actor.organization.id
        transaction.on_commit(lambda: ring(organization_id))


def ring(organization_id: UUID) -> None:
    """Wake a worker. A dead broker must not fail what is already committed: the sweep finds the rows."""
    try:
        import_string(settings.MILEPOST_BELL)(organization_id)
    except settings.MILEPOST_BROKER_ERRORS as error:
        log.warning("bell not rung, the sweep will find the facts: %s", error)
