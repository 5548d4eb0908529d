"""Approvals: who decides on what, what was asked, and what each of the deciders said."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.models.entries import Carried
from records.states import OPEN
from tenancy.walls import TenantForeignKey, TenantModel

CURRENCY = r"^[A-Z]{3}$"


class Manner(models.TextChoices):
    """How several deciders decide."""

    IN_ORDER = "in_order", _("All, one after the other")
    TOGETHER = "together", _("All, in any order")
    ANY = "any", _("One of them")


class MatrixQuerySet(models.QuerySet["ApprovalMatrix"]):
    """Words for matrices."""

    def in_force(self, *, on: date) -> Self:
        """The latest of each kind of decision that has begun on that day."""
        begun = self.filter(starts_on__lte=on)
        return begun.order_by("decision", "-starts_on").distinct("decision")


class ApprovalMatrix(TenantModel):
    """Who decides on one kind of decision, from a day on, until the next matrix of its kind begins."""

    decision = models.CharField(_("kind of decision"), max_length=60)
    currency = models.CharField(_("currency"), max_length=3)
    starts_on = models.DateField(_("from"))
    made_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MatrixQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval matrix")
        verbose_name_plural = _("approval matrices")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "decision", "starts_on"],
                name="records_approvalmatrix_day",
                violation_error_message=_("Another matrix begins on this day. Choose another day."),
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=CURRENCY),
                name="records_approvalmatrix_currency",
                violation_error_message=_("Write the currency as three capital letters, such as USD."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.starts_on}"


class ApprovalBand(TenantModel):
    """One row of a matrix: up to so much money and so many days, these decide. The last has no limit."""

    matrix = TenantForeignKey("records.ApprovalMatrix", models.CASCADE, related_name="bands")
    position = models.PositiveSmallIntegerField()
    amount_up_to = models.DecimalField(_("money up to"), max_digits=16, decimal_places=2, null=True)
    days_up_to = models.PositiveIntegerField(_("days up to"), null=True)
    roles = models.JSONField(_("roles"), default=list)
    person = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("person")
    )
    manner = models.CharField(_("manner"), max_length=8, choices=Manner.choices, default=Manner.IN_ORDER)

    class Meta:
        ordering = ["position"]
        verbose_name = _("row of an approval matrix")
        verbose_name_plural = _("rows of approval matrices")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "matrix", "position"], name="records_approvalband_position"
            ),
            models.CheckConstraint(
                condition=~Q(roles=[]) | Q(person__isnull=False),
                name="records_approvalband_decider",
                violation_error_message=_("Say in each row who decides."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matrix_id} {self.position}"


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Words for approvals."""

    def open(self) -> Self:
        """Not decided yet."""
        return self.filter(state__in=OPEN)


class Approval(Carried):
    """One decision that was asked for about a record.

    What is asked (`about`, money, days) never changes after asking: the database refuses it. `content` is
    the fingerprint of the record as it was asked about, `fingerprint` that of what is approved.
    """

    portal = ""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        DEFERRED = "deferred", _("Deferred")
        GRANTED = "granted", _("Approved")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        SUPERSEDED = "superseded", _("Superseded")

    decision = models.CharField(_("kind of decision"), max_length=60, editable=False)
    about = models.TextField(_("what is to be approved"), editable=False)
    amount = models.DecimalField(_("money"), max_digits=16, decimal_places=2, null=True, editable=False)
    currency = models.CharField(_("currency"), max_length=3, blank=True, editable=False)
    days = models.PositiveIntegerField(_("days"), null=True, editable=False)
    content = models.CharField(max_length=64, editable=False)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, editable=False)
    asked_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False)
    authors = models.JSONField(default=list, editable=False)
    manner = models.CharField(_("manner"), max_length=8, choices=Manner.choices, editable=False)
    due = models.DateField(_("wanted by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "entry", "decision"],
                condition=Q(state__in=OPEN),
                name="records_approval_open",
                violation_error_message=_("Somebody asked for this at the same time. Reload and look again."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(currency__regex=CURRENCY),
                name="records_approval_currency",
                violation_error_message=_("Write the currency as three capital letters, such as USD."),
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organization", "asked_by"],
                condition=Q(state__in=OPEN),
                name="records_approval_asker",
            ),
            models.Index(fields=["organization", "entry"], name="records_approval_entry"),
        ]

    def __str__(self) -> str:
        return self.about[:80]


class StepQuerySet(models.QuerySet["ApprovalStep"]):
    """Words for steps."""

    def waiting(self) -> Self:
        """Those whose turn it is."""
        return self.filter(outcome="", opened_at__isnull=False, approval__state__in=OPEN)


class ApprovalStep(TenantModel):
    """One decider of an approval: a role on the record's project, or a person; and what was said."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    approval = TenantForeignKey("records.Approval", models.CASCADE, related_name="steps", editable=False)
    position = models.PositiveSmallIntegerField(editable=False)
    role = models.CharField(_("role"), max_length=2, blank=True, editable=False)
    person = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True)
    ask = TenantForeignKey("records.Ask", models.PROTECT, related_name="+", null=True, editable=False)
    opened_at = models.DateTimeField(_("asked"), null=True)
    reminded_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    via = models.CharField(max_length=8, blank=True)
    ip = models.GenericIPAddressField(null=True)
    handed_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True)
    handed_reason = models.CharField(max_length=500, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("step of an approval")
        verbose_name_plural = _("steps of approvals")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "approval", "position"], name="records_approvalstep_position"
            ),
            models.CheckConstraint(
                condition=~Q(role="") | Q(person__isnull=False),
                name="records_approvalstep_decider",
                violation_error_message=_("Say who decides: a role, or a person."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="records_approvalstep_decided",
                violation_error_message=_("A decision and its moment go together."),
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organization", "role"],
                condition=Q(outcome="", opened_at__isnull=False),
                name="records_approvalstep_role",
            ),
            models.Index(
                fields=["organization", "person"],
                condition=Q(outcome="", opened_at__isnull=False),
                name="records_approvalstep_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approval_id} {self.position}"

    @property
    def is_waiting(self) -> bool:
        """Whether it is this step's turn."""
        return not self.outcome and self.opened_at is not None
