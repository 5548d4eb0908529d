"""Migrations: none missing, each named, none that waits for ever on a lock."""

import re

from django.core.management import call_command
from django.db import connections

from tests.house.sources import ROOT, modules, none


def test_none_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_one_has_a_name():
    """`0003_auto_…` and `0003_alter_x_and_more` say nothing."""
    files = [module.path.stem for module in modules(migrations=True) if module.is_migration]
    bad = re.compile(r"\d{4}_(auto_|initial$|.*_and_more$)")
    assert files
    none([name for name in files if bad.match(name)])


def test_the_migrating_connection_does_not_wait_long_for_a_lock(db):
    with connections["owner"].cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("2s",)


def test_every_constraint_of_a_row_speaks(db):
    """What the database refuses is told in words (the form and the API show the same text)."""
    from django.apps import apps
    from django.conf import settings
    from django.db.models import CheckConstraint

    mute = [
        f"{model._meta.label} {constraint.name}"
        for room in settings.MILEPOST_ROOMS
        for model in apps.get_app_config(room).get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
        and constraint.violation_error_message == constraint.default_violation_error_message
    ]
    none(mute)


def test_no_fixture_of_a_database_lies_about():
    none([str(p) for p in ROOT.glob("*.sqlite3")])
