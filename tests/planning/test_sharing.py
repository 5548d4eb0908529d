"""What a client sees of a plan."""

import pytest

from planning import selectors, services
from planning.models import Task
from projects.services import VisibilityUnchanged, share_project
from tenancy.scope import tenant_tx
from toolkit.errors import Denied, Missing, Stale


def seen(cast, plan, name: str) -> list[str]:
    actor = getattr(cast, name).actor()
    return [task.name for task in selectors.tasks(actor=actor, project=plan.project)]


@pytest.mark.usefixtures("inside")
def test_nothing_is_seen_until_row_and_project_are_shared(cast, waves):
    ada = cast.ada.actor()
    services.share_task(actor=ada, task=waves["B"])
    assert seen(cast, waves, "cleo") == []

    share_project(actor=ada, project=waves.project)
    assert seen(cast, waves, "cleo") == ["B"]
    assert seen(cast, waves, "carl") == []

    services.unshare_task(actor=ada, task=waves["B"])
    assert seen(cast, waves, "cleo") == []


@pytest.mark.usefixtures("inside")
def test_sharing_twice_and_stale(cast, waves):
    ada = cast.ada.actor()
    with pytest.raises(VisibilityUnchanged):
        services.unshare_task(actor=ada, task=waves["B"])
    with pytest.raises(Stale):
        services.share_task(actor=ada, task=waves["B"], version=3)


def test_only_the_manager_shares(cast, waves):
    with tenant_tx(cast.acme.pk):
        task = waves["B"]
    for name, refusal in (
        ("tim", Denied),
        ("ben", Denied),
        ("olga", Denied),
        ("ida", Missing),
        ("zoe", Missing),
    ):
        for verb in (services.share_task, services.unshare_task):
            with pytest.raises(refusal):
                verb(actor=getattr(cast, name).actor(), task=task)


def test_the_portals_role_reads_shared_rows_only(cast, waves):
    with tenant_tx(cast.acme.pk):
        share_project(actor=cast.ada.actor(), project=waves.project)
        services.share_task(actor=cast.ada.actor(), task=waves["B"])
    cleo = cast.cleo.actor()
    with tenant_tx(cast.acme.pk, client=cast.skyharp.pk, portal=True):
        rows = selectors.tasks(actor=cleo, project=waves.project)
        assert list(rows.values_list("name", "project__name")) == [("B", "Customer care")]


def test_the_database_hides_shared_rows_of_a_project_that_is_not_shared(cast, waves):
    with tenant_tx(cast.acme.pk):
        services.share_task(actor=cast.ada.actor(), task=waves["B"])
    with tenant_tx(cast.acme.pk, client=cast.skyharp.pk, portal=True):
        assert not Task.objects.exists()
    with tenant_tx(cast.acme.pk):
        share_project(actor=cast.ada.actor(), project=waves.project)
    with tenant_tx(cast.acme.pk, client=cast.skyharp.pk, portal=True):
        assert [task.name for task in Task.objects.all()] == ["B"]
