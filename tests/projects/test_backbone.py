"""Sites, processes, programmes, several members at once, and the socket of gates."""

from datetime import date
from decimal import Decimal

import pytest

from projects import gates, selectors, services
from projects.models import ProjectMember, ProjectSite, Site
from projects.tags import LanguageUnknown, tags
from tests.cast import NOW, add_member
from toolkit.errors import BadInput, Denied, Stale

pytestmark = pytest.mark.usefixtures("inside")
PLACE = {"zone": "Europe/Warsaw", "currency": "PLN"}


@pytest.fixture
def krk(head) -> Site:
    return services.add_site(actor=head.actor(), code="KRK", name="Kraków", languages="PL, de;en", **PLACE)


class TestSites:
    def test_languages_are_codes(self, krk):
        assert krk.languages == "pl, de, en"
        assert tags("zh-Hans zh-Hans，en") == "zh-Hans, en"
        with pytest.raises(LanguageUnknown):
            tags("Polish")

    def test_a_code_stands_once_and_in_addresses(self, head, krk):
        for code in ("KRK", "kr k"):
            with pytest.raises(BadInput):
                services.add_site(actor=head.actor(), code=code, name="x", **PLACE)

    def test_a_project_runs_at_sites(self, cast, sky, krk):
        ada = cast.ada.actor()
        services.set_project_sites(actor=ada, project=sky, sites={krk.pk: Decimal("34.5")})
        assert selectors.sites(actor=ada).get().running == 1
        assert ProjectSite.objects.get().fte == Decimal("34.50")
        services.set_project_sites(actor=ada, project=sky, sites={})
        assert not ProjectSite.objects.exists()

    def test_nobody_moves_into_a_closed_site_but_who_is_there_stays(self, cast, head, sky, tdw, krk):
        services.set_project_sites(actor=head.actor(), project=sky, sites={krk.pk: None})
        services.change_site_state(actor=head.actor(), site=krk, step="close", reason="moved")
        services.set_project_sites(actor=head.actor(), project=sky, sites={krk.pk: Decimal(3)})
        with pytest.raises(services.SiteClosed):
            services.set_project_sites(actor=head.actor(), project=tdw, sites={krk.pk: None})

    def test_counts_only_what_one_may_know_of(self, cast, head, tdw, krk):
        services.set_project_sites(actor=head.actor(), project=tdw, sites={krk.pk: None})
        assert selectors.sites(actor=cast.ada.actor()).get().running == 0
        assert selectors.sites(actor=head.actor()).get().running == 1

    def test_who_keeps_them(self, cast, krk):
        with pytest.raises(Denied):
            services.update_site(actor=cast.ada.actor(), site=krk, name="x")
        assert services.update_site(actor=cast.olga.actor(), site=krk, name="Cracow").name == "Cracow"


class TestProcesses:
    def test_one_lives_and_retires(self, cast, sky):
        ada = cast.ada.actor()
        made = services.add_process(
            actor=ada, project=sky, code="P2P", name="Payables", channel="back_office"
        )
        for step in ("document", "transfer", "go_live"):
            services.change_process_state(actor=ada, process=made, step=step)
        assert selectors.process_counts(actor=ada, project=sky) == {"count": 1, "live": 1}
        with pytest.raises(services.ReasonMissing):
            services.change_process_state(actor=ada, process=made, step="retire")

    def test_its_code_is_its_own_in_a_project(self, cast, head, sky, tdw):
        told = {"actor": head.actor(), "code": "P2P", "name": "x", "channel": "voice"}
        for project in (sky, tdw):
            services.add_process(project=project, **told)
        with pytest.raises(BadInput, match="code"):
            services.add_process(project=sky, **told)

    def test_complexity_is_one_to_five(self, cast, sky):
        with pytest.raises(BadInput, match="1 to 5"):
            services.add_process(
                actor=cast.ada.actor(), project=sky, code="X1", name="x", channel="voice", complexity=6
            )


