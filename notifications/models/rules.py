"""What people and projects chose: which rules, in which way, at which times."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel

MORNING = 9
WORKDAYS = "0,1,2,3,4"


class NoticeTimes(TenantModel):
    """When letters may come to one person: her digest and her quiet hours, by the clock of her own zone."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("Once a day")
        HOURLY = "hourly", _("Every hour")

    person = TenantForeignKey("tenancy.Person", models.CASCADE, related_name="+", verbose_name=_("person"))
    rhythm = models.CharField(
        _("rhythm of the digest"), max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY
    )
    hour = models.PositiveSmallIntegerField(_("digest at"), default=MORNING)
    days = models.CharField(_("days of the digest"), max_length=13, default=WORKDAYS)
    quiet_since = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    quiet_weekends = models.BooleanField(_("weekends are quiet"), default=False)
    urgent_passes = models.BooleanField(_("urgent letters come at any hour"), default=True)

    class Meta:
        verbose_name = _("times of letters")
        verbose_name_plural = _("times of letters")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "person"], name="notifications_times_person"),
            models.CheckConstraint(
                condition=Q(hour__lte=23),
                name="notifications_times_hour",
                violation_error_message=_("Write the hour as a number from 0 to 23."),
            ),
            models.CheckConstraint(
                condition=Q(days__regex=r"^[0-6](,[0-6])*$"),
                name="notifications_times_days",
                violation_error_message=_("Choose at least one day for the digest."),
            ),
            models.CheckConstraint(
                condition=Q(quiet_since__isnull=True, quiet_until__isnull=True)
                | Q(quiet_since__isnull=False, quiet_until__isnull=False),
                name="notifications_times_quiet",
                violation_error_message=_("Quiet hours have a beginning and an end. Write both, or none."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class NoticeChoice(TenantModel):
    """How one person wants to hear of one rule. No row: as the house proposes."""

    class Way(models.TextChoices):
        MAIL = "mail", _("Inbox and mail at once")
        DIGEST = "digest", _("Inbox and digest")
        INBOX = "inbox", _("Inbox only")
        OFF = "off", _("Off")

    person = TenantForeignKey("tenancy.Person", models.CASCADE, related_name="+", verbose_name=_("person"))
    rule = models.CharField(_("rule"), max_length=60)
    way = models.CharField(_("way"), max_length=6, choices=Way.choices)

    class Meta:
        ordering = ["rule"]
        verbose_name = _("choice of a person")
        verbose_name_plural = _("choices of people")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "person", "rule"], name="notifications_choice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.rule} {self.way}"


class ProjectNotice(TenantModel):
    """What one project chose for one rule. Empty values: as the house proposes."""

    project = models.UUIDField(_("project"), editable=False)
    rule = models.CharField(_("rule"), max_length=60)
    on = models.BooleanField(_("on"), null=True)
    days = models.PositiveSmallIntegerField(_("days"), null=True)
    role = models.CharField(_("told"), max_length=2, blank=True)

    class Meta:
        ordering = ["rule"]
        verbose_name = _("choice of a project")
        verbose_name_plural = _("choices of projects")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "project", "rule"], name="notifications_project_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.rule}"


class Mute(TenantModel):
    """One person wants to hear nothing more of one record; what cannot be turned off still comes."""

    person = TenantForeignKey("tenancy.Person", models.CASCADE, related_name="+", verbose_name=_("person"))
    subject_kind = models.CharField(_("kind of record"), max_length=60)
    subject_id = models.UUIDField(_("record"))
    created_at = models.DateTimeField(_("muted at"))

    class Meta:
        verbose_name = _("muted record")
        verbose_name_plural = _("muted records")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "person", "subject_kind", "subject_id"],
                name="notifications_mute_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.subject_kind} {self.subject_id}"
