"""Narrowing of custom fields; page and API use the same."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.models import CustomField
from records.selectors.fields import kinds_with_fields
from toolkit.filters import Filters, Flag, OneOf, Search


def kinds(actor: Any) -> list[tuple[str, Any]]:
    """The kinds one may choose from."""
    return kinds_with_fields()


class FieldFilters(Filters):
    """Custom fields."""

    q = Search("label", "label_zh", "code", label=_("Search"))
    kind = OneOf(kinds, label=_("Kind of record"))
    type = OneOf(CustomField.Type.choices, label=_("Type"), many=True)
    withdrawn = Flag(label=_("Withdrawn"), condition=Q(withdrawn_at__isnull=False))