class TestProgrammes:
    def test_a_project_is_in_one_at_most(self, head, sky, tdw):
        actor = head.actor()
        one, two = (services.add_programme(actor=actor, code=code, name=code) for code in ("ONE", "TWO"))
        services.set_programme_projects(actor=actor, programme=one, project_ids=[sky.pk, tdw.pk])
        with pytest.raises(services.InAnotherProgramme, match="SKY"):
            services.set_programme_projects(actor=actor, programme=two, project_ids=[sky.pk])
        services.set_programme_projects(actor=actor, programme=one, project_ids=[tdw.pk])
        services.set_programme_projects(actor=actor, programme=two, project_ids=[sky.pk])
        sky.refresh_from_db()
        assert sky.programme_id == two.pk

    def test_of_two_choices_at_once_one_counts(self, head, sky, tdw):
        actor = head.actor()
        programme = services.add_programme(actor=actor, code="ONE", name="One")
        seen = programme.version
        services.set_programme_projects(actor=actor, programme=programme, project_ids=[sky.pk], version=seen)
        with pytest.raises(Stale):
            services.set_programme_projects(
                actor=actor, programme=programme, project_ids=[tdw.pk], version=seen
            )

    def test_a_closed_one_takes_nobody(self, head, sky):
        programme = services.add_programme(actor=head.actor(), code="ONE", name="One")
        services.change_programme_state(actor=head.actor(), programme=programme, step="close", reason="x")
        with pytest.raises(services.ProgrammeClosed):
            services.set_programme_projects(actor=head.actor(), programme=programme, project_ids=[sky.pk])

    def test_its_manager_sees_of_it_only_the_own_projects(self, cast, head, sky, tdw):
        programme = services.add_programme(actor=head.actor(), code="ONE", name="One")
        services.set_programme_projects(actor=head.actor(), programme=programme, project_ids=[sky.pk, tdw.pk])
        ada = cast.ada.actor()
        found = selectors.projects_of_programme(actor=ada, programme=programme)
        assert [one.key for one in found] == ["SKY"]
        assert selectors.programmes(actor=ada).get().project_count == 1
        with pytest.raises(Denied):
            selectors.programme_by_code(actor=cast.ben.actor(), code="ONE")


class TestSeveralMembers:
    def test_all_of_them_or_nobody(self, cast, sky):
        new = [add_member(cast.acme, name, "TL").person for name in ("Lena", "Leo")]
        told = {"actor": cast.ada.actor(), "project": sky, "role": "AG"}
        ids = [one.pk for one in (*new, cast.ben.person)]
        added = services.add_members(**told, person_ids=[*ids, ids[0]])
        assert {one.person_id for one in added} == {one.pk for one in new}
        new[0].left_at = NOW
        new[0].save()
        before = ProjectMember.objects.count()
        with pytest.raises(services.PersonGone):
            services.add_members(**{**told, "role": "QA"}, person_ids=ids)
        assert ProjectMember.objects.count() == before


class TestSponsor:
    def test_is_one_of_the_clients_own_people(self, cast, sky):
        ada = cast.ada.actor()
        services.update_project(actor=ada, project=sky, sponsor_id=cast.cleo.person.pk)
        for other in (cast.carl, cast.ben):
            with pytest.raises(services.BadSponsor):
                services.update_project(actor=ada, project=sky, sponsor_id=other.person.pk)


class TestGates:
    @pytest.fixture(autouse=True)
    def asked(self):
        @gates.criterion("G1", name="tests.plan")
        def plan(*, actor, project, as_of):
            return gates.Criterion("Plan", met=project.key == "SKY", why_not=f"none on {as_of}")

        @gates.criterion("G1", name="tests.wish")
        def wish(*, actor, project, as_of):
            return gates.Criterion("Wish", met=False, mandatory=False)

        @gates.criterion("G1", name="tests.elsewhere")
        def elsewhere(*, actor, project, as_of):
            return None

        yield
        for name in ("plan", "wish", "elsewhere"):
            gates.forget_criterion("G1", name=f"tests.{name}")

    def test_each_room_says_how_it_stands(self, cast, sky, tdw):
        asked = {"gate": "G1", "actor": cast.system(), "as_of": date(2028, 2, 29)}
        found = gates.criteria(**asked, project=sky)
        assert {name for name in found if name.startswith("tests.")} == {"tests.plan", "tests.wish"}
        assert "tests.plan" not in gates.unmet(found)
        missing = gates.unmet(gates.criteria(**asked, project=tdw))
        assert missing["tests.plan"].why_not == "none on 2028-02-29"

    def test_there_are_eight_gates(self, cast, sky):
        with pytest.raises(gates.UnknownGate):
            gates.criterion("G8", name="tests.more")
        with pytest.raises(gates.UnknownGate):
            gates.criteria(gate="G9", actor=cast.system(), project=sky, as_of=NOW.date())
