"""Requests for new projects, and what became of them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.base import CURRENCY_FORM, Kept
from projects.models.projects import Project
from records.anchors import Anchored
from tenancy.walls import TenantForeignKey, TenantModel


class IntakeCounter(TenantModel):
    """The last number given to a request."""

    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization"], name="projects_intakecounter_one")
        ]

    def __str__(self) -> str:
        return str(self.last)


class IntakeQuerySet(models.QuerySet["IntakeRequest"]):
    """Words for requests."""

    def waiting(self) -> Self:
        """Those that somebody has to do something about."""
        return self.filter(state__in=("requested", "triage", "approved"))


class IntakeRequest(Kept):
    """Somebody asks for a project; it is looked at, decided on, and becomes one."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("Requested")
        TRIAGE = "triage", _("In triage")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        OPENED = "opened", _("Project opened")

    number = models.PositiveIntegerField(_("number"), editable=False)
    title = models.CharField(_("title"), max_length=160)
    title_zh = models.CharField(_("Chinese title"), max_length=160, blank=True)
    client = TenantForeignKey(
        "tenancy.Client", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("client")
    )
    client_name = models.CharField(_("new client"), max_length=160, blank=True)
    kind = models.CharField(
        _("type"), max_length=16, choices=Project.Kind.choices, default=Project.Kind.TRANSITION_RUN
    )
    why = models.TextField(_("why"))
    fte = models.DecimalField(_("size in FTE"), max_digits=8, decimal_places=2, null=True, blank=True)
    value = models.DecimalField(_("value a year"), max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    wanted_on = models.DateField(_("wanted start"), null=True, blank=True)
    risks = models.TextField(_("risks"), blank=True)
    requester = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("asked by")
    )
    decider = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.REQUESTED)
    opened = TenantForeignKey(
        "projects.Project",
        models.PROTECT,
        related_name="requests",
        null=True,
        blank=True,
        verbose_name=_("project"),
    )

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        verbose_name = _("request for a project")
        verbose_name_plural = _("requests for projects")
        constraints: ClassVar[list[Any]] = [
            Anchored(
                name="projects_intakerequest_anchor",
                kind="projects.IntakeRequest",
                title="title",
                letter="IN",
                also=("why", "risks", "client_name"),
            ),
            models.UniqueConstraint(fields=["organization", "number"], name="projects_intakerequest_number"),
            models.UniqueConstraint(
                fields=["organization", "opened"],
                condition=Q(opened__isnull=False),
                name="projects_intakerequest_opened",
                violation_error_message=_("Another request led to this project."),
            ),
            models.CheckConstraint(
                condition=Q(state="opened", opened__isnull=False)
                | (~Q(state="opened") & Q(opened__isnull=True)),
                name="projects_intakerequest_project",
                violation_error_message=_("A project is named exactly where one was opened."),
            ),
            models.CheckConstraint(
                condition=Q(client__isnull=False) | ~Q(client_name=""),
                name="projects_intakerequest_client",
                violation_error_message=_("Choose the client, or write the name of a new one."),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0, currency__regex=CURRENCY_FORM),
                name="projects_intakerequest_value",
                violation_error_message=_("Write the value as 0 or more, with a currency such as USD."),
            ),
            models.CheckConstraint(
                condition=Q(fte__isnull=True) | Q(fte__gte=0),
                name="projects_intakerequest_fte",
                violation_error_message=_("Write a size of 0 FTE or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"IN{self.number} {self.title}"
