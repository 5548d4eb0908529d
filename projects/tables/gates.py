"""Columns of stage gates, their criteria, waivers and conditions."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from projects.models import GateCondition, GateWaiver, StageGate
from projects.registers.tables import Related, key, state, titled
from toolkit import formats
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import (
    Action,
    Actions,
    Badge,
    Choice,
    Custom,
    Day,
    Instant,
    Number,
    Person,
    Table,
    Text,
)
from toolkit.templatetags.icons import rag_chip

State = StageGate.State


def gate_state() -> Any:
    """How far a gate is."""
    return state(
        State,
        green={"go"},
        begun={"evidence", "review"},
        amber={"conditional_go"},
        red={"no_go"},
        grey={"deferred"},
    )


def late(row: Row, reader: Reader) -> str:
    """Red where the day is over and the gate is not passed, amber where it moved."""
    day = row["forecast_on"] or row["scheduled_on"]
    if row["state"] in StageGate.PASSED or day is None:
        return ""
    if reader.as_of and day < reader.as_of:
        return "r"
    return "a" if row["scheduled_on"] and day > row["scheduled_on"] else ""


def overdue(row: Row, reader: Reader) -> str:
    """Red where it should have been met by now."""
    is_late = reader.as_of and row["due_on"] and row["due_on"] < reader.as_of
    return "r" if is_late and row["state"] == GateCondition.State.OPEN else ""


def missing(row: Row, reader: Reader) -> str:
    """What stands in the way, in words; of a passed gate nothing."""
    found = row["missing"]
    if row["state"] in StageGate.PASSED or row["asked"] == 0:
        return ""
    if not found:
        return _now("Nothing")
    more = len(found) - 1
    first = found[0]
    if not more:
        return str(first)
    return ngettext("%(first)s, and %(more)d more", "%(first)s, and %(more)d more", more) % {
        "first": first,
        "more": more,
    }


def confidence(row: Row, reader: Reader) -> str:
    """Met weight of all weight."""
    return f"{row['weight_met']} / {row['weight']}" if row["weight"] else ""


class GateTable(Table):
    """The gates of a project."""

    caption = _("Stage gates")
    number = key("projects_gate", "SG")
    code = Text(_("Gate"))
    title = titled(_("Name"), "projects_gate")
    scheduled_on = Day(_("Promised"), priority=2)
    forecast_on = Day(_("Expected"), tone=late, needs=("scheduled_on", "state"))
    decided_on = Day(pgettext_lazy("when", "Decided"), priority=2)
    owner = Person(_("Prepares it"), source="owner__name", priority=3)
    state = gate_state()


class TrackerTable(GateTable):
    """All gates with what is missing at each; its rows are made of standings."""

    confidence = Custom(
        _("Confidence"), render=confidence, exports=confidence, needs=("weight_met", "weight"), priority=2
    )
    missing = Custom(_("Missing"), render=missing, exports=missing, needs=("missing", "asked"))


class GateFacts(Table):
    """What is said of one."""

    code = Choice(_("Gate"), mapping=dict(StageGate.Code.choices))
    scheduled_on = Day(_("Promised for"))
    forecast_on = Day(_("Expected on"))
    owner = Person(_("Prepares it"), source="owner__name")
    reviewers = Text(_("Reviewers"))
    decided_on = Day(_("Decided on"))
    decision = Text(_("Decision"))


class CriterionTable(Table):
    """The criteria of all gates."""

    caption = _("Criteria of gates")
    number = key("projects_gate_criterion", "SC")
    gate = Text(_("Gate"), source="gate__code")
    title = titled(_("Criterion"), "projects_gate_criterion")
    evidence_wanted = Text(_("Evidence required"), priority=2)
    threshold = Text(_("Threshold"), priority=3)
    weight = Number(_("Weight"), priority=3)
    mandatory = Badge(_("Mandatory"), mapping={True: _("Mandatory")})


class CriterionFacts(Table):
    """What is said of one."""

    gate = Related(_("Gate"), "projects_gate")
    evidence_wanted = Text(_("Evidence required"))
    threshold = Text(_("Threshold"))
    weight = Number(_("Weight"))
    mandatory = Choice(_("Mandatory"), mapping={True: _("Yes"), False: _("No")})
    owner = Person(_("Owner"), source="owner__name")


def verdict(row: Row, reader: Reader) -> Any:
    """Whether a criterion is met, as shape and word."""
    if row["met"]:
        tone, word = "green", _now("Met")
    elif row["waiver"]:
        tone, word = "amber", _now("Waived (%(key)s)") % {"key": row["waiver"]}
    elif row["given"]:
        tone, word = "red", _now("Not met")
    else:
        tone, word = "open", _now("No evidence yet")
    return rag_chip(tone, word, "plain")


def evidence(row: Row, reader: Reader) -> str:
    """What was shown, and by whom."""
    return formats.sentences(row["evidence"], row["by"] and f"({row['by']})")


class CheckedTable(Table):
    """The criteria of one gate as they stand; its rows are made of a standing."""

    caption = _("Criteria")
    number = key("projects_gate_criterion", "SC")
    title = titled(_("Criterion"), "projects_gate_criterion")
    mandatory = Badge(_("Mandatory"), mapping={True: _("Mandatory"), False: _("Optional")}, priority=3)
    threshold = Text(_("Threshold"), priority=2)
    verdict = Custom(_("State"), render=verdict, needs=("met", "given", "waiver"))
    evidence = Custom(_("Evidence"), render=evidence, needs=("evidence", "by"), priority=2)
    actions = Actions(
        Action(
            _("Give evidence"),
            Link("projects_gate_evidence", number="number"),
            policy="projects.give_evidence",
            icon="checks",
            when=lambda row: row["open"],
        ),
        needs=("open",),
    )


class EvidenceTable(Table):
    """What was shown for one criterion."""

    caption = _("Evidence")
    at = Instant(_("When"), source="created_at")
    who = Person(_("Who"), source="given_by__name")
    met = Choice(_("Met"), mapping={True: _("Yes"), False: _("No")})
    text = Text(_("Evidence"))


class WaiverTable(Table):
    """The waivers of a project."""

    caption = _("Waivers of criteria")
    number = key("projects_gate_waiver", "GW")
    gate = Text(_("Gate"), source="criterion__gate__code")
    title = titled(_("Waiver"), "projects_gate_waiver")
    expires_on = Day(_("Until"))
    state = state(GateWaiver.State, green={"granted"}, red={"refused"})


class WaiverFacts(Table):
    """What is said of one."""

    criterion = Related(_("Criterion"), "projects_gate_criterion")
    reason = Text(_("Why it may be passed without"))
    expires_on = Day(_("Until"))
    ours = Person(_("For us"), source="head__name")
    theirs = Person(_("For the client"), source="sponsor__name")


class ConditionTable(Table):
    """The conditions of all gates."""

    caption = _("Conditions of gates")
    number = key("projects_gate_condition", "GC")
    gate = Text(_("Gate"), source="gate__code")
    title = titled(_("Condition"), "projects_gate_condition")
    due_on = Day(_("Due"), tone=overdue, needs=("state",))
    owner = Person(_("Owner"), source="owner__name", priority=2)
    state = state(GateCondition.State, green={"met"})


class ConditionFacts(Table):
    """What is said of one."""

    gate = Related(_("Gate"), "projects_gate")
    due_on = Day(_("Due"))
    owner = Person(_("Owner"), source="owner__name")


class DecisionTable(Table):
    """How a gate was decided on."""

    caption = _("Decisions")
    at = Instant(_("When"), source="created_at")
    who = Person(_("Who"), source="decided_by__name")
    outcome = Choice(_("Decision"), mapping=dict(StageGate.State.choices))
    text = Text(_("Reason"))
    fingerprint = Text(_("Fingerprint"), priority=3)
