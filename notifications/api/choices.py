"""Endpoints of what people and projects choose about letters."""

from typing import Any

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from notifications import selectors
from notifications import services as verbs
from notifications.catalogue import Notice
from notifications.models import NoticeTimes
from notifications.resolving import Way
from notifications.views.choices import OfProject
from toolkit.api import Endpoint

WAYS = [way.value for way in Way]
DAYS = r"^[0-6](,[0-6]){0,6}$"


class WaysInput(serializers.Serializer):
    """Rule names and the way each is to come; null takes the choice back."""

    ways = serializers.DictField(child=serializers.ChoiceField(choices=WAYS, allow_null=True))


class TimesInput(serializers.Serializer):
    """When the digest comes, and when nothing comes. `days`: weekdays from 0, Monday, joined by commas."""

    rhythm = serializers.ChoiceField(choices=NoticeTimes.Rhythm.choices, required=False)
    hour = serializers.IntegerField(min_value=0, max_value=23, required=False)
    days = serializers.RegexField(DAYS, required=False)
    quiet_since = serializers.TimeField(required=False, allow_null=True)
    quiet_until = serializers.TimeField(required=False, allow_null=True)
    quiet_weekends = serializers.BooleanField(required=False)
    urgent_passes = serializers.BooleanField(required=False)


class RuleInput(serializers.Serializer):
    """What a project wants of a rule; null or empty follows the house."""

    on = serializers.BooleanField(required=False, allow_null=True)
    days = serializers.IntegerField(required=False, allow_null=True)
    role = serializers.ChoiceField(choices=["", "PM", "TL", "DH"], required=False)


def described(known: Notice) -> dict[str, Any]:
    """A rule in words and figures."""
    return {
        "rule": known.rule,
        "subject": str(known.subject),
        "audience": str(known.audience),
        "urgency": known.urgency.value,
        "proposed": known.default.way.value,
        "locked": known.default.locked,
    }


class ChoicesEndpoint(Endpoint):
    """How each rule comes to the caller."""

    policies = {"get": "notifications.view_choices", "post": "notifications.choose_ways"}
    forms = {"post": WaysInput}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Every rule with what was chosen and what counts."""
        self.check_parameters(())
        rows = selectors.own_rules(actor=self.actor)
        found = [{**described(one.notice), "chosen": one.chosen, "way": one.way} for one in rows]
        return self.answer({"results": found})

    def post(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Choose for some rules; the others stay."""
        ways = self.validated(request)["ways"]
        chosen = {rule: Way(way) if way else None for rule, way in ways.items()}
        verbs.choose_ways(actor=self.actor, ways=chosen)
        return self.answer(status=204)


class TimesEndpoint(Endpoint):
    """When letters come to the caller."""

    policies = {"get": "notifications.view_choices", "post": "notifications.choose_ways"}
    forms = {"post": TimesInput}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Her digest and her quiet hours."""
        self.check_parameters(())
        row = selectors.own_times(actor=self.actor)
        return self.answer({name: getattr(row, str(name)) for name in TimesInput._declared_fields})

    def post(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Change some of it."""
        verbs.choose_times(actor=self.actor, **self.validated(request))
        return self.answer(status=204)


class ProjectNoticesEndpoint(OfProject, Endpoint):
    """Which letters a project sends."""

    policies = {"get": "notifications.view_project_notices"}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Every rule that a project adjusts, with what counts here."""
        self.check_parameters(())
        rows = selectors.rules_of_project(actor=self.actor, project=self.subject)
        found = [{**described(one.notice), "on": one.on, "days": one.days, "role": one.role} for one in rows]
        return self.answer({"results": found})


class ProjectNoticeEndpoint(OfProject, Endpoint):
    """One rule of a project."""

    policies = {"post": "notifications.set_project_notice"}
    forms, services = {"post": RuleInput}, {"post": verbs.set_project_notice}

    def get_arguments(self) -> dict[str, Any]:
        return {"project": self.subject, "rule": self.arguments["rule"]}

    def post(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Say what the project wants."""
        self.perform("post", self.validated(request))
        return self.answer(status=204)
