"""Pages of asks for those who ask."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from records import selectors, services
from records.asking import answers_of
from records.forms.asks import AskForm, ResendForm
from records.models import Ask
from records.selectors.asks import askable_people
from records.tables.asks import AnswerFacts, AskFacts, AskTable
from records.views.approvals import APPROVALS, Placed
from records.views.base import OfRecord
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage, ReasonForm
from toolkit.reading import reach
from toolkit.tables import Action

ASK = Link("records_ask")
RESEND = Action(_("Send again"), Link("records_resend_ask"), policy="records.resend_ask", icon="send")
WITHDRAW = Action(_("Withdraw question"), Link("records_withdraw_ask"), policy="records.withdraw_ask")


def sent(ask: Ask) -> str:
    """The fact after sending."""
    return str(_("The question to %(email)s is on its way.") % {"email": ask.email})


class SendAsk(OfRecord, FormPage):
    """Ask a named person about a record."""

    policy = "records.send_ask"
    title, verb = _("Ask somebody"), _("Send question")
    form = AskForm
    service = services.send_ask
    template = "records/asks_send.html"
    success = staticmethod(sent)
    success_url = cancel_url = APPROVALS

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {"language": self.actor.language}

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        rows = askable_people(actor=actor, carrier=subject).values_list("pk", "name", "client__name")
        return {"people": [(pk, f"{name} · {client}" if client else name) for pk, name, client in rows]}


class OfAsk(OfRecord):
    """About one ask about a record that one may read."""

    subject_as = "ask"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Ask:
        return selectors.ask_by_id(actor=actor, entry_id=kwargs["entry"], ask_id=kwargs["ask"])


class AskPage(OfAsk, DetailPage):
    """One ask with its text and its answer."""

    policy = "records.view_asks"
    facts = AskFacts
    template = "records/ask.html"

    def get_actions(self) -> tuple[Action, ...]:
        kind = answers_of(self.subject.answers)
        waits = self.subject.state in (Ask.State.OPEN, Ask.State.EXPIRED)
        return ((RESEND, WITHDRAW) if kind and kind.by_hand else (RESEND,)) if waits else ()

    def get_context(self) -> dict[str, Any]:
        is_mine = self.subject.person_id == self.actor.person_id and self.subject.state == Ask.State.OPEN
        answer_url = Link("records_answer").url({"ask": self.subject.pk}) if is_mine else ""
        return {"answer": answer_facts(self), "answer_url": answer_url, "record": self.subject.entry}


def answer_facts(page: Any) -> list[dict[str, Any]]:
    """The answer in labels and values; nothing while there is none."""
    if page.subject.answered_at is None:
        return []
    row = {path: reach(page.subject, path) for path in AnswerFacts.fields()}
    return [{"label": label, "value": value} for label, value in AnswerFacts(page.reader).facts(row)]


class ResendAsk(OfAsk, ActionPage):
    """Send another link."""

    policy = "records.resend_ask"
    title, verb = _("Send this question again?"), _("Send again")
    consequence = _("A new link goes out. The one before opens nothing from now on.")
    form = ResendForm
    service = services.resend_ask
    success = staticmethod(sent)
    success_url = cancel_url = ASK
    versioned = True

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {}


class WithdrawAsk(OfAsk, ActionPage):
    """Take a question back."""

    policy = "records.withdraw_ask"
    title, verb, danger = _("Take this question back?"), _("Withdraw question"), True
    consequence = _("Its link opens nothing from now on.")
    form = ReasonForm
    service = services.withdraw_ask
    success = _("The question is taken back.")
    success_url = cancel_url = ASK
    versioned = True


class MyAsks(Placed, ListPage):
    """What I asked, and what was asked of me, the newest first."""

    policy = "records.view_asks"
    title = _("Questions")
    selector = selectors.asks_concerning
    table = AskTable
    order = ("-sent_at",)
    template = "records/approvals_mine.html"
    empty_title, empty_icon = _("No questions yet"), "send"
    empty_text = _("Ask a named person from a record’s tab Approvals: the answer is kept with its text.")
