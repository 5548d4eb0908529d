"""Brews."""

from django.db import models

from records.anchors import Anchored
from tenancy.walls import ProjectRecord


class BrewQuerySet(models.QuerySet["Brew"]):
    def live(self):
        return self.filter(withdrawn_at__isnull=True)


class Brew(ProjectRecord):
    """One pot of tea."""

    portal = "record"

    class State(models.TextChoices):
        DRAWING = "drawing", "Drawing"
        SERVED = "served", "Served"

    code = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField()
    served_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAWING)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)

    objects = BrewQuerySet.as_manager()

    class Meta:
        constraints = [
            Anchored(name="tea_brew_anchor", kind="tea.Brew", title="name", key="code"),
            models.UniqueConstraint(
                fields=["organization", "project", "code"],
                name="tea_brew_code",
                violation_error_message="Another brew has this code. Choose a different one.",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    @property
    def key(self):
        return self.code
