"""Break-glass: an administrator reads client content with a reason, for an hour, seen by others."""

from datetime import timedelta

import pytest

from planning import services as planning
from tenancy import services
from tenancy.models import AccessLine, AuditLine, BrokenGlass, Event
from tenancy.scope import tenant_tx
from tenancy.services.rights import GlassOpen
from tests.cast import NOW, add_member
from tests.tenancy.rights.conftest import may
from toolkit.errors import Denied, Missing

GLASS = "/o/acme/settings/glass/"
TASK = "/o/acme/projects/SKY/tasks/1/"
READS = ("planning.view_task", "kpis.view_kpis")


def test_an_administrator_has_no_reading_beyond_the_table(cast, sky):
    olga = cast.olga.actor()
    for action in READS:
        assert not may(olga, action, sky.own)
    assert may(olga, "planning.view_plan", sky)
    browser = cast.olga.browser()
    assert browser.get(TASK).status_code == 403
    assert browser.get("/o/acme/projects/SKY/kpis/").status_code == 403
    assert browser.get("/api/v1/o/acme/projects/SKY/tasks/").status_code == 403


def test_the_glass_opens_reading_and_no_writing(cast, sky):
    services.break_glass(actor=cast.olga.actor(), reason="the plan cannot be opened")
    olga = cast.olga.actor()
    for action in READS:
        assert may(olga, action, sky.own)
    with tenant_tx(cast.acme.pk), pytest.raises(Denied):
        planning.edit_task(actor=olga, task=sky.own, name="X")
    assert not may(olga, "tenancy.export_audit")


def test_it_ends_by_itself_after_an_hour(cast, sky):
    glass = services.break_glass(actor=cast.olga.actor(), reason="the plan cannot be opened")
    assert glass.until == NOW + timedelta(minutes=60)
    assert cast.olga.actor(NOW + timedelta(minutes=59)).glass_until == glass.until
    over = cast.olga.actor(NOW + timedelta(minutes=60))
    assert (over.glass_until, over.roles) == (None, {"TA"})
    assert not may(over, "planning.view_task", sky.own)
    again = services.break_glass(actor=over, reason="still broken")
    assert again.until == NOW + timedelta(minutes=120)


def test_it_can_be_ended_early_and_only_by_who_opened_it(cast, sky):
    with tenant_tx(cast.acme.pk):
        other = add_member(cast.acme, "Otto", "TA")
    glass = services.break_glass(actor=cast.olga.actor(), reason="the plan cannot be opened")
    with pytest.raises(Missing):
        services.close_glass(actor=other.actor(), glass=glass)
    services.close_glass(actor=cast.olga.actor(), glass=glass)
    assert cast.olga.actor().glass_until is None
    with pytest.raises(Missing):
        services.close_glass(actor=cast.olga.actor(), glass=glass)
    assert other.actor().glass_until is None


def test_one_at_a_time(cast):
    services.break_glass(actor=cast.olga.actor(), reason="the plan cannot be opened")
    with pytest.raises(GlassOpen):
        services.break_glass(actor=cast.olga.actor(), reason="again")


def test_it_is_the_administrators_and_no_tokens(cast, client):
    with pytest.raises(Denied):
        services.break_glass(actor=cast.ada.actor(), reason="curious")
    _token, key = services.issue_token(actor=cast.olga.actor(), name="all", scopes="read write", days=366)
    answer = client.post(
        "/api/v1/o/acme/glass/",
        {"reason": "curious"},
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {key}",
    )
    assert answer.status_code == 403


def test_it_ends_with_the_role(cast, sky):
    services.break_glass(actor=cast.olga.actor(), reason="the plan cannot be opened")
    with tenant_tx(cast.acme.pk):
        cast.olga.person.memberships.update(role="AG")
    assert (cast.olga.actor().roles, cast.olga.actor().glass_until) == ({"AG"}, None)


def test_it_leaves_a_line_and_a_fact(cast):
    glass = services.break_glass(actor=cast.olga.actor(), reason="the plan cannot be opened")
    with tenant_tx(cast.acme.pk):
        [line] = AuditLine.objects.filter(action="tenancy.break_glass")
        assert (line.actor_name, line.after["reason"]) == ("Olga", "the plan cannot be opened")
        [event] = Event.objects.filter(name="tenancy.GlassBroken")
        assert event.payload == {
            "glass_id": str(glass.pk),
            "person_id": str(cast.olga.person.pk),
            "reason": "the plan cannot be opened",
            "until": glass.until.isoformat(),
        }


def test_the_pages_open_show_and_end_it(cast, sky):
    olga = cast.olga.browser()
    assert "Reading of client content is open" not in olga.get(GLASS).text
    assert olga.post(f"{GLASS}open/", {"reason": ""}).status_code == 422
    assert olga.post(f"{GLASS}open/", {"reason": "the plan cannot be opened"}).status_code == 302
    page = olga.get(TASK)
    assert page.status_code == 200
    assert "Reading of client content is open until" in page.text
    with tenant_tx(cast.acme.pk):
        assert BrokenGlass.objects.count() == 1
        looks = AccessLine.objects.filter(kind="read", actor_person=cast.olga.person.pk)
        assert "planning_task" in looks.values_list("what", flat=True)
    page = olga.get(GLASS).text
    assert "the plan cannot be opened" in page
    assert f'href="{GLASS}end/"' in page
    assert f'href="{GLASS}open/"' not in page
    assert olga.post(f"{GLASS}end/").status_code == 302
    assert olga.get(TASK).status_code == 403
    assert olga.get(f"{GLASS}end/").status_code == 404
