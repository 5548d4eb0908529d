"""The page behind a link and the page of who is signed in: looking answers nothing, one click does."""

import json
import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.utils import translation

from records import services
from records.models import Ask
from tenancy.models import Person
from tenancy.scope import tenant_tx
from tests.house.masking import masked
from tests.records.asking import token_of, wall_clock
from toolkit.logs import OneLine

pytestmark = [pytest.mark.threat("T-025"), pytest.mark.threat("T-047")]
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "private, no-store",
}


@pytest.fixture(autouse=True)
def fresh_counts():
    """A page in another language leaves it active behind the test client; tries are counted by address."""
    cache.clear()
    with translation.override("en"):
        yield
    cache.clear()


@pytest.fixture
def ask(stage):
    return stage.ask(text="We go live on 7 December.", text_beside="我们于12月7日上线。", now=wall_clock())


def path(ask):
    return f"/a/{token_of(ask)}/"


class TestTheLink:
    def test_shows_the_text_without_a_login_and_answers_by_one_click(self, stage, ask, client):
        page = client.get(path(ask))
        text = page.content.decode()
        assert page.status_code == 200
        assert "We go live on 7 December." in text
        assert re.search(r'<section class="text\s+beside"\s+lang="zh-hans">', text)
        assert stage.fresh(ask).answered_at is None
        assert {name: page[name] for name in HEADERS} == HEADERS
        assert not client.cookies.get("sessionid")
        answer = client.post(path(ask), {"answer": "agree"}, REMOTE_ADDR="192.0.2.9")
        assert (answer.status_code, answer["Location"]) == (302, path(ask))
        assert {name: answer[name] for name in HEADERS} == HEADERS
        kept = stage.fresh(ask)
        assert (kept.answer, kept.via, kept.ip) == ("agree", "link", "192.0.2.9")

    def test_then_shows_the_receipt_and_takes_nothing_more(self, stage, ask, client):
        client.post(path(ask), {"answer": "agree"})
        kept = stage.fresh(ask)
        page = client.get(path(ask)).content.decode()
        assert kept.receipt in page
        assert kept.fingerprint in page
        assert 'method="post"' not in page
        again = client.post(path(ask), {"answer": "refuse", "remark": "No."})
        assert again.status_code == 409
        assert stage.fresh(ask).answer == "agree"

    def test_says_what_is_missing(self, stage, ask, client):
        for given in ({}, {"answer": "perhaps"}, {"answer": "refuse"}):
            answer = client.post(path(ask), given)
            assert answer.status_code == 422
            assert answer["Referrer-Policy"] == "no-referrer"
        assert "Write a remark: this answer needs one." in answer.content.decode()
        assert stage.fresh(ask).answered_at is None

    def test_scanners_that_look_answer_nothing(self, stage, ask, client):
        for method in ("get", "head", "options", "put", "patch", "delete"):
            getattr(client, method)(path(ask), {"answer": "agree"})
        client.get(f"{path(ask)}?answer=agree")
        assert stage.fresh(ask).answered_at is None

    def test_works_where_the_browser_names_no_origin(self, stage, ask):
        """Under no-referrer a browser sends `Origin: null`; the link is the key, not a session."""
        browser = Browser(enforce_csrf_checks=True)
        answer = browser.post(path(ask), {"answer": "agree"}, HTTP_ORIGIN="null")
        assert answer.status_code == 302
        assert stage.fresh(ask).answer == "agree"

    def test_speaks_the_persons_language_and_the_other_on_demand(self, stage, ask, client):
        with tenant_tx(stage.cast.acme.pk):
            Person.objects.filter(pk=stage.cast.cleo.person.pk).update(language="zh-hans")
        page = client.get(path(ask)).content.decode()
        assert '<html lang="zh-CN"' in page
        assert page.index("我们于12月7日上线。") < page.index("We go live on 7 December.")
        assert f'href="{path(ask)}?language=en"' in page
        page = client.get(f"{path(ask)}?language=en").content.decode()
        assert page.index("We go live on 7 December.") < page.index("我们于12月7日上线。")

    def test_a_text_is_text(self, stage, client):
        hostile = stage.ask(text="<script>alert(1)</script>", title="<b>x", now=wall_clock())
        page = client.get(path(hostile)).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


