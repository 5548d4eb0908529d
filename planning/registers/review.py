"""The client's review of a deliverable: asked, taken back, decided."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from planning.models import Deliverable
from projects.selectors import today_of
from records.asking import answers_of
from records.selectors import carrier
from records.services.asks import put, take_back
from tenancy.actors import Actor
from toolkit.formats import day
from toolkit.writing import write

ASK = "planning.deliverable"
TITLE_LENGTH = 200
LANGUAGES = ("en", "zh-hans")
UNDECIDED = {"decided_on": None, "decided_by_id": None, "decided_how": "", "remark": ""}
OVERTAKEN = gettext_lazy("Decided or taken back without this answer.")


def ask_client(*, actor: Actor, subject: Deliverable, step: str) -> None:
    """Ask the client's person, by mail and by page, until the days for review are over."""
    person, kind = subject.acceptor, answers_of(ASK)
    assert person is not None
    assert kind is not None
    until = actor.today(person.zone).fromordinal(actor.today(person.zone).toordinal() + subject.window_days)
    first, *others = sorted(LANGUAGES, key=lambda code: code != person.language)
    ask = put(
        actor,
        entry=carrier(actor=actor, entry_id=subject.pk).entry,
        person=person,
        kind=kind,
        title=f"{subject.key} {subject.title}"[:TITLE_LENGTH],
        texts=(question(subject, first, until), question(subject, others[0], until), first),
        expires_on=until,
        arguments={"deliverable": str(subject.pk)},
    )
    write(subject, {"ask_id": ask.pk, "review_until": until, **UNDECIDED})


def question(subject: Deliverable, language: str, until: Any) -> str:
    """What the client's person reads."""
    with override(language):
        name = subject.title_zh if language.startswith("zh") and subject.title_zh else subject.title
        said = [
            _("%(name)s is ready for your acceptance.") % {"name": name},
            _("It is accepted when:") + "\n" + subject.criteria,
            _("Answer until %(day)s.") % {"day": day(until, style="long")},
        ]
        if subject.deemed:
            said.append(_("By contract it counts as accepted if there is no answer by then."))
        return "\n\n".join(said)


def take_ask_back(*, actor: Actor, subject: Deliverable, step: str) -> None:
    """Whoever was asked need not answer any more."""
    ask = subject.ask
    if ask and ask.answered_at is None and ask.withdrawn_at is None:
        take_back(actor, ask, str(OVERTAKEN))
    write(subject, {"ask_id": None, "review_until": None})


def record_by_hand(*, actor: Actor, subject: Deliverable, step: str, reason: str) -> None:
    """Somebody writes down what the client decided elsewhere, and where. The house knows more: `decide`."""
    if actor.is_system:
        return
    take_ask_back(actor=actor, subject=subject, step=step)
    today = today_of(project=subject.project, now=actor.now)
    told = {"decided_by_id": actor.person_id, "decided_how": Deliverable.How.RECORDED, "remark": reason}
    write(subject, {"decided_on": today, **told})
