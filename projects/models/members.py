"""Who works on a project, from a day to a day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel


class ProjectMemberQuerySet(models.QuerySet["ProjectMember"]):
    """Words for project members."""

    def live(self) -> Self:
        """Not removed."""
        return self.filter(withdrawn_at__isnull=True)

    def current(self, *, on: date) -> Self:
        """Members on that day: from their first to their last day, and not removed."""
        return self.filter(current(on))


def current(on: date, prefix: str = "") -> Q:
    """The condition of a membership that holds on a day, for use behind `prefix`."""
    last = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})
    return last & Q(**{f"{prefix}starts_on__lte": on, f"{prefix}withdrawn_at__isnull": True})


class ProjectMember(TenantModel):
    """A person's role on one project, from a day to a day. A leaver's row stays."""

    class Role(models.TextChoices):
        PROJECT_MANAGER = "PM", _("Project manager")
        TEAM_LEAD = "TL", _("Team lead")
        MEMBER = "AG", _("Team member")
        QUALITY = "QA", _("Quality analyst")
        WORKFORCE = "WF", _("Workforce analyst")

    project = TenantForeignKey("projects.Project", models.PROTECT, related_name="members", editable=False)
    person = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="project_memberships", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=2, choices=Role.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)

    objects = ProjectMemberQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "role"]
        verbose_name = _("project member")
        verbose_name_plural = _("project members")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "project", "person", "role"],
                condition=Q(withdrawn_at__isnull=True),
                name="projects_projectmember_role",
                violation_error_message=_(
                    "This person has this role here already. Change its dates instead."
                ),
            ),
            models.CheckConstraint(
                condition=Q(role__in=["PM", "TL", "AG", "QA", "WF"]),
                name="projects_projectmember_role_known",
                violation_error_message=_("Choose a project role."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="projects_projectmember_dates",
                violation_error_message=_("The last day is before the first. Change one of them."),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "person"], name="projects_member_person"),
            models.Index(fields=["organization", "project"], name="projects_member_project"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"
