"""Throw-away tables: model classes of an app that exists for one test module only."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ModelState, ProjectState

from tenancy import refusals, scope

LABEL = "planted"


@contextmanager
def throw_away_app() -> Iterator[str]:
    """An app `planted` in the registry, so that checks, guard and walls see its models; gone afterwards."""
    module = ModuleType(LABEL)
    module.__path__ = ["/nowhere"]  # type: ignore[attr-defined]
    config = AppConfig(LABEL, module)
    config.apps, config.models = apps, apps.all_models[LABEL]
    apps.app_configs[LABEL] = config
    try:
        yield LABEL
    finally:
        del apps.app_configs[LABEL]
        apps.all_models.pop(LABEL)
        forget()


def forget() -> None:
    """What was remembered about the registry of models."""
    apps.clear_cache()
    scope.tenant_tables.cache_clear()
    scope.names_tenant_table.cache_clear()
    refusals._constraints.cache_clear()


@contextmanager
def tables(*models: type) -> Iterator[None]:
    """Make the models' tables as a migration makes them; drop them afterwards."""
    forget()
    owner = connections["owner"]
    with owner.schema_editor() as editor:
        for model in models:
            migrate(editor, model)
    try:
        yield
    finally:
        made = [model._meta.db_table for model in reversed(models)]
        made += [link.remote_field.through._meta.db_table for m in models for link in m._meta.many_to_many]
        with owner.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {', '.join(made)} CASCADE")


def migrate(editor: Any, model: Any) -> None:
    """Through a migration's CreateModel, constraints folded in, as `makemigrations` writes it."""
    before = ProjectState.from_apps(apps)
    before.models.pop((LABEL, model._meta.model_name), None)
    state = ModelState.from_model(model)
    operation = CreateModel(
        state.name, list(state.fields.items()), state.options, state.bases, state.managers
    )
    after = before.clone()
    operation.state_forwards(LABEL, after)
    operation.database_forwards(LABEL, editor, before, after)


def no_bell(organization_id: Any) -> None:
    """A bell that rings nowhere: `settings.MILEPOST_BELL = "tests.tenancy.planting.no_bell"`."""
