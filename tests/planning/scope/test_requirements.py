"""Requirements: what they need to be agreed and allocated, and making deliverables and tasks of them."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from planning import services
from planning.models import Deliverable, RequirementTask, Task
from planning.registers.requirements import CriterionMissing, DeliverableOpen, NotAllocated
from projects.registers.services import RecordFrozen
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.factories.projects import MemberFactory
from toolkit.errors import Denied, Missing, Stale

BASE = "/o/acme/projects/SKY/requirements/1/"


def convert(cast, requirement, **more):
    with tenant_tx(cast.acme.pk):
        return services.convert_requirement(actor=cast.ada.actor(), requirement=requirement, **more)


def test_nothing_is_agreed_without_a_criterion(scope):
    made = scope.requirement(criterion="  ")
    scope.step(made, "analyse")
    with pytest.raises(CriterionMissing):
        scope.step(made, "agree")
    assert scope.fresh(made).state == "analysed"


def test_nothing_is_allocated_without_a_deliverable_or_a_task(cast, scope, plan):
    made = scope.requirement()
    scope.step(made, "analyse", "agree")
    with pytest.raises(NotAllocated):
        scope.step(made, "allocate")
    with tenant_tx(cast.acme.pk):
        task = plan.add("Write it")
        services.link_task(actor=cast.ada.actor(), requirement=scope.fresh(made), task=task.number)
    assert scope.step(made, "allocate").state == "allocated"


def test_nothing_is_accepted_before_its_deliverable(cast, scope):
    deliverable = scope.deliverable()
    made = scope.requirement(deliverable_id=deliverable.pk)
    scope.step(made, "analyse", "agree", "allocate", "deliver", "verify")
    with pytest.raises(DeliverableOpen, match="D1"):
        scope.step(made, "accept")
    with tenant_tx(cast.acme.pk):
        Deliverable.objects.update(state="accepted")
    assert scope.step(made, "accept").state == "accepted"


def test_it_leads_to_its_deliverable_while_that_stands(cast, scope):
    deliverable = scope.deliverable(title="Handbook", title_zh="手册")
    scope.requirement(deliverable_id=deliverable.pk)
    ada = cast.ada.browser()
    way = '<a href="/o/acme/projects/SKY/deliverables/1/">D1 Handbook</a>'
    assert way in ada.get(BASE).content.decode()
    ada.cookies["django_language"] = "zh-hans"
    assert way.replace("Handbook", "手册") in ada.get(BASE).content.decode()
    with ZipFile(BytesIO(ada.get(f"{BASE}?format=docx").getvalue())) as paper:
        assert "D1 手册" in paper.read("word/document.xml").decode()
    with tenant_tx(cast.acme.pk):
        Deliverable.objects.update(withdrawn_at=cast.ada.actor().now)
    page = ada.get(BASE).content.decode()
    assert "D1 手册" in page
    assert "deliverables/1/" not in page


class TestConverting:
    def test_makes_a_deliverable_and_a_task_and_keeps_the_trace(self, cast, scope, plan):
        made = scope.requirement()
        convert(cast, made, deliverable_title="Handbook", task_name="Write the handbook")
        found = scope.fresh(made)
        with tenant_tx(cast.acme.pk):
            deliverable, task = Deliverable.objects.get(), Task.objects.get()
            link = RequirementTask.objects.get()
        assert (found.deliverable_id, deliverable.title) == (deliverable.pk, "Handbook")
        assert deliverable.criteria == "Every shift reads it."
        assert (link.requirement_id, link.task_id, task.name) == (made.pk, task.pk, "Write the handbook")
        with tenant_tx(cast.acme.pk):
            line = AuditLine.objects.get(action="planning.convert_requirement")
        assert line.after == {"deliverable": "D1", "task": "T1"}

    def test_twice_at_once_makes_one(self, cast, scope, plan):
        made = scope.requirement()
        convert(cast, scope.fresh(made), version=made.version, deliverable_title="Handbook")
        with pytest.raises(Stale):
            convert(cast, scope.fresh(made), version=made.version, deliverable_title="Handbook")
        with tenant_tx(cast.acme.pk):
            assert Deliverable.objects.count() == 1

    def test_the_page_sent_twice_makes_one(self, cast, scope, plan):
        scope.requirement()
        ada = cast.ada.browser()
        page = ada.get(f"{BASE}convert/")
        hidden = {name: field(page, name) for name in ("version", "once") if field(page, name)}
        sent = {"deliverable_title": "Handbook", "task_name": "Write it", **hidden}
        answers = [ada.post(f"{BASE}convert/", sent) for _ in range(2)]
        assert answers[0].status_code == 302
        assert answers[1].status_code in (302, 409)
        with tenant_tx(cast.acme.pk):
            assert (Deliverable.objects.count(), Task.objects.count()) == (1, 1)

    def test_makes_nothing_of_nothing(self, cast, scope):
        made = scope.requirement()
        with pytest.raises(services.NothingToMake):
            convert(cast, made, deliverable_title=" ", task_name="")
        assert scope.fresh(made).version == made.version

    def test_makes_no_second_deliverable(self, cast, scope):
        made = scope.requirement(deliverable_id=scope.deliverable().pk)
        with pytest.raises(services.DeliverableThere, match="D1"):
            convert(cast, made, deliverable_title="Another")

    def test_what_cannot_be_made_leaves_nothing_behind(self, cast, scope, plan):
        """The deliverable that cannot be made takes the task back with it."""
        made = scope.requirement(deliverable_id=scope.deliverable().pk)
        with pytest.raises(services.DeliverableThere):
            convert(cast, made, deliverable_title="Another", task_name="Write it")
        with tenant_tx(cast.acme.pk):
            assert Task.objects.count() == 0

    def test_only_who_plans_makes_them(self, cast, scope):
        made = scope.requirement()
        with tenant_tx(cast.acme.pk), pytest.raises(Denied):
            services.convert_requirement(actor=cast.tim.actor(), requirement=made, task_name="Write it")

    def test_what_was_rejected_is_not_converted(self, cast, scope):
        made = scope.step(scope.requirement(), "reject")
        with pytest.raises(RecordFrozen):
            convert(cast, made, task_name="Write it")


def field(page, name: str) -> str:
    """The value of a hidden field."""
    text = page.content.decode()
    at = text.find(f'name="{name}"')
    return text[at:].split('value="', 1)[1].split('"', 1)[0] if at >= 0 else ""


class TestLinking:
    def test_a_task_is_linked_once(self, cast, scope, plan):
        made = scope.requirement()
        with tenant_tx(cast.acme.pk):
            plan.add("Write it")
            ada = cast.ada.actor()
            services.link_task(actor=ada, requirement=made, task=1)
            with pytest.raises(services.TaskLinked, match="T1"):
                services.link_task(actor=ada, requirement=made, task=1)
            with pytest.raises(Missing):
                services.link_task(actor=ada, requirement=made, task=2)

    def test_and_unlinked(self, cast, scope, plan):
        made = scope.requirement()
        with tenant_tx(cast.acme.pk):
            plan.add("Write it")
            ada = cast.ada.actor()
            services.link_task(actor=ada, requirement=made, task=1)
            services.unlink_task(actor=ada, requirement=made, task=1)
            assert not made.task_links.exists()
            with pytest.raises(Missing):
                services.unlink_task(actor=ada, requirement=made, task=1)

    def test_over_the_api(self, cast, scope, plan):
        made = scope.requirement()
        with tenant_tx(cast.acme.pk):
            from_plan = plan.add("Write it")
        with tenant_tx(cast.acme.pk):
            add_ida(cast, scope)
        api = cast.ida.browser()
        base = "/api/v1/o/acme/projects/SKY/requirements/1/tasks/"
        about = {"content_type": "application/json", **cast.api()}
        answer = api.post(f"{base}link/", {"task": from_plan.number}, HTTP_IF_MATCH='"1"', **about)
        assert (answer.status_code, answer.json()["id"]) == (200, str(made.pk))
        listed = api.get(base, **cast.api()).json()["results"]
        assert [(one["number"], one["name"]) for one in listed] == [(1, "Write it")]
        answer = api.post(f"{base}1/unlink/", {}, HTTP_IF_MATCH='"1"', **about)
        assert answer.status_code == 412


def add_ida(cast, scope) -> None:
    """The integration manages the project, too."""
    MemberFactory(project=scope.project, person=cast.ida.person, role="PM")
