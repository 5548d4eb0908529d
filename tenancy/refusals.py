"""The database's own refusals, in the words that the model declares for them."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from tenancy.walls import CompositeKey
from toolkit.errors import BadInput, DomainError


class UnknownReference(BadInput):
    """The row pointed to is missing, or another organization's: nobody can tell which."""

    code = "unknown_reference"
    message = _("There is no such record. Choose one from the list.")


def explained(error: IntegrityError) -> DomainError | None:
    """The named refusal behind a constraint that was broken; None for a constraint without words."""
    diagnosis = getattr(error.__cause__, "diag", None)
    table, name = getattr(diagnosis, "table_name", None), getattr(diagnosis, "constraint_name", None)
    constraint = _constraints().get((table, name))
    if constraint is None:
        return None
    if isinstance(constraint, CompositeKey):
        return UnknownReference(field=constraint.field)
    text = constraint.violation_error_message
    code = constraint.violation_error_code or name
    return BadInput(text, code=code) if text != constraint.default_violation_error_message else None


@cache
def _constraints() -> dict[tuple[str | None, str | None], Any]:
    return {
        (model._meta.db_table, constraint.name): constraint
        for model in apps.get_models()
        for constraint in model._meta.constraints
    }
