"""Projects."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.anchors import Anchored
from tenancy.walls import TenantForeignKey, TenantModel, Visibility

KEY_FORM = r"^[A-Z][A-Z0-9]{1,9}$"


class ProjectQuerySet(models.QuerySet["Project"]):
    """Words for projects."""

    def live(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def running(self) -> Self:
        """Live, and neither held, closed nor cancelled: the ones that sweeps look at."""
        return self.live().exclude(state__in=["on_hold", "closed", "cancelled"])


class Project(TenantModel):
    """One project for one client: a finite transition, a recurring service, or both."""

    portal = "shared"
    keys = ("client",)
    ENDED = ("closed", "cancelled")

    class Kind(models.TextChoices):
        TRANSITION_RUN = "transition_run", _("Transition and run")
        RUN = "run", _("Run")
        FIXED_SCOPE = "fixed_scope", _("Fixed scope")
        TRANSFORMATION = "transformation", _("Transformation")

    class Stage(models.TextChoices):
        DILIGENCE = "L0", _("Solution and due diligence")
        MOBILISE = "L1", _("Mobilise and plan")
        TRANSFER = "L2", _("Knowledge transfer")
        PILOT = "L3", _("Pilot")
        RAMP = "L4", _("Ramp")
        HYPERCARE = "L5", _("Go-live and hypercare")
        STEADY = "L6", _("Steady state")
        CLOSE_OUT = "L7", _("Close-out")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PLANNING = "planning", _("Planning")
        ACTIVE = "active", _("Active")
        ON_HOLD = "on_hold", _("On hold")
        CLOSING = "closing", _("Closing")
        CLOSED = "closed", _("Closed")
        CANCELLED = "cancelled", _("Cancelled")

    class Methodology(models.TextChoices):
        WATERFALL = "waterfall", _("Waterfall")
        AGILE = "agile", _("Agile")
        HYBRID = "hybrid", _("Hybrid")
        LEAN = "lean", _("Lean and Six Sigma")

    client = TenantForeignKey("tenancy.Client", models.PROTECT, related_name="+", verbose_name=_("client"))
    key = models.CharField(_("key"), max_length=10)
    name = models.CharField(_("name"), max_length=160)
    name_zh = models.CharField(_("Chinese name"), max_length=160, blank=True)
    kind = models.CharField(_("type"), max_length=16, choices=Kind.choices, default=Kind.TRANSITION_RUN)
    stage = models.CharField(_("stage"), max_length=2, choices=Stage.choices, default=Stage.DILIGENCE)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.DRAFT)
    methodology = models.CharField(
        _("methodology"), max_length=12, choices=Methodology.choices, default="", blank=True
    )
    engagement = TenantForeignKey(
        "projects.Engagement",
        models.PROTECT,
        related_name="projects",
        also=("client",),
        null=True,
        blank=True,
        verbose_name=_("engagement"),
    )
    sow = TenantForeignKey(
        "projects.Sow",
        models.PROTECT,
        related_name="projects",
        also=("client",),
        null=True,
        blank=True,
        verbose_name=_("statement of work"),
    )
    programme = TenantForeignKey(
        "projects.Programme",
        models.PROTECT,
        related_name="projects",
        null=True,
        blank=True,
        verbose_name=_("programme"),
    )
    sponsor = TenantForeignKey(
        "tenancy.Person",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("client sponsor"),
    )
    template_key = models.CharField(_("template"), max_length=40, blank=True, default="")
    status_days = models.PositiveSmallIntegerField(
        _("a status counts for days"), default=7, help_text=_("After so many days a confirmed status is old.")
    )
    zone = models.CharField(_("time zone"), max_length=64)
    currency = models.CharField(_("currency"), max_length=3)
    planned_start = models.DateField(_("planned start"), null=True, blank=True)
    planned_finish = models.DateField(_("planned finish"), null=True, blank=True)
    visibility = models.CharField(
        _("visibility"), max_length=8, choices=Visibility.choices, default=Visibility.INTERNAL
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            Anchored(
                name="projects_project_anchor",
                kind="projects.Project",
                title="name",
                key="key",
                project="id",
            ),
            models.UniqueConstraint(
                fields=["organization", "key"],
                condition=Q(withdrawn_at__isnull=True),
                name="projects_project_key",
                violation_error_message=_("Another project has this key. Choose a different one."),
            ),
            models.CheckConstraint(
                condition=Q(key__regex=KEY_FORM),
                name="projects_project_key_form",
                violation_error_message=_(
                    "Write the key as 2 to 10 capital letters and digits, a letter first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[f"L{n}" for n in range(8)]),
                name="projects_project_stage",
                violation_error_message=_("Choose a stage from L0 to L7."),
            ),
            models.CheckConstraint(
                condition=~Q(zone=""),
                name="projects_project_zone",
                violation_error_message=_("Choose the time zone in which the project counts its days."),
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
                name="projects_project_currency",
                violation_error_message=_("Write the currency as three capital letters, such as USD."),
            ),
            models.CheckConstraint(
                condition=Q(status_days__range=(1, 90)),
                name="projects_project_status_days",
                violation_error_message=_("A status counts for 1 to 90 days."),
            ),
            models.CheckConstraint(
                condition=Q(planned_finish__gte=models.F("planned_start"))
                | Q(planned_start__isnull=True)
                | Q(planned_finish__isnull=True),
                name="projects_project_dates",
                violation_error_message=_(
                    "The planned finish is before the planned start. Change one of them."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.name}"
