"""What the tables of this room share."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantModel

CODE_FORM = r"^[A-Z][A-Z0-9-]{1,23}$"
CURRENCY_FORM = r"^[A-Z]{3}$"


class Kept(TenantModel):
    """A record with a version, that knows when it was made."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True


def code_form(table: str) -> models.CheckConstraint:
    """A code that can stand in an address."""
    return models.CheckConstraint(
        condition=Q(code__regex=CODE_FORM),
        name=f"{table}_code_form",
        violation_error_message=_(
            "Write the code as 2 to 24 capital letters, digits and hyphens, a letter first."
        ),
    )


def code_once(table: str, *fields: str) -> models.UniqueConstraint:
    """One record of a code."""
    return models.UniqueConstraint(
        fields=["organization", *fields, "code"],
        name=f"{table}_code",
        violation_error_message=_("Another one has this code. Choose a different one."),
    )


def currency_form(table: str) -> models.CheckConstraint:
    """A currency as ISO 4217 writes it."""
    return models.CheckConstraint(
        condition=Q(currency__regex=CURRENCY_FORM),
        name=f"{table}_currency",
        violation_error_message=_("Write the currency as three capital letters, such as USD."),
    )


def in_order(table: str, first: str, last: str) -> models.CheckConstraint:
    """The last day is not before the first."""
    rule: Any = Q(**{f"{last}__isnull": True}) | Q(**{f"{first}__isnull": True})
    return models.CheckConstraint(
        condition=rule | Q(**{f"{last}__gte": models.F(first)}),
        name=f"{table}_days",
        violation_error_message=_("The last day is before the first. Change one of them."),
    )
