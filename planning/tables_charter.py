"""Columns of the ten plans and of what stakeholders say."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planning.models import ManagementPlan, ObjectiveAgreement
from planning.models.signed import Signed
from toolkit import formats
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Custom, Day, Instant, Name, Number, Person, Status, Table, Text

PLAN, BEGIN = Link("planning_management_plan"), Link("planning_begin_management_plan")
ADD = "planning.add_management_plan"
NO_PLAN = "missing"
SIGNATURE = {
    **{answer: (label, "red" if answer == "refuse" else "green") for answer, label in Signed.Answer.choices},
    "asked": (_("Asked"), "begun"),
}
SHOWN = {"draft": "open", "review": "begun", "approved": "green", "superseded": "grey"}
STANDING = {
    **{value: (label, SHOWN[value]) for value, label in ManagementPlan.State.choices},
    NO_PLAN: (_("Missing"), "grey"),
}


def plan_name(row: Row, reader: Reader) -> Any:
    """The plan, leading to what stands for it."""
    if row["number"] is None:
        return format_html('<span class="b6">{}</span>', row["label"])
    url = PLAN.url({**reader.arguments, "number": row["number"]})
    return format_html(
        '<a href="{}">{}</a> <span class="mp-key i3">MP{}</span>', url, row["label"], row["number"]
    )


def being_written(row: Row, reader: Reader) -> Any:
    """The next version, or the way to begin what is missing."""
    if row["state"] == NO_PLAN and reader.may(ADD, reader.subject):
        url = BEGIN.url({**reader.arguments, "area": row["area"]})
        return format_html('<a href="{}">{}</a>', url, _("Begin it"))
    return row["written"] or formats.NOTHING


class SlotTable(Table):
    """The ten plans: what is in force, what is being written, what is missing."""

    caption = _("The ten plans")
    label = Custom(_("Plan"), render=plan_name, needs=("label", "number"))
    state = Status(_("State"), mapping=STANDING, sort=False)
    edition = Number(_("Version"), decimals=0, sort=False)
    written = Custom(_("Being written"), render=being_written, needs=("area", "state", "written"))
    owner = Person(_("Owner"), source="owner__name", sort=False, priority=2)
    signature = Status(_("Client"), mapping=SIGNATURE, sort=False)


def last_or_not(row: Row) -> str:
    """What was said before is drawn as history."""
    return "withdrawn" if row["superseded_at"] else ""


class AgreementTable(Table):
    """What stakeholders said to an objective."""

    caption = _("What stakeholders say")
    stakeholder = Name(_("Stakeholder"), source="stakeholder__title", sort=False)
    power = Number(_("Power"), source="stakeholder__power", decimals=0, sort=False)
    verdict = Status(
        _("Says"),
        mapping={
            "agree": (ObjectiveAgreement.Verdict.AGREE.label, "green"),
            "agree_with_comment": (ObjectiveAgreement.Verdict.COMMENT.label, "green"),
            "disagree": (ObjectiveAgreement.Verdict.DISAGREE.label, "red"),
        },
        sort=False,
    )
    comment = Text(_("Comment"), sort=False)
    said_on = Day(_("Said on"), sort=False)
    superseded_at = Instant(pgettext_lazy("when", "Superseded"), sort=False, priority=2)
    row_class = last_or_not


def slot_row(slot: Any) -> dict[str, Any]:
    """A slot as a row of its table."""
    shown, written = slot.shown, slot.written if slot.in_force else None
    return {
        "area": slot.area,
        "label": slot.label,
        "state": shown.state if shown else NO_PLAN,
        "number": shown.number if shown else None,
        "edition": shown.edition if shown else None,
        "written": f"{written.key} · {written.get_state_display()}" if written else None,
        "owner__name": shown.owner.name if shown and shown.owner else None,
        "signature": signature_of(shown) if shown else None,
    }


def signature_of(subject: Any) -> str | None:
    """The client's answer, or that it is still waited for."""
    return subject.client_answer or ("asked" if subject.waits_for_client else None)
