"""Verbs of looking on as a member."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.events import Impersonated
from tenancy.models import Membership, Person
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, Denied


class NobodyToLookAs(BadInput):
    """Without a role of today there is nothing to see."""

    code = "nobody_to_look_as"
    message = _("%(name)s has no role in the organization now. Choose somebody else.")
    field = "person"


@verb
def look_as_member(*, actor: Actor, person: Person, reason: str, until: datetime) -> None:
    """Note in the organization's trail who looks on as whom, why and until when; the member is told."""
    require(actor, "tenancy.look_as_member")
    if actor.user_id is None:
        raise Denied("tenancy.look_as_member")  # the house itself has no eyes
    if not Membership.objects.filter(person=person, user__is_active=True).exists():
        raise NobodyToLookAs(name=person.name)
    facts = {"member": person.name, "reason": reason, "until": until.isoformat()}
    record(actor, "tenancy.look_as_member", person, after=facts)
    fact = Impersonated(actor.organization.id, person.pk, actor.user_id, actor.name, reason, until)
    publish(fact, actor=actor)


@verb
def stop_looking(*, actor: Actor, person: Person) -> None:
    """Note that it is over before its time."""
    require(actor, "tenancy.look_as_member")
    record(actor, "tenancy.stop_looking", person, after={"member": person.name})
