"""Every rule of the house: its letter is whole in both languages, says why it came and how to stop it."""

import re
from dataclasses import fields
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any, get_args, get_type_hints
from uuid import UUID

import pytest
from django.conf import settings
from django.core import mail
from django.utils import translation

from config.written import DOCS
from notifications.catalogue import DIGEST, ESCALATED, NOTICES, Notice
from notifications.models import Delivery, InboxLine
from notifications.services.digests import digest_context
from projects.models import Engagement, IntakeRequest
from records.models import Comment, FileAttachment
from records.selectors import carrier
from records.selectors.asks import ask_by_token, ask_token
from records.services import add_comment, answer_ask, request_approval, send_ask, watch_record
from records.services.files import Upload, attach_file
from tenancy.dispatch import dispatch_events
from tenancy.listeners import Event
from tenancy.models import Person
from tenancy.scope import tenant_tx
from tenancy.services import invite
from tenancy.verbs import publish
from tests.cast import NOW, Cast, add_member
from tests.factories.notifications import WebhookFactory
from tests.factories.planning import MilestoneFactory
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.factories.staged_projects import make_engagement, make_request
from tests.notifications.steered import what_is_steered
from tests.notifications.tea import run

OURS = sorted(rule for rule, known in NOTICES.items() if known.room in settings.MILEPOST_ROOMS)
WITH_FACT = [rule for rule in OURS if rule not in (DIGEST, ESCALATED)]
MESSAGE_ID = re.compile(r"^<[0-9a-f-]{36}@localhost>$")


@pytest.fixture
def ids(cast: Cast) -> dict[str, Any]:
    """Records that facts point at."""
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY")
        MemberFactory(project=project, person=cast.ada.person)
        day = NOW.date()
        task = MilestoneFactory(project=project, due=day, promised=day - timedelta(days=8), name="Go-live")
        hook = WebhookFactory(owner=cast.ada.person)
        comment, file, begun = a_comment(cast, task), a_file(cast, task), what_begins(cast, project)
        asked = what_was_asked(cast, task)
        steered = what_is_steered(cast, project, task)
        invitation = invite(actor=cast.olga.actor(), email="new@acme.test", name="New One", role="AG")
        Person.objects.filter(pk__in=[cast.ada.person.pk, cast.olga.person.pk]).update(zone="Europe/Warsaw")
    return {
        "organization_id": cast.acme.pk,
        "project_id": project.pk,
        "task_id": task.pk,
        "entry_id": task.pk,
        "comment_id": comment.pk,
        **asked,
        **begun,
        **steered,
        "file_attached": {"file_id": file.pk, "person_id": cast.ben.person.pk},
        "webhook_id": hook.pk,
        "invitation_id": invitation.pk,
        "person_id": cast.ada.person.pk,
        "due_version": task.due_version,
        "due": task.due,
        "sending": 1,
        "role": "PM",
        "reason": "gone",
    }


def a_comment(cast: Cast, task: Any) -> Comment:
    """Ben says something on the milestone that Ada watches."""
    MemberFactory(project=task.project, person=cast.ben.person, role="AG")
    ada, ben = cast.ada.actor(), cast.ben.actor()
    watch_record(actor=ada, carrier=carrier(actor=ada, entry_id=task.pk))
    return add_comment(actor=ben, carrier=carrier(actor=ben, entry_id=task.pk), text="Ready?")


def a_file(cast: Cast, task: Any) -> FileAttachment:
    """Ben attaches a file to the milestone that Ada watches."""
    ben = cast.ben.actor()
    on = carrier(actor=ben, entry_id=task.pk)
    return attach_file(actor=ben, carrier=on, file=Upload("notes.txt", BytesIO(b"Two rooms.")))


def what_begins(cast: Cast, project: Any) -> dict[str, Any]:
    """An engagement of Ada's that runs out, a request for a delivery head, and a decision on one of Ada's."""
    add_member(cast.acme, "Hedda", "DH")
    engagement = make_engagement(project, cast.ada.person)
    Engagement.objects.filter(pk=engagement.pk).update(state="expiring", owner=cast.ada.person)
    fresh, mine = make_request(project, cast.ada.person), make_request(project, cast.ada.person)
    IntakeRequest.objects.filter(pk=mine.pk).update(state="approved", requester=cast.ada.person)
    return {
        "engagement_expiring": {"engagement_id": engagement.pk},
        "project_requested": {"request_id": fresh.pk},
        "request_decided": {"request_id": mine.pk, "after": "approved"},
    }


def what_was_asked(cast: Cast, task: Any) -> dict[str, Any]:
    """Ben asks the manager for approval, and Ada asks the sponsor two things, of which one is answered."""
    ada, ben = cast.ada.actor(), cast.ben.actor()
    mine = carrier(actor=ben, entry_id=task.pk)
    approval = request_approval(actor=ben, carrier=mine, about="A week later.", decision="change_request")
    about = {"person_id": cast.cleo.person.pk, "title": "Go-live", "text": "On 7 December."}
    here = carrier(actor=ada, entry_id=task.pk)
    open_ask, answered = (send_ask(actor=ada, carrier=here, **about) for _n in range(2))
    found = ask_by_token(token=ask_token(ask_id=answered.pk, nonce=1), now=NOW)
    assert found is not None
    answer_ask(actor=found.actor(now=NOW), ask=answered, answer="agree")
    kept = {"ask_id": answered.pk}
    return {
        "approval_id": approval.pk,
        "step_id": approval.steps.get().pk,
        "ask_id": open_ask.pk,
        "ask_receipt": kept,
        "ask_answered": kept,
    }


