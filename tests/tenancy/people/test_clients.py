"""Clients: what is said of them, and the states they go through."""

import pytest

from tenancy import services
from tenancy.models import AuditLine, Client
from tenancy.scope import tenant_tx
from tenancy.selectors import client_register
from tenancy.services.clients import ClientReasonMissing
from tenancy.transitions import StateRefused
from toolkit.errors import BadInput, Denied, Stale


def known(cast, code: str) -> Client:
    with tenant_tx(cast.acme.pk):
        return Client.objects.get(code=code)


def test_is_added_with_its_names_and_held_once(cast):
    client = services.add_client(
        actor=cast.olga.actor(), code="BFM", name="Brightfjord", name_zh="明湾制造", country="NO"
    )
    assert (client.state, known(cast, "BFM").name_zh) == ("active", "明湾制造")
    with pytest.raises(BadInput, match="Another client has this code"):
        services.add_client(actor=cast.olga.actor(), code="BFM", name="Another")


def test_the_other_organization_may_use_the_code(cast):
    """T-016."""
    assert services.add_client(actor=cast.olga.actor(), code=cast.rival_client.code, name="Ours")


def test_a_change_keeps_what_stood_there(cast):
    client = known(cast, "SKY")
    services.update_client(actor=cast.olga.actor(), client=client, industry="Airlines")
    with tenant_tx(cast.acme.pk):
        line = AuditLine.objects.get(action="tenancy.update_client")
    assert (line.before, line.after) == ({"industry": ""}, {"industry": "Airlines"})
    with pytest.raises(Stale):
        services.update_client(actor=cast.olga.actor(), client=known(cast, "SKY"), version=1, name="x")


def test_a_life_from_prospect_to_ended(cast):
    client = services.add_client(actor=cast.olga.actor(), code="NEW", name="New", state="prospect")
    for step, state in (
        ("win", "active"),
        ("rest", "dormant"),
        ("wake", "active"),
        ("rest", "dormant"),
        ("end", "ended"),
    ):
        client = services.change_client_state(
            actor=cast.olga.actor(), client=client, step=step, reason="as agreed"
        )
        assert known(cast, "NEW").state == state
    with pytest.raises(StateRefused):
        services.change_client_state(actor=cast.olga.actor(), client=client, step="wake")


@pytest.mark.parametrize("step", ["win", "wake", "end"])
def test_an_active_one_only_rests(cast, step):
    with pytest.raises(StateRefused):
        services.change_client_state(
            actor=cast.olga.actor(), client=known(cast, "SKY"), step=step, reason="x"
        )


def test_setting_dormant_and_ending_need_a_reason(cast):
    with pytest.raises(ClientReasonMissing):
        services.change_client_state(
            actor=cast.olga.actor(), client=known(cast, "SKY"), step="rest", reason=" "
        )


def test_is_kept_by_administrators_and_delivery_heads(cast):
    for act in (
        lambda: services.add_client(actor=cast.ada.actor(), code="NO", name="No"),
        lambda: services.update_client(actor=cast.ada.actor(), client=known(cast, "SKY"), name="No"),
        lambda: services.change_client_state(actor=cast.ada.actor(), client=known(cast, "SKY"), step="rest"),
    ):
        with pytest.raises(Denied):
            act()


def test_the_register_counts_the_people_who_are_here(cast):
    services.add_person(actor=cast.olga.actor(), name="Cora", client_id=cast.skyharp.pk)
    gone = services.add_person(actor=cast.olga.actor(), name="Curt", client_id=cast.skyharp.pk)
    services.leave(actor=cast.olga.actor(), person=gone, reason="gone")
    with tenant_tx(cast.acme.pk):
        counted = dict(client_register(actor=cast.olga.actor()).values_list("code", "people"))
    assert counted == {"SKY": 2, "TDW": 1}
