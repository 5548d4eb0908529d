"""One job that has ended: the plan as a file, asked for by the project's manager."""

from datetime import UTC, datetime

from django.urls import reverse

from records.services.exports import begin_export
from tenancy.jobs_runner import run_next_job
from tenancy.models import User
from tenancy.selectors import member_of_user

MANAGER, KEY = "pm@demo.milepost.test", "BFM"


def export_the_plan(slug: str) -> None:
    """Ask for it, and do at once what a worker would do."""
    now = datetime.now(UTC)
    member = member_of_user(user_id=User.objects.get(email=MANAGER).pk, slug=slug, now=now)
    if member is None:
        return
    path = reverse("planning_plan", kwargs={"org": slug, "key": KEY})
    begin_export(actor=member.actor(now=now, via="command"), path=f"{path}?format=csv")
    run_next_job(organization_id=member.organization.id)
