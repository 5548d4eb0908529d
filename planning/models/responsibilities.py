"""Who does what for each deliverable and process: responsible, accountable, consulted, informed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import ProjectRecord, TenantForeignKey


class Responsibility(ProjectRecord):
    """One person's part in one deliverable or one process."""

    class Part(models.TextChoices):
        RESPONSIBLE = "R", _("Responsible")
        ACCOUNTABLE = "A", _("Accountable")
        BOTH = "AR", _("Accountable and responsible")
        CONSULTED = "C", _("Consulted")
        INFORMED = "I", _("Informed")

    deliverable = TenantForeignKey(
        "planning.Deliverable",
        models.PROTECT,
        related_name="responsibilities",
        also=("project",),
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("deliverable"),
    )
    process = TenantForeignKey(
        "projects.Process",
        models.PROTECT,
        related_name="+",
        also=("project",),
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("process"),
    )
    person = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", db_index=False, verbose_name=_("person")
    )
    part = models.CharField(_("part"), max_length=2, choices=Part.choices)

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(deliverable__isnull=False, process__isnull=True)
                | Q(deliverable__isnull=True, process__isnull=False),
                name="planning_responsibility_about",
                violation_error_message=_("Choose a deliverable or a process, one of them."),
            ),
            models.CheckConstraint(
                condition=Q(part__in=["R", "A", "AR", "C", "I"]),
                name="planning_responsibility_part",
                violation_error_message=_("Choose R, A, A and R, C or I."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["organization", about, "person"],
                    name=f"planning_responsibility_{about}_once",
                    violation_error_message=_("This person has a part in it already."),
                )
                for about in ("deliverable", "process")
            ),
            *(
                models.UniqueConstraint(
                    fields=["organization", about],
                    condition=Q(part__in=["A", "AR"]),
                    name=f"planning_responsibility_{about}_one_a",
                    violation_error_message=_("Exactly one person is accountable. Choose one."),
                )
                for about in ("deliverable", "process")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.person_id}"
