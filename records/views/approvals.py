"""Pages of approvals: on a record, those that concern me, and who decides on what."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from records import selectors, services
from records.approving import offered
from records.forms.approvals import DecideForm, HandForm, MatrixForm, RequestForm, initial_rows
from records.models import Approval
from records.selectors.approvals_matrix import InForce
from records.states import APPROVAL
from records.tables.approvals import ApprovalTable, Cards, shown_matrix
from records.tables.asks import state_of
from records.views.base import OfRecord, Paged, Tabbed
from tenancy.actors import Actor
from tenancy.selectors import people
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage, ReasonForm
from toolkit.tables import Action

APPROVALS, MATRIX = Link("records_approvals"), Link("records_matrix")
REQUEST = Action(
    _("Ask for approval"),
    Link("records_request_approval"),
    policy="records.request_approval",
    icon="checks",
)
ASK = Action(_("Ask somebody"), Link("records_send_ask"), policy="records.send_ask", icon="send")
SAID: dict[str, Any] = {
    "pending": _("Approved by you. It goes on to the next."),
    "granted": _("Approved."),
    "refused": _("Refused."),
    "deferred": _("Deferred."),
}
PLACES = (
    ("records_my_approvals", _("Approvals"), "records.view_approvals"),
    ("records_my_asks", _("Questions"), "records.view_asks"),
)


class Approvals(Paged, Tabbed, DetailPage):
    """What was asked for about a record, the newest first, and what named people were asked."""

    policy = "records.view_approvals"
    tab, page_size = "approvals", 20
    actions = (REQUEST, ASK)
    template, part_template = "records/approvals.html", "records/approvals_part.html"

    def get_context(self) -> dict[str, Any]:
        found = selectors.approvals_of(actor=self.actor, carrier=self.carrier)
        rows, window = self.window(found)
        cards = Cards(self).made(rows)
        return {**super().get_context(), **window, "cards": cards, "asks": asked_here(self)}


def asked_here(page: Any) -> list[dict[str, Any]]:
    """What was asked of named people about a record, newest first."""
    rows = selectors.asks_of(actor=page.actor, carrier=page.carrier)[:20]
    return [
        {"ask": one, "state": state_of(one), "url": Link("records_ask").url({**page.kwargs, "ask": one.pk})}
        for one in rows
    ]


class RequestApproval(OfRecord, FormPage):
    """Ask for a decision about a record."""

    policy = "records.request_approval"
    title, verb = _("Ask for approval"), _("Ask for approval")
    form = RequestForm
    service = services.request_approval
    template = "records/approvals_request.html"
    success = _("The request is on its way.")
    success_url = cancel_url = APPROVALS

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        kinds = [(one.key, one.name) for one in offered(subject.kind.label)]
        own = getattr(subject.record, "currency", "") or "USD"
        return {"decisions": kinds, "sponsors": sponsors(actor, subject), "own": own}

    def get_context(self) -> dict[str, Any]:
        day = self.actor.today(self.actor.organization.zone)
        found = selectors.matrices_in_force(actor=self.actor, on=day)
        keys = {one.key for one in offered(self.subject.kind.label)}
        return {"matrices": [shown_matrix(one, self.reader) for one in found if one.decision.key in keys]}


def sponsors(actor: Actor, carrier: Any) -> list[tuple[Any, str]]:
    """The people of the record's client who can be asked by mail."""
    client = carrier.entry.client_id
    rows = people(actor=actor).present().filter(client_id=client).exclude(email="").order_by("name")
    return list(rows.values_list("pk", "name")) if client else []


class OfApproval(OfRecord):
    """About one approval of a record."""

    subject_as = "approval"

    @cached_property
    def carrier(self) -> Any:
        return OfRecord.get_subject(self, self.actor, **self.arguments)

    def get_subject(self, actor: Actor, **kwargs: Any) -> Approval:
        return selectors.approval_by_id(actor=actor, entry_id=kwargs["entry"], approval_id=kwargs["approval"])

    def get_context(self) -> dict[str, Any]:
        """The request itself stands beside the form."""
        return {"card": Cards(self).card(self.subject), "carrier": self.carrier}


class DecideApproval(OfApproval, FormPage):
    """Approve, refuse or put off."""

    policy = "records.decide_approval"
    title, verb = _("Decide"), _("Record decision")
    form = DecideForm
    service = services.decide
    template = "records/approvals_decide.html"
    success = staticmethod(lambda approval: SAID[approval.state])
    success_url = cancel_url = APPROVALS
    versioned = True

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {}

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        verbs = APPROVAL.verbs(subject.state) or APPROVAL.verbs("pending")
        return {"verbs": [one for one in verbs if one != "withdraw"]}


