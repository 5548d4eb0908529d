"""Policies: what is not declared is refused."""

from dataclasses import replace

import pytest

from tenancy import rules
from tenancy.rules import allow, register
from tenancy.scope import tenant_tx


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(rules, "REGISTRY", dict(rules.REGISTRY))
    register("test", {"view_thing": allow("PM", "AU"), "change_thing": allow("PM")}, project=False)
    register("testing", {"view_plan": allow("PM", "AU"), "edit_plan": allow("PM")})


@pytest.fixture
def held(monkeypatch):
    """Project roles as the projects room would answer them: project -> roles."""
    roles: dict = {}
    monkeypatch.setattr(
        rules, "project_roles", lambda: lambda actor, project: roles.get(project, frozenset())
    )
    return roles


def test_an_unknown_policy_means_no_even_for_the_system(cast, registry):
    assert not cast.ada.actor().may("test.no_such_thing")
    assert not cast.system().may("test.no_such_thing")


def test_a_role_may_what_is_listed(cast, registry):
    assert cast.ada.actor().may("test.change_thing")
    assert not cast.ben.actor().may("test.change_thing")


def test_a_reading_token_cannot_write_and_a_writing_one_can(cast, registry):
    reading = replace(cast.ada.actor(), scopes=frozenset({"read"}))
    assert reading.may("test.view_thing")
    assert not reading.may("test.change_thing")
    assert replace(reading, scopes=frozenset({"read", "write"})).may("test.change_thing")
    assert not replace(reading, scopes=frozenset()).may("test.view_thing")


def test_a_projects_policy_asks_for_the_roles_on_that_project(cast, registry, held):
    from uuid import UUID

    mine, other = UUID(int=1), UUID(int=2)
    held[mine] = frozenset({"PM"})
    ada = cast.ada.actor()
    assert ada.may("testing.edit_plan", mine)
    assert not ada.may("testing.edit_plan", other), "a project manager elsewhere is nobody here"
    assert not ada.may("testing.edit_plan")


def test_wide_roles_count_on_every_project_and_plain_ones_do_not(cast, registry, held):
    from uuid import UUID

    auditor = replace(cast.ada.actor(), roles=frozenset({"AU"}))
    assert auditor.may("testing.view_plan", UUID(int=9))
    assert not auditor.may("testing.edit_plan", UUID(int=9))


def test_a_clients_person_gets_no_project_role(cast, registry, held):
    from uuid import UUID

    held[UUID(int=1)] = frozenset({"PM"})
    assert not cast.cleo.actor().may("testing.view_plan", UUID(int=1))


def test_the_system_may_all_that_is_declared(cast, registry):
    assert cast.system().may("testing.edit_plan")


def test_platform_staff_may_only_what_names_them(cast, registry):
    root = replace(cast.ada.actor(), roles=frozenset({"platform"}))
    assert not root.may("test.view_thing")
    assert root.may("tenancy.replay_event")


def test_every_declared_role_exists(db):
    from tenancy.models import Role

    known = {*Role.values, "platform", "BG", "asked"}
    for rule in rules.REGISTRY.values():
        assert rule.roles <= known, rule.name


def test_a_record_that_is_no_projects_leads_to_no_project(cast):
    with tenant_tx(cast.acme.pk):
        assert rules.project_id_of(cast.skyharp) is None
        assert rules.project_id_of(None) is None
