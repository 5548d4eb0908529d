"""A plan from its template to its second baseline, by real clicks, in both languages: template, plan, gate,
baseline, progress, slip, alert, change request, the client's signature, and the baseline that follows.

Each station says what the person sees. What the house says is looked up in her language; what people write
is theirs.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import translation
from playwright.sync_api import Page, expect

from notifications.services import choose_ways
from notifications.tasks import send_letters
from planning.models import Task
from planning.services.starting import Started
from planning.starting.usual import WAVE
from planning.tasks import raise_slipped_milestones
from planning.views.starting import started
from schedule.models import Baseline, ChangeRequest
from tenancy.models import Person
from tenancy.scope import tenant_tx
from tenancy.tasks import HEADER, dispatch_events
from tests.cast import Cast, add_member, make_cast
from tests.factories.projects import MemberFactory, ProjectFactory

SKY = "/o/acme/projects/SKY/"
LINK = re.compile(r"https?://[^\s\"]+(/a/[^\s\"]+/)")
TITLE = "Nest for five days only"
IMPACT = {
    "Reason": "The client wants the class earlier.",
    "Options considered": "Shorter nesting; a smaller class.",
    "What happens if nothing is done": "The wave is live three weeks late.",
    "Impact on scope": "none",
    "Impact on time in working days": "-5",
    "One-off cost": "0",
    "Impact on quality": "More coaching in the first week.",
    "Impact on risk": "none",
    "Impact on the SLA": "none",
    "Impact on headcount in FTE": "0",
    "Impact on the contract": "none",
    "Implementation plan": "Coach at the desk.",
}


@dataclass
class Someone:
    """A person at her own browser, who reads the house in her language."""

    page: Page
    language: str

    def word(self, text: Any, **values: Any) -> str:
        """What the house says for it."""
        with translation.override(self.language):
            return translation.gettext(str(text)) % values if values else translation.gettext(str(text))

    @property
    def main(self) -> Any:
        return self.page.locator("#main")

    def open(self, path: str) -> "Someone":
        self.page.goto(path if path.startswith("/o/") else f"{SKY}{path}")
        return self

    def sees(self, *texts: Any, **values: Any) -> None:
        for text in texts:
            expect(self.main).to_contain_text(self.word(text, **values))

    def sees_not(self, text: Any) -> None:
        expect(self.main).not_to_contain_text(self.word(text))

    def told(self, text: Any, **values: Any) -> None:
        """The fact after an act."""
        expect(self.page.locator("#toasts")).to_contain_text(self.word(text, **values))

    def act(self, label: Any) -> None:
        """Press a verb in the head of the page; the rarer ones stand in its menu."""
        head = self.main.locator(".mp-pagehead")
        link = head.get_by_role("link", name=self.word(label), exact=True)
        if not link.is_visible():
            head.get_by_text(self.word("More"), exact=True).click()
        link.click()

    def follow(self, label: Any) -> None:
        self.main.get_by_role("link", name=self.word(label), exact=True).first.click()

    def fill(self, label: Any, value: str) -> None:
        """Write into the field of that label, whether or not it may stay empty."""
        name = re.compile(rf"^\s*{re.escape(self.word(label))}(\s|$)")
        field = self.main.locator("#the-form").get_by_label(name).first
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    def choose(self, label: Any) -> None:
        self.main.get_by_role("radio", name=self.word(label), exact=True).check()

    def send(self, label: Any) -> None:
        self.main.get_by_role("button", name=self.word(label), exact=True).click()

    def step(self, label: Any, reason: str = "") -> None:
        """Take a step of a record's life."""
        self.act("Change state")
        self.choose(label)
        if reason:
            self.fill("Reason", reason)
        self.send("Change state")


@dataclass
class House:
    """The people of the journey, their project, and what the worker does between."""

    cast: Cast
    ada: Someone
    dana: Someone
    visit: Any
    language: str

    def ring(self, *tasks: Any) -> None:
        """As the worker runs them: the organization stands in the message."""
        for task in (*tasks, dispatch_events, send_letters):
            task.apply(headers={HEADER: str(self.cast.acme.pk)}, throw=True).get()

    def row(self, name: Any) -> Task:
        with tenant_tx(self.cast.acme.pk):
            return Task.objects.get(project__key="SKY", name=self.ada.word(name))


@pytest.fixture(params=["en", "zh-hans"])
def house(request: Any, transactional_db: None, live_server: Any, visit: Any) -> House:
    """Skyharp's project at its first gate: Ada manages it, Dana heads delivery, Cleo is the sponsor."""
    cast, language = make_cast(), request.param
    with tenant_tx(cast.acme.pk):
        dana = add_member(cast.acme, "Dana", "DH")
        Person.objects.update(language=language)
        project = ProjectFactory(client=cast.skyharp, key="SKY", stage="L0", currency="USD")
        MemberFactory(project=project, person=cast.ada.person)
        choose_ways(actor=cast.ada.actor(now=datetime.now(UTC)), ways={"milestone_slipped": "mail"})
    people = [Someone(visit(one, language=language), language) for one in (cast.ada, dana)]
    return House(cast, *people, visit, language)


