"""Runs of imports: the file, what it would do, what it did."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import ProjectRecord, TenantForeignKey, TenantModel


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


class ListImport(TenantModel):
    """One list on its way in: its columns are settled, its rows looked at, then all of it or nothing.

    `what`: the name of the `Importable`. `mapping`: for each of its columns the position in the file and the
    way it is written. `report`: rows, faults, questions, the first rows, and what came of it.
    """

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("Waiting for you")
        RUNNING = "running", _("Being imported")
        IMPORTED = "imported", _("Imported")
        DISCARDED = "discarded", _("Discarded")

    OPEN = (State.PREVIEWED, State.RUNNING)

    client = TenantForeignKey("tenancy.Client", models.PROTECT, related_name="+", null=True, editable=False)
    project = TenantForeignKey(
        settings.MILEPOST_PROJECT_MODEL,
        models.PROTECT,
        related_name="+",
        also=("client",),
        null=True,
        editable=False,
    )
    what = models.CharField(_("list"), max_length=40, editable=False)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.PREVIEWED)
    filename = models.CharField(_("file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, editable=False)
    content = models.BinaryField(editable=False)
    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    has_heads = models.BooleanField(default=True)
    heads = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    mapping_digest = models.CharField(max_length=64, editable=False)
    report = models.JSONField(_("report"), default=dict)
    job = TenantForeignKey("tenancy.JobRun", models.PROTECT, related_name="+", null=True, editable=False)
    started_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("by")
    )
    created_at = models.DateTimeField(editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("import of a list")
        verbose_name_plural = _("imports of lists")
        indexes: ClassVar = [
            models.Index(fields=["organization", "created_at"], name="exchange_listimport_when"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "what", "project", "sha256", "mapping_digest"],
                condition=Q(state="imported"),
                nulls_distinct=False,
                name="exchange_listimport_once",
                violation_error_message=_("This file was imported already, with the same columns."),
            )
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def waits(self) -> bool:
        """Whether somebody still has to decide."""
        return self.state == self.State.PREVIEWED


class ColumnMemory(TenantModel):
    """Where a person put the columns when a file had these heads; the next one starts there."""

    person = TenantForeignKey("tenancy.Person", models.CASCADE, related_name="+")
    what = models.CharField(max_length=40)
    heads_digest = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("remembered columns")
        verbose_name_plural = _("remembered columns")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "person", "what", "heads_digest"], name="exchange_columnmemory_once"
            )
        ]