class HandApproval(OfApproval, FormPage):
    """Let somebody else decide."""

    policy = "records.hand_approval"
    title, verb = _("Hand the decision to somebody else"), _("Hand over")
    form = HandForm
    service = services.hand_approval
    template = "records/approvals_decide.html"
    success = _("The decision is handed over.")
    success_url = cancel_url = APPROVALS
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        own = (*subject.authors, actor.person_id)
        return {"people": logins(actor, without=own)}


def logins(actor: Actor, without: Any = ()) -> list[tuple[Any, str]]:
    """Our own people who can come in, by name."""
    rows = people(actor=actor).present().filter(client__isnull=True, user__isnull=False)
    return list(
        rows.exclude(pk__in=[one for one in without if one]).order_by("name").values_list("pk", "name")
    )


class WithdrawApproval(OfApproval, ActionPage):
    """Take the request back."""

    policy = "records.withdraw_approval"
    title, verb, danger = _("Withdraw this request?"), _("Withdraw the request"), True
    consequence = _("Nobody decides on it any more. What was said stays in the history.")
    form = ReasonForm
    service = services.withdraw_approval
    template = "records/approvals_decide.html"
    success = _("The request is withdrawn.")
    success_url = cancel_url = APPROVALS
    versioned = True


class Placed:
    """One of the two lists of what is to be decided and answered, with the way to the other."""

    actor: Any
    kwargs: dict[str, Any]
    request: Any

    def get_context(self) -> dict[str, Any]:
        here = self.request.resolver_match.url_name
        return {
            "places": [
                {"url": Link(name).url(self.kwargs), "label": label, "active": name == here}
                for name, label, policy in PLACES
                if self.actor.may(policy)
            ]
        }


class MyApprovals(Placed, ListPage):
    """What I decide, asked for or decided on, the newest first."""

    policy = "records.view_approvals"
    title = _("Approvals")
    selector = selectors.approvals_concerning
    table = ApprovalTable
    order = ("-created_at",)
    template = "records/approvals_mine.html"
    empty_title, empty_icon = _("No approval concerns you yet"), "checks"
    empty_text = _("What waits for your decision stands here, and what you asked others to approve.")

    def get_context(self) -> dict[str, Any]:
        waiting = selectors.waiting_approvals(actor=self.actor)
        return {**super().get_context(), "waiting": len(waiting)}


class Matrices(DetailPage):
    """Who decides on what, today."""

    policy = "records.view_matrix"
    title = _("Approvals")
    template = "records/approvals_matrices.html"

    def get_context(self) -> dict[str, Any]:
        may = self.actor.may("records.change_matrix")
        day = self.actor.today(self.actor.organization.zone)
        return {
            "matrices": [
                shown_matrix(one, self.reader, change_url(self, one) if may else "")
                for one in selectors.matrices_in_force(actor=self.actor, on=day)
            ]
        }


def change_url(page: Any, one: InForce) -> str:
    """Where the matrix of a kind of decision is changed."""
    return Link("records_change_matrix").url({**page.kwargs, "decision": one.decision.key})


class ChangeMatrix(FormPage):
    """Say who decides on a kind of decision from a day on."""

    policy = "records.change_matrix"
    verb = _("Save the matrix")
    form = MatrixForm
    template = "records/approvals_matrix.html"
    success = _("The matrix is saved.")
    success_url = cancel_url = MATRIX

    def get_subject(self, actor: Actor, **kwargs: Any) -> InForce:
        day = actor.today(actor.organization.zone)
        return selectors.matrix_kind(actor=actor, decision=kwargs["decision"], on=day)

    def get_title(self) -> str:
        return _("Who decides: %(kind)s") % {"kind": self.subject.decision.name}

    def get_initial(self, subject: InForce) -> dict[str, Any]:
        day = self.actor.today(self.actor.organization.zone)
        return {"currency": subject.currency, "starts_on": day, **initial_rows(subject.bands)}

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"people": logins(actor)}

    def make_form(self, **given: Any) -> Any:
        self.made: Any = super().make_form(**given)
        return self.made

    def perform(self, cleaned: dict[str, Any]) -> Any:
        return services.change_matrix(
            actor=self.actor,
            decision=self.subject.decision.key,
            bands=self.made.bands(),
            currency=cleaned["currency"],
            starts_on=cleaned["starts_on"],
        )

    def show(self, form: Any, *, status: int = 200, **context: Any) -> HttpResponse:
        return super().show(form, status=status, groups=form.groups(), **context)
