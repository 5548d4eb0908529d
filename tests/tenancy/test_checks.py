"""`manage.py check` refuses a model whose wall the metaclass cannot repair."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import models

from tenancy.models import Client, Person
from tenancy.walls import TenantModel
from tests.tenancy.planting import LABEL, forget, throw_away_app

pytestmark = pytest.mark.isolation


@pytest.fixture
def app():
    with throw_away_app():
        yield
    forget()


def ids(model) -> set[str]:
    forget()
    return {error.id for error in run_checks(tags=["milepost"]) if error.obj is model}


def test_a_plain_foreign_key_to_a_tenant_table(app):
    class Plain(TenantModel):
        client = models.ForeignKey(Client, models.PROTECT, related_name="+")

        class Meta:
            app_label = LABEL

    assert ids(Plain) == {"milepost.E002"}


def test_a_unique_field(app):
    class Oracle(TenantModel):
        code = models.CharField(max_length=5, unique=True)

        class Meta:
            app_label = LABEL

    assert ids(Oracle) == {"milepost.E003"}


def test_a_unique_constraint_without_the_organization(app):
    class Oracle(TenantModel):
        code = models.CharField(max_length=5)

        class Meta:
            app_label = LABEL
            constraints = [models.UniqueConstraint(fields=["code"], name="planted_code")]

    assert ids(Oracle) == {"milepost.E003"}


def test_a_wall_taken_out_by_hand(app):
    class Bare(TenantModel):
        class Meta:
            app_label = LABEL

    Bare._meta.constraints = []
    assert ids(Bare) == {"milepost.E001"}


@pytest.mark.threat("T-014")
def test_a_many_to_many_from_a_global_table(app):
    class Global(models.Model):
        people = models.ManyToManyField(Person, related_name="+")

        class Meta:
            app_label = LABEL

    assert ids(Global) == {"milepost.E004"}


def test_nothing_of_ours_is_refused(db):
    assert run_checks(tags=["milepost"]) == []


def test_the_throw_away_app_is_gone_afterwards():
    with throw_away_app():
        pass
    assert not [model for model in apps.get_models() if model._meta.app_label == LABEL]
