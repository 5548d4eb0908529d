"""What this room knows of the gates of a project."""

from datetime import date

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from projects.gates import Criterion, criterion
from projects.selectors import Project
from schedule.baselining import GATE, OWN
from schedule.models import Baseline
from schedule.policies import visible
from tenancy.actors import Actor


@criterion(GATE, name=OWN)
def plan_baselined(*, actor: Actor, project: Project, as_of: date) -> Criterion:
    """A plan that nobody approved is no promise."""
    rows = Baseline.objects.in_force().filter(visible(actor), project=project, kind=Baseline.Kind.SCHEDULE)
    found = rows.order_by("-number").first()
    return Criterion(
        _("The plan has an approved baseline"),
        met=found is not None,
        evidence=text("%(key)s, finish %(day)s") % {"key": found.key, "day": found.finish_on}
        if found
        else "",
        why_not=_("No baseline is approved yet"),
    )
