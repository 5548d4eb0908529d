"""Where the organization works, and which projects run there."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.models.base import Kept, code_form, code_once, currency_form
from records.anchors import Anchored
from tenancy.walls import TenantForeignKey, TenantModel


class SiteQuerySet(models.QuerySet["Site"]):
    """Words for sites."""

    def open(self) -> Self:
        """Those that projects may name from now on."""
        return self.exclude(state=Site.State.CLOSED)


class Site(Kept):
    """A place where people work. Its zone is that of its shifts; calendars and people name it."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", pgettext_lazy("site", "Open")
        CLOSED = "closed", _("Closed")

    code = models.CharField(_("code"), max_length=24)
    name = models.CharField(_("name"), max_length=120)
    name_zh = models.CharField(_("Chinese name"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    zone = models.CharField(_("time zone"), max_length=64)
    currency = models.CharField(_("currency"), max_length=3)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        constraints: ClassVar = [
            Anchored(
                name="projects_site_anchor",
                kind="projects.Site",
                title="name",
                key="code",
                also=("city", "languages"),
            ),
            code_once("projects_site"),
            code_form("projects_site"),
            currency_form("projects_site"),
            models.CheckConstraint(
                condition=~Q(zone=""),
                name="projects_site_zone",
                violation_error_message=_("Choose the time zone of the site."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProjectSite(TenantModel):
    """A project runs at a site, with so many places planned there."""

    project = TenantForeignKey("projects.Project", models.PROTECT, related_name="sites", editable=False)
    site = TenantForeignKey("projects.Site", models.PROTECT, related_name="projects", verbose_name=_("site"))
    fte = models.DecimalField(_("planned FTE"), max_digits=8, decimal_places=2, null=True, blank=True)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        ordering: ClassVar = ["site__name"]
        verbose_name = _("site of a project")
        verbose_name_plural = _("sites of projects")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "project", "site"],
                name="projects_projectsite_once",
                violation_error_message=_("The project runs at this site already."),
            ),
            models.CheckConstraint(
                condition=Q(fte__isnull=True) | Q(fte__gte=0),
                name="projects_projectsite_fte",
                violation_error_message=_("Write 0 or more places."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organization", "site"], name="projects_psite_site")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.site_id}"
