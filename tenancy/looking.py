"""Looking on as a member: platform staff see what she sees, change nothing, and everybody is told.

It begins inside an organization that was entered through the admin, ends by itself after
`MILEPOST_LOOK_MINUTES`, and holds for the pages of that organization only: the API knows nothing of it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tenancy.actors import Actor
from tenancy.rules import BROKEN_GLASS
from tenancy.selectors import Member, member_of_user
from toolkit.pages import errors

KEY = "looking_on_as"
READING = ("GET", "HEAD")


@dataclass(frozen=True)
class Look:
    """What the operator's session keeps while she looks on."""

    user_id: UUID
    person_id: UUID
    slug: str
    until: datetime


def begin(request: Any, look: Look) -> None:
    """Keep it in the operator's session."""
    request.session[KEY] = {
        "user": str(look.user_id),
        "person": str(look.person_id),
        "slug": look.slug,
        "until": look.until.isoformat(),
    }


def current(request: Any) -> Look | None:
    """What the signed-in platform operator looks on at, also when its time is over."""
    kept = request.session.get(KEY) if request.user.is_authenticated else None
    if kept is None or not request.user.is_platform_staff:
        return None
    until = datetime.fromisoformat(kept["until"])
    return Look(UUID(kept["user"]), UUID(kept["person"]), kept["slug"], until)


def end(request: Any) -> None:
    """Forget it."""
    request.session.pop(KEY, None)


def member_looked_at(request: Any, *, slug: str, now: datetime) -> Member | None:
    """The member behind whose eyes the operator stands at this organization's door, while the time lasts."""
    look = current(request)
    if look is None or look.slug != slug or look.until <= now:
        return None
    member = member_of_user(user_id=look.user_id, slug=slug, now=now)
    return member and replace(member, roles=member.roles - {BROKEN_GLASS})


def is_over(request: Any, *, slug: str, now: datetime) -> bool:
    """Whether the operator looked on here until her time ended."""
    look = current(request)
    return look is not None and look.slug == slug and look.until <= now


def seen_by(actor: Actor, operator: Any) -> Actor:
    """The member's rights, under the operator's name."""
    return replace(actor, on_behalf=str(operator))


def refuse_writing(request: Any) -> HttpResponse:
    """403: whoever looks on changes nothing."""
    detail = _("You are looking on as somebody else. Leave, and sign in as yourself to change something.")
    return errors.refused(request, 403, _("Looking on changes nothing"), detail, code="looking_on")


def back_to_admin(request: Any) -> HttpResponse:
    """The time is over: to the organization's page in the admin."""
    end(request)
    return HttpResponseRedirect(reverse("admin:index"))


def write_nothing() -> None:
    """From here on the running transaction refuses every write, whatever a page tries."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
