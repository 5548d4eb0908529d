"""Pages of the settings: who sees what, what they cost, what they say where one may not."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.places import SETTINGS
from tenancy import services
from tenancy.models import Membership, Person
from tenancy.scope import tenant_tx
from tests.cast import add_member
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.tenancy.people.conftest import invited, now

LISTS = {
    "/o/acme/settings/people/": 9,
    "/o/acme/settings/invitations/": 8,
    "/o/acme/settings/clients/": 8,
}


def text(answer: Any) -> str:
    return answer.content.decode()


def member(cast, name: str, role: str) -> Any:
    with tenant_tx(cast.acme.pk):
        return add_member(cast.acme, name, role)


class TestTheFrame:
    def test_leads_to_the_first_area_one_may_see(self, cast):
        page = text(cast.olga.browser().get("/o/acme/"))
        assert 'href="/o/acme/settings/"' in page
        assert "/o/acme/settings/" not in text(cast.ada.browser().get("/o/acme/"))

    def test_shows_every_area_as_a_tab_and_marks_the_present_one(self, cast):
        page = text(cast.olga.browser().get("/o/acme/settings/people/add/"))
        bar = page.split('aria-label="Settings"')[1].split("</nav>")[0]
        shown = [str(area.label) for area in SETTINGS if cast.olga.actor().may(area.policy)]
        assert all(label in bar for label in shown)
        assert len(shown) >= 4
        [present] = [part for part in bar.split("<a ") if 'aria-current="page"' in part]
        assert "People" in present

    def test_is_not_shown_outside(self, cast):
        assert 'aria-label="Settings"' not in text(cast.olga.browser().get("/o/acme/projects/"))


class TestWhoMayReadOnly:
    @pytest.mark.parametrize("role", ["DH", "AU"])
    @pytest.mark.parametrize("path", ["people/", "invitations/", "clients/", "clients/SKY/", ""])
    def test_is_told_who_may_change(self, cast, role, path):
        reader = member(cast, "Rita", role).browser()
        answer = reader.get(f"/o/acme/settings/{path}")
        assert answer.status_code == 200
        keeps = role == "DH" and path.startswith("clients")
        assert ("changed by the administrators: Olga" in text(answer)) is not keeps
        for verb in ("people/add/", "invitations/add/", "edit/"):
            assert reader.get(f"/o/acme/settings/{verb}").status_code == 403
        assert (reader.get("/o/acme/settings/clients/add/").status_code == 200) is (role == "DH")

    @pytest.mark.parametrize("who", ["ada", "ben", "ida"])
    def test_others_find_the_door_closed(self, cast, who):
        browser = getattr(cast, who).browser()
        for path in ("", "people/", f"people/{cast.ben.person.pk}/", "invitations/", "clients/SKY/"):
            assert browser.get(f"/o/acme/settings/{path}").status_code == 403, path


class TestLists:
    @pytest.mark.parametrize("path", sorted(LISTS))
    @pytest.mark.parametrize("rows", [1, 3])
    def test_cost_the_same_with_one_row_and_three(self, cast, path, rows):
        for number in range(rows):
            invited(cast, at=now(), email=f"n{number}@new.test", name=f"Nina {number}")
            services.add_client(actor=cast.olga.actor(), code=f"C{number}", name=f"Client {number}")
        browser = cast.olga.browser()
        browser.get("/o/acme/")
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(path).status_code == 200
        asked = [query["sql"] for query in seen if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(asked) == LISTS[path], asked

    def test_people_are_found_by_name_role_standing_and_client(self, cast):
        services.add_person(actor=cast.olga.actor(), name="欧阳雪晴")
        invited(cast)
        browser = cast.olga.browser()
        for query, names in (
            ("q=欧阳", {"欧阳雪晴"}),
            ("role=TA", {"Olga"}),
            ("role=TA&role=AG", {"Olga", "Ben"}),
            ("standing=invited", {"Nina Nowak"}),
            ("standing=named", {"欧阳雪晴"}),
            (f"client={cast.skyharp.pk}", {"Cleo"}),
            ("side=client", {"Cleo", "Carl"}),
        ):
            page = browser.get(f"/o/acme/settings/people/?{query}&format=csv").content.decode("utf-8-sig")
            found = {line.split(",")[0] for line in page.splitlines()[1:]}
            assert found == names, query

    def test_a_foreign_client_is_none_to_narrow_by(self, cast):
        """T-007, T-021."""
        browser = cast.olga.browser()
        answer = browser.get(f"/o/acme/settings/people/?client={cast.rival_client.pk}")
        assert answer.status_code == 400
        assert "Rival client" not in text(browser.get("/o/acme/settings/people/"))

    def test_nobody_invited_says_what_to_do(self, cast):
        page = text(cast.olga.browser().get("/o/acme/settings/invitations/"))
        assert "Nobody is invited yet" in page
        assert 'href="/o/acme/settings/invitations/add/"' in page


class TestAPerson:
    def test_shows_roles_projects_invitations_and_history(self, cast):
        with tenant_tx(cast.acme.pk):
            project = ProjectFactory(client=cast.skyharp, key="SKY", name="Customer care")
            MemberFactory(project=project, person=cast.ida.person)
        browser = cast.olga.browser()
        page = text(browser.get(f"/o/acme/settings/people/{cast.ida.person.pk}/"))
        for word in ("ida@acme.test", "Project manager", "Customer care", "/o/acme/projects/SKY/"):
            assert word in page
        nina = invited(cast)
        page = text(browser.get(f"/o/acme/settings/people/{nina.row.person_id}/"))
        assert "sent an invitation as Team lead" in page
        assert "No login, so no role." in page

    def test_costs_the_same_with_one_role_and_three(self, cast):
        browser, counts = cast.olga.browser(), []
        browser.get("/o/acme/")
        for roles in ("TL", "QA", "WF"):
            services.add_member(actor=cast.olga.actor(), person=cast.ben.person, role=roles)
            with CaptureQueriesContext(connection) as seen:
                browser.get(f"/o/acme/settings/people/{cast.ben.person.pk}/")
            counts.append(len(seen))
        assert counts[0] == counts[2]

    def test_offers_nothing_on_oneself_that_is_refused(self, cast):
        browser = cast.olga.browser()
        page = text(browser.get(f"/o/acme/settings/people/{cast.olga.person.pk}/"))
        assert "Nobody changes their own roles" in page
        assert "roles/add/" not in page
        answer = browser.post(
            f"/o/acme/settings/people/{cast.olga.person.pk}/leave/", {"reason": "tired", "version": 1}
        )
        assert answer.status_code == 422

    def test_of_the_other_organization_is_missing(self, cast):
        browser = cast.olga.browser()
        for tail in ("", "edit/", "leave/", "roles/add/", "invite/"):
            assert browser.get(f"/o/acme/settings/people/{cast.zoe.person.pk}/{tail}").status_code == 404
        with tenant_tx(cast.acme.pk):
            mine = Membership.objects.get(person=cast.ben.person)
        path = f"/o/acme/settings/people/{cast.ada.person.pk}/roles/{mine.pk}/end/"
        assert browser.get(path).status_code == 404

    def test_is_walked_through_all_verbs(self, cast):
        browser, path = cast.olga.browser(), f"/o/acme/settings/people/{cast.ben.person.pk}/"
        with tenant_tx(cast.acme.pk):
            held = Membership.objects.get(person=cast.ben.person)
        steps = [
            (
                "edit/",
                {"name": "Ben B.", "email": "ben@acme.test", "language": "en", "zone": "UTC", "version": 1},
            ),
            ("roles/add/", {"role": "QA", "starts_on": "2026-11-20", "ends_on": ""}),
            (f"roles/{held.pk}/days/", {"starts_on": "", "ends_on": "2028-02-29", "version": 1}),
            (f"roles/{held.pk}/end/", {"reason": "enough", "version": 2}),
            ("leave/", {"reason": "moved", "version": 2}),
            ("readmit/", {"version": 3}),
        ]
        for tail, data in steps:
            assert browser.get(path + tail).status_code == 200, tail
            answer = browser.post(path + tail, data)
            assert (answer.status_code, answer.get("Location")) == (302, path), tail
        with tenant_tx(cast.acme.pk):
            assert Person.objects.get(pk=cast.ben.person.pk).left_at is None
            assert not Membership.objects.standing().filter(person=cast.ben.person).exists()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"name": "x" * 121},
            {"email": "no address"},
            {"email": f"{'x' * 250}@x.test"},
            {"zone": "Mars/Olympus"},
            {"language": "tlh"},
            {"name": "a\0b"},
        ],
    )
    def test_wrong_input_is_told_and_changes_nothing(self, cast, wrong):
        """T-072: huge and malformed input."""
        given = {"name": "Una", "email": "", "language": "en", "zone": "UTC", **wrong}
        answer = cast.olga.browser().post("/o/acme/settings/people/add/", given)
        assert answer.status_code == 422
        with tenant_tx(cast.acme.pk):
            assert not Person.objects.filter(name="Una").exists()

    def test_more_fields_than_asked_change_nothing_more(self, cast):
        """T-067."""
        more = {
            "side": "client",
            "user": cast.zoe.user.pk,
            "organization": cast.zenith.pk,
            "left_at": "2026-01-01",
        }
        given = {
            "name": "Una",
            "email": "",
            "language": "en",
            "zone": "UTC",
            **more,
            "is_platform_staff": "1",
        }
        assert cast.olga.browser().post("/o/acme/settings/people/add/", given).status_code == 302
        with tenant_tx(cast.acme.pk):
            una = Person.objects.get(name="Una")
        assert (una.side, una.user_id, una.organization_id, una.left_at) == ("own", None, cast.acme.pk, None)


class TestInviting:
    def test_by_the_form_and_again_and_withdrawn(self, cast):
        browser = cast.olga.browser()
        given = {"email": "Nina@New.test", "name": "Nina", "role": "AG", "language": "zh-hans"}
        assert browser.post("/o/acme/settings/invitations/add/", given).status_code == 302
        page = text(browser.get("/o/acme/settings/invitations/"))
        assert "nina@new.test" in page
        with tenant_tx(cast.acme.pk):
            row = Person.objects.get(email="nina@new.test").invitations.get()
        for tail, version in (("resend/", 1), ("withdraw/", 2)):
            path = f"/o/acme/settings/invitations/{row.pk}/{tail}"
            assert browser.get(path).status_code == 200
            assert browser.post(path, {"version": version}).status_code == 302
        assert "Withdrawn" in text(browser.get("/o/acme/settings/invitations/"))

    def test_a_refusal_stands_at_its_field(self, cast):
        given = {"email": "nina@new.test", "name": "Nina", "role": "CS", "language": "en"}
        answer = cast.olga.browser().post("/o/acme/settings/invitations/add/", given)
        assert answer.status_code == 422
        assert "Client roles are for a client’s people" in text(answer)

    def test_from_a_persons_page_offers_her_sides_roles(self, cast):
        cora = services.add_person(
            actor=cast.olga.actor(), name="Cora", email="cora@skyharp.test", client_id=cast.skyharp.pk
        )
        page = text(cast.olga.browser().get(f"/o/acme/settings/people/{cora.pk}/invite/"))
        assert "Client sponsor" in page
        assert 'value="PM"' not in page
