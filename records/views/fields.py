"""Pages about fields that an organization adds to its records."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from records.filters.fields import FieldFilters
from records.forms.fields import FieldForm, NewFieldForm
from records.models import CustomField
from records.selectors.fields import all_custom_fields, custom_field
from records.services import fields as services
from records.tables.fields import FieldTable
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import ActionPage, FormPage, ListPage, Undo
from toolkit.tables import Action

FIELDS = Link("records_fields")


class OfField:
    """About one custom field."""

    subject_as = "field"

    def get_subject(self, actor: Actor, **kwargs: Any) -> CustomField:
        return custom_field(actor=actor, field_id=kwargs["field"])


class FieldList(ListPage):
    """What the organization added to its records."""

    policy = "records.view_fields"
    title = _("Fields")
    selector = all_custom_fields
    table, filterset = FieldTable, FieldFilters
    order = ("kind", "position", "label")
    actions = (Action(_("Add field"), Link("records_add_field"), policy="records.set_fields", icon="plus"),)
    empty_title, empty_icon = _("No fields of your own yet"), "forms"
    empty_text = _(
        "What your records need beside what they have: a region, a cost centre, a contract number."
    )


class AddField(FormPage):
    """Add a field to a kind of record."""

    policy = "records.set_fields"
    title, verb = _("Add a field"), _("Add field")
    form = NewFieldForm
    service = services.add_field
    success = _("%(label)s is asked for now.")
    success_url = cancel_url = FIELDS


class EditField(OfField, FormPage):
    """Change the words of a field."""

    policy = "records.set_fields"
    title, verb = _("Field %(label)s"), _("Save field")
    form = FieldForm
    service = services.edit_field
    success = _("%(label)s is saved.")
    success_url = cancel_url = FIELDS
    versioned = True


class WithdrawField(OfField, ActionPage):
    """Ask for it no more."""

    policy = "records.set_fields"
    title, verb = _("Withdraw the field %(label)s?"), _("Withdraw field")
    consequence = _(
        "No form asks for it, no list shows it. What stands there is kept, and comes back with it."
    )
    service = services.withdraw_field
    success = _("%(label)s is withdrawn.")
    success_url = cancel_url = FIELDS
    versioned = True
    undo = Undo(Link("records_restore_field", field="id"), policy="records.set_fields")


class RestoreField(OfField, ActionPage):
    """Ask for it again."""

    policy = "records.set_fields"
    title, verb = _("Restore the field %(label)s?"), _("Restore field")
    consequence = _("Forms ask for it again, with what stood there.")
    service = services.restore_field
    success = _("%(label)s is asked for again.")
    success_url = cancel_url = FIELDS
