"""What people keep of lists and forms: views of a list, and which form was sent already."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel


class SavedView(TenantModel):
    """A list as somebody wants to see it again: filters, order, columns, density, as the address says them.

    `route` names the list; `shared` ones are offered to everybody of the organization.
    """

    owner = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", editable=False)
    route = models.CharField(_("list"), max_length=80, editable=False)
    label = models.CharField(_("name"), max_length=60)
    state = models.CharField(_("state"), max_length=2000, blank=True)
    shared = models.BooleanField(_("for everybody"), default=False)
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    created_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "owner", "route", "label"],
                name="records_savedview_label",
                violation_error_message=_("You have a view of this name. Choose another one."),
            )
        ]

    def __str__(self) -> str:
        return self.label


class FirstView(TenantModel):
    """The view with which a list opens for one person."""

    person = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", editable=False)
    route = models.CharField(max_length=80, editable=False)
    view = TenantForeignKey("records.SavedView", models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "person", "route"], name="records_firstview_person"
            )
        ]


class SentForm(TenantModel):
    """A form that was sent, by a digest of its one-time word, its sender and what it says.

    A second sending of the same waits for the first and gets its answer. Kept for a day.
    """

    digest = models.CharField(max_length=64, editable=False)
    answer = models.JSONField(null=True, editable=False)
    sent_at = models.DateTimeField(editable=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "digest"], name="records_sentform_once")
        ]
