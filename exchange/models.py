"""Runs of imports: the file, what it would do, what it did."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenancy.walls import ProjectRecord, TenantForeignKey


class ImportRun(ProjectRecord):
    """One file on its way into a project: previewed first, imported or discarded once.

    `content` is the file as it came, kept for disputes; `report` is what `import_plan` answers.
    """

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("Waiting for you")
        IMPORTED = "imported", _("Imported")
        DISCARDED = "discarded", _("Discarded")

    number = models.PositiveIntegerField(_("number"), editable=False)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PREVIEWED)
    filename = models.CharField(_("file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, editable=False)
    content = models.BinaryField(editable=False)
    report = models.JSONField(_("report"), default=dict)
    started_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("by")
    )
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "project", "number"], name="exchange_importrun_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.filename}"

    @property
    def waits(self) -> bool:
        """Whether somebody still has to decide."""
        return self.state == self.State.PREVIEWED
