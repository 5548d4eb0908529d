"""Other systems that hear of the demo's facts. Their addresses exist nowhere: the house answers for them."""

from datetime import datetime

from notifications.selectors import webhooks
from notifications.services import add_webhook
from tenancy.models import Person
from tenancy.selectors import member_of_user

# description, address (`down` answers 503, see notifications.demo_hooks), facts
LISTENERS = (
    ("Skyharp data warehouse", "https://hooks.milepost.test/warehouse", ()),
    (
        "Service desk, down for maintenance",
        "https://down.milepost.test/desk",
        ("planning.MilestoneOverdue", "planning.MilestoneReached", "planning.MilestoneRescheduled"),
    ),
)


def tell_other_systems(owner: Person, *, slug: str, now: datetime) -> None:
    """Add the webhooks that are missing, in the name of the administrator."""
    member = member_of_user(user_id=owner.user_id, slug=slug, now=now) if owner.user_id else None
    if member is None:
        return
    actor = member.actor(now=now, via="command")
    known = set(webhooks(actor=actor).values_list("description", flat=True))
    for description, address, facts in LISTENERS:
        if description not in known:
            add_webhook(actor=actor, description=description, address=address, facts=list(facts))
