"""Which facts reach which webhook, and that nobody hears more than the owner may see."""

from typing import Any

from exchange.services import PlanFile, commit_import, stage_import
from notifications import services
from notifications.changes import KEPT, OFFERS
from notifications.models import Webhook
from projects.services import add_member, set_stage
from tenancy.listeners import EVENTS
from tenancy.models import Event, Membership
from tenancy.rules import REGISTRY
from tenancy.scope import tenant_tx
from tenancy.services import issue_token
from tenancy.verbs import publish
from tests.cast import NOW, Member
from tests.factories.projects import MemberFactory
from tests.house.sources import FOLDERS, none
from tests.house.world import plan_file
from tests.notifications.conftest import KettleBoiled
from tests.notifications.webhooks.conftest import Scene


def heard(scene: Scene) -> list[tuple[str, str]]:
    return [(row.fact, row.key) for row in scene.rows()]


def owned_by(scene: Scene, member: Member, **fields: Any) -> Webhook:
    """A webhook whose owner is somebody else."""
    hook, _secret = scene.add(**fields)
    with tenant_tx(scene.cast.acme.pk):
        Webhook.objects.filter(pk=hook.pk).update(owner=member.person)
    return hook


class TestFilters:
    def test_without_filters_everything_that_may_leave(self, scene: Scene) -> None:
        scene.add()
        scene.task()
        scene.task(project=scene.hidden)
        assert heard(scene) == [("planning.TaskAdded", "SKY-T1"), ("planning.TaskAdded", "HID-T1")]

    def test_of_some_facts_only(self, scene: Scene) -> None:
        scene.add(facts=["projects.StageChanged"])
        scene.task()
        actor = scene.cast.system()
        set_stage(actor=actor, project=scene.project, stage="L3", reason="Sooner than planned")
        scene.dispatch()
        assert heard(scene) == [("projects.StageChanged", "SKY")]

    def test_of_some_projects_only(self, scene: Scene) -> None:
        scene.add(projects=[scene.hidden.pk])
        scene.task()
        scene.task(project=scene.hidden)
        assert heard(scene) == [("planning.TaskAdded", "HID-T1")]

    def test_a_webhook_made_later_hears_nothing_of_before(self, scene: Scene) -> None:
        scene.task()
        scene.add()
        scene.dispatch()
        assert heard(scene) == []


class TestOwners:
    def test_of_projects_that_the_owner_may_not_know_nothing(self, scene: Scene) -> None:
        owned_by(scene, scene.cast.ada)
        scene.task(project=scene.hidden)
        scene.task()
        assert heard(scene) == [("planning.TaskAdded", "SKY-T1")]

    def test_who_is_taken_off_the_project_hears_no_more(self, scene: Scene) -> None:
        owned_by(scene, scene.cast.ben)
        with tenant_tx(scene.cast.acme.pk):
            member = MemberFactory(project=scene.project, person=scene.cast.ben.person, role="AG")
        scene.task()
        with tenant_tx(scene.cast.acme.pk):
            member.delete()
        scene.task()
        assert heard(scene) == [("planning.TaskAdded", "SKY-T1")]

    def test_who_has_left_hears_nothing(self, scene: Scene) -> None:
        owned_by(scene, scene.cast.ada)
        with tenant_tx(scene.cast.acme.pk):
            Membership.objects.filter(person=scene.cast.ada.person).update(ends_on=NOW.date().replace(day=19))
        scene.task()
        assert heard(scene) == []

    def test_nor_whose_login_is_locked(self, scene: Scene) -> None:
        owned_by(scene, scene.cast.ada)
        scene.cast.ada.user.is_active = False
        scene.cast.ada.user.save()
        scene.task()
        assert heard(scene) == []

    def test_what_a_role_may_not_see_it_does_not_hear(self, scene: Scene) -> None:
        """Imports are for managers and leads: a member of the team is not told of them."""
        owned_by(scene, scene.cast.ben)
        with tenant_tx(scene.cast.acme.pk):
            MemberFactory(project=scene.project, person=scene.cast.ben.person, role="AG")
            assert "AG" not in REGISTRY["exchange.view_imports"].roles
        ada = scene.cast.ada.actor()
        run = stage_import(actor=ada, project=scene.project, file=PlanFile("a.xml", plan_file("x")))
        commit_import(actor=ada, run=run)
        scene.dispatch()
        assert "exchange.PlanImported" not in {fact for fact, _key in heard(scene)}
        assert "planning.PlanLoaded" in {fact for fact, _key in heard(scene)}

    def test_a_client_is_no_owner(self, scene: Scene) -> None:
        owned_by(scene, scene.cast.cleo)
        scene.task()
        assert heard(scene) == []


class TestWhatLeaves:
    def test_every_fact_is_offered_or_kept_for_a_reason(self) -> None:
        ours = [name for name in EVENTS if name.split(".")[0] in FOLDERS]
        assert len(ours) > 25
        none(name for name in ours if name not in OFFERS and not KEPT.get(name, KEPT.get(name.split(".")[0])))

    def test_no_fact_is_both(self) -> None:
        none(name for name in OFFERS if name in KEPT or name.split(".")[0] in KEPT)

    def test_every_offer_names_a_policy_and_words(self) -> None:
        none(one.name for one in OFFERS.values() if one.policy not in REGISTRY or not str(one.label))
        labels = [str(one.label) for one in OFFERS.values()]
        assert len(set(labels)) == len(labels)

    def test_a_new_token_is_nobodys_business(self, scene: Scene) -> None:
        scene.add()
        issue_token(actor=scene.cast.ada.actor(), name="Power BI")
        add_member(
            actor=scene.cast.system(), project=scene.project, person_id=scene.cast.ben.person.pk, role="AG"
        )
        scene.dispatch()
        assert heard(scene) == [("projects.MemberAdded", "SKY")]

    def test_a_fact_that_nobody_offered_stays(self, scene: Scene) -> None:
        scene.add()
        with tenant_tx(scene.cast.acme.pk):
            boiled = KettleBoiled(scene.cast.acme.pk, kettle="", times=1, owner=scene.cast.ada.person.pk)
            publish(boiled, actor=scene.cast.system())
        scene.dispatch()
        assert (heard(scene), scene.changes()) == ([], [])
        assert scene.row(Event).done_at is not None

    def test_the_rival_hears_nothing_of_acme(self, scene: Scene) -> None:
        with tenant_tx(scene.cast.zenith.pk):
            Membership.objects.filter(person=scene.cast.zoe.person).update(role="TA")
        services.add_webhook(
            actor=scene.cast.zoe.actor(),
            description="Spy",
            address=f"https://127.0.0.1:{scene.receiver.port}/",
        )
        scene.task()
        assert services.send_delivery(organization_id=scene.cast.zenith.pk, now=NOW) is None
        assert scene.receiver.seen == []
