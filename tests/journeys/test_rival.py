"""Another organization's project is not forbidden to a rival: as far as she can tell, it is not there."""

import pytest

from tests.house.masking import masked
from tests.journeys.visitor import signed_in

PAGES = (
    "/o/{}/",
    "/o/{}/projects/SKY/",
    "/o/{}/projects/SKY/plan/",
    "/o/{}/projects/SKY/tasks/1/",
    "/o/{}/projects/SKY/tasks/1/edit/",
    "/portal/{}/",
    "/api/v1/o/{}/projects/SKY/",
    "/api/v1/o/{}/projects/SKY/tasks/1/",
)


@pytest.fixture
def plan(ada, sky):
    return ada.open("/o/acme/projects/SKY/plan/add/").send(name="Hiring")


@pytest.mark.parametrize("path", PAGES)
def test_it_answers_like_one_that_never_was(cast, plan, path):
    zoe = signed_in(cast.zoe).browser
    theirs, nobodys = path.format("acme"), path.format("nobody")
    there, nowhere = zoe.get(theirs), zoe.get(nobodys)
    assert there.status_code == 404
    assert masked(there, theirs) == masked(nowhere, nobodys)


@pytest.mark.parametrize("path", [path for path in PAGES if "SKY" in path and "portal" not in path])
def test_its_key_means_nothing_at_her_own_door(cast, plan, path):
    zoe = signed_in(cast.zoe).browser
    theirs = path.format("zenith")
    nothing = theirs.replace("SKY", "NONE")
    there, nowhere = zoe.get(theirs), zoe.get(nothing)
    assert there.status_code == 404
    assert masked(there, theirs) == masked(nowhere, nothing)


def test_a_form_sent_there_changes_nothing(cast, plan):
    zoe = signed_in(cast.zoe)
    zoe.open("/o/zenith/")
    token = zoe.browser.cookies["csrftoken"].value
    url = "/o/acme/projects/SKY/tasks/1/withdraw/"
    answer = zoe.browser.post(url, {"reason": "mine", "version": "1", "csrfmiddlewaretoken": token})
    assert answer.status_code == 404
    assert [row["Task"] for row in plan.open("/o/acme/projects/SKY/plan/").rows()] == ["Hiring"]
