"""require, record, publish: the lines of a verb, all in the transaction of the change."""

import logging

import pytest
from django.db import IntegrityError, transaction
from kombu.exceptions import OperationalError as BrokerDown

from tenancy import verbs
from tenancy.actors import System
from tenancy.events import ClientAdded
from tenancy.models import AuditLine, Client, Event
from tenancy.scope import NoTenant, TenantMismatch, tenant_tx
from tenancy.verbs import publish, publish_all, record, record_all, require, verb
from tests.cast import NOW, ref
from toolkit.errors import BadInput, Denied


@pytest.fixture
def bell(monkeypatch):
    rung = []
    monkeypatch.setattr(verbs, "ring", rung.append)
    return rung


@verb
def add_two(*, actor, fail=False):
    """A verb of these tests."""
    client = Client.objects.create(code="NEW", name="New")
    record(actor, "tenancy.test", client, before=None, after={"name": "New"})
    publish(ClientAdded(actor.organization.id, client.pk), actor=actor)
    if fail:
        raise ZeroDivisionError
    return client


def counts(cast) -> tuple[int, int, int]:
    with tenant_tx(cast.acme.pk):
        return (
            Client.objects.filter(code="NEW").count(),
            AuditLine.objects.filter(action="tenancy.test").count(),
            Event.objects.count(),
        )


def test_a_verb_opens_its_own_transaction_and_keeps_change_line_and_fact(cast, bell):
    add_two(actor=cast.ada.actor())
    assert counts(cast) == (1, 1, 1)


def test_nothing_is_left_when_it_fails(cast, bell):
    with pytest.raises(ZeroDivisionError):
        add_two(actor=cast.ada.actor(), fail=True)
    assert counts(cast) == (0, 0, 0)


def test_nothing_is_left_when_what_stands_around_it_fails(cast, bell):
    with tenant_tx(cast.acme.pk):
        add_two(actor=cast.ada.actor())
        transaction.set_rollback(True)
    assert counts(cast) == (0, 0, 0)


def test_a_verb_for_another_organization_cannot_run_inside(cast, bell):
    with tenant_tx(cast.zenith.pk), pytest.raises(TenantMismatch):
        add_two(actor=cast.ada.actor())


def test_a_line_and_a_fact_need_a_transaction(cast, bell):
    actor = cast.ada.actor()
    with pytest.raises(NoTenant):
        record(actor, "tenancy.test", cast.skyharp)
    with pytest.raises(NoTenant):
        publish(ClientAdded(cast.acme.pk, cast.skyharp.pk), actor=actor)


def test_the_line_says_who_when_where_and_what(cast, bell):
    client = add_two(actor=cast.ada.actor(via="api"))
    with tenant_tx(cast.acme.pk):
        line = AuditLine.objects.get(action="tenancy.test")
    assert (line.actor_name, line.actor_person, line.via, line.at) == ("Ada", cast.ada.person.pk, "api", NOW)
    assert (line.subject_type, line.subject_id, line.before, line.after) == (
        "tenancy.Client",
        client.pk,
        None,
        {"name": "New"},
    )


def test_the_bell_rings_once_after_commit_only(cast, bell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        facts = [ClientAdded(cast.acme.pk, cast.skyharp.pk)] * 3
        with tenant_tx(cast.acme.pk):
            publish_all(facts, actor=cast.ada.actor())
            publish_all([], actor=cast.ada.actor())
        assert bell == []
    assert bell == [cast.acme.pk]


def test_a_dead_broker_does_not_fail_what_is_committed(cast, settings, caplog):
    def no_broker(organization_id):
        raise BrokerDown("nobody there")

    settings.MILEPOST_BELL = "tests.tenancy.test_verbs.no_broker"
    globals()["no_broker"] = no_broker
    with caplog.at_level(logging.WARNING):
        verbs.ring(cast.acme.pk)
    assert "the sweep will find the facts" in caplog.text


def test_many_lines_are_one_statement(cast, bell, django_assert_num_queries):
    changes = [(cast.skyharp, None, {"n": n}) for n in range(50)]
    actor = cast.ada.actor()
    with tenant_tx(cast.acme.pk), django_assert_num_queries(1):
        record_all(actor, "tenancy.test", changes)


def test_a_broken_rule_of_the_database_is_told_in_the_models_words(cast, bell):
    @verb
    def wrong(*, actor):
        from tenancy.models import Membership

        Membership.objects.filter(user=cast.ada.user).update(role="CS")

    with pytest.raises(BadInput) as caught:
        wrong(actor=cast.system())
    assert str(caught.value) == "Client roles name their client; other roles name none."
    assert caught.value.code == "tenancy_membership_client"


def test_a_constraint_without_words_stays_a_fault(cast, bell):
    @verb
    def wrong(*, actor):
        Client.objects.create(pk=cast.skyharp.pk, code="AGA", name="again")

    with pytest.raises(IntegrityError):
        wrong(actor=cast.system())


def test_an_action_that_is_not_allowed_is_denied(cast):
    actor = cast.ben.actor()
    with tenant_tx(cast.acme.pk), pytest.raises(Denied):
        require(actor, "tenancy.add_client")


def test_the_system_acts_with_its_reason(cast, bell):
    add_two(actor=System("nightly", ref(cast.acme), now=NOW))
    with tenant_tx(cast.acme.pk):
        line = AuditLine.objects.get(action="tenancy.test")
    assert (line.actor_name, line.via, line.actor_person) == ("nightly", "task", None)
