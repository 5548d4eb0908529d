"""An organization switches actions off per role: everywhere, from the next request on, and back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning import services as planning
from tenancy import services
from tenancy.models import ActionSwitch, AuditLine, Event
from tenancy.rules import REGISTRY
from tenancy.scope import tenant_tx
from tenancy.services.rights import ActionFixed, SwitchLifted
from tests.tenancy.rights.conftest import may
from toolkit.errors import BadInput, Denied

EDIT = "planning.edit_task"
RIGHTS = "/o/acme/settings/rights/"
API = "/api/v1/o/acme/rights/"


def off(cast, action: str = EDIT, role: str = "PM", reason: str = "plans are frozen") -> ActionSwitch:
    return services.switch_off(actor=cast.olga.actor(), role=role, action=action, reason=reason)


class TestWhatIsOff:
    def test_counts_for_the_role_and_for_no_other(self, cast, sky):
        assert may(cast.ada.actor(), EDIT, sky.own)
        off(cast)
        assert not may(cast.ada.actor(), EDIT, sky.own)
        assert may(cast.ada.actor(), "planning.add_task", sky)
        assert may(cast.tim.actor(), EDIT, sky.own)

    def test_counts_for_the_role_held_on_the_project(self, cast, sky):
        """Tim leads the team of SKY only; his role in the organization does not decide."""
        off(cast, role="TL")
        assert not may(cast.tim.actor(), EDIT, sky.own)

    def test_is_refused_by_the_service_the_page_and_the_api_at_once(self, cast, sky, client):
        ada = cast.ada.browser()
        assert ada.get("/o/acme/projects/SKY/tasks/1/edit/").status_code == 200
        off(cast)
        with pytest.raises(Denied):
            planning.edit_task(actor=cast.ada.actor(), task=sky.own, name="X")
        assert ada.get("/o/acme/projects/SKY/tasks/1/edit/").status_code == 403
        assert "/tasks/1/edit/" not in ada.get("/o/acme/projects/SKY/tasks/1/").text
        answer = client.patch(
            "/api/v1/o/acme/projects/SKY/tasks/1/",
            {"name": "X"},
            content_type="application/json",
            HTTP_IF_MATCH="*",
            **cast.api(),
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "denied")

    def test_does_not_bind_the_house_itself(self, cast, sky):
        off(cast)
        assert may(cast.system(), EDIT, sky.own)

    def test_does_not_reach_another_organization(self, cast, sky):
        off(cast)
        assert cast.zoe.actor().switched_off == frozenset()

    def test_comes_with_the_member_in_one_query(self, cast, sky, django_assert_num_queries):
        off(cast)
        with django_assert_num_queries(1):
            assert cast.ada.actor().switched_off == {("PM", EDIT)}

    def test_is_on_again_after_the_switch_is_lifted(self, cast, sky):
        services.switch_on(actor=cast.olga.actor(), switch=off(cast), reason="thawed")
        assert may(cast.ada.actor(), EDIT, sky.own)
        assert off(cast, reason="frozen again").lifted_at is None


class TestTheVerbs:
    @pytest.mark.parametrize(
        ("role", "action"),
        [
            ("AG", EDIT),
            ("PM", "planning.no_such_action"),
            ("XX", EDIT),
            ("platform", "projects.view_project"),
            ("BG", "planning.view_task"),
            ("PM", "planning.raise_overdue"),
            ("PM", "notifications.view_inbox"),
        ],
    )
    def test_take_nothing_that_a_role_never_had_or_needs(self, cast, role, action):
        with pytest.raises(ActionFixed):
            off(cast, role=role, action=action)

    def test_leave_the_administrator_what_undoes_a_switch(self, cast):
        for action in ("tenancy.switch_action", "tenancy.view_rights"):
            with pytest.raises(ActionFixed):
                off(cast, role="TA", action=action)

    def test_an_administrator_who_switched_off_all_that_can_be_undoes_it(self, cast):
        for rule in list(REGISTRY.values()):
            if "TA" in rule.roles and not rule.fixed and rule.label:
                off(cast, role="TA", action=rule.name)
        olga = cast.olga.browser()
        with tenant_tx(cast.acme.pk):
            switch = ActionSwitch.objects.get(action="planning.view_plan")
        assert olga.get(f"{RIGHTS}TA/").status_code == 200
        url = f"{RIGHTS}switches/{switch.pk}/on/"
        assert olga.post(url, {"reason": "too much", "version": 1}).status_code == 302
        assert ("TA", "planning.view_plan") not in cast.olga.actor().switched_off

    def test_are_the_administrators(self, cast):
        for name in ("ada", "ben"):
            with pytest.raises(Denied):
                services.switch_off(actor=getattr(cast, name).actor(), role="TL", action=EDIT, reason="x")

    def test_refuse_the_same_twice(self, cast):
        switch = off(cast)
        with pytest.raises(BadInput, match="switched off for the role already"):
            off(cast)
        services.switch_on(actor=cast.olga.actor(), switch=switch, reason="thawed")
        with pytest.raises(SwitchLifted):
            services.switch_on(actor=cast.olga.actor(), switch=switch, reason="thawed", version=1)

    def test_leave_audit_lines_and_facts(self, cast):
        services.switch_on(actor=cast.olga.actor(), switch=off(cast), reason="thawed")
        with tenant_tx(cast.acme.pk):
            lines = AuditLine.objects.filter(action__startswith="tenancy.switch").order_by("id")
            assert [(line.action, line.actor_name, line.after["reason"]) for line in lines] == [
                ("tenancy.switch_off", "Olga", "plans are frozen"),
                ("tenancy.switch_on", "Olga", "thawed"),
            ]
            said = Event.objects.filter(name__startswith="tenancy.ActionSwitched").order_by("id")
            assert [event.payload["action"] for event in said] == [EDIT, EDIT]


class TestThePages:
    def test_show_words_and_no_codes(self, cast):
        off(cast)
        page = cast.olga.browser().get(RIGHTS).text
        for word in ("Edit tasks", "Project manager", "Plans", "1 action is switched off for a role."):
            assert word in page
        assert EDIT not in page.split("<table")[1].split("</table>")[0]

    def test_say_who_switched_it_off_and_why(self, cast):
        off(cast)
        page = cast.olga.browser().get(f"{RIGHTS}PM/").text
        assert "Switched off by Olga" in page
        assert "plans are frozen" in page

    def test_switch_off_and_on(self, cast):
        olga, url = cast.olga.browser(), f"{RIGHTS}TL/{EDIT}/off/"
        assert "Team lead: switch off “Edit tasks”?" in olga.get(url).text
        assert olga.post(url, {"reason": ""}).status_code == 422
        assert olga.post(url, {"reason": "frozen"}).status_code == 302
        assert olga.post(url, {"reason": "again"}).status_code == 422
        with tenant_tx(cast.acme.pk):
            [switch] = ActionSwitch.objects.all()
        url = f"{RIGHTS}switches/{switch.pk}/on/"
        assert olga.post(url, {"reason": "thawed", "version": 1}).status_code == 302
        assert olga.get(url).status_code == 404
        history = olga.get(f"{RIGHTS}history/").text
        assert "frozen" in history
        assert "thawed" in history

    @pytest.mark.parametrize(
        "pair", [f"AG/{EDIT}", "PM/no.such_thing", f"XX/{EDIT}", "TA/tenancy.switch_action"]
    )
    def test_offer_no_switch_that_there_is_not(self, cast, pair):
        assert cast.olga.browser().get(f"{RIGHTS}{pair}/off/").status_code == 404

    def test_are_for_those_the_table_names(self, cast):
        assert cast.ada.browser().get(RIGHTS).status_code == 403
        assert cast.olga.browser().get(f"{RIGHTS}XX/").status_code == 404

    def test_cost_the_same_with_one_switch_and_three(self, cast):
        olga, counts = cast.olga.browser(), []
        olga.get(RIGHTS)
        for action in (EDIT, "planning.add_task", "planning.move_task"):
            off(cast, action=action)
            counts.append({url: queries(olga, url) for url in (RIGHTS, f"{RIGHTS}PM/", f"{RIGHTS}history/")})
        assert counts[0] == counts[2] == {RIGHTS: 11, f"{RIGHTS}PM/": 11, f"{RIGHTS}history/": 12}


def queries(browser, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(url).status_code == 200
    return len(seen)


class TestTheApi:
    def test_shows_the_table_to_those_who_may(self, cast):
        off(cast)
        olga = cast.olga.browser()
        rows = {row["action"]: row["roles"] for row in olga.get(API).json()["results"]}
        assert rows[EDIT] | {"PM": "off"} == rows[EDIT]
        assert (rows[EDIT]["TL"], rows[EDIT]["AG"]) == ("may", "")
        assert rows["planning.record_progress"]["AG"] == "own"
        assert rows["notifications.view_inbox"]["PM"] == "fixed"
        assert cast.ada.browser().get(API).status_code == 403

    def test_switches_off_and_on_for_people_and_never_for_a_token(self, cast):
        body = {"role": "PM", "action": EDIT, "reason": "frozen"}
        olga = cast.olga.browser()
        made = olga.post(f"{API}switches/", body, content_type="application/json")
        assert (made.status_code, made.json()["made_by"]) == (201, "Olga")
        one = made["Location"]
        assert olga.delete(one, {"reason": "x"}, content_type="application/json").status_code == 428
        gone = olga.delete(one, {"reason": "x"}, content_type="application/json", HTTP_IF_MATCH='"1"')
        assert gone.status_code == 204
        assert olga.get(f"{API}switches/?off=true").json()["results"] == []
        assert len(olga.get(f"{API}switches/").json()["results"]) == 1

    def test_a_token_of_an_administrator_reads_and_switches_nothing(self, cast, client):
        _token, key = services.issue_token(actor=cast.olga.actor(), name="all", scopes="read write", days=366)
        headers = {"HTTP_AUTHORIZATION": f"Bearer {key}"}
        body = {"role": "PM", "action": EDIT, "reason": "frozen"}
        assert client.get(API, **headers).status_code == 200
        answer = client.post(f"{API}switches/", body, content_type="application/json", **headers)
        assert answer.status_code == 403
