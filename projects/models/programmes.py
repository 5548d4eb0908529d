"""Programmes: projects, of one client or several, that are steered together."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.models.base import Kept, code_form, code_once
from records.anchors import Anchored
from tenancy.walls import TenantForeignKey


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Words for programmes."""

    def open(self) -> Self:
        """Those that projects may join."""
        return self.filter(state="open")


class Programme(Kept):
    """A group of projects with one owner. Clients never see it."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("programme", "Open")
        CLOSED = "closed", _("Closed")

    code = models.CharField(_("code"), max_length=24)
    name = models.CharField(_("name"), max_length=160)
    name_zh = models.CharField(_("Chinese name"), max_length=160, blank=True)
    purpose = models.CharField(_("purpose"), max_length=500, blank=True)
    owner = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("owner")
    )
    state = models.CharField(_("state"), max_length=6, choices=State.choices, default=State.OPEN)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints: ClassVar = [
            Anchored(
                name="projects_programme_anchor",
                kind="projects.Programme",
                title="name",
                key="code",
                also=("purpose",),
            ),
            code_once("projects_programme"),
            code_form("projects_programme"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