class TestOtherLinks:
    def dead(self, stage):
        now = wall_clock()
        gone, again, late = (stage.ask(now=now) for _n in range(3))
        services.withdraw_ask(actor=stage.cast.ada.actor(now), ask=gone, reason="Not needed.")
        before = path(again)
        services.resend_ask(actor=stage.cast.ada.actor(now), ask=again)
        with tenant_tx(stage.cast.acme.pk):
            old = now.replace(year=now.year - 1)
            Ask.objects.filter(pk=late.pk).update(
                sent_at=old, expires_at=old.replace(hour=23, minute=59, second=59)
            )
        return {
            "withdrawn": path(gone),
            "sent again": before,
            "expired": path(late),
            "unknown": "/a/nobody/",
            "an id": f"/a/{again.pk}/",
            "a digest": f"/a/{again.digest}/",
            "huge": f"/a/{'x' * 5000}/",
        }

    def test_are_answered_alike(self, stage, client):
        answers = {}
        for name, url in self.dead(stage).items():
            for method, data in (("get", None), ("post", {"answer": "agree"})):
                cache.clear()
                answer = getattr(client, method)(url, data)
                assert answer.status_code == 404, name
                assert "Acme" not in answer.content.decode()
                assert {one: answer[one] for one in HEADERS} == HEADERS
                answers[name, method] = masked(answer, url)
        assert len({str(answer) for answer in answers.values()}) == 1

    def test_cannot_be_guessed_for_long(self, stage, ask, client):
        codes = [client.get(f"/a/{n}/").status_code for n in range(22)]
        assert codes == [404] * 20 + [429] * 2
        assert client.get(path(ask)).status_code == 429
        assert client.get(path(ask), REMOTE_ADDR="192.0.2.10").status_code == 200

    def test_looking_at_ones_own_is_not_counted(self, ask, client):
        assert {client.get(path(ask)).status_code for _n in range(25)} == {200}

    def test_stand_in_no_log_line(self, ask, client, caplog):
        client.get(path(ask))
        client.post(path(ask), {"answer": "perhaps"})
        client.get("/a/nobody-knows-this/")
        lines = [json.loads(OneLine().format(one))["message"] for one in caplog.records]
        assert any("/a/…/" in line for line in lines)
        assert token_of(ask) not in str(lines)
        assert "nobody-knows-this" not in str(lines)


class TestSignedIn:
    def test_the_person_answers_by_page(self, stage, ask):
        browser, url = stage.cast.cleo.browser(), f"/asks/{ask.pk}/"
        assert "We go live on 7 December." in browser.get(url).content.decode()
        assert browser.post(url, {"answer": "agree"}).status_code == 302
        assert (stage.fresh(ask).via, stage.fresh(ask).answer) == ("page", "agree")
        assert stage.fresh(ask).receipt in browser.get(url).content.decode()

    def test_everybody_else_finds_nothing(self, stage, ask):
        for name in ("carl", "zoe", "ada", "olga"):
            browser = getattr(stage.cast, name).browser()
            cache.clear()
            urls = [f"/asks/{key}/" for key in (ask.pk, uuid4())]
            one, two = (browser.get(url) for url in urls)
            assert (one.status_code, two.status_code) == (404, 404)
            assert masked(one, urls[0]) == masked(two, urls[1])
            assert browser.post(f"/asks/{ask.pk}/", {"answer": "agree"}).status_code == 404
        assert Browser().get(f"/asks/{ask.pk}/").status_code == 302
        assert stage.fresh(ask).answered_at is None

    def test_the_form_of_another_site_is_refused(self, stage, ask):
        browser = Browser(enforce_csrf_checks=True)
        browser.force_login(stage.cast.cleo.user)
        assert browser.post(f"/asks/{ask.pk}/", {"answer": "agree"}).status_code == 403
        assert stage.fresh(ask).answered_at is None
