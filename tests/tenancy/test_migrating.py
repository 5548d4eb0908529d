"""Constraints laid together leave what they leave one by one."""

import pytest
from django.db import connections, migrations, models
from django.db.migrations.state import ProjectState

from tenancy.migrating import Together, together

BELOW_TEN = models.CheckConstraint(condition=models.Q(cups__lt=10), name="kettle_cups")
NAMED = models.UniqueConstraint(fields=["name"], name="kettle_name")
TABLE = "tenancy_kettle"


def operations():
    return [
        migrations.CreateModel(
            "Kettle",
            [
                ("id", models.AutoField(primary_key=True)),
                ("name", models.CharField(max_length=9)),
                ("cups", models.IntegerField()),
            ],
        ),
        migrations.AddConstraint("kettle", BELOW_TEN),
        migrations.AddIndex("kettle", models.Index(fields=["cups"], name="kettle_by_cups")),
        migrations.AddField("kettle", "lid", models.BooleanField(default=True)),
        migrations.AddConstraint("kettle", NAMED),
    ]


def states(steps, state):
    """The state before and after each step, as the executor goes through them."""
    for step in steps:
        before = state.clone()
        step.state_forwards("tenancy", state)
        yield step, before, state.clone()


def rendered(state: ProjectState) -> set[str]:
    about = state.apps.get_model("tenancy", "Kettle")._meta
    return {one.name for one in (*about.constraints, *about.indexes)}


def stored(connection) -> set[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, TABLE)
    return {name for name in found if name.startswith("kettle_")}


def fresh() -> ProjectState:
    """A state whose models are rendered already, as in the middle of a run."""
    state = ProjectState()
    assert state.apps
    return state


def test_only_what_follows_on_each_other_is_laid_together():
    found = together(operations())
    assert [type(one) for one in found] == [
        migrations.CreateModel,
        Together,
        migrations.AddField,
        Together,
    ]
    assert [len(one.operations) for one in found if isinstance(one, Together)] == [2, 1]


def test_the_state_is_the_same_as_one_by_one():
    one_by_one, laid = fresh(), fresh()
    for steps, state in ((operations(), one_by_one), (together(operations()), laid)):
        assert list(states(steps, state))
    assert rendered(laid) == rendered(one_by_one) == {"kettle_cups", "kettle_by_cups", "kettle_name"}
    assert laid.models["tenancy", "kettle"] == one_by_one.models["tenancy", "kettle"]


@pytest.mark.django_db(databases=["owner"])
def test_the_database_gets_them_and_gives_them_back():
    connection, gone = connections["owner"], []
    with connection.schema_editor(atomic=False) as editor:
        for step, before, after in states(together(operations()), fresh()):
            step.database_forwards("tenancy", editor, before, after)
            gone.append((step, before, after))
    assert stored(connection) == {"kettle_cups", "kettle_by_cups", "kettle_name"}
    with connection.schema_editor(atomic=False) as editor:
        for step, before, after in reversed(gone[1:]):
            step.database_backwards("tenancy", editor, after, before)
    assert stored(connection) == set()
