"""What stands around a letter to a person: why it can be stopped, and the links that do it."""

from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import reverse

from notifications import letters
from notifications.catalogue import NOTICES, words_of
from notifications.letters import Frame
from notifications.models import Delivery, Escalation, InboxLine
from tenancy.selectors import organization_ref

SALT = "notifications.stop"


def frame_of(delivery: Delivery) -> Frame:
    """Why it came can be changed here: the links of one letter."""
    slug = organization_ref(organization_id=delivery.organization_id).slug
    known = NOTICES.get(delivery.rule)
    locked = known is not None and known.default.locked
    choices = reverse("notifications_choices", kwargs={"org": slug})
    return Frame(
        rule=known.subject if known else words_of(delivery.rule),
        locked=locked,
        stop_link="" if locked else letters.absolute(stop_path(delivery)),
        choices_link=letters.absolute(f"{choices}#{delivery.rule}"),
        acknowledge_link=_acknowledge(delivery, slug),
    )


def _acknowledge(delivery: Delivery, slug: str) -> str:
    which: dict[str, Any] = {"person_id": delivery.person_id}
    lines = InboxLine.objects.filter(
        rule=delivery.rule,
        **which,
        subject_kind=delivery.subject_kind,
        subject_id=delivery.subject_id,
        version=delivery.version,
    )
    found = Escalation.objects.open().filter(lines__in=lines).values_list("pk", flat=True).first()
    if found is None:
        return ""
    return letters.absolute(reverse("notifications_acknowledge", kwargs={"org": slug, "pk": found}))


def stop_path(delivery: Delivery) -> str:
    """The signed address that turns off mails of one rule for one person, and can do nothing else."""
    return reverse("notifications_stop", kwargs={"token": stop_token(delivery)})


def stop_token(delivery: Delivery) -> str:
    """Organization, person and rule, signed for this purpose only."""
    named = [str(delivery.organization_id), str(delivery.person_id), delivery.rule]
    return signing.dumps(named, salt=SALT)


def read_stop_token(token: str) -> tuple[UUID, UUID, str] | None:
    """Organization, person and rule of a stop link; None when it was not made here."""
    try:
        organization, person, rule = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return UUID(organization), UUID(person), str(rule)
