"""Narrowing lists about rights."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.models import Role
from toolkit.filters import Filters, Flag, OneOf


class SwitchFilters(Filters):
    """By role, and whether it is still off."""

    role = OneOf(Role.choices, label=_("Role"))
    off = Flag(label=_("Off now"), condition=Q(lifted_at__isnull=True))
