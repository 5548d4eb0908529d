"""What of a plan has to be true before planning ends (G1)."""

from datetime import date

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from planning.chartered import agreed_objectives, charter_in_force
from planning.readiness import items_of
from planning.selectors import milestones
from projects.gates import Criterion, criterion
from projects.selectors import Project
from tenancy.actors import Actor


def _url(actor: Actor, project: Project, route: str) -> str:
    return reverse(route, kwargs={"org": actor.organization.slug, "key": project.key})


@criterion("G1", name="planning.charter")
def charter_approved(*, actor: Actor, project: Project, as_of: date) -> Criterion:
    """A charter is in force."""
    found = charter_in_force(actor=actor, project=project)
    return Criterion(
        _("The charter is approved"),
        met=found is not None,
        evidence=f"{found.key} {found.title} (v{found.edition})" if found else "",
        why_not=_("No charter is in force. Submit one and have it approved by the delivery head."),
        url=_url(actor, project, "planning_charters"),
    )


@criterion("G1", name="planning.charter_signed")
def charter_signed(*, actor: Actor, project: Project, as_of: date) -> Criterion:
    """The client has signed it; wished for, as some clients sign the statement of work only."""
    found = charter_in_force(actor=actor, project=project)
    signed = found is not None and found.is_signed
    return Criterion(
        _("The client has signed the charter"),
        met=signed,
        evidence=f"{found.key} {found.get_client_answer_display()}" if found and signed else "",
        why_not=_("The client’s signature is missing. Ask for it on the page of the approved charter."),
        url=_url(actor, project, "planning_charters"),
        mandatory=False,
    )


@criterion("G1", name="planning.objective")
def objective_agreed(*, actor: Actor, project: Project, as_of: date) -> Criterion:
    """What is to be reached is agreed."""
    keys = [one.key for one in agreed_objectives(actor=actor, project=project)]
    return Criterion(
        _("At least one objective is agreed"),
        met=bool(keys),
        evidence=", ".join(keys),
        why_not=_("No objective is agreed. Write what is measured, from where to where and by when."),
        url=_url(actor, project, "planning_objectives"),
    )


@criterion("G1", name="planning.milestone")
def milestone_planned(*, actor: Actor, project: Project, as_of: date) -> Criterion:
    """The plan says at least one day that counts."""
    count = milestones(actor=actor, project=project).filter(due__isnull=False).count()
    said = ngettext_lazy("{count} milestone", "{count} milestones", count)
    return Criterion(
        _("The plan has at least one dated milestone"),
        met=count > 0,
        evidence=format_lazy(said, count=count) if count else "",
        why_not=_("The plan has no milestone with a day. Add one."),
        url=_url(actor, project, "planning_milestones"),
    )


def _in_place(*, actor: Actor, project: Project, as_of: date) -> Criterion | None:
    """Nothing that the next stage needs is late. Projects that keep no readiness board are not asked."""
    rows = items_of(actor=actor, project=project).filter(mandatory=True)
    late = list(rows.red(as_of=as_of).order_by("need_by", "number"))
    count = rows.count()
    if not count:
        return None
    return Criterion(
        _("Nothing that the next stage needs is late"),
        met=not late,
        evidence=format_lazy(_("{count} items are in place or on their way"), count=count),
        why_not=format_lazy(_("Late: {items}."), items=", ".join(str(one) for one in late)),
        url=_url(actor, project, "planning_readiness"),
    )


for _gate in ("G2", "G3", "G4"):
    criterion(_gate, name="planning.readiness")(_in_place)
