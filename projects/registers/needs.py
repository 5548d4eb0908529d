"""What registers ask of the owners of their records on the page "My day"."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from projects.registers.declared import Register, register_of, registers
from projects.registers.selectors import records_of
from records.needing import Band, Need, band_of, feeds, working_days_after
from tenancy.actors import Actor
from toolkit.tables import in_language

# Five working days by Monday to Friday end within nine days.
AHEAD = timedelta(days=9)


@feeds("registers")
def needs(*, actor: Actor, as_of: date) -> list[Need]:
    """The actor's own records that are due soon or overdue and owed still; one query."""
    dated = [one for one in registers() if one.due]
    if actor.person_id is None or not dated:
        return []
    first, *others = (_owed(actor, one, as_of + AHEAD) for one in dated)
    found = first.union(*others, all=True) if others else first
    return [need for row in found if (need := _need(actor, row)) is not None]


def _owed(actor: Actor, register: Register, until: date) -> QuerySet[Any, dict[str, Any]]:
    """The rows of one register, with the same columns as those of every other."""
    rows = records_of(actor=actor, register=register).filter(owner_id=actor.person_id)
    rows = rows.filter(**{f"{register.due}__lte": until}).order_by()
    still = rows.exclude(state__in=register.ended) if register.ended else rows
    return still.annotate(
        kept_in=Value(register.label, output_field=CharField()),
        owed_on=Cast(register.due, DateField()),
        project_key=F("project__key"),
        project_zone=F("project__zone"),
    ).values("kept_in", "number", "title", "title_zh", "owed_on", "project_id", "project_key", "project_zone")


def _need(actor: Actor, row: Mapping[str, Any]) -> Need | None:
    """One row in the days of its project; None while it is far ahead, or not for the actor to read."""
    register, today = register_of(row["kept_in"]), actor.today(row["project_zone"])
    band = band_of(row["owed_on"], today=today, until=working_days_after(today))
    if register is None or band is None or not actor.may(register.policy("view"), row["project_id"]):
        return None
    key, name = f"{register.model.letters}{row['number']}", in_language(row, "title")
    address = {"org": actor.organization.slug, "key": row["project_key"], "number": row["number"]}
    verb, step = _verb(actor, register, row)
    return Need(
        band=band,
        icon=register.icon,
        name=name,
        what=_("See to %(key)s %(name)s") % {"key": key, "name": name},
        why=_("you own it"),
        url=register.link().url(address, row),
        verb=verb,
        verb_url=register.link(step).url(address, row),
        due=row["owed_on"],
        overdue_days=(today - row["owed_on"]).days if band is Band.OVERDUE else 0,
        project_key=row["project_key"],
    )


def _verb(actor: Actor, register: Register, row: Mapping[str, Any]) -> tuple[str, str]:
    """What the owner does with it: the next step of its life, or a look."""
    if register.states and actor.may(register.policy("step"), row["project_id"]):
        return _("Change state"), "state"
    return _("Open record"), ""
