"""Narrowing of comments."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import Visibility
from toolkit.filters import Filters, Flag, OneOf, Search


class CommentFilters(Filters):
    """Which comments of a record."""

    q = Search("told", label=_("Search"))
    visibility = OneOf(Visibility.choices, label=_("Who reads it"))
    deleted = Flag(label=_("Deleted"), condition=Q(withdrawn_at__isnull=False))
