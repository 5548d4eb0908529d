"""Pages of charters and management plans."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.chartered import plan_slots
from planning.documents import parts
from planning.forms_charter import SignatureForm
from planning.models import ManagementPlan
from planning.registers.charters import MANAGEMENT_PLANS
from planning.services.signatures import POLICY as SIGN
from planning.services.signatures import ask_signature
from planning.services.versions import IN_FORCE, begin_version
from planning.tables_charter import SlotTable, slot_row
from projects.registers.declared import Register
from projects.registers.pages import AddRecord, OfRecord, RecordPage, RegisterList
from projects.registers.services import add_record
from tenancy.actors import Actor
from toolkit.errors import Missing
from toolkit.pages import ActionPage, FormPage
from toolkit.tables import Action

APPROVED = "approved"


class DocumentPage(RecordPage):
    """A charter or a plan as a document, with the client's signature below it."""

    abstract = True

    def get_actions(self) -> tuple[Action, ...]:
        register, subject = self.register, self.subject
        sign = Action(_("Ask the client to sign"), register.link("sign"), policy=SIGN, icon="send")
        renew = Action(_("Begin a new version"), register.link("renew"), policy=register.policy("add"))
        asks = subject.state == APPROVED and not subject.is_signed
        begins = subject.state in IN_FORCE
        return (*((sign,) if asks else ()), *super().get_actions(), *((renew,) if begins else ()))

    def get_context(self) -> dict[str, Any]:
        return {"parts": parts(self.subject), "ask": self.subject.ask_id and self.ask()}

    def ask(self) -> Any:
        """The question as it was sent, with its text."""
        rows = type(self.subject).objects.select_related("ask__person")
        return rows.get(pk=self.subject.pk).ask


class SlotList(RegisterList):
    """The ten plans in their places, then every version."""

    abstract = True

    template = "planning/management_plans.html"

    def get_context(self) -> dict[str, Any]:
        slots = plan_slots(actor=self.actor, project=self.subject)
        done = sum(slot.in_force is not None for slot in slots)
        signed = sum(slot.in_force is not None and slot.in_force.is_signed for slot in slots)
        shown = SlotTable(self.reader).shown([slot_row(slot) for slot in slots])
        missing = sum(slot.shown is None for slot in slots)
        return {"slots": shown, "done": done, "signed": signed, "missing": missing}


class BeginPlan(AddRecord):
    """Add the plan that a slot lacks."""

    register = MANAGEMENT_PLANS
    policy = MANAGEMENT_PLANS.policy("add")
    title, verb = _("Begin a management plan"), _("Add management plan")
    form = MANAGEMENT_PLANS.form
    service = partial(add_record, register=MANAGEMENT_PLANS)
    success_url, cancel_url = MANAGEMENT_PLANS.link(), MANAGEMENT_PLANS.link("list")

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        if kwargs["area"] not in ManagementPlan.Area.values:
            raise Missing()
        return super().get_subject(actor, key=kwargs["key"])

    def get_initial(self, subject: Any) -> dict[str, Any]:
        area = ManagementPlan.Area(self.arguments["area"])
        return {"area": area.value, "title": str(area.label), "owner_id": self.actor.person_id}


class AskSignature(OfRecord, FormPage):
    """Send it to the client to be signed."""

    abstract = True

    policy = SIGN
    title, verb = _("Ask the client to sign %(key)s"), _("Send to be signed")
    form = SignatureForm
    service = ask_signature
    template = "planning/sign.html"
    success = _("%(key)s is on its way to the client.")
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"actor": actor, "project": subject.project}

    def get_context(self) -> dict[str, Any]:
        return {"parts": parts(self.subject)}


class RenewDocument(OfRecord, ActionPage):
    """Begin the next version."""

    abstract = True

    title, verb = _("Begin a new version of %(key)s?"), _("Begin a new version")
    consequence = _("A draft begins with this text. What is in force stays until the new one is approved.")
    service = begin_version
    success = _("%(key)s begins with the text of the version before.")


def signing_page(register: Register) -> type[FormPage]:
    """The page that asks the client of a register's documents."""
    links = {"success_url": register.link(), "cancel_url": register.link()}
    return type(f"Ask{register.model.__name__}", (AskSignature,), {"register": register, **links})


def renewing_page(register: Register) -> type[ActionPage]:
    """The page that begins the next version of one of them."""
    links = {"success_url": register.link(), "cancel_url": register.link()}
    told = {"register": register, "policy": register.policy("add"), **links}
    return type(f"Renew{register.model.__name__}", (RenewDocument,), told)