def sample(event: type[Event], ids: dict[str, Any]) -> Event:
    """A fact of this kind with values in every field."""
    plain = {str: "Some words", int: 3, bool: True, UUID: UUID(int=7), date: NOW.date(), datetime: NOW}
    hints = get_type_hints(event)
    values = {}
    for field in fields(event):
        kind = next(one for one in get_args(hints[field.name]) or (hints[field.name],))
        values[field.name] = ids.get(field.name, plain.get(kind))
    return event(**values)


def say(cast: Cast, known: Notice, ids: dict[str, Any]) -> None:
    """The fact becomes true, and the dispatcher hands it out."""
    assert known.event is not None
    with tenant_tx(cast.acme.pk):
        Delivery.objects.all().delete()
        InboxLine.objects.all().delete()
        publish(sample(known.event, ids | ids.get(known.rule, {})), actor=cast.system())
    dispatch_events(organization_id=cast.acme.pk, now=NOW)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("rule", WITH_FACT)
def test_each_says_why_it_came_and_how_to_stop_it(
    cast: Cast, ids: dict[str, Any], rule: str, language: str
) -> None:
    with tenant_tx(cast.acme.pk):
        Person.objects.update(language=language)
    known = NOTICES[rule]
    say(cast, known, ids)
    with tenant_tx(cast.acme.pk):
        rows = list(Delivery.objects.filter(rule=rule))
        lines = list(InboxLine.objects.filter(rule=rule))
        Delivery.objects.update(state="pending", next_at=NOW)
    assert rows or known.default.way == "inbox"
    assert lines or known.addressee
    run(cast, NOW)
    sent = [
        letter for letter in mail.outbox if letter.extra_headers["Message-ID"] in {r.message_id for r in rows}
    ]
    assert len(sent) == len(rows)
    for letter in sent:
        check(known, letter)


def check(known: Notice, letter: Any) -> None:
    html = letter.alternatives[0].content
    whole = letter.subject + letter.body + html
    assert MESSAGE_ID.match(letter.extra_headers["Message-ID"])
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert letter.subject.strip()
    assert "{" not in whole
    assert "None" not in whole
    assert "\n--\n" in letter.body
    reason = letter.body.partition("\n--\n")[2]
    assert reason.strip()
    if known.addressee:
        return
    assert f"/notices/#{known.rule}" in letter.body
    assert f"/notices/#{known.rule}" in html
    assert ("List-Unsubscribe" in letter.extra_headers) is not known.default.locked
    assert ("/notices/stop/" in letter.body and "/notices/stop/" in html) is not known.default.locked


def test_the_invitation_carries_a_link_that_stands_in_no_row(cast: Cast, ids: dict[str, Any]) -> None:
    say(cast, NOTICES["invitation"], ids)
    with tenant_tx(cast.acme.pk):
        (row,) = Delivery.objects.filter(rule="invitation")
    assert (row.address, row.person_id) == ("new@acme.test", None)
    run(cast, NOW)
    (letter,) = (one for one in mail.outbox if one.to == ["new@acme.test"])
    token = re.search(r"/invitations/([\w-]+)/", letter.body)[1]  # type: ignore[index]
    assert token not in str(row.context) + row.link
    assert "Acme" in letter.body


def test_an_invitation_that_was_withdrawn_is_not_sent(cast: Cast, ids: dict[str, Any]) -> None:
    from tenancy.models import Invitation

    say(cast, NOTICES["invitation"], ids)
    with tenant_tx(cast.acme.pk):
        Invitation.objects.update(withdrawn_at=NOW)
    run(cast, NOW)
    with tenant_tx(cast.acme.pk):
        assert Delivery.objects.get(rule="invitation").state == "dropped"
    assert not [one for one in mail.outbox if one.to == ["new@acme.test"]]


def test_whoever_breaks_the_glass_is_not_told_by_letter(cast: Cast, ids: dict[str, Any]) -> None:
    say(cast, NOTICES["glass_broken"], {**ids, "person_id": cast.olga.person.pk})
    with tenant_tx(cast.acme.pk):
        assert not Delivery.objects.filter(rule="glass_broken", person=cast.olga.person).exists()


def test_every_rule_has_words_for_people() -> None:
    for rule in OURS:
        known = NOTICES[rule]
        assert str(known.subject)
        assert str(known.audience)
        with translation.override("zh-hans"):
            assert str(known.audience)


def test_a_digest_of_nothing_says_nothing() -> None:
    assert digest_context([]) == {"groups": [], "count": 0}


@pytest.mark.parametrize("page", ["notices.md"])
def test_the_page_of_the_documentation_is_up_to_date(page: str) -> None:
    with translation.override("en"):
        written = (settings.ROOT / "docs" / page).read_text(encoding="utf-8")
        assert written == DOCS[page](), "run manage.py write_docs"


def test_every_fact_with_a_letter_stands_in_the_page() -> None:
    text = (settings.ROOT / "docs" / "notices.md").read_text(encoding="utf-8")
    assert {rule for rule in OURS if f"| `{rule}` |" not in text} == set()
