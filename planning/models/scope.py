"""What a project owes: its requirements, what is delivered for them, and where its scope ends."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.registers.models import Registered, registered
from tenancy.walls import ProjectRecord, TenantForeignKey


class Deliverable(Registered):
    """One thing that the client receives and accepts.

    `handed_in_by` asked for the quality check, which somebody else passes. `ask` is the question by which
    the client was asked last; `review_until` its last day. What was decided stays with how and by whom.
    """

    letters = "D"

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        IN_PROGRESS = "in_progress", _("In progress")
        INTERNAL_QC = "internal_qc", _("Quality check")
        SUBMITTED = "submitted", _("Ready for the client")
        CLIENT_REVIEW = "client_review", _("With the client")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    class How(models.TextChoices):
        ANSWERED = "answered", _("The client answered")
        RECORDED = "recorded", _("Recorded by hand")
        DEEMED = "deemed", _("Deemed accepted: the time for review ran out")

    criteria = models.TextField(_("accepted when"), blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    acceptor = TenantForeignKey(
        "tenancy.Person",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("accepted by the client’s"),
    )
    window_days = models.PositiveSmallIntegerField(_("days for review"), default=10)
    deemed = models.BooleanField(_("silence accepts it"), default=False)
    task = TenantForeignKey(
        "planning.Task",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        also=("project",),
        verbose_name=_("made by task"),
    )
    state = models.CharField(_("state"), max_length=13, choices=State.choices, default=State.PLANNED)
    handed_in_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    ask = TenantForeignKey(
        "records.Ask", models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    review_until = models.DateField(_("answer until"), null=True, blank=True, editable=False)
    decided_on = models.DateField(_("decided"), null=True, blank=True, editable=False)
    decided_by = TenantForeignKey(
        "tenancy.Person",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("decided by"),
    )
    decided_how = models.CharField(
        _("how it was decided"), max_length=8, choices=How.choices, blank=True, editable=False
    )
    remark = models.TextField(_("the client’s remark"), blank=True, editable=False)

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        constraints: ClassVar = [
            *registered("planning_deliverable", kind="planning.Deliverable", letters="D", also=("criteria",)),
            models.CheckConstraint(
                condition=Q(window_days__range=(1, 90)),
                name="planning_deliverable_window",
                violation_error_message=_("Give the client between 1 and 90 days for review."),
            ),
        ]

    def is_unanswered(self, today: date) -> bool:
        """Whether the days for review are over."""
        return self.review_until is not None and self.review_until < today


class Requirement(Registered):
    """What a stakeholder needs, what shows that it is met, and what meets it."""

    letters = "RQ"

    class Priority(models.TextChoices):
        MUST = "must", _("Must have")
        SHOULD = "should", _("Should have")
        COULD = "could", _("Could have")
        WONT = "wont", _("Won’t have this time")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ANALYSED = "analysed", _("Analysed")
        AGREED = "agreed", _("Agreed")
        ALLOCATED = "allocated", _("Allocated")
        DELIVERED = "delivered", _("Delivered")
        VERIFIED = "verified", _("Verified")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")
        DEFERRED = "deferred", _("Deferred")

    statement = models.TextField(_("statement"), blank=True)
    source = models.CharField(_("from"), max_length=200, blank=True)
    stakeholder = TenantForeignKey(
        "tenancy.Person",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("the client’s person who asks for it"),
    )
    priority = models.CharField(
        _("priority"), max_length=6, choices=Priority.choices, default=Priority.SHOULD
    )
    criterion = models.TextField(_("met when"), blank=True)
    deliverable = TenantForeignKey(
        "planning.Deliverable",
        models.PROTECT,
        related_name="requirements",
        null=True,
        blank=True,
        also=("project",),
        verbose_name=_("delivered by"),
    )
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PROPOSED)

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints: ClassVar = registered(
            "planning_requirement",
            kind="planning.Requirement",
            letters="RQ",
            also=("statement", "criterion", "source"),
        )


class RequirementTask(ProjectRecord):
    """A task, or a summary with all below it, that works towards a requirement."""

    requirement = TenantForeignKey(
        "planning.Requirement", models.PROTECT, related_name="task_links", also=("project",), db_index=False
    )
    task = TenantForeignKey(
        "planning.Task", models.PROTECT, related_name="requirement_links", also=("project",)
    )

    class Meta:
        verbose_name = _("task of a requirement")
        verbose_name_plural = _("tasks of requirements")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "requirement", "task"],
                name="planning_requirementtask_once",
                violation_error_message=_("This task is linked to the requirement already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id} {self.task_id}"


class Assumption(Registered):
    """What the plan takes for granted, or waits for from others; by when that is looked at."""

    letters = "AS"

    class Kind(models.TextChoices):
        ASSUMPTION = "assumption", _("Assumption")
        DEPENDENCY = "dependency", _("Dependency")

    class Party(models.TextChoices):
        OWN = "own", _("Us")
        CLIENT = "client", _("The client")
        OTHER = "other", _("A third party")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        VALIDATED = "validated", _("Holds")
        INVALIDATED = "invalidated", _("Does not hold")

    kind = models.CharField(_("type"), max_length=10, choices=Kind.choices, default=Kind.ASSUMPTION)
    party = models.CharField(_("depends on"), max_length=6, choices=Party.choices, default=Party.CLIENT)
    impact = models.TextField(_("if it does not hold"), blank=True)
    validate_on = models.DateField(_("check by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=11, choices=State.choices, default=State.OPEN)

    class Meta:
        verbose_name = _("assumption")
        verbose_name_plural = _("assumptions")
        constraints: ClassVar = registered(
            "planning_assumption", kind="planning.Assumption", letters="AS", also=("impact",)
        )


class ScopeItem(Registered):
    """One line of what is done, what is not, what is taken for granted, and what was asked for besides."""

    letters = "SC"

    class Kind(models.TextChoices):
        IN = "in", _("In scope")
        OUT = "out", _("Out of scope")
        ASSUMPTION = "assumption", _("Assumption")
        EXTRA = "extra", _("Extra work")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Declined")

    kind = models.CharField(_("type"), max_length=10, choices=Kind.choices, default=Kind.IN)
    description = models.TextField(_("description"), blank=True)
    process = TenantForeignKey(
        "projects.Process",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        also=("project",),
        verbose_name=_("process"),
    )
    lob = models.CharField(_("line of business"), max_length=120, blank=True)
    department = models.CharField(_("client’s department"), max_length=120, blank=True)
    site = TenantForeignKey(
        "projects.Site", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("site")
    )
    clause = models.CharField(_("clause of the statement of work"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFT)

    class Meta:
        verbose_name = _("scope item")
        verbose_name_plural = _("scope items")
        constraints: ClassVar = registered(
            "planning_scopeitem",
            kind="planning.ScopeItem",
            letters="SC",
            also=("description", "department", "clause"),
        )


class ScopePrice(ProjectRecord):
    """What extra work costs the client, as said on a day; the last one counts. Not for every reader."""

    append_only = True

    item = TenantForeignKey("planning.ScopeItem", models.PROTECT, related_name="prices", also=("project",))
    amount = models.DecimalField(_("price"), max_digits=18, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    note = models.CharField(_("how it was computed"), max_length=500, blank=True)
    priced_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("price of extra work")
        verbose_name_plural = _("prices of extra work")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="planning_scopeprice_amount",
                violation_error_message=_("Write 0 or more."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
