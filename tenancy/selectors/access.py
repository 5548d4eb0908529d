"""Questions about who has looked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, QuerySet

from tenancy.actors import Actor
from tenancy.models import AccessLine
from tenancy.selectors.audit import project_key, visible_lines

# How often each person was refused within the minute before each refusal; the worst of it.
REFUSALS = """
SELECT actor_user, max(actor_name), max(n), max(at) FROM (
  SELECT actor_user, actor_name, at, count(*) OVER (
    PARTITION BY actor_user ORDER BY at RANGE BETWEEN '1 minute' PRECEDING AND CURRENT ROW) AS n
  FROM tenancy_accessline
  WHERE organization_id = %s AND kind = 'refused' AND actor_user IS NOT NULL AND at > %s AND at <= %s
) counted GROUP BY actor_user HAVING max(n) >= %s
"""


@dataclass(frozen=True)
class Refusals:
    """Somebody who was refused often: the most within one minute, and when last."""

    user_id: UUID
    name: str
    count: int
    last_at: datetime


def access_lines(*, actor: Actor) -> QuerySet[AccessLine]:
    """The access log, as far as the actor may read it, with the keys of projects."""
    return AccessLine.objects.filter(visible_lines(actor)).annotate(project_key=project_key())


def receipts(*, actor: Actor, project_id: UUID) -> list[dict[str, Any]]:
    """Who of the client has read a project in the portal, and when last. The project's policy was asked."""
    read = AccessLine.objects.filter(project=project_id, kind=AccessLine.Kind.RECEIPT)
    found = read.values("actor_name").annotate(last_at=Max("at")).order_by("-last_at")
    return [dict(row) for row in found]


def often_refused(*, organization_id: UUID, since: datetime, now: datetime, times: int) -> list[Refusals]:
    """Who was refused at least `times` within any minute after `since`."""
    with connection.cursor() as cursor:
        cursor.execute(REFUSALS, [organization_id, since, now, times])
        return [Refusals(*row) for row in cursor.fetchall()]
