"""Issues and blockers: what stands in the way, by when somebody answers, by when it is out of the way."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.registers.models import Registered, RegisteredQuerySet, registered
from tenancy.walls import ProjectRecord, TenantForeignKey

RESPOND, RESOLVE = "respond", "resolve"
OPEN = ("open", "assigned", "in_progress", "reopened")


class IssueQuerySet(RegisteredQuerySet):
    """Words for issues."""

    def open(self) -> Self:
        """Not resolved, or opened again."""
        return self.filter(state__in=OPEN)

    def unanswered(self) -> Self:
        """Nobody has taken them up."""
        return self.open().filter(first_response_at__isnull=True)

    def overdue(self, *, at: datetime) -> Self:
        """Open ones whose time to answer or to resolve had passed at that instant."""
        late = Q(resolve_by__lt=at) | Q(first_response_at__isnull=True, respond_by__lt=at)
        return self.open().filter(late)


class Issue(Registered):
    """Something that stands in the way. A blocker stops work on a task; an issue makes it harder.

    `respond_by`, `resolve_by` follow from the severity when it is raised, changed or opened again.
    """

    letters = "IS"

    class Kind(models.TextChoices):
        ISSUE = "issue", _("Issue")
        BLOCKER = "blocker", _("Blocker")

    class Severity(models.TextChoices):
        CRITICAL = "1", _("1 Critical")
        HIGH = "2", _("2 High")
        MEDIUM = "3", _("3 Medium")
        LOW = "4", _("4 Low")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ASSIGNED = "assigned", _("Assigned")
        IN_PROGRESS = "in_progress", _("In progress")
        RESOLVED = "resolved", _("Resolved")
        VERIFIED = "verified", _("Verified")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Reopened")

    kind = models.CharField(_("type"), max_length=7, choices=Kind.choices, default=Kind.ISSUE)
    severity = models.CharField(
        _("severity"), max_length=1, choices=Severity.choices, default=Severity.MEDIUM
    )
    task = TenantForeignKey(
        "planning.Task",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        also=("project",),
        verbose_name=_("task it blocks"),
    )
    description = models.TextField(_("what happens"), blank=True)
    root_cause = models.TextField(_("root cause"), blank=True)
    resolution = models.TextField(_("resolution"), blank=True)
    state = models.CharField(_("state"), max_length=11, choices=State.choices, default=State.OPEN)
    respond_by = models.DateTimeField(_("respond by"), editable=False)
    resolve_by = models.DateTimeField(_("resolve by"), editable=False)
    first_response_at = models.DateTimeField(_("first response"), null=True, editable=False)
    resolved_at = models.DateTimeField(_("resolved"), null=True, editable=False)
    resolved_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False
    )
    reopened_at = models.DateTimeField(_("reopened"), null=True, editable=False)

    objects: ClassVar[Any] = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        constraints: ClassVar[list[Any]] = [
            *registered(
                "schedule_issue",
                kind="schedule.Issue",
                letters="IS",
                also=("description", "root_cause", "resolution"),
            ),
            models.CheckConstraint(
                condition=Q(severity__in=["1", "2", "3", "4"]),
                name="schedule_issue_severity",
                violation_error_message=_("Choose a severity from 1 to 4."),
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organization", "resolve_by"],
                condition=Q(state__in=OPEN, withdrawn_at__isnull=True),
                name="schedule_issue_open",
            )
        ]

    @property
    def counts_from(self) -> datetime:
        """When its clock began: raised, or opened again."""
        return self.reopened_at or self.created_at


class IssueAlert(ProjectRecord):
    """That people were told, once, that one deadline of one issue has passed."""

    append_only = True

    issue = TenantForeignKey(
        "schedule.Issue", models.CASCADE, related_name="+", also=("project",), verbose_name=_("issue")
    )
    rule = models.CharField(_("rule"), max_length=7)
    due_at = models.DateTimeField(_("due"))

    class Meta:
        ordering: ClassVar = ["-created_at"]
        verbose_name = _("issue alert")
        verbose_name_plural = _("issue alerts")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "issue", "rule", "due_at"], name="schedule_issuealert_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.rule}"
