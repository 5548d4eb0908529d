"""Pages of change requests beside those of every register: the decision paper, effects, signature."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.registers.pages import OfRecord, RecordPage
from projects.selectors import today_of
from records.selectors import approvals_of, carrier
from records.services.approvals import waiting_for
from schedule.forms.changes import EffectForm, SignatureForm
from schedule.models import ChangeEffect, ChangeRequest
from schedule.models.changes import APPROVED
from schedule.paper import finish_in_words, impact
from schedule.performing import words_of
from schedule.registers.changes import CHANGES, AssessmentForm
from schedule.selectors.changes import decisions_of, effect_of
from schedule.services import changes as services
from tenancy.actors import Actor
from toolkit.formats import NOTHING
from toolkit.links import Link
from toolkit.pages import ActionPage, FormPage
from toolkit.tables import Action

CHANGE, PAGE = CHANGES.link(""), Link("schedule_change_request")
EDIT = CHANGES.policy("edit")


class ChangePage(RecordPage):
    """One change request as a paper to decide on: impact, what-if, effects, decisions, signature."""

    abstract = True

    def get_actions(self) -> tuple[Action, ...]:
        return (*own_actions(self.subject), *super().get_actions())

    def get_context(self) -> dict[str, Any]:
        return {**decided_on(self), "effects": effects_shown(self), "waiting": waits_for(self)}


def own_actions(change: ChangeRequest) -> tuple[Action, ...]:
    """The verbs that only this kind of record has, as far as its state knows them."""
    found = []
    if change.state == ChangeRequest.State.APPROVED:
        link = Link("schedule_ask_signature", number="number")
        found.append(Action(_("Ask for the signature"), link, policy=services.SIGNATURE, icon="send"))
    if change.assess_by and not change.assessed_at:
        link = Link("schedule_assess_change_request", number="number")
        found.append(Action(_("Record the assessment"), link, policy=EDIT))
    if change.state not in CHANGES.frozen:
        link = Link("schedule_plan_effect", number="number")
        found.append(Action(_("Plan an effect"), link, policy=EDIT, kind="quiet"))
    return tuple(found)


def decided_on(page: ChangePage) -> dict[str, Any]:
    """Its impact, the end of the plan with and without it, and the decisions that led to it."""
    change = page.subject
    both = change.finish_before and change.finish_after
    return {
        "impact": [{"label": label, "value": value or NOTHING} for label, value in impact(change)],
        "what_if": finish_in_words(change, today(page)) if both else "",
        "rests_on": decisions_of(actor=page.actor, change=change),
        "is_decided": change.state in APPROVED,
    }


def effects_shown(page: ChangePage) -> list[dict[str, Any]]:
    """What it does to the plan, with the way to take each out while that is possible."""
    free = page.subject.state not in CHANGES.frozen and page.actor.may(EDIT, page.subject)
    link, language, day = Link("schedule_drop_effect"), page.reader.language, today(page)
    return [
        {
            "words": words_of(one, language, day),
            "url": link.url({**page.kwargs, "effect": one.pk}) if free else "",
        }
        for one in page.subject.effects.all()
    ]


def waits_for(page: ChangePage) -> str:
    """Who decides now, by name; empty where nobody is asked."""
    if page.subject.state != ChangeRequest.State.REVIEW:
        return ""
    found = carrier(actor=page.actor, entry_id=page.subject.pk)
    open_one = approvals_of(actor=page.actor, carrier=found).open().first()  # type: ignore[attr-defined]
    return waiting_for(page.actor, open_one) if open_one else ""


def today(page: ChangePage) -> date:
    """The day on which the page is read, in the project's own zone."""
    return today_of(project=page.subject.project, now=page.actor.now)


class OfChange(OfRecord):
    """About one change request."""

    register = CHANGES
    subject_as = "change"


class PlanEffect(OfChange, FormPage):
    """Say what it does to the plan."""

    policy = EDIT
    title, verb = _("Plan an effect of %(key)s"), _("Plan effect")
    form = EffectForm
    service = services.plan_effect
    success_url = cancel_url = PAGE
    success = _("The effect is planned, and the end of the plan is computed again.")

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"actor": actor, "project": subject.project}


class DropEffect(ActionPage):
    """Take one out."""

    policy = EDIT
    subject_as = "effect"
    title, verb, danger = _("Remove this effect?"), _("Remove effect"), True
    consequence = _("The end of the plan is computed again without it.")
    service = services.drop_effect
    success_url = cancel_url = PAGE
    success = _("The effect is removed.")

    def get_subject(self, actor: Actor, **kwargs: Any) -> ChangeEffect:
        return effect_of(actor=actor, **kwargs)


class AskSignature(OfChange, FormPage):
    """Ask the client to sign."""

    policy = services.SIGNATURE
    title, verb = _("Ask the client to sign %(key)s"), _("Ask for the signature")
    form = SignatureForm
    service = services.ask_signature
    success_url, cancel_url = CHANGE, PAGE
    success = _("The question is on its way. %(key)s goes on once it is signed.")

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"actor": actor, "client_id": subject.client_id}


class AssessChange(OfChange, FormPage):
    """Write the impact of an emergency after its approval."""

    policy = EDIT
    title, verb = _("Record the assessment of %(key)s"), _("Record assessment")
    form = AssessmentForm
    service = services.assess_change
    success_url, cancel_url = CHANGE, PAGE
    versioned = True
    success = _("%(key)s is assessed.")
