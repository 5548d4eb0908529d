"""The same form sent twice is done once, whoever comes first and whichever process takes it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from planning.models import Task
from records.models import SentForm
from records.services.once import forget_sent_forms
from tenancy.scope import tenant_tx
from tests.cast import NOW, make_cast
from tests.factories.projects import MemberFactory, ProjectFactory

ADD = "/o/acme/projects/SKY/plan/add/"
HIRING = {"kind": "task", "name": "Hiring", "once": "aWordOfThisForm"}


@pytest.fixture
def staged(cast):
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY")
        for name in ("ada", "ida"):
            MemberFactory(project=project, person=getattr(cast, name).person)
    return cast


def names(cast):
    with tenant_tx(cast.acme.pk):
        return sorted(Task.objects.values_list("name", flat=True))


def word_of(browser, url=ADD):
    page = browser.get(url).content.decode()
    return page.split('name="once" value="', 1)[1].split('"', 1)[0]


@pytest.mark.threat("T-147")
def test_the_second_sending_gets_the_answer_of_the_first(staged):
    browser = staged.ada.browser()
    sent = {**HIRING, "once": word_of(browser)}
    assert word_of(browser) != sent["once"]
    answers = [browser.post(ADD, sent) for _press in range(3)]
    assert [answer.status_code for answer in answers] == [302] * 3
    assert len({answer["Location"] for answer in answers}) == 1
    assert names(staged) == ["Hiring"]
    assert b"T1 Hiring is in the plan." in browser.get(answers[0]["Location"]).content
    other = browser.post(ADD, {**sent, "name": "Training"})
    assert other.status_code == 302, "what was changed before it was sent again is another form"
    staged.ida.browser().post(ADD, sent)
    assert names(staged) == ["Hiring", "Hiring", "Training"], "somebody else's form is another form"


@pytest.mark.threat("T-147")
def test_a_form_with_errors_may_be_sent_again(staged):
    browser = staged.ada.browser()
    wrong = {**HIRING, "parent": "T99"}
    assert [browser.post(ADD, wrong).status_code for _press in range(2)] == [422, 422]
    assert browser.post(ADD, HIRING).status_code == 302
    with tenant_tx(staged.acme.pk):
        assert SentForm.objects.count() == 1


@pytest.mark.threat("T-147")
def test_what_is_gone_after_the_first_sending_is_no_404_for_the_second(staged):
    browser = staged.ada.browser()
    browser.post(ADD, HIRING)
    url = "/o/acme/projects/SKY/tasks/1/withdraw/"
    sent = {"reason": "twice", "version": "1", "once": "another"}
    answers = [browser.post(url, sent) for _press in range(2)]
    assert [answer["Location"] for answer in answers] == ["/o/acme/projects/SKY/plan/"] * 2
    assert browser.post(url, {**sent, "once": "new"}).status_code == 404


@pytest.mark.threat("T-147")
def test_htmx_gets_the_same_answer_twice(staged):
    browser = staged.ada.browser()
    answers = [browser.post(ADD, HIRING, headers={"HX-Request": "true"}) for _press in range(2)]
    assert [answer["HX-Redirect"] for answer in answers] == ["/o/acme/projects/SKY/plan/"] * 2
    assert names(staged) == ["Hiring"]


def test_they_are_kept_for_a_day(staged):
    staged.ada.browser().post(ADD, HIRING)
    with tenant_tx(staged.acme.pk):
        sent_at = SentForm.objects.get().sent_at
    for hours, dropped in ((23, 0), (25, 1)):
        assert forget_sent_forms(actor=staged.system(now=sent_at + timedelta(hours=hours))) == dropped


@pytest.mark.threat("T-147")
@pytest.mark.django_db(transaction=True)
def test_eight_at_the_same_moment():
    cast = make_cast()
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY", created_at=NOW)
        MemberFactory(project=project, person=cast.ada.person)
    browsers = [cast.ada.browser() for _press in range(8)]

    def press(browser):
        try:
            return browser.post(ADD, HIRING)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(press, browsers))
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/o/acme/projects/SKY/plan/")
    }
    assert names(cast) == ["Hiring"]
