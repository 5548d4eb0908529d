"""Lines of business: the processes that a project takes over and runs."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.models.base import code_form, code_once
from records.anchors import Anchored
from tenancy.walls import ProjectRecord, TenantForeignKey


class ProcessQuerySet(models.QuerySet["Process"]):
    """Words for processes."""

    def serving(self) -> Self:
        """Those that are live."""
        return self.filter(state="live")


class Process(ProjectRecord):
    """One line of business of a project, from the day it was found to the day it is retired."""

    portal = "record"
    keys = ("project",)

    class Channel(models.TextChoices):
        VOICE = "voice", _("Voice")
        CHAT = "chat", _("Chat")
        EMAIL = "email", _("E-mail")
        BACK_OFFICE = "back_office", _("Back office")
        ANNOTATION = "annotation", _("Data annotation")

    class Criticality(models.TextChoices):
        LOW = "low", _("Low")
        MEDIUM = "medium", _("Medium")
        HIGH = "high", _("High")
        CRITICAL = "critical", _("Critical")

    class State(models.TextChoices):
        IDENTIFIED = "identified", _("Identified")
        DOCUMENTED = "documented", _("Documented")
        TRANSFER = "transfer", _("Knowledge transfer")
        LIVE = "live", pgettext_lazy("process", "Live")
        RETIRED = "retired", _("Retired")

    class Procedure(models.TextChoices):
        NONE = "none", pgettext_lazy("operating procedure", "None")
        DRAFTED = "drafted", pgettext_lazy("operating procedure", "Drafted")
        REVIEWED = "reviewed", pgettext_lazy("operating procedure", "Reviewed")
        APPROVED = "approved", pgettext_lazy("operating procedure", "Approved")
        OUTDATED = "outdated", pgettext_lazy("operating procedure", "Outdated")

    class Transfer(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        SHADOWING = "shadowing", _("Shadowing")
        REVERSE = "reverse", _("Reverse shadowing")
        CERTIFIED = "certified", _("Certified")

    code = models.CharField(_("code"), max_length=24)
    name = models.CharField(_("name"), max_length=160)
    name_zh = models.CharField(_("Chinese name"), max_length=160, blank=True)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices)
    path = models.CharField(_("process path"), max_length=300, blank=True)
    volume = models.PositiveIntegerField(_("volume a month"), null=True, blank=True)
    aht_seconds = models.PositiveIntegerField(_("average handling time"), null=True, blank=True)
    complexity = models.PositiveSmallIntegerField(_("complexity"), null=True, blank=True)
    criticality = models.CharField(
        _("criticality"), max_length=8, choices=Criticality.choices, default=Criticality.MEDIUM
    )
    systems = models.CharField(_("systems"), max_length=300, blank=True)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    hours = models.CharField(_("service hours"), max_length=120, blank=True)
    site = TenantForeignKey(
        "projects.Site", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("site")
    )
    expert = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("expert")
    )
    sop = models.CharField(_("operating procedure"), max_length=80, blank=True)
    sop_status = models.CharField(
        _("status of the operating procedure"),
        max_length=8,
        choices=Procedure.choices,
        default=Procedure.NONE,
    )
    kt_status = models.CharField(
        _("status of the knowledge transfer"),
        max_length=11,
        choices=Transfer.choices,
        default=Transfer.NOT_STARTED,
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.IDENTIFIED)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("process")
        verbose_name_plural = _("processes")
        constraints: ClassVar = [
            Anchored(
                name="projects_process_anchor",
                kind="projects.Process",
                title="name",
                key="code",
                also=("path", "systems", "languages"),
            ),
            code_once("projects_process", "project"),
            code_form("projects_process"),
            models.CheckConstraint(
                condition=Q(complexity__isnull=True) | Q(complexity__range=(1, 5)),
                name="projects_process_complexity",
                violation_error_message=_("Write the complexity as 1 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
