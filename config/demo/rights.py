"""What the demo's administrator switched off and opened, and the keys its members gave to other systems."""

from datetime import UTC, datetime

from tenancy.actors import Actor
from tenancy.models import User
from tenancy.selectors import member_of_user
from tenancy.services import break_glass, close_glass, issue_token, switch_off, switch_on

ADMINISTRATOR, MANAGER = "admin@demo.milepost.test", "pm@demo.milepost.test"
SWITCHES = (
    # role, action, day of November, why; the day and the reason of switching on again
    ("TL", "planning.withdraw_task", 9, "Rows leave the plan only after the weekly review.", None),
    (
        "PM",
        "projects.share_project",
        2,
        "The client’s portal opens after the legal review.",
        (12, "Reviewed."),
    ),
)
TOKENS = (("Power BI, delivery dashboards", "read", 180), ("Time recording", "read write", 22))


def add_rights(slug: str) -> None:
    """Through the same verbs that people use, on the days on which it happened."""
    for role, action, day, why, lifted in SWITCHES:
        switch = switch_off(actor=acting(slug, ADMINISTRATOR, day), role=role, action=action, reason=why)
        if lifted:
            switch_on(actor=acting(slug, ADMINISTRATOR, lifted[0]), switch=switch, reason=lifted[1])
    opened = break_glass(
        actor=acting(slug, ADMINISTRATOR, 13), reason="Support call 4711: the plan of SKY shows no rows."
    )
    close_glass(actor=acting(slug, ADMINISTRATOR, 13, minute=21), glass=opened)
    for name, scopes, days in TOKENS:
        issue_token(actor=acting(slug, MANAGER, 3), name=name, scopes=scopes, days=days)


def acting(slug: str, email: str, day: int, minute: int = 0) -> Actor:
    """A member as she acted on a day of November 2026."""
    now = datetime(2026, 11, day, 9, minute, tzinfo=UTC)
    member = member_of_user(user_id=User.objects.get(email=email).pk, slug=slug, now=now)
    if member is None:
        raise LookupError(f"{email} is no member of {slug}")
    return member.actor(now=now, via="page")
