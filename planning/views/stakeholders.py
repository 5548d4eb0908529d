"""Pages of stakeholders, and of what they say to objectives."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from planning.chartered import agreements_of
from planning.forms_charter import AgreementForm
from planning.models import Stakeholder
from planning.registers.objectives import OBJECTIVES
from planning.registers.stakeholders import STAKEHOLDERS
from planning.services.agreements import POLICY, record_agreement
from planning.tables_charter import AgreementTable
from projects.registers.pages import RecordPage, RegisterList
from projects.registers.selectors import record_of
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import FormPage
from toolkit.sketches.matrix import Matrix, Pin, Position, matrix
from toolkit.tables import in_language

POWERS = (_("Can change nothing"), _("Has a say"), _("Is asked"), _("Decides much"), _("Can stop it"))
INTERESTS = (_("Hardly touched"), _("A little"), _("Now and then"), _("Often"), _("Every day"))
HIGH = 4
ORDER = tuple(Stakeholder.Engagement.values)


def strategy(at: Position) -> str:
    """How one works with whoever stands there (Mendelow's grid)."""
    if at.row >= HIGH:
        return _now("Manage closely") if at.column >= HIGH else _now("Keep satisfied")
    return _now("Keep informed") if at.column >= HIGH else _now("Monitor")


def tint(at: Position) -> str:
    """The more weight, the deeper."""
    return f"s{1 + (at.row >= HIGH) + (at.column >= HIGH)}" if max(at.row, at.column) >= HIGH else ""


def is_to_win(row: dict[str, Any]) -> bool:
    """Whether they stand below where the project needs them."""
    return ORDER.index(row["engagement"]) < ORDER.index(row["desired"])


class StakeholderList(RegisterList):
    """The picture of power and interest, and the list beside it."""

    abstract = True

    template = "planning/stakeholders.html"

    def get_context(self) -> dict[str, Any]:
        active = self.get_queryset().filter(state=Stakeholder.State.ACTIVE).order_by("number")
        rows = list(
            active.values("number", "title", "title_zh", "power", "interest", "engagement", "desired")
        )
        to_win = sum(is_to_win(row) for row in rows)
        return {"picture": self.picture(rows), "chosen": self.chosen(), "to_win": to_win, "count": len(rows)}

    def chosen(self) -> Position | None:
        """The field that the list is narrowed to."""
        power, interest = (self.request.GET.get(name, "") for name in ("power", "interest"))
        return Position(int(power), int(interest)) if power and interest else None

    def picture(self, rows: list[dict[str, Any]]) -> Matrix:
        """Every active stakeholder in the grid."""
        page, here = STAKEHOLDERS.link(), self.reader.arguments
        return matrix(
            [
                Pin(
                    f"ST{row['number']}",
                    in_language(row, "title"),
                    Position(row["power"], row["interest"]),
                    page.url({**here, "number": row["number"]}),
                )
                for row in rows
            ],
            rows=[str(label) for label in POWERS],
            columns=[str(label) for label in INTERESTS],
            score=strategy,
            tone=tint,
            url=lambda at: f"?power={at.row}&interest={at.column}",
            chosen=self.chosen(),
            label=_now("Stakeholders by power and interest"),
        )


class ObjectivePage(RecordPage):
    """An objective, and what each stakeholder says to it."""

    abstract = True

    def get_context(self) -> dict[str, Any]:
        rows = agreements_of(actor=self.actor, objective=self.subject).values(*AgreementTable.fields())
        return {"agreements": AgreementTable(self.reader).shown(list(rows)), "say_url": self.say_url()}

    def say_url(self) -> str:
        """Where an answer is recorded, for those who may."""
        may = self.actor.may(POLICY, self.subject)
        return Link("planning_answer_objective").url(dict(self.reader.arguments)) if may else ""


class OfObjective:
    """About one objective."""

    subject_as = "objective"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        return record_of(actor=actor, register=OBJECTIVES, **kwargs)


class RecordAgreement(OfObjective, FormPage):
    """Record what a stakeholder says to an objective."""

    policy = POLICY
    title, verb = _("What does a stakeholder say to %(key)s?"), _("Record answer")
    form = AgreementForm
    service = record_agreement
    template = "planning/agreement.html"
    cancel_url = success_url = Link("planning_objective")
    success = _("The answer is recorded.")

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"project": subject.project}
