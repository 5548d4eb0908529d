"""The verb by which a person says how a project is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from projects.events import StatusConfirmed
from projects.models import Dimension, Project, Status, StatusLine, StatusReport
from projects.proposals import Proposal, proposals_of, worst
from projects.services.errors import ProjectEnded
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from tenancy.walls import Visibility
from toolkit.errors import BadInput


class OverrideUnexplained(BadInput):
    """Another colour than the rule's needs a reason."""

    code = "override_unexplained"
    message = _("Say why the status differs from what the rule proposes.")


@dataclass(frozen=True)
class Said:
    """What a person says of one dimension."""

    status: str
    reason: str = ""


@verb
def confirm_status(
    *,
    actor: Actor,
    project: Project,
    said: Mapping[str, Said] | None = None,
    summary: str = "",
    share: bool = False,
) -> StatusReport:
    """Say how a project is, in each dimension; a dimension that is left out is as the rule proposes.

    The overall status is the worst that was said. What differs from a proposal that is not grey needs a
    reason. Shared, the client reads the overall status and the summary. Raises `OverrideUnexplained`,
    `ProjectEnded`.
    """
    require(actor, "projects.confirm_status", project)
    if project.state in Project.ENDED:
        raise ProjectEnded(key=project.key)
    proposed = proposals_of(actor=actor, project=project)
    lines = [_line(name, proposed[name], (said or {}).get(name)) for name in Dimension.values]
    report = StatusReport.objects.create(
        project_id=project.pk,
        client_id=project.client_id,
        visibility=Visibility.SHARED if share else Visibility.INTERNAL,
        overall=worst(line.stated for line in lines),
        proposed=worst(line.proposed for line in lines),
        summary=summary,
        confirmed_by_id=actor.person_id,
        created_at=actor.now,
    )
    for line in lines:
        line.report = report
    StatusLine.objects.bulk_create(lines)
    record(actor, "projects.confirm_status", report, after=told(report, lines))
    publish(StatusConfirmed(actor.organization.id, project.pk, report.overall), actor=actor)
    return report


def _line(dimension: str, proposal: Proposal, said: Said | None) -> StatusLine:
    stated, reason = (said.status, said.reason.strip()) if said else (proposal.status, "")
    if stated not in (proposal.status, "") and proposal.status != Status.GREY and not reason:
        raise OverrideUnexplained(field=f"reason_{dimension}")
    return StatusLine(
        dimension=dimension, proposed=proposal.status, stated=stated or proposal.status, reason=reason
    )


def told(report: StatusReport, lines: list[StatusLine]) -> dict[str, object]:
    """A report as the audit trail keeps it."""
    said = {line.dimension: [line.proposed, line.stated, line.reason] for line in lines}
    return {"overall": report.overall, "shared": report.visibility == Visibility.SHARED, **said}
