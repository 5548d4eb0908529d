"""Approvals as pages show them: who decides, where it stands, what the reader may do; and their lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.approving import decision_of, decisions
from records.matrix import HOUSE_CURRENCY, SPONSOR, Band
from records.models import Approval, ApprovalStep, Manner
from records.selectors.approvals_deciders import deciders, may_manage, may_take, others
from records.selectors.approvals_matrix import InForce
from records.states import OPEN
from toolkit import formats
from toolkit.links import Link
from toolkit.tables import Choice, Day, Instant, Key, Name, Status, Table, Text

Label = str | Promise
S = Approval.State
TONES = {
    S.PENDING: "begun",
    S.DEFERRED: "amber",
    S.GRANTED: "green",
    S.REFUSED: "red",
    S.WITHDRAWN: "open",
    S.SUPERSEDED: "open",
}
STATES = {state: (label, TONES[S(state)]) for state, label in S.choices}
# As DOMAIN 5 calls them; the sponsor is asked by mail.
ROLES: dict[str, Label] = {
    "DH": gettext_lazy("Delivery head"),
    "PM": gettext_lazy("Project manager"),
    "TL": gettext_lazy("Team lead"),
    "QA": gettext_lazy("Quality analyst"),
    "WF": gettext_lazy("Workforce analyst"),
    "FI": gettext_lazy("Finance"),
    SPONSOR: gettext_lazy("Client sponsor"),
}
OF_RECORD = Link("records_approvals", entry="entry_id")
VERBS = (
    ("decide", gettext_lazy("Decide"), "primary"),
    ("hand", gettext_lazy("Hand to somebody else"), "quiet"),
    ("withdraw", gettext_lazy("Withdraw the request"), "quiet"),
)


class ApprovalTable(Table):
    """What the reader decides, asked for or decided on."""

    caption = gettext_lazy("Approvals")
    record_key = Key(gettext_lazy("Key"), link=OF_RECORD, sort=False)
    record = Name(gettext_lazy("Record"), link=OF_RECORD, sort=False)
    about = Text(gettext_lazy("What is to be approved"), sort=False)
    decision = Choice(
        gettext_lazy("Kind"), mapping={one.key: one.name for one in decisions()}, priority=3, sort=False
    )
    state = Status(gettext_lazy("State"), mapping=STATES)
    due = Day(gettext_lazy("Wanted by"), priority=2)
    created_at = Instant(gettext_lazy("Asked"), priority=3)
    needs = ("entry_id",)


@dataclass(frozen=True)
class Line:
    """One decider of a request: who, and what was said or is waited for."""

    who: Label
    role: Label
    word: Label
    tone: str
    when: str = ""
    reason: str = ""
    handed: str = ""
    late: str = ""


@dataclass(frozen=True)
class Card:
    """One request as its record's tab shows it. `verbs`: what the reader may do, first the main one."""

    id: UUID
    title: Label
    about: str
    word: Label
    tone: str
    asked: str
    facts: list[dict[str, Any]]
    lines: list[Line]
    fingerprint: str
    manner: Label
    is_open: bool
    waits_for_me: bool
    closing: str = ""
    verbs: list[dict[str, Any]] = field(default_factory=list)


