"""The pages of the trail and of the access log: who sees what, in which words."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib import admin

from tenancy import trail
from tenancy.models import AccessLine, AuditLine, AuditSeal
from tenancy.scope import tenant_tx
from tenancy.services import check_audit_of_the_day, seal_audit
from tenancy.verbs import record
from tests.cast import NOW, add_member
from tests.factories.planning import TaskFactory
from tests.factories.projects import MemberFactory, ProjectFactory

AUDIT, ACCESS = "/o/acme/settings/audit/", "/o/acme/settings/access/"
DAY = "?at_from=2026-11-20&at_to=2026-11-20"


@pytest.fixture
def project(cast):
    with tenant_tx(cast.acme.pk):
        made = ProjectFactory(client=cast.skyharp, key="SKY", name="Sky")
        MemberFactory(project=made, person=cast.ada.person)
    return made


@pytest.fixture
def people(cast) -> dict:
    with tenant_tx(cast.acme.pk):
        return {
            "AU": add_member(cast.acme, "Aud", "AU"),
            "DH": add_member(cast.acme, "Dora", "DH"),
            "TA": cast.olga,
        }


@pytest.fixture
def olga(cast):
    return cast.olga.browser()


def written(cast, action="tenancy.update_client", subject=None, **more) -> AuditLine:
    with tenant_tx(cast.acme.pk):
        record(cast.ada.actor(), action, subject or cast.skyharp, **more)
        return AuditLine.objects.latest("id")


def shown(browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.content[-500:]
    return answer.content.decode()


class TestTheList:
    @pytest.mark.parametrize("rows", [1, 3])
    def test_costs_the_same_whatever_it_shows(self, cast, olga, rows, django_assert_num_queries):
        for _n in range(rows):
            written(cast, after={"name": "x"})
        shown(olga, AUDIT)
        with django_assert_num_queries(COSTS):
            shown(olga, AUDIT)

    def test_says_who_did_what_in_words(self, cast, project, olga):
        written(cast, "projects.update_project", project, before={"name": "a"}, after={"name": "b"})
        page = shown(olga, AUDIT)
        assert str(trail.act("projects.update_project")) in page
        assert "Project SKY" in page.replace("project SKY", "Project SKY")
        assert "Ada" in page

    def test_of_nothing_says_what_will_stand_here(self, olga):
        assert "Nothing was done yet" in shown(olga, AUDIT)

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("?who=ada", 2),
            ("?who=nobody", 0),
            ("?action=tenancy.update_client", 1),
            ("?action=tenancy.add_client&action=tenancy.update_client", 2),
            ("?door=page", 2),
            ("?door=api", 0),
            (DAY, 2),
            ("?at_from=2026-11-21", 0),
            ("?request=abc", 0),
        ],
    )
    def test_is_narrowed(self, cast, olga, query, count):
        written(cast, after={})
        written(cast, "tenancy.add_client", after={})
        with tenant_tx(cast.acme.pk):
            assert AuditLine.objects.count() == 2
        assert shown(olga, AUDIT + query).count("settings/audit/0") == count

    def test_is_narrowed_to_a_record_and_to_a_project(self, cast, project, olga):
        line = written(cast, "projects.update_project", project, after={"name": "b"})
        written(cast, after={})
        for query in (f"?record={project.pk}", f"?project={project.pk}", "?key=SKY"):
            page = shown(olga, AUDIT + query)
            assert page.count("settings/audit/0") == 1
            assert str(line.pk) in page

    def test_hostile_text_is_text(self, cast, olga):
        line = written(cast, before={"<b>": "<script>x</script>"}, after={"<b>": "<img src=x>"})
        for address in (AUDIT, f"{AUDIT}{line.pk}/"):
            page = shown(olga, address)
            assert "<script>x" not in page
            assert "<img src=x" not in page


COSTS = 17


class TestRights:
    def test_who_reads_what(self, cast, project, people):
        about_project = written(cast, "projects.update_project", project, after={})
        other = written(cast, after={})
        seen = {role: shown(member.browser(), AUDIT) for role, member in people.items()}
        for role in ("TA", "AU"):
            assert str(about_project.pk) in seen[role]
            assert str(other.pk) in seen[role]
        assert str(about_project.pk) in seen["DH"]
        assert str(other.pk) not in seen["DH"]
        dora = people["DH"].browser()
        assert dora.get(f"{AUDIT}{about_project.pk}/").status_code == 200
        assert dora.get(f"{AUDIT}{other.pk}/").status_code == 404

    @pytest.mark.parametrize(("name", "status"), [("ada", 403), ("ben", 403), ("cleo", 404), ("zoe", 404)])
    @pytest.mark.parametrize("address", [AUDIT, ACCESS])
    def test_nobody_else(self, cast, name, status, address):
        assert getattr(cast, name).browser().get(address).status_code == status

    def test_platform_staff_read_it_in_the_admin_and_change_nothing(self, cast):
        for model in (AuditLine, AccessLine):
            view = admin.site._registry[model]
            assert not view.has_add_permission(None)
            assert not view.has_change_permission(None)
            assert not view.has_delete_permission(None)

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_only_the_auditor_takes_a_file(self, cast, people, kind):
        written(cast, after={})
        for role, status in (("TA", 403), ("DH", 403), ("AU", 200)):
            browser = people[role].browser()
            assert browser.get(f"{AUDIT}?format={kind}").status_code == status, role
            assert browser.get(f"{ACCESS}?format={kind}").status_code == status, role
            assert ("format=csv" in shown(browser, AUDIT)) == (role == "AU")

    def test_the_file_says_who_took_it_and_the_log_says_so_too(self, cast, people):
        line = written(cast, after={})
        answer = people["AU"].browser().get(f"{AUDIT}?format=csv")
        *rows, mark = answer.content.decode("utf-8-sig").splitlines()
        assert len(rows) == 2
        assert "Ada" in rows[1]
        assert mark.startswith('"Taken by Aud on 20')
        book = ZipFile(BytesIO(people["AU"].browser().get(f"{AUDIT}?format=xlsx").content))
        assert b"<dc:creator>Aud</dc:creator>" in book.read("docProps/core.xml")
        with tenant_tx(cast.acme.pk):
            kinds = AccessLine.objects.values_list("kind", "what", "query")
            assert list(kinds.order_by("id")) == [
                ("export", "tenancy_audit", "format=csv"),
                ("export", "tenancy_audit", "format=xlsx"),
            ]
            assert AuditLine.objects.get().pk == line.pk, "looking leaves no line in the trail"


class TestOneLine:
    def test_shows_what_changed_in_words(self, cast, project, olga):
        line = written(
            cast,
            "projects.update_project",
            project,
            before={"name": "Old name", "planned_start": None, "tags": ["a"], "same": 1},
            after={"name": "New name", "planned_start": "2026-12-01", "tags": ["a", "b"], "same": 1},
        )
        page = shown(olga, f"{AUDIT}{line.pk}/")
        for words in ("Old name", "New name", "2026-12-01", "a, b", "127" if line.ip else "SKY"):
            assert words in page
        assert "same" not in page.lower().split("<table")[-1]
        assert "Waits for its seal" in page

    def test_shows_its_number_and_digest_once_it_is_sealed(self, cast, olga):
        line = written(cast, after={"name": "x"})
        seal_audit(actor=cast.system())
        page = shown(olga, f"{AUDIT}{line.pk}/")
        assert "Number 1 of the chain" in page
        with tenant_tx(cast.acme.pk):
            assert AuditSeal.objects.get().digest in page

    def test_leads_to_the_record_for_who_may_see_it(self, cast, project, people):
        with tenant_tx(cast.acme.pk):
            task = TaskFactory(project=project, number=7)
        line = written(cast, "planning.edit_task", task, after={"name": "x"})
        assert 'href="/o/acme/projects/SKY/tasks/7/"' in shown(people["AU"].browser(), f"{AUDIT}{line.pk}/")

    def test_leads_nowhere_where_there_is_no_page(self, cast, olga):
        line = written(cast, after={"name": "x"})
        assert shown(olga, f"{AUDIT}{line.pk}/")

    def test_of_another_organization_is_missing(self, cast, olga):
        with tenant_tx(cast.zenith.pk):
            record(cast.zoe.actor(), "tenancy.add_client", cast.rival_client, after={})
            foreign = AuditLine.objects.get()
        assert olga.get(f"{AUDIT}{foreign.pk}/").status_code == 404


class TestTheStateOfTheChain:
    def test_stands_on_top_as_a_sentence(self, cast, olga, write):
        write(3)
        seal_audit(actor=cast.system())
        check_audit_of_the_day(actor=cast.system())
        page = shown(olga, AUDIT)
        for words in ("3 lines.", "Sealed to number 3", ": whole.", "Its end of 20 Nov"):
            assert words in page

    def test_says_that_lines_wait_too_long(self, cast, olga, write):
        write(2, now=NOW - timedelta(days=400))
        assert "2 lines wait for their seal longer than two minutes." in shown(olga, AUDIT)

    def test_says_what_is_broken(self, cast, olga, tamper, write):
        write(3)
        seal_audit(actor=cast.system())
        tamper("UPDATE tenancy_auditline SET actor_name = 'x'")
        answer = olga.post("/o/acme/settings/audit/check/", follow=True)
        page = answer.content.decode()
        assert "The trail is broken." in page
        for number in (1, 2, 3):
            assert f"Line {number} is not what was sealed." in page

    def test_is_checked_by_a_button(self, cast, olga, people, write):
        write(3)
        seal_audit(actor=cast.system())
        assert "Check now" in shown(olga, AUDIT)
        page = olga.post("/o/acme/settings/audit/check/", follow=True).content.decode()
        assert "The trail is whole." in page
        assert "Check now" not in shown(people["DH"].browser(), AUDIT)
        assert people["DH"].browser().post("/o/acme/settings/audit/check/").status_code == 403


class TestTheAccessLog:
    def test_shows_who_has_looked(self, cast, project, people, olga):
        people["AU"].browser().get("/o/acme/projects/SKY/settings/")
        page = shown(olga, ACCESS)
        for words in ("Aud", "Read", "/o/acme/projects/SKY/settings/", "SKY"):
            assert words in page

    @pytest.mark.parametrize(
        ("query", "there"), [("?kind=read", True), ("?kind=export", False), ("?key=SKY", True)]
    )
    def test_is_narrowed(self, cast, project, people, olga, query, there):
        people["AU"].browser().get("/o/acme/projects/SKY/settings/")
        assert ("/o/acme/projects/SKY/settings/" in shown(olga, ACCESS + query)) == there


class TestTheApi:
    API = "/api/v1/o/acme/"

    def test_gives_what_a_machine_needs_to_check_the_chain(self, cast, people, write):
        write(3)
        seal_audit(actor=cast.system())
        browser = people["AU"].browser()
        found = browser.get(f"{self.API}audit/?page_size=2").json()
        assert [one["number"] for one in found["results"]] == [3, 2]
        rest = browser.get(found["next"]).json()
        assert [one["number"] for one in rest["results"]] == [1]
        one = rest["results"][0]
        assert (one["actor_name"], one["before"], len(one["digest"])) == ("Ada", {"name": "old 0"}, 64)
        same = browser.get(f"{self.API}audit/{one['id']}/").json()
        assert same["digest"] == one["digest"]

    @pytest.mark.parametrize(
        "query", ["who=ada", "action=tenancy.update_client", DAY[1:], "fields=id,number"]
    )
    def test_is_narrowed_like_the_page(self, people, write, query):
        write(2)
        assert len(people["AU"].browser().get(f"{self.API}audit/?{query}").json()["results"]) == 2

    @pytest.mark.parametrize("rows", [1, 3])
    def test_costs_the_same_whatever_it_answers(self, people, write, rows, django_assert_num_queries):
        write(rows)
        browser = people["TA"].browser()
        browser.get(f"{self.API}audit/")
        with django_assert_num_queries(API_COSTS):
            browser.get(f"{self.API}audit/")

    def test_has_the_access_log_too(self, cast, people):
        people["AU"].browser().get("/o/acme/projects/")
        [one] = people["TA"].browser().get(f"{self.API}access/?kind=read").json()["results"]
        assert (one["actor_name"], one["what"]) == ("Aud", "projects_list")

    def test_a_manager_has_none_of_it(self, cast, client):
        for name in ("audit/", "access/"):
            assert client.get(self.API + name, **cast.api()).status_code == 403


API_COSTS = 10
