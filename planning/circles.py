"""The refusal of rows that wait for each other."""

from django.utils.translation import gettext_lazy as _

from toolkit.errors import DomainError


class LinkCircular(DomainError):
    """Rows that wait for each other can never begin. `path` names them in the order of their links."""

    code = "link_circular"
    message = _("These would wait for each other: %(path)s. Remove one of these links first.")
    field = "predecessor_id"
