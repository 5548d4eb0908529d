"""Where a project stands in its life and how it is: when it entered its stages, and its confirmed status."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.projects import Project
from tenancy.walls import ProjectRecord, TenantForeignKey, TenantModel


class Status(models.TextChoices):
    """Red, amber, green; grey is no data."""

    GREEN = "green", _("On track")
    AMBER = "amber", _("At risk")
    RED = "red", _("Off track")
    GREY = "grey", _("No data")


class Dimension(models.TextChoices):
    """What a project's status is made of."""

    SCHEDULE = "schedule", _("Schedule")
    COST = "cost", _("Cost")
    QUALITY = "quality", _("Quality")
    RISK = "risk", _("Risk")
    RESOURCES = "resources", _("Resources")
    SCOPE = "scope", _("Scope")
    CLIENT = "client", _("Client")


class StageEntry(ProjectRecord):
    """The project entered a stage on a day of its own zone. Why stands in the audit trail."""

    portal = "record"
    append_only = True

    stage = models.CharField(_("stage"), max_length=2, choices=Project.Stage.choices)
    entered_on = models.DateField(_("from"))

    class Meta:
        ordering: ClassVar = ["created_at"]
        verbose_name = _("stage of a project")
        verbose_name_plural = _("stages of projects")
        indexes: ClassVar = [
            models.Index(fields=["organization", "project", "created_at"], name="projects_stageentry_of")
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.entered_on}"


class StatusReport(ProjectRecord):
    """A person said how the project is: over all, and in each dimension. Never changed; the next one counts.

    `proposed` is what the rule said at that moment. Shared, the client reads `overall` and `summary`.
    """

    portal = "record"
    append_only = True

    overall = models.CharField(_("overall"), max_length=5, choices=Status.choices)
    proposed = models.CharField(_("proposed by rule"), max_length=5, choices=Status.choices)
    summary = models.CharField(_("summary"), max_length=500, blank=True)
    confirmed_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("confirmed by")
    )

    class Meta:
        ordering: ClassVar = ["-created_at"]
        verbose_name = _("confirmed status")
        verbose_name_plural = _("confirmed statuses")
        indexes: ClassVar = [
            models.Index(fields=["organization", "project", "-created_at"], name="projects_status_latest")
        ]

    def __str__(self) -> str:
        return f"{self.overall} {self.created_at:%Y-%m-%d}"


class StatusLine(TenantModel):
    """One dimension of a confirmed status: what the rule proposed, what the person said, and why."""

    append_only = True

    report = TenantForeignKey("projects.StatusReport", models.PROTECT, related_name="lines")
    dimension = models.CharField(_("dimension"), max_length=9, choices=Dimension.choices)
    proposed = models.CharField(_("proposed by rule"), max_length=5, choices=Status.choices)
    stated = models.CharField(_("status"), max_length=5, choices=Status.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("dimension of a confirmed status")
        verbose_name_plural = _("dimensions of confirmed statuses")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "report", "dimension"], name="projects_statusline_once"
            ),
            models.CheckConstraint(
                condition=models.Q(stated=models.F("proposed"))
                | ~models.Q(reason="")
                | models.Q(proposed="grey"),
                name="projects_statusline_reason",
                violation_error_message=_("Say why the status differs from what the rule proposes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.stated}"
