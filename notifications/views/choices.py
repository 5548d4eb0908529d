"""What people, projects and organizations choose about letters."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from notifications import selectors, services
from notifications.catalogue import words_of
from notifications.forms import LadderForm, ProjectNoticeForm, TimesForm, WaysForm
from notifications.selectors import Ladder, ProjectRule
from notifications.tables import LadderTable, ProjectRuleTable, steps_in_words
from notifications.views.stopping import StopLink, stop_link
from tenancy.actors import Actor
from toolkit.pages import ActionPage, DetailPage, FormPage, Link, Open
from toolkit.tables import Action

CHOICES, RULES, LADDERS = (
    Link("notifications_choices"),
    Link("notifications_project"),
    Link("notifications_ladders"),
)
USUAL = "usual"


class OwnChoices(FormPage):
    """How each rule comes to me."""

    policy = "notifications.choose_ways"
    title, verb = _("What comes, how and when"), _("Save rules")
    form = WaysForm
    success = _("Your rules are saved.")
    success_url, cancel_url = CHOICES, Link("notifications_inbox")
    template = "notifications/choices.html"

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"rules": selectors.own_rules(actor=actor)}

    def perform(self, cleaned: dict[str, Any]) -> None:
        services.choose_ways(actor=self.actor, ways=WaysForm.ways_of(cleaned))

    def get_context(self) -> dict[str, Any]:
        return {"times": selectors.own_times(actor=self.actor)}


class OwnTimes(FormPage):
    """When my digest comes, and when nothing comes."""

    policy = "notifications.choose_ways"
    title, verb = _("Digest and quiet hours"), _("Save times")
    form = TimesForm
    service = services.choose_times
    success = _("Your times are saved.")
    success_url = cancel_url = CHOICES
    template = "notifications/times.html"

    def get_initial(self, subject: Any) -> dict[str, Any]:
        row = selectors.own_times(actor=self.actor)
        names = TimesForm.base_fields
        return {**{name: getattr(row, name) for name in names}, "days": row.days.split(",")}


class OfProject:
    """About one project's rules."""

    subject_as = "project"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        return selectors.project_by_key(actor=actor, key=kwargs["key"])


class ProjectNotices(OfProject, DetailPage):
    """Which letters the project sends, and what its manager changed."""

    policy = "notifications.view_project_notices"
    title = _("Letters")
    template = "notifications/project.html"

    def get_context(self) -> dict[str, Any]:
        rules = selectors.rules_of_project(actor=self.actor, project=self.subject)
        return {"rules": ProjectRuleTable(self.reader).shown([row_of(one) for one in rules])}


def row_of(one: ProjectRule) -> dict[str, Any]:
    """A rule as a row."""
    known = one.notice
    days = "" if one.days is None else str(one.days)
    words = {"subject": known.subject, "audience": known.audience, "days": days}
    return {"rule": known.rule, "on": one.on, "own": one.is_own, **words}


class ProjectNoticeEdit(OfProject, FormPage):
    """Change one rule of a project."""

    policy = "notifications.set_project_notice"
    verb = _("Save rule")
    form = ProjectNoticeForm
    service = services.set_project_notice
    success = _("The rule is saved.")
    success_url = cancel_url = RULES
    template = "notifications/project_rule.html"

    def get_title(self) -> str:
        return words_of(self.arguments["rule"])

    def get_arguments(self) -> dict[str, Any]:
        return {"project": self.subject, "rule": self.arguments["rule"]}

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        rule = selectors.rule_of_project(actor=actor, project=subject, rule=self.arguments["rule"])
        return {"rule": rule}

    def get_initial(self, subject: Any) -> dict[str, Any]:
        row = selectors.project_choice(project=subject.pk, rule=self.arguments["rule"])
        on = "" if row.on is None else "on" if row.on else "off"
        return {"on": on, "days": row.days, "role": row.role}


class Ladders(DetailPage):
    """Who is told next when nobody acknowledges."""

    policy = "notifications.view_ladders"
    title = _("Ladders of escalation")
    template = "notifications/ladders.html"

    def get_context(self) -> dict[str, Any]:
        rows = [ladder_row(one) for one in selectors.ladders(actor=self.actor)]
        return {"ladders": LadderTable(self.reader).shown(rows)}


def ladder_row(one: Ladder) -> dict[str, Any]:
    """A ladder as a row."""
    subject = one.notice.subject if one.notice else _("All letters without a ladder of their own")
    return {
        "rule": one.rule or USUAL,
        "subject": subject,
        "steps": steps_in_words(one.steps),
        "own": one.is_own,
    }


class OfLadder:
    """About one ladder."""

    arguments: dict[str, Any]

    @property
    def rule(self) -> str:
        """The rule; empty for the usual ladder."""
        return "" if self.arguments["rule"] == USUAL else str(self.arguments["rule"])

    def get_subject(self, actor: Actor, **kwargs: Any) -> Ladder:
        return selectors.ladder(actor=actor, rule=self.rule)

    def get_title(self) -> str:
        return words_of(self.rule) if self.rule else str(_("Usual ladder"))


class SetLadder(OfLadder, FormPage):
    """Set the rungs of one ladder."""

    policy = "notifications.set_ladder"
    verb = _("Save ladder")
    form = LadderForm
    success = _("The ladder is saved.")
    success_url = cancel_url = LADDERS
    template = "notifications/ladder.html"

    def get_actions(self) -> tuple[Action, ...]:
        return (FORGET,) if self.subject.is_own else ()

    def get_form_kwargs(self, actor: Actor, subject: Ladder) -> dict[str, Any]:
        return {"ladder": subject}

    def perform(self, cleaned: dict[str, Any]) -> None:
        services.set_ladder(actor=self.actor, rule=self.rule, steps=LadderForm.steps_of(cleaned))


FORGET = Action(
    _("Use the usual ladder"),
    Link("notifications_forget_ladder"),
    policy="notifications.set_ladder",
    kind="quiet",
)


class ForgetLadder(OfLadder, ActionPage):
    """Give up a ladder of its own."""

    policy = "notifications.set_ladder"
    consequence = _("Its letters climb the usual ladder again.")
    verb = _("Use the usual ladder")
    success = _("The usual ladder counts again.")
    success_url = cancel_url = LADDERS

    def perform(self, cleaned: dict[str, Any]) -> None:
        services.forget_ladder(actor=self.actor, rule=self.rule)


class StopMails(ActionPage):
    """Turn off the mails that a signed link names; mail programs post to it by themselves."""

    policy = Open("a signed link that turns off one rule for one person, and does nothing else")
    title, verb = _("Stop these mails?"), _("Stop mails")
    frame = "shell/plain.html"
    template = part_template = "notifications/stop.html"

    def get_subject(self, actor: Any, **kwargs: Any) -> StopLink:
        return stop_link(kwargs["token"])

    def perform(self, cleaned: dict[str, Any]) -> None:
        services.stop_by_link(actor=self.subject.actor, token=self.arguments["token"])

    def done(self, result: Any) -> HttpResponse:
        """The page itself, never a redirect: a mail program that posts follows none (RFC 8058)."""
        return self.respond(form=self.make_form(), stopped=True)
