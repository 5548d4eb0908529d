"""Pages of statements of work."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects import selectors, services
from projects.filters import SowFilters
from projects.forms.contracts import SignableStepForm
from projects.forms.sows import NewSowForm, PriceForm, SowForm
from projects.models import PriceRow, Sow, SowItem, SowVersion
from projects.selectors import sow_by_code, sow_version
from projects.states import SOW_VERSION
from projects.tables.contracts import (
    ChangeTable,
    DraftPriceTable,
    PriceTable,
    SowFacts,
    SowTable,
    VersionFacts,
    VersionTable,
    change_row,
)
from projects.tables.intake import ProgrammeProjectTable
from projects.views.base import Steps, Taken
from projects.views.contracts import OfEngagement
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage, ReasonForm
from toolkit.tables import Action, in_language

SOWS, OF_SOW, OF_VERSION = Link("projects_sows"), Link("projects_sow"), Link("projects_sow_version")
DRAFT = SowVersion.State.DRAFT
AMEND = Action(_("Amend"), Link("projects_amend_sow"), policy="projects.amend_sow", icon="plus")
SHARE = Action(_("Share with the client"), Link("projects_share_sow"), policy="projects.share_sow")
UNSHARE = Action(_("Stop sharing"), Link("projects_unshare_sow"), policy="projects.share_sow")
WRITE = Action(_("Write"), Link("projects_write_sow"), policy="projects.write_sow", icon="pencil")
ADD_PRICE = Action(_("Add a rate"), Link("projects_add_price"), policy="projects.write_sow")
SIGN = Action(
    _("Send for signature"),
    Link("projects_ask_sow_signature"),
    policy="projects.ask_sow_signature",
    icon="send",
)
STATE = Action(_("Change state"), Link("projects_sow_state"), policy="projects.change_sow_state")


class OfSow:
    """About one statement of work."""

    subject_as = "sow"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Sow:
        return sow_by_code(actor=actor, code=kwargs["sow"])


class OfSowVersion:
    """About one version."""

    subject_as = "sow_version"

    def get_subject(self, actor: Actor, **kwargs: Any) -> SowVersion:
        sow = sow_by_code(actor=actor, code=kwargs["sow"])
        return sow_version(actor=actor, sow=sow, number=kwargs["edition"])


class SowList(ListPage):
    """Statements of work of all engagements."""

    policy = "projects.view_contracts"
    title = _("Statements of work")
    selector = selectors.sow_register
    table, filterset = SowTable, SowFilters
    order = ("code",)
    empty_title, empty_icon = _("No statement of work yet"), "file-text"
    empty_text = _("A statement of work is added on the page of its engagement.")


class AddSow(OfEngagement, FormPage):
    """Begin a statement of work."""

    policy = "projects.add_sow"
    title, verb = _("Add a statement of work"), _("Add statement of work")
    form = NewSowForm
    service = services.add_sow
    success = _("%(code)s is there, with the draft of version 1.")
    success_url, cancel_url = Link("projects_sow", sow="code"), Link("projects_engagement")

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {"starts_on": subject.starts_on, "currency": subject.currency}


class SowPage(OfSow, DetailPage):
    """One statement of work: its versions, and what runs under it."""

    policy = "projects.view_contracts"
    facts = SowFacts
    template = "projects/sow.html"

    def get_title(self) -> str:
        return str(self.subject.title)

    def get_actions(self) -> tuple[Action, ...]:
        return (AMEND, UNSHARE if self.subject.visibility == "shared" else SHARE)

    def get_context(self) -> dict[str, Any]:
        return sow_context(self)


def sow_context(page: SowPage) -> dict[str, Any]:
    """The lists of a statement's page, and the pairs of versions to compare."""
    actor, sow, reader = page.actor, page.subject, page.reader
    versions = list(selectors.sow_versions(actor=actor, sow=sow).values(*VersionTable.fields()))
    running = selectors.projects_under(actor=actor, sow=sow).values(*ProgrammeProjectTable.fields())
    return {
        "versions": VersionTable(reader).shown(versions),
        "pairs": [(row["number"], row["number"] - 1) for row in versions if row["number"] > 1],
        "projects": ProgrammeProjectTable(reader).shown(list(running)),
    }


class SowVersionPage(OfSowVersion, DetailPage):
    """One version: its terms, its parts, its prices."""

    policy = "projects.view_contracts"
    facts = VersionFacts
    template = "projects/sow_version.html"

    def get_title(self) -> str:
        return f"{self.subject.sow.code} v{self.subject.number}"

    def get_actions(self) -> tuple[Action, ...]:
        steps = dict(SOW_VERSION.choices(self.actor, self.subject))
        writing = (WRITE, ADD_PRICE) if self.subject.state == DRAFT else ()
        return (*writing, *((SIGN,) if "sign" in steps else ()), *((STATE,) if steps else ()))

    def get_context(self) -> dict[str, Any]:
        return version_context(self)


