"""Questions about people and their roles."""

from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from tenancy.actors import Actor
from tenancy.models import ApiToken, AuditLine, Invitation, Membership, Person
from tenancy.models.people import MembershipQuerySet, PersonQuerySet
from toolkit.errors import Missing

LEFT, MEMBER, INVITED, ENDED, NAMED = "left", "member", "invited", "ended", "named"


def people(*, actor: Actor) -> PersonQuerySet:
    """Everyone the organization names, those who left included."""
    return Person.objects.all()


def directory(*, actor: Actor) -> PersonQuerySet:
    """`people` with the roles held today (`held`, codes) and where each stands (`standing`).

    `standing`: left, member (holds a role today), invited, ended (held one), named (never had a login).
    """
    own = Membership.objects.filter(person=OuterRef("pk"))
    running = own.running(on=_today(actor))
    waiting = Invitation.objects.open(at=actor.now).filter(person=OuterRef("pk"))
    standing = Case(
        When(left_at__isnull=False, then=Value(LEFT)),
        When(Exists(running), then=Value(MEMBER)),
        When(Exists(waiting), then=Value(INVITED)),
        When(Exists(own), then=Value(ENDED)),
        default=Value(NAMED),
        output_field=CharField(),
    )
    return people(actor=actor).annotate(
        held=ArraySubquery(running.order_by("role").values("role")), standing=standing
    )


def person_by_id(*, actor: Actor, person_id: UUID) -> Person:
    """One person of the `directory` with client, login and the number of open tokens; raises `Missing`."""
    keys = ApiToken.objects.filter(person=OuterRef("pk"), revoked_at__isnull=True, expires_at__gt=actor.now)
    counted = keys.order_by().values("person").annotate(n=Count("pk")).values("n")
    rows = directory(actor=actor).annotate(tokens=Coalesce(Subquery(counted), 0))
    found = rows.filter(pk=person_id).select_related("client", "user").first()
    if found is None:
        raise Missing()
    return found


def members(*, actor: Actor) -> MembershipQuerySet:
    """Roles held, ended ones included."""
    return Membership.objects.select_related("person")


def roles_of(*, actor: Actor, person: Person) -> MembershipQuerySet:
    """A person's roles, those that stand before those that ended."""
    return members(actor=actor).filter(person=person).order_by(F("ended_at").asc(nulls_first=True), "role")


def role_by_id(*, actor: Actor, person: Person, membership_id: UUID) -> Membership:
    """One of a person's roles; raises `Missing`."""
    found = roles_of(actor=actor, person=person).filter(pk=membership_id).first()
    if found is None:
        raise Missing()
    return found


def administrators(*, actor: Actor) -> list[str]:
    """The names of those who administer the organization today."""
    rows = Membership.objects.running(on=_today(actor)).filter(role="TA", user__is_active=True)
    return list(rows.order_by("person__name").values_list("person__name", flat=True))


def person_history(*, actor: Actor, person: Person) -> QuerySet[AuditLine]:
    """What happened to a person, her roles and invitations, newest first."""
    about = Q(subject_id=person.pk)
    for rows in (Membership.objects, Invitation.objects):
        about |= Q(subject_id__in=rows.filter(person=person).values("pk"))
    return AuditLine.objects.filter(about, action__startswith="tenancy.").order_by("-id")


def _today(actor: Actor) -> date:
    return actor.today(actor.organization.zone)