def test_from_the_template_to_the_second_baseline(house):
    the_plan_begins(house)
    the_gate_refuses(house)
    the_gate_opens(house)
    promised = the_first_baseline(house)
    work_is_reported(house)
    the_class_takes_longer(house, promised)
    the_manager_is_written_to(house)
    a_change_is_asked_for(house)
    its_author_cannot_approve(house)
    the_head_approves(house)
    the_client_signs(house)
    it_is_carried_out(house)
    the_second_baseline(house, promised)


def the_plan_begins(house: House) -> None:
    """An empty plan offers a template; its rows stand on working days."""
    ada = house.ada.open("plan/")
    ada.sees("The plan is empty")
    ada.act("Start from a template")
    ada.fill("Start from", "wave")
    ada.fill("First day", saturday().isoformat())
    ada.send("Start the plan")
    with translation.override(house.language):
        said = started(Started(len(WAVE.steps), None, None))
    expect(ada.page.locator("#toasts")).to_contain_text(said)
    ada.sees("Train the class", "Wave live")
    with tenant_tx(house.cast.acme.pk):
        days = list(Task.objects.exclude(kind="summary").values_list("due", flat=True))
    assert house.row("Requisition approved").due == saturday() + timedelta(days=2)
    assert [day for day in days if day.weekday() > 4] == []


def saturday() -> date:
    """The next one, on which nobody works."""
    today = datetime.now(UTC).date()
    return today + timedelta(days=(5 - today.weekday()) % 7 or 7)


def the_gate_refuses(house: House) -> None:
    """Ada submits a gate without evidence; Dana cannot let it pass, and reads what is missing."""
    ada, dana = house.ada.open("gate-tracker/"), house.dana
    ada.act("Set up the gates")
    ada.send("Set up the gates")
    ada.sees("Stage gates")
    ada.main.get_by_role("row").filter(has_text="G0").get_by_role("link").first.click()
    ada.step("Collect evidence")
    ada.step("Submit for review")
    ada.told("In review")
    dana.open(path_of(ada))
    dana.step("Go")
    expect(dana.page.locator("[data-errors], .mp-errors").first).to_contain_text("SC1")


def path_of(someone: Someone) -> str:
    return "/" + someone.page.url.split("/", 3)[3]


def the_gate_opens(house: House) -> None:
    """Sent back, shown, submitted again, passed: the project moves on."""
    ada, dana = house.ada, house.dana
    gate = path_of(ada)
    ada.step("Send back for evidence", "Nothing was shown.")
    waiting = ada.main.get_by_role("link", name=ada.word("Give evidence"))
    for done in range(waiting.count()):
        waiting.nth(done).click()
        ada.choose("Yes, it is met")
        ada.fill("Evidence", "Signed on paper, in the file.")
        ada.send("Keep the evidence")
        ada.open(gate)
    ada.sees("Met")
    ada.step("Submit for review")
    dana.open(gate)
    dana.step("Go")
    dana.sees("Decisions")
    expect(dana.page.locator(".mp-project, header").first).to_be_visible()


def the_first_baseline(house: House) -> date:
    """Ada proposes what is planned, and cannot approve it; Dana does. Answers the day that is promised."""
    ada, dana = house.ada.open("baselines/add/"), house.dana
    ada.fill("Baseline", "Plan of the wave")
    ada.send(added("Add {record}", ada, Baseline))
    ada.step("Submit")
    ada.told("Submitted")
    expect(ada.main.get_by_role("link", name=ada.word("Compare with the plan"))).to_be_visible()
    ada.act("Change state")
    expect(ada.main.get_by_role("radio", name=ada.word("Approve"), exact=True)).to_have_count(0)
    dana.open("baselines/1/").step("Approve")
    dana.told("In force")
    live = house.row("Wave live")
    assert live.promised == live.due
    return live.due


def added(text: str, someone: Someone, model: Any) -> str:
    """A verb of a register, which names its record."""
    with translation.override(someone.language):
        return translation.gettext(text).format(record=str(model._meta.verbose_name))


def work_is_reported(house: House) -> None:
    """Half of the selecting is done."""
    ada = house.ada.open(f"tasks/{house.row('Select and offer').number}/")
    ada.act("Report progress")
    ada.fill("Done, percent", "50")
    ada.send("Report progress")
    ada.told("T%(number)s is %(percent_complete)s%% done.", number=3, percent_complete=50)
    ada.sees("In progress")


def the_class_takes_longer(house: House, promised: date) -> None:
    """Three weeks more of training: nothing moves before Ada has seen what would, and the wave slips."""
    ada = house.ada.open(f"tasks/{house.row('Train the class').number}/")
    ada.act("Edit")
    ada.fill("Finish", "")
    ada.fill("Work days", "30")
    ada.send("Save task")
    ada.sees("Dates may no longer follow from each other")
    assert house.row("Wave live").due == promised
    ada.follow("See what would move")
    ada.sees("Wave live")
    ada.send("Reschedule")
    assert (house.row("Wave live").due - promised).days > 14
    ada.open("slipped/").sees("Wave live")


