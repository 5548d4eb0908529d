"""Narrowing the inbox."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from toolkit.filters import Filters, Flag


class InboxFilters(Filters):
    """Unread lines, or those that were read."""

    unread = Flag(label=_("Unread"), condition=Q(read_at__isnull=True))
