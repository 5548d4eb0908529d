"""Who keeps webhooks, which addresses and filters are taken, and what a page or the API shows of them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from notifications import selectors, services
from notifications.models import Webhook
from tenancy.models import AuditLine, Membership
from tenancy.scope import tenant_tx
from tests.cast import NOW, add_member
from tests.factories.notifications import WebhookFactory
from tests.factories.projects import ProjectFactory
from tests.notifications.webhooks.conftest import Scene, address
from tests.toolkit.egress_corpus import CORPUS
from tests.toolkit.test_egress import SAYS, Resolver
from toolkit import egress
from toolkit.errors import Denied, Missing, Stale

LIST = "/o/acme/settings/webhooks/"
API = "/api/v1/o/acme/webhooks/"


def page(hook: Any, step: str = "") -> str:
    return f"{LIST}{hook.pk}/{step}"


def hooks(scene: Scene, cast_member: Any) -> Any:
    with tenant_tx(scene.cast.acme.pk):
        return selectors.webhook_by_id(actor=cast_member.actor(), webhook_id=scene.row(Webhook).pk)


class TestAddresses:
    @pytest.mark.threat("T-125", "T-126", "T-131")
    def test_t125_none_of_the_corpus_is_saved(self, scene: Scene) -> None:
        for url in CORPUS:
            with pytest.raises(egress.Refused):
                scene.add(address=url)
        assert scene.rows(Webhook) == scene.rows(AuditLine) == []

    @pytest.mark.threat("T-129")
    def test_t129_a_good_webhook_is_not_changed_to_any_of_the_corpus(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        for url in CORPUS:
            with pytest.raises(egress.Refused):
                services.edit_webhook(actor=scene.cast.olga.actor(), webhook=hook, address=url)
        assert scene.row(Webhook).address == address(scene.receiver)

    @pytest.mark.threat("T-129")
    def test_t129_nor_through_the_api_or_a_page(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        olga = scene.cast.olga.browser()
        bad = "https://169.254.169.254/latest/"
        answer = olga.patch(
            f"{API}{hook.pk}/", {"address": bad}, content_type="application/json", HTTP_IF_MATCH='"1"'
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "address_refused")
        answer = olga.post(page(hook, "edit/"), {"description": "x", "address": bad, "version": 1})
        assert answer.status_code == 422
        assert SAYS in answer.content.decode()
        assert scene.row(Webhook).address == address(scene.receiver)

    @pytest.mark.threat("T-132")
    def test_t132_saving_says_the_same_of_what_is_inside_and_of_what_is_nowhere(
        self, scene: Scene, monkeypatch: Any
    ) -> None:
        Resolver(monkeypatch, **{"inside.example.com": [["10.0.0.1"]], "nowhere.example.com": [[]]})
        olga, said = scene.cast.olga.browser(), set()
        for name in ("inside.example.com", "nowhere.example.com"):
            body = {"description": "x", "address": f"https://{name}/"}
            answer = olga.post(API, body, content_type="application/json")
            said.add((answer.status_code, answer.json()["detail"]))
        assert said == {(422, SAYS)}

    @pytest.mark.threat("T-127")
    def test_t127_what_was_public_when_saved_is_refused_at_send(self, scene: Scene, monkeypatch: Any) -> None:
        Resolver(monkeypatch, **{"rebind.example.com": [["8.8.8.8"], ["169.254.169.254"]]})
        scene.add(address="https://rebind.example.com/")
        scene.task()
        scene.send()
        assert (scene.row().state, scene.row().status) == ("failed", None)

    @pytest.mark.threat("T-128")
    def test_t128_a_redirect_is_a_failure_and_leads_nowhere(self, scene: Scene) -> None:
        scene.add()
        scene.receiver.says(302, b"", Location="https://169.254.169.254/latest/meta-data/")
        scene.task()
        scene.send()
        assert (scene.row().state, scene.row().status, len(scene.receiver.seen)) == ("failed", 302, 1)


class TestVerbs:
    def test_only_administrators_keep_them(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        for member in (scene.cast.ada, scene.cast.ben, scene.cast.ida):
            actor = member.actor()
            for verb, more in (
                (services.edit_webhook, {"description": "Mine"}),
                (services.rotate_webhook, {}),
                (services.disable_webhook, {}),
                (services.adopt_webhook, {}),
                (services.withdraw_webhook, {}),
                (services.try_webhook, {}),
                (services.replay_failed, {"since": NOW}),
            ):
                with pytest.raises((Denied, Missing)):
                    verb(actor=actor, webhook=hook, **more)
            with pytest.raises((Denied, Missing)):
                services.add_webhook(actor=actor, description="Mine", address=address(scene.receiver))
        assert len(scene.rows(AuditLine, action__startswith="notifications.")) == 1

    def test_each_leaves_its_line(self, scene: Scene) -> None:
        hook, _secret = scene.add(address=address(scene.receiver, "/hook?key=SECRET"))
        olga = scene.cast.olga.actor()
        services.edit_webhook(actor=olga, webhook=hook, description="Lake")
        services.rotate_webhook(actor=olga, webhook=hook)
        hook = services.disable_webhook(actor=olga, webhook=hook)
        hook.state = "disabled"
        services.enable_webhook(actor=olga, webhook=hook)
        services.withdraw_webhook(actor=olga, webhook=hook, reason="Replaced")
        lines = scene.rows(AuditLine, subject_type="notifications.Webhook")
        assert [line.action.partition(".")[2] for line in lines] == [
            "add_webhook",
            "edit_webhook",
            "rotate_webhook",
            "disable_webhook",
            "enable_webhook",
            "withdraw_webhook",
        ]
        assert "SECRET" not in repr([(line.before, line.after) for line in lines])

    def test_the_second_of_two_editors_is_told(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        olga = scene.cast.olga.actor()
        services.edit_webhook(actor=olga, webhook=hook, version=1, description="Lake")
        with pytest.raises(Stale):
            services.edit_webhook(actor=olga, webhook=hook, version=1, description="Sea")

    def test_fifty_at_most(self, scene: Scene) -> None:
        with tenant_tx(scene.cast.acme.pk):
            WebhookFactory.create_batch(50, owner=scene.cast.ada.person)
        with pytest.raises(services.TooManyWebhooks):
            scene.add()

    def test_a_webhook_of_somebody_who_left_is_taken_over(self, scene: Scene) -> None:
        scene.add()
        with tenant_tx(scene.cast.acme.pk):
            otto = add_member(scene.cast.acme, "Otto", "TA")
            Membership.objects.filter(person=scene.cast.olga.person).update(ends_on=NOW.date())
        scene.task(now=NOW.replace(day=22))
        assert scene.rows() == []
        services.adopt_webhook(actor=otto.actor(NOW.replace(day=22)), webhook=hooks(scene, otto))
        scene.task(now=NOW.replace(day=22, hour=10))
        assert len(scene.rows()) == 1

    def test_ones_own_is_not_taken_over(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        with pytest.raises(services.OwnerStays):
            services.adopt_webhook(actor=scene.cast.olga.actor(), webhook=hook)

    def test_what_waits_while_disabled_is_sent_after(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        scene.task()
        olga = scene.cast.olga.actor()
        services.disable_webhook(actor=olga, webhook=hook)
        scene.task()
        assert scene.send() is None
        services.enable_webhook(actor=olga, webhook=scene.row(Webhook))
        assert scene.send_all() == 1

    def test_a_removed_one_is_told_nothing_and_is_missing(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        scene.task()
        services.withdraw_webhook(actor=scene.cast.olga.actor(), webhook=hook)
        assert scene.send() is None
        assert scene.cast.olga.browser().get(page(hook)).status_code == 404


class TestPages:
    @pytest.fixture
    def olga(self, scene: Scene) -> Browser:
        return scene.cast.olga.browser()

    def test_the_secret_is_shown_once_when_made(self, scene: Scene, olga: Browser) -> None:
        made = olga.post(f"{LIST}add/", {"description": "Lake", "address": address(scene.receiver)})
        assert "whsec_" in made.content.decode()
        hook = scene.row(Webhook)
        for url in (LIST, page(hook), page(hook, "edit/"), page(hook, "log/"), f"{API}", f"{API}{hook.pk}/"):
            answer = olga.get(url)
            assert answer.status_code == 200, url
            assert "whsec_" not in answer.content.decode()
            assert hook.nonce not in answer.content.decode()

    def test_rotation_shows_the_new_one_once(self, scene: Scene, olga: Browser) -> None:
        hook, old = scene.add()
        made = olga.post(page(hook, "secret/"), {"version": 1}).content.decode()
        assert "whsec_" in made
        assert old not in made
        assert "whsec_" not in olga.get(page(hook)).content.decode()

    def test_the_log_tells_what_happened(self, scene: Scene, olga: Browser) -> None:
        hook, _secret = scene.add()
        scene.receiver.says(503, b"Down for <b>maintenance</b>")
        scene.task()
        scene.send()
        shown = olga.get(page(hook, "log/")).content.decode()
        assert "planning.TaskAdded" in shown
        assert "503" in shown
        one = olga.get(f"{LIST}deliveries/{scene.row().pk}/").content.decode()
        assert "Down for &lt;b&gt;maintenance" in one
        assert scene.row().message_id in one

    @pytest.mark.parametrize("count", [1, 3])
    def test_lists_ask_as_much_for_one_row_as_for_three(
        self, scene: Scene, olga: Browser, count: int, django_assert_num_queries: Any
    ) -> None:
        for _one in range(count):
            hook, _secret = scene.add()
            scene.task()
        olga.get(LIST)
        with django_assert_num_queries(LIST_QUERIES):
            olga.get(LIST)
        with django_assert_num_queries(LOG_QUERIES):
            olga.get(page(hook, "log/"))

    def test_the_auditor_reads_and_the_manager_does_not(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        with tenant_tx(scene.cast.acme.pk):
            auditor = add_member(scene.cast.acme, "Audrey", "AU")
        for url in (LIST, page(hook), page(hook, "log/")):
            assert auditor.browser().get(url).status_code == 200
            assert scene.cast.ada.browser().get(url).status_code == 403
        assert auditor.browser().get(page(hook, "edit/")).status_code == 403

    def test_sending_again_from_a_day_on(self, scene: Scene, olga: Browser, settings: Any) -> None:
        settings.MILEPOST_ATTEMPTS = 1
        hook, _secret = scene.add()
        scene.receiver.says(500)
        scene.task()
        scene.send()
        answer = olga.post(page(hook, "replay/"), {"since": "2026-11-20"})
        assert answer.status_code == 302
        assert scene.row().state == "pending"
        assert olga.post(page(hook, "replay/"), {"since": "2026-11-20"}).status_code == 422


LIST_QUERIES, LOG_QUERIES = 12, 13


class TestApi:
    def test_a_life(self, scene: Scene) -> None:
        olga = scene.cast.olga.browser()
        body = {"description": "Lake", "address": address(scene.receiver), "facts": ["planning.TaskAdded"]}
        made = olga.post(API, body, content_type="application/json")
        assert made.status_code == 201
        assert made.json()["secret"].startswith("whsec_")
        one = made["Location"]
        assert olga.get(one).json()["facts"] == ["planning.TaskAdded"]
        assert "secret" not in olga.get(one).json()
        turned = olga.post(f"{one}secret/", content_type="application/json", HTTP_IF_MATCH='"1"')
        assert turned.json()["secret"] not in ("", made.json()["secret"])
        assert olga.post(f"{one}test/", content_type="application/json").status_code == 202
        scene.send(datetime.now(UTC))
        [row] = olga.get(f"{one}deliveries/").json()["results"]
        assert (row["type"], row["state"], row["status"]) == ("notifications.Test", "sent", 200)
        off = olga.post(f"{one}disable/", content_type="application/json", HTTP_IF_MATCH='"2"')
        assert off.json()["state"] == "disabled"
        gone = olga.delete(one, content_type="application/json", HTTP_IF_MATCH='"3"')
        assert gone.status_code == 204
        assert olga.get(one).status_code == 404

    def test_the_sixth_test_of_a_minute_is_told_to_wait(self, scene: Scene) -> None:
        hook, _secret = scene.add()
        olga = scene.cast.olga.browser()
        url = f"{API}{hook.pk}/test/"
        answers = [olga.post(url, content_type="application/json") for _one in range(6)]
        assert [answer.status_code for answer in answers] == [202] * 5 + [429]
        assert (answers[5]["Retry-After"], answers[5].json()["code"]) == ("60", "tried_too_often")

    def test_facts_that_stay_in_the_house_are_refused(self, scene: Scene) -> None:
        olga = scene.cast.olga.browser()
        for fact in (
            "tenancy.TokenIssued",
            "tenancy.MemberJoined",
            "notifications.WebhookDisabled",
            "nonsense",
        ):
            body = {"description": "x", "address": address(scene.receiver), "facts": [fact]}
            assert olga.post(API, body, content_type="application/json").status_code == 422
        assert scene.rows(Webhook) == []

    def test_the_rivals_project_is_no_project(self, scene: Scene) -> None:
        with tenant_tx(scene.cast.zenith.pk):
            theirs = ProjectFactory(client=scene.cast.rival_client, key="RIV")
        with pytest.raises(services.ProjectNotOffered):
            scene.add(projects=[theirs.pk])

    def test_pages_have_addresses(self) -> None:
        assert reverse("notifications_webhooks", kwargs={"org": "acme"}) == LIST
