"""Rows of tables that no address names: a walk that fills every table needs one of each to copy."""

from datetime import date, timedelta
from typing import Any

from exchange.models import ColumnMemory
from projects.models import (
    EngagementAmendment,
    GateCriterion,
    GateDecision,
    GateEvidence,
    SowSite,
    StageEntry,
)
from records.models import ApprovalBand, ApprovalMatrix, FirstView, SentForm
from tenancy.models import StoredAnswer
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.house.baselined import add_thresholds
from tests.house.scoped import add_scope
from tests.house.streamed import add_streams
from toolkit.identifiers import uuid7

FAR = date(2100, 1, 1)
# What is swept after a day has to be there when the walks come, days later.
SOON = NOW + timedelta(days=30)


def add_leftovers(
    cast: Cast, project: Any, backbone: dict[str, Any], view: Any, mark: str, first: int
) -> None:
    """One of each, for one world; `first` tells its rows from those of other worlds of the organization."""
    ada = cast.ada.person
    with tenant_tx(cast.acme.pk):
        matrix = ApprovalMatrix.objects.create(
            decision="general", currency="USD", starts_on=FAR + timedelta(days=first), created_at=NOW
        )
        ApprovalBand.objects.create(matrix=matrix, position=1, roles=["DH"])
        FirstView.objects.create(person=cast.carl.person, route="planning_plan", view=view)
        SentForm.objects.create(digest=uuid7().hex, sent_at=SOON)
        StoredAnswer.objects.create(
            caller=ada.pk,
            key=f"{mark} key",
            fingerprint="0" * 64,
            status=200,
            body=mark,
            made_at=NOW,
            expires_at=SOON,
        )
        ColumnMemory.objects.create(person=ada, what="tenancy.Person", heads_digest=uuid7().hex)
        StageEntry.objects.create(
            project=project, client=project.client, stage="L0", entered_on=NOW.date(), created_at=NOW
        )
        add_scope(project, mark)
        add_thresholds(project)
        add_streams(project, ada, mark)
        SowSite.objects.create(sow_version=backbone["version"], site=backbone["site"])
        criterion = GateCriterion.objects.filter(project=project).order_by("number").first()
        assert criterion is not None
        of = {"project": project, "client": project.client, "created_at": NOW}
        GateEvidence.objects.create(criterion=criterion, text=mark, met=True, given_by=ada, **of)
        GateDecision.objects.create(
            gate_id=criterion.gate_id, outcome="no_go", text=mark, criteria=[], fingerprint="0" * 64, **of
        )
        EngagementAmendment.objects.create(
            engagement=backbone["engagement"],
            number=77,
            effective_on=NOW.date(),
            reason=mark,
            before={},
            after={},
            author=ada,
            created_at=NOW,
        )
