"""System checks: a tenant table cannot lose its walls without `manage.py check` saying so."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models

from tenancy.walls import CompositeKey, TenantForeignKey, TenantWall


@register("milepost")
def check_walls(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every tenant table has its wall, composite keys only, and no automatic many-to-many."""
    found: list[CheckMessage] = []
    for model in apps.get_models(include_auto_created=True):
        if getattr(model, "is_tenant_table", False):
            found += [*_walls(model), *_keys(model), *_uniques(model)]
        found += _automatic_tables(model)
    return found


def _walls(model: Any) -> list[CheckMessage]:
    if any(isinstance(constraint, TenantWall) for constraint in model._meta.constraints):
        return []
    return [Error(f"{model._meta.label} has no TenantWall", obj=model, id="milepost.E001")]


def _keys(model: Any) -> list[CheckMessage]:
    walled = {c.field for c in model._meta.constraints if isinstance(c, CompositeKey)}
    return [
        Error(f"{field} points to a tenant table without a composite key", obj=model, id="milepost.E002")
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and getattr(field.remote_field.model, "is_tenant_table", False)
        and not (isinstance(field, TenantForeignKey) and field.name in walled)
    ]


def _uniques(model: Any) -> list[CheckMessage]:
    constraints = [
        f"{constraint.name} does not carry the organization"
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and "organization" not in constraint.fields
    ]
    columns = [
        f"{field} is unique across organizations"
        for field in model._meta.local_fields
        if field.unique and not field.primary_key
    ]
    return [Error(text, obj=model, id="milepost.E003") for text in constraints + columns]


def _automatic_tables(model: Any) -> list[CheckMessage]:
    return [
        Error(f"{field} makes its own table: name one with `through`", obj=model, id="milepost.E004")
        for field in model._meta.local_many_to_many
        if field.remote_field.through._meta.auto_created
        and any(getattr(end, "is_tenant_table", False) for end in (model, field.remote_field.model))
    ]
