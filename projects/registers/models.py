"""What the records of every register have in common."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.anchors import Anchored
from tenancy.walls import ProjectRecord, TenantForeignKey

TITLE_LENGTH = 300


class RegisteredQuerySet(models.QuerySet[Any]):
    """Words for the records of a register."""

    def live(self) -> Self:
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def withdrawn(self) -> Self:
        """Those that somebody has."""
        return self.filter(withdrawn_at__isnull=False)


class Registered(ProjectRecord):
    """One record of a register: numbered in its project, named in two languages, in somebody's hands.

    `letters` begin its key (`OB4`); `keys` let other records of the same project point to it.
    """

    portal = "record"
    keys = ("project",)
    letters: ClassVar[str]

    number = models.PositiveIntegerField(_("number"), editable=False)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    title_zh = models.CharField(_("Chinese title"), max_length=TITLE_LENGTH, blank=True)
    owner = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("owner")
    )
    made_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)
    withdrawn_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )

    objects = RegisteredQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.key} {self.title}"

    @property
    def key(self) -> str:
        """What people call it."""
        return f"{self.letters}{self.number}"


def registered(table: str, *, kind: str, letters: str, also: tuple[str, ...] = ()) -> list[Any]:
    """The constraints of a register's table: its entry, and a number that stands once in a project.

    `also`: columns of text that search reads beside the title.
    """
    return [
        Anchored(name=f"{table}_anchor", kind=kind, title="title", letter=letters, also=also),
        models.UniqueConstraint(
            fields=["organization", "project", "number"],
            name=f"{table}_number",
            violation_error_message=_("This number is taken. Send the form again."),
        ),
    ]
