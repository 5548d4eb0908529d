"""Pages of engagements."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects import selectors, services
from projects.filters import EngagementFilters
from projects.forms.contracts import (
    AmendmentForm,
    ContractForm,
    EngagementForm,
    NewEngagementForm,
    SignableStepForm,
)
from projects.models import Engagement, Project
from projects.selectors import sow_register
from projects.states import ENGAGEMENT
from projects.tables.contracts import (
    AmendmentTable,
    EngagementFacts,
    EngagementTable,
    SowTable,
    amendment_row,
)
from projects.tables.intake import ProgrammeProjectTable
from projects.views.base import SETTINGS, Chosen, OfProject, Steps
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import DetailPage, FormPage, ListPage
from toolkit.tables import Action

ENGAGEMENTS, OF_ENGAGEMENT = Link("projects_engagements"), Link("projects_engagement")
EDIT = Action(_("Edit"), Link("projects_edit_engagement"), policy="projects.update_engagement", icon="pencil")
AMEND = Action(_("Amend"), Link("projects_amend_engagement"), policy="projects.amend_engagement")
STATE = Action(
    _("Change state"), Link("projects_engagement_state"), policy="projects.change_engagement_state"
)
ADD_SOW = Action(
    _("Add a statement of work"), Link("projects_add_sow"), policy="projects.add_sow", icon="plus"
)
ADD = Action(
    _("Add an engagement"),
    Link("projects_add_engagement"),
    policy="projects.add_engagement",
    icon="plus",
)


class OfEngagement:
    """About one engagement."""

    subject_as = "engagement"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Engagement:
        return selectors.engagement_by_code(actor=actor, code=kwargs["engagement"])


class EngagementList(ListPage):
    """The master agreements with clients."""

    policy = "projects.view_contracts"
    title = _("Engagements")
    selector = selectors.engagement_register
    table, filterset = EngagementTable, EngagementFilters
    order = ("code",)
    actions = (ADD,)
    empty_title, empty_icon = _("No engagement yet"), "briefcase"
    empty_text = _("An engagement is the master agreement with a client. Statements of work stand under it.")


class AddEngagement(Chosen, FormPage):
    """Begin a master agreement."""

    policy = "projects.add_engagement"
    title, verb = _("Add an engagement"), _("Add engagement")
    form = NewEngagementForm
    service = services.add_engagement
    success = _("%(code)s is a draft.")
    success_url, cancel_url = Link("projects_engagement", engagement="code"), ENGAGEMENTS

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {"owner_id": self.actor.person_id}


class EngagementPage(OfEngagement, DetailPage):
    """One engagement: its terms, how they were amended, what stands under it."""

    policy = "projects.view_contracts"
    facts = EngagementFacts
    template = "projects/engagement.html"

    def get_title(self) -> str:
        return str(self.subject.title)

    def get_actions(self) -> tuple[Action, ...]:
        return engagement_actions(self.actor, self.subject)

    def get_context(self) -> dict[str, Any]:
        return engagement_context(self)


def engagement_actions(actor: Actor, engagement: Engagement) -> tuple[Action, ...]:
    """The verbs that make sense for an engagement as it stands."""
    write = EDIT if engagement.state == Engagement.State.DRAFT else AMEND
    steps = (STATE,) if ENGAGEMENT.choices(actor, engagement) else ()
    return (ADD_SOW, *steps) if engagement.state == Engagement.State.ENDED else (ADD_SOW, write, *steps)


def engagement_context(page: EngagementPage) -> dict[str, Any]:
    """The lists of an engagement's page."""
    actor, engagement, reader = page.actor, page.subject, page.reader
    words = {field.name: field.verbose_name for field in Engagement._meta.concrete_fields}
    columns = ("number", "effective_on", "reason", "author__name", "before", "after")
    rows = selectors.amendments(actor=actor, engagement=engagement).values(*columns)
    sows = sow_register(actor=actor).filter(engagement=engagement).values(*SowTable.fields())
    running = selectors.projects_under(actor=actor, engagement=engagement)
    return {
        "amendments": AmendmentTable(reader).shown([amendment_row(row, words) for row in rows]),
        "sows": SowTable(reader).shown(list(sows)),
        "projects": ProgrammeProjectTable(reader).shown(
            list(running.values(*ProgrammeProjectTable.fields()))
        ),
    }


class EditEngagement(Chosen, OfEngagement, FormPage):
    """Change the draft of an engagement."""

    policy = "projects.update_engagement"
    title, verb = _("Edit %(code)s"), _("Save draft")
    form = EngagementForm
    service = services.update_engagement
    success = _("%(code)s is saved.")
    success_url = cancel_url = OF_ENGAGEMENT
    versioned = True


class AmendEngagement(OfEngagement, FormPage):
    """Record a signed amendment."""

    policy = "projects.amend_engagement"
    title, verb = _("Amend %(code)s"), _("Record amendment")
    form = AmendmentForm
    service = services.amend_engagement
    success = _("Amendment %(amendments)s of %(code)s is recorded.")
    success_url = cancel_url = OF_ENGAGEMENT
    versioned = True


class ChangeEngagementState(OfEngagement, Steps, FormPage):
    """Take a step of an engagement's life."""

    policy = "projects.change_engagement_state"
    title, verb = _("Change state"), _("Change state")
    form = SignableStepForm
    states = ENGAGEMENT
    service = services.change_engagement_state
    success_url = cancel_url = OF_ENGAGEMENT

    def get_initial(self, subject: Engagement) -> dict[str, Any]:
        return {}


class SetContract(OfProject, FormPage):
    """Say under which contract a project runs."""

    policy = "projects.set_contract"
    title, verb = _("Contract of the project"), _("Save contract")
    form = ContractForm
    service = services.set_contract
    success = _("%(key)s: the contract is saved.")
    success_url = cancel_url = SETTINGS
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: Project) -> dict[str, Any]:
        return {"actor": actor, "client_id": subject.client_id}