def the_manager_is_written_to(house: House) -> None:
    """The sweep finds the slip once; the letter is in her language, and stands in her inbox."""
    mail.outbox.clear()
    house.ring(raise_slipped_milestones)
    house.ring(raise_slipped_milestones)
    [letter] = [one for one in mail.outbox if "SKY-T11" in one.subject]
    assert letter.to == ["ada@acme.test"]
    live = house.row("Wave live")
    assert str((live.due - live.promised).days) in letter.subject
    assert ("里程碑" in letter.body) == (house.language != "en")
    house.ada.open("/o/acme/inbox/").sees("Wave live")


def a_change_is_asked_for(house: House) -> None:
    """Assessed in every dimension, with its effect on the plan tried at once, and put to the board."""
    ada = house.ada.open("change-requests/add/")
    ada.fill("Change", TITLE)
    for label, value in IMPACT.items():
        ada.fill(label, value)
    ada.send(added("Add {record}", ada, ChangeRequest))
    ada.sees("No effect is planned: the plan stays as it is.")
    before = house.row("Wave live").due
    ada.act("Plan an effect")
    ada.choose("Change how long a task takes")
    ada.fill("Task or milestone", str(house.row("Nest with a coach").pk))
    ada.fill("Working days", "5")
    ada.send("Plan effect")
    ada.told("The effect is planned, and the end of the plan is computed again.")
    assert house.row("Wave live").due == before
    for step in ("Submit", "Triage", "Assess the impact", "Put to the change board"):
        ada.step(step)
    ada.sees("It waits for: %(names)s.", names="Dana")


def its_author_cannot_approve(house: House) -> None:
    """Neither is there a button for her, nor does the address of it let her."""
    ada, dana = house.ada.open("change-requests/1/"), house.dana.open("change-requests/1/")
    for someone in (ada, dana):
        someone.main.locator("#carried-tabs").get_by_role("link", name=someone.word("Approvals")).click()
        someone.sees("Waiting")
    decide = dana.main.get_by_role("link", name=dana.word("Decide"), exact=True)
    expect(decide).to_be_visible()
    expect(ada.main.get_by_role("link", name=ada.word("Decide"), exact=True)).to_have_count(0)
    ada.open(decide.get_attribute("href"))
    ada.choose("Approve")
    ada.send("Record decision")
    ada.sees("You made this yourself, so somebody else has to decide on it: %(names)s.", names="Dana")
    assert state_of(house) == "ccb_review"


def state_of(house: House) -> str:
    with tenant_tx(house.cast.acme.pk):
        return str(ChangeRequest.objects.get().state)


def the_head_approves(house: House) -> None:
    dana = house.dana
    dana.follow("Decide")
    dana.sees(TITLE)
    dana.choose("Approve")
    dana.send("Record decision")
    dana.told("Approved.")
    assert state_of(house) == "approved"


def the_client_signs(house: House) -> None:
    """Cleo gets a letter with a link that opens once, without an account; she reads what she signs."""
    ada = house.ada.open("change-requests/1/")
    ada.act("Ask for the signature")
    ada.fill("Who signs", str(house.cast.cleo.person.pk))
    ada.send("Ask for the signature")
    mail.outbox.clear()
    house.ring()
    [letter] = [one for one in mail.outbox if one.to == ["cleo@acme.test"]]
    cleo = Someone(house.visit(language=house.language), house.language)
    cleo.page.goto(LINK.search(letter.body)[1])
    expect(cleo.page.locator("article")).to_contain_text(
        "Nest with a coach" if house.language == "en" else TITLE
    )
    cleo.page.get_by_role("radio", name=cleo.word("I sign this change"), exact=True).check()
    cleo.page.get_by_role("button", name=cleo.word("Send answer")).click()
    expect(cleo.page.locator("article")).to_contain_text(cleo.word("I sign this change"))
    assert state_of(house) == "client_signed"
    ada.open("change-requests/1/").sees("Signature of the client")
    expect(ada.main).to_contain_text("Cleo")


def it_is_carried_out(house: House) -> None:
    """The plan does what was signed, and the next baseline is proposed with it."""
    before = house.row("Wave live").due
    ada = house.ada
    ada.step("Begin")
    ada.step("Implement")
    ada.sees("Carried out")
    assert house.row("Wave live").due < before
    ada.open("baselines/").sees(TITLE, "Submitted")


def the_second_baseline(house: House, promised: date) -> None:
    """Dana approves it: the first is superseded, and the wave is promised for its new day."""
    dana = house.dana.open("baselines/2/")
    dana.step("Approve")
    dana.told("In force")
    dana.open("baselines/").sees("In force", "Superseded")
    live = house.row("Wave live")
    assert live.promised == live.due != promised
    with tenant_tx(house.cast.acme.pk):
        states = list(Baseline.objects.order_by("number").values_list("state", flat=True))
    assert states == ["superseded", "approved"]
