"""Verbs of engagements, and of the contract under which a project runs."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from projects.events import (
    EngagementAdded,
    EngagementAmended,
    EngagementChanged,
    EngagementExpiring,
    EngagementStateChanged,
    ProjectContractSet,
)
from projects.models import Engagement, EngagementAmendment, Project, Sow, SowVersion
from projects.policies import membership_day
from projects.selectors import engagements, sows
from projects.services.errors import ReasonMissing, step_of
from projects.states import ENGAGEMENT
from tenancy.actors import Actor
from tenancy.verbs import publish, publish_all, record, record_all, require, verb
from toolkit.errors import BadInput, DomainError
from toolkit.writing import differences, joined, write

NOTICE_AHEAD = timedelta(days=30)


class EngagementSigned(DomainError):
    """A signature freezes the terms."""

    code = "engagement_signed"
    message = _("%(code)s is signed. Its terms change by an amendment only.")


class EngagementNotRunning(DomainError):
    """Only what runs is amended."""

    code = "engagement_not_running"
    message = _("%(code)s is a draft or has ended. Only a signed engagement is amended.")


class NothingAmended(BadInput):
    """An amendment changes something."""

    code = "nothing_amended"
    message = _("The amendment changes nothing. Change at least one of the terms.")


class ContractMismatch(BadInput):
    """One document belongs to one engagement."""

    code = "contract_mismatch"
    message = _("This statement of work belongs to another engagement. Choose one that belongs together.")
    field = "sow_id"


class Terms(TypedDict, total=False):
    """The terms of an engagement: frozen by the signature, then changed by amendments."""

    ends_on: date | None
    notice_on: date | None
    governing_law: str
    liability_cap: Decimal | None
    currency: str
    exit_clause: str


class EngagementDetails(Terms, total=False):
    """What may be said of an engagement beside number, title and first day."""

    title_zh: str
    owner_id: UUID | None


class EngagementFields(EngagementDetails, total=False):
    """What `update_engagement` may change of a draft."""

    title: str
    starts_on: date


@verb
def add_engagement(
    *,
    actor: Actor,
    client_id: UUID,
    code: str,
    title: str,
    starts_on: date,
    **fields: Unpack[EngagementDetails],
) -> Engagement:
    """Begin a master agreement with a client. Raises `BadInput` for a number in use."""
    require(actor, "projects.add_engagement")
    given: dict[str, Any] = {"owner_id": actor.person_id, **fields}
    engagement = Engagement.objects.create(
        client_id=client_id, code=code, title=title, starts_on=starts_on, created_at=actor.now, **given
    )
    record(actor, "projects.add_engagement", engagement, after={"code": code, "title": title})
    publish(EngagementAdded(actor.organization.id, engagement.pk), actor=actor)
    return engagement


@verb
def update_engagement(
    *, actor: Actor, engagement: Engagement, version: int | None = None, **fields: Unpack[EngagementFields]
) -> Engagement:
    """Change the draft of an engagement. Raises `EngagementSigned`, `Stale`."""
    require(actor, "projects.update_engagement")
    if engagement.state != Engagement.State.DRAFT:
        raise EngagementSigned(code=engagement.code)
    changed = differences(engagement, fields)
    if not changed:
        return engagement
    before = write(engagement, changed, version=version)
    record(actor, "projects.update_engagement", engagement, before=before, after=changed)
    publish(EngagementChanged(actor.organization.id, engagement.pk, joined(changed)), actor=actor)
    return engagement


@verb
def amend_engagement(
    *,
    actor: Actor,
    engagement: Engagement,
    effective_on: date,
    reason: str,
    version: int | None = None,
    **terms: Unpack[Terms],
) -> Engagement:
    """Record a signed amendment: what the terms were, what they are from a day on, and why.

    An expiring engagement whose end moves on runs again. Raises `EngagementNotRunning`, `ReasonMissing`,
    `NothingAmended`, `Stale`.
    """
    require(actor, "projects.amend_engagement")
    if engagement.state not in (Engagement.State.SIGNED, Engagement.State.EXPIRING):
        raise EngagementNotRunning(code=engagement.code)
    if not reason.strip():
        raise ReasonMissing()
    changed = differences(engagement, terms)
    if not changed:
        raise NothingAmended()
    running = {"state": Engagement.State.SIGNED} if {"ends_on", "notice_on"} & set(changed) else {}
    number = engagement.amendments + 1
    before = write(engagement, {**changed, **running, "amendments": number}, version=version)
    EngagementAmendment.objects.create(
        engagement=engagement,
        number=number,
        effective_on=effective_on,
        reason=reason,
        before={name: plain(before[name]) for name in changed},
        after={name: plain(value) for name, value in changed.items()},
        author_id=actor.person_id,
        created_at=actor.now,
    )
    after = {**changed, "effective_on": effective_on, "reason": reason}
    record(actor, "projects.amend_engagement", engagement, before=before, after=after)
    publish(EngagementAmended(actor.organization.id, engagement.pk, number), actor=actor)
    return engagement


@verb
def change_engagement_state(
    *,
    actor: Actor,
    engagement: Engagement,
    step: str,
    reason: str = "",
    signed_on: date | None = None,
    version: int | None = None,
) -> Engagement:
    """Take a step of an engagement's life; `sign` names the day of the signature (else today).

    Raises `StateRefused`, `ReasonMissing`, `Stale`.
    """
    require(actor, "projects.change_engagement_state")
    state = step_of(ENGAGEMENT, actor, engagement, step, reason).to
    changed: dict[str, Any] = {"state": state}
    if step == "sign":
        changed["signed_on"] = signed_on or membership_day(actor)
    before = write(engagement, changed, version=version)
    after = {**changed, "reason": reason}
    record(actor, "projects.change_engagement_state", engagement, before=before, after=after)
    fact = EngagementStateChanged(actor.organization.id, engagement.pk, before["state"], state)
    publish(fact, actor=actor)
    return engagement


@verb
def keep_terms(*, actor: Actor, now: datetime) -> int:
    """What days do to contracts; answers how many changed. Running it again changes nothing.

    30 days before the notice day (or the end, where no notice is agreed) a signed engagement is expiring,
    which is told to its owner; after its last day it has ended. Active statements of work expire after
    theirs. The organization's own day counts.
    """
    require(actor, "projects.keep_terms")
    today = actor.today(actor.organization.zone)
    over = list(Engagement.objects.over(as_of=today))
    near = [one for one in Engagement.objects.near_notice(until=today + NOTICE_AHEAD) if one not in over]
    expired = list(SowVersion.objects.active().filter(ends_on__lt=today))
    lines = [_moved(one, "ended") for one in over] + [_moved(one, "expiring") for one in near]
    record_all(actor, "projects.change_engagement_state", lines)
    record_all(actor, "projects.change_sow_state", [_moved(one, "expired") for one in expired])
    organization = actor.organization.id
    publish_all(
        [
            EngagementStateChanged(organization, one.pk, before["state"], after["state"])
            for one, before, after in lines
        ],
        actor=actor,
    )
    told = [EngagementExpiring(organization, one.pk, one.notice_on or one.ends_on or today) for one in near]
    publish_all(told, actor=actor)
    return len(lines) + len(expired)


def _moved(row: Any, state: str) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    return row, write(row, {"state": state}), {"state": state}


@verb
def set_contract(
    *,
    actor: Actor,
    project: Project,
    engagement_id: UUID | None,
    sow_id: UUID | None = None,
    version: int | None = None,
) -> Project:
    """Say under which engagement and statement of work a project runs; the statement names its engagement.

    Raises `ContractMismatch`, `Stale`.
    """
    require(actor, "projects.set_contract", project)
    changed = differences(project, chosen_contract(actor, project.client_id, engagement_id, sow_id))
    if not changed:
        return project
    before = write(project, changed, version=version)
    record(actor, "projects.set_contract", project, before=before, after=changed)
    publish(ProjectContractSet(actor.organization.id, project.pk), actor=actor)
    return project


def chosen_contract(
    actor: Actor, client_id: UUID, engagement_id: UUID | None, sow_id: UUID | None
) -> dict[str, UUID | None]:
    """The two columns of a project for contracts that belong together. Raises `ContractMismatch`."""
    if sow_id:
        found: Sow | None = sows(actor=actor).filter(pk=sow_id, client_id=client_id).first()
        if found is None or engagement_id not in (None, found.engagement_id):
            raise ContractMismatch()
        return {"engagement_id": found.engagement_id, "sow_id": sow_id}
    if engagement_id and not engagements(actor=actor).filter(pk=engagement_id, client_id=client_id).exists():
        raise ContractMismatch(field="engagement_id")
    return {"engagement_id": engagement_id, "sow_id": None}


def plain(value: Any) -> Any:
    """A term as JSON keeps it: amounts and days as text."""
    return value if value is None or isinstance(value, (str, int)) else str(value)
