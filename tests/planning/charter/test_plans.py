"""The ten management plans: each with its state, approved by somebody else, in its slot."""

import io

import pytest

from planning.chartered import plan_slots
from planning.models import ManagementPlan
from planning.registers.charters import PlanEmpty
from planning.services.signatures import ask_signature
from planning.services.versions import begin_version
from records.models import Ask
from records.selectors import carrier
from records.services.files import Upload, attach_file
from tenancy.rules import SamePerson
from tenancy.scope import tenant_tx
from tests.planning.charter.pages import listed
from tests.records.asking import answer

AREAS = [
    "scope",
    "schedule",
    "cost",
    "quality",
    "resource",
    "communication",
    "risk",
    "procurement",
    "change",
    "closure",
]


@pytest.mark.usefixtures("inside")
class TestPlans:
    def test_a_text_or_a_file_and_an_owner(self, desk):
        ada, plan = desk.cast.ada.actor(), desk.add("managementplan", text="")
        with pytest.raises(PlanEmpty):
            desk.step(plan, "submit")
        upload = Upload("plan.txt", io.BytesIO(b"Ten a day."))
        attach_file(actor=ada, carrier=carrier(actor=ada, entry_id=plan.pk), file=upload)
        assert desk.step(plan, "submit").state == "review"
        with pytest.raises(PlanEmpty):
            desk.step(desk.add("managementplan", owner_id=""), "submit")

    def test_the_author_does_not_approve(self, desk):
        plan = desk.step(desk.add("managementplan", desk.dana), "submit")
        with pytest.raises(SamePerson):
            desk.step(plan, "approve", desk.dana)

    def test_versions_follow_each_other_in_one_slot_only(self, desk):
        quality, risk = desk.approved("managementplan"), desk.approved("managementplan", area="risk")
        second = begin_version(actor=desk.cast.ada.actor(), subject=quality)
        desk.step(desk.step(second, "submit"), "approve", desk.dana)
        states = [(desk.fresh(one).state, desk.fresh(one).edition) for one in (quality, second, risk)]
        assert states == [("superseded", 1), ("approved", 2), ("approved", 1)]

    def test_the_ten_slots_say_what_is_in_force_and_what_is_written(self, desk, django_assert_num_queries):
        ada = desk.cast.ada.actor()
        quality = desk.approved("managementplan")
        written = begin_version(actor=ada, subject=quality)
        draft = desk.add("managementplan", area="risk")
        with django_assert_num_queries(1):
            slots = plan_slots(actor=ada, project=desk.project)
        assert [slot.area for slot in slots] == AREAS == ManagementPlan.Area.values
        found = {slot.area: (slot.in_force, slot.written) for slot in slots if slot.shown}
        assert found == {"quality": (quality, written), "risk": (None, draft)}


def test_the_page_shows_all_ten_offers_what_is_missing_and_says_who_signed(desk):
    with tenant_tx(desk.cast.acme.pk):
        plan = desk.approved("managementplan")
        ask_signature(actor=desk.cast.ada.actor(), subject=plan, person_id=desk.cast.cleo.person.pk)
        answer(Ask.objects.get(pk=plan.ask_id), "agree")
        desk.add("managementplan", area="risk")
    browser, url = desk.cast.ada.browser(), listed("planning_management_plans")
    page = browser.get(url).content.decode()
    assert "1 of 10 plans are in force, 1 of them signed by the client." in page
    assert "8 are not begun." in page
    assert page.count("Begin it") == 8
    for label in ManagementPlan.Area.labels:
        assert str(label) in page
    begin = browser.get(f"{url}begin/closure/").content.decode()
    assert 'value="Closure plan"' in begin
    given = {"area": "closure", "title": "Closure plan", "text": "Hand over."}
    assert browser.post(f"{url}begin/closure/", given).status_code == 302
    assert browser.get(url).content.decode().count("Begin it") == 7
    assert browser.get(f"{url}begin/lunch/").status_code == 404


def test_who_may_not_write_is_offered_nothing(desk):
    page = desk.cast.tim.browser().get(listed("planning_management_plans")).content.decode()
    assert "10 are not begun." in page
    assert "Begin it" not in page
