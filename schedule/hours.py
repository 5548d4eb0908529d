"""What waits for a person about hours, as "My day" shows it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.needing import Band, Need
from schedule.selectors.timesheets import A_WEEK, missing_weeks, monday_of, waiting_counts
from tenancy.actors import Actor


def hours_needed(*, actor: Actor, as_of: date) -> list[Need]:
    """Weeks that wait for the actor's decision, and last week's hours that she has not handed in.

    Two queries beside her roles.
    """
    found: list[Need] = []
    if actor.may("schedule.view_timesheets"):
        found += _waiting(actor)
    if actor.may("schedule.write_timesheet"):
        found += _missing(actor, monday_of(day=as_of) - A_WEEK)
    return found


def _waiting(actor: Actor) -> Iterator[Need]:
    for key, count in sorted(waiting_counts(actor=actor).items()):
        url = reverse("schedule_timesheets", kwargs={"org": actor.organization.slug, "key": key})
        yield Need(
            band=Band.SOON,
            icon="clock",
            name=key,
            what=ngettext("Decide on %(n)s timesheet", "Decide on %(n)s timesheets", count) % {"n": count},
            why=_("handed in, not decided yet"),
            url=f"{url}?state=submitted",
            verb=_("Open timesheets"),
            verb_url=f"{url}?state=submitted",
            project_key=key,
        )


def _missing(actor: Actor, week: date) -> Iterator[Need]:
    for row in missing_weeks(actor=actor, starts_on=week):
        address = {"org": actor.organization.slug, "key": row["project__key"]}
        url = f"{reverse('schedule_my_week', kwargs=address)}?week={week.isoformat()}"
        yield Need(
            band=Band.TODAY,
            icon="clock",
            name=row["project__name"],
            what=_("Submit last week’s hours"),
            why=_("the timesheet of last week is missing"),
            url=url,
            verb=_("Write hours"),
            verb_url=url,
            project_key=row["project__key"],
        )