def version_context(page: SowVersionPage) -> dict[str, Any]:
    """The parts, sites and prices of a version."""
    version, reader = page.subject, page.reader
    table = DraftPriceTable if version.state == DRAFT else PriceTable
    rows = selectors.prices(sow_version=version).values(*table.fields())
    parts = selectors.items_of(sow_version=version)
    places = selectors.sites_of_sow(sow_version=version)
    return {
        "parts": [(label, parts[part]) for part, label in SowItem.Kind.choices],
        "places": [
            (row["site__code"], in_language(row, "site__name"))
            for row in places.values("site__code", "site__name", "site__name_zh")
        ],
        "prices": table(reader).shown(list(rows)),
        "older": version.number - 1,
    }


class SowChanges(OfSowVersion, DetailPage):
    """What a version says otherwise than another one."""

    policy = "projects.view_contracts"
    template = "projects/sow_changes.html"

    def get_title(self) -> str:
        return f"{self.subject.sow.code} v{self.kwargs['older']} → v{self.subject.number}"

    def get_context(self) -> dict[str, Any]:
        sow, number = self.subject.sow, self.kwargs["older"]
        older = sow_version(actor=self.actor, sow=sow, number=number)
        found = selectors.differences_of(old=older, new=self.subject)
        return {"changes": ChangeTable(self.reader).shown([change_row(one, self.reader) for one in found])}


class WriteSow(Taken, OfSowVersion, FormPage):
    """Write the draft of a version."""

    policy = "projects.write_sow"
    title, verb = _("Write version %(number)s"), _("Save draft")
    form = SowForm
    service = services.write_sow
    success = _("Version %(number)s is saved.")
    success_url = cancel_url = OF_VERSION
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: SowVersion) -> dict[str, Any]:
        return {"actor": actor, "sow_version": subject}

    def get_initial(self, subject: SowVersion) -> dict[str, Any]:
        parts = super().get_initial(subject)
        return {name: value for name, value in parts.items() if name != "sites"}


class AddPrice(OfSowVersion, FormPage):
    """Add a rate."""

    policy = "projects.write_sow"
    title, verb = _("Add a rate to version %(number)s"), _("Add rate")
    form = PriceForm
    service = services.add_price
    success = _("The rate for %(unit)s is there.")
    success_url = cancel_url = OF_VERSION
    versioned = True

    def get_initial(self, subject: SowVersion) -> dict[str, Any]:
        return {"effective_on": subject.starts_on, "from_quantity": 0}


class RemovePrice(ActionPage):
    """Take a rate out of a draft."""

    policy = "projects.write_sow"
    title, verb, danger = _("Remove the rate for %(unit)s?"), _("Remove rate"), True
    consequence = _("It leaves the draft. The audit trail keeps what it was.")
    subject_as, service = "price", services.remove_price
    success = _("The rate is out of version %(number)s.")
    success_url = cancel_url = OF_VERSION

    def get_subject(self, actor: Actor, **kwargs: Any) -> PriceRow:
        sow = sow_by_code(actor=actor, code=kwargs["sow"])
        version = sow_version(actor=actor, sow=sow, number=kwargs["edition"])
        return selectors.price_by_id(sow_version=version, price_id=kwargs["price"])


class AmendSow(OfSow, ActionPage):
    """Begin the next version."""

    policy = "projects.amend_sow"
    title, verb = _("Begin a new version of %(code)s?"), _("Begin version")
    consequence = _("It starts as a copy. The version in force stays so until the new one replaces it.")
    form = ReasonForm
    service = services.amend_sow
    success = _("Version %(number)s is a draft.")
    success_url, cancel_url = Link("projects_sow_version", edition="number"), OF_SOW
    versioned = True


class ChangeSowState(OfSowVersion, Steps, FormPage):
    """Take a step on the way of a version."""

    policy = "projects.change_sow_state"
    title, verb = _("Change state"), _("Change state")
    form = SignableStepForm
    states = SOW_VERSION
    service = services.change_sow_state
    success_url = cancel_url = OF_VERSION

    def get_initial(self, subject: SowVersion) -> dict[str, Any]:
        return {}


class AskSowSignature(OfSowVersion, ActionPage):
    """Send a version to the client's signatory."""

    policy = "projects.ask_sow_signature"
    title, verb = _("Send version %(number)s for signature?"), _("Send for signature")
    consequence = _(
        "Whoever signs for the client gets the whole text by mail, with a link. The answer signs it: it is "
        "kept with name, time, text and fingerprint. A signature on paper is recorded by changing the state."
    )
    service = services.ask_sow_signature
    success = _("Version %(number)s is on its way to the client.")
    success_url = cancel_url = OF_VERSION
    versioned = True


class ShareSow(OfSow, ActionPage):
    """Let the client's sponsor read that it exists."""

    policy = "projects.share_sow"
    title, verb = _("Share this statement of work with the client?"), _("Share statement of work")
    consequence = _(
        "The client’s sponsor reads its number and title in the portal; neither prices nor drafts."
    )
    service = services.share_sow
    success = _("%(code)s is shared with the client.")
    success_url = cancel_url = OF_SOW
    versioned = True


class UnshareSow(OfSow, ActionPage):
    """Take it out of the client's sight."""

    policy = "projects.share_sow"
    title, verb, danger = _("Stop sharing this statement of work?"), _("Stop sharing"), True
    consequence = _("The client’s sponsor no longer reads of it.")
    service = services.unshare_sow
    success = _("%(code)s is no longer shared.")
    success_url = cancel_url = OF_SOW
    versioned = True