class Cards:
    """Makes the cards of one page; a role's people are looked up once for all of them."""

    def __init__(self, page: Any) -> None:
        self.page, self.actor, self.reader = page, page.actor, page.reader
        self._people: dict[str, list[Any]] = {}

    def made(self, rows: Iterable[Approval]) -> list[Card]:
        """Of these approvals, in their order."""
        return [self.card(one) for one in rows]

    def card(self, one: Approval) -> Card:
        """One request."""
        steps = list(one.steps.all())
        mine = one.state in OPEN and self._is_mine(one, steps)
        word, tone = STATES[one.state]
        return Card(
            id=one.pk,
            title=decision_of(one.decision).name,
            about=one.about,
            word=word,
            tone=tone,
            asked=self._asked(one),
            facts=measured(one, self.reader),
            lines=[self.line(one, step) for step in steps],
            fingerprint=one.fingerprint,
            manner=Manner(one.manner).label if len(steps) > 1 else "",
            is_open=one.state in OPEN,
            waits_for_me=mine,
            closing=one.reason if one.state in (S.DEFERRED, S.WITHDRAWN, S.SUPERSEDED) else "",
            verbs=self._verbs(one, mine),
        )

    def line(self, one: Approval, step: ApprovalStep) -> Line:
        """One decider."""
        word, tone = self._standing(one, step)
        return Line(
            who=self._who(one, step),
            role=ROLES.get(step.role, step.role)
            if step.role and (step.person_id or step.decided_by_id)
            else "",
            word=word,
            tone=tone,
            when=self.reader.instant(step.decided_at or step.opened_at) if step.opened_at else "",
            reason=step.reason,
            handed=handed(step),
            late=self._late(one, step),
        )

    def _who(self, one: Approval, step: ApprovalStep) -> Label:
        named = step.decided_by or step.person
        if named is not None:
            return str(named.name)
        found = others(self._held(one, step.role), one.authors) if one.state in OPEN else []
        role = ROLES.get(step.role, step.role)
        return format_lazy("{} ({})", role, ", ".join(one.name for one in found)) if found else role

    def _held(self, one: Approval, role: str) -> list[Any]:
        if role not in self._people:
            self._people[role] = deciders(actor=self.actor, role=role, project_id=one.project_id)
        return self._people[role]

    def _standing(self, one: Approval, step: ApprovalStep) -> tuple[Label, str]:
        if step.outcome:
            is_yes = step.outcome == ApprovalStep.Outcome.APPROVED
            return ApprovalStep.Outcome(step.outcome).label, "green" if is_yes else "red"
        if one.state not in OPEN:
            return _("Not needed any more"), "open"
        return (_("Waits"), "begun") if step.opened_at else (_("Comes after"), "open")

    def _late(self, one: Approval, step: ApprovalStep) -> str:
        if not step.is_waiting or one.state not in OPEN or one.due is None:
            return ""
        days = (self.reader.as_of - one.due).days
        return _("%(days)s after the wanted day") % {"days": formats.delta_days(days)} if days > 0 else ""

    def _asked(self, one: Approval) -> str:
        name = one.asked_by.name if one.asked_by else _("The house")
        return _("%(name)s asked on %(when)s") % {"name": name, "when": self.reader.instant(one.created_at)}

    def _is_mine(self, one: Approval, steps: list[ApprovalStep]) -> bool:
        own = str(self.actor.person_id) in one.authors
        return not own and any(
            step.is_waiting and not step.ask_id and may_take(self.actor, step, one.project_id)
            for step in steps
        )

    def _verbs(self, one: Approval, mine: bool) -> list[dict[str, Any]]:
        if one.state not in OPEN:
            return []
        allowed = {
            "decide": mine and self.actor.may("records.decide_approval", one),
            "hand": mine and self.actor.may("records.hand_approval", one),
            "withdraw": may_manage(self.actor, one) and self.actor.may("records.withdraw_approval", one),
        }
        arguments = {**self.page.kwargs, "entry": one.entry_id, "approval": one.pk}
        return [
            {"label": label, "variant": kind, "url": Link(f"records_{name}_approval").url(arguments)}
            for name, label, kind in VERBS
            if allowed[name]
        ]


def measured(one: Approval, reader: Any) -> list[dict[str, Any]]:
    """Money, days and the wanted day of a request, as far as there are any."""
    found = [
        (_("Money"), formats.money(one.amount, one.currency) if one.amount is not None else ""),
        (_("Days"), formats.number(one.days) if one.days is not None else ""),
        (_("Wanted by"), reader.day(one.due) if one.due else ""),
    ]
    return [{"label": label, "value": value} for label, value in found if value]


def handed(step: ApprovalStep) -> str:
    """By whom a step was handed on, and why."""
    if step.handed_by is None:
        return ""
    told = {"name": step.handed_by.name, "reason": step.handed_reason}
    return _("Handed on by %(name)s: %(reason)s") % told


@dataclass(frozen=True)
class MatrixRow:
    """One row of a matrix in words."""

    upto: str
    who: str
    manner: Label


@dataclass(frozen=True)
class MatrixShown:
    """The matrix of one kind of decision in words. `url`: where it is changed; empty for who may not."""

    key: str
    name: Label
    since: str
    rows: list[MatrixRow]
    coming: str = ""
    url: str = ""


def shown_matrix(one: InForce, reader: Any, url: str = "") -> MatrixShown:
    """Who decides on one kind of decision."""
    rows = [
        MatrixRow(
            limits(band, one.currency), who(band, person), Manner(band.manner).label if several(band) else ""
        )
        for band, person in zip(one.bands, one.people, strict=True)
    ]
    since = _("from %(day)s") % {"day": reader.day(one.since)} if one.since else _("proposed by the house")
    coming = _("changes on %(day)s") % {"day": reader.day(one.next_on)} if one.next_on else ""
    return MatrixShown(one.decision.key, one.decision.name, since, rows, coming, url)


def limits(band: Band, currency: str = HOUSE_CURRENCY) -> str:
    """Up to how much a row decides."""
    money = formats.money(band.amount_up_to, currency) if band.amount_up_to is not None else ""
    days = formats.duration(band.days_up_to * 480) if band.days_up_to is not None else ""
    if money and days:
        return _("up to %(money)s and %(days)s") % {"money": money, "days": days}
    return (
        _("up to %(limit)s") % {"limit": money or days}
        if money or days
        else _("any amount, any number of days")
    )


def who(band: Band, person: str) -> str:
    """Who decides on a row, in order."""
    return " + ".join([*(str(ROLES.get(role, role)) for role in band.roles), *([person] if person else [])])


def several(band: Band) -> bool:
    """Whether more than one decides."""
    return len(band.roles) + bool(band.person_id) > 1
