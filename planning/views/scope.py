"""Pages of requirements, of the trace, of prices and of who does what."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning import services, tracing
from planning.filters_scope import ResponsibilityFilters, TraceFilters, UnaskedFilters
from planning.forms_scope import ConvertForm, PartsForm, PriceForm, TieForm
from planning.registers.deliverables import DELIVERABLES
from planning.registers.requirements import REQUIREMENTS
from planning.registers.scope import SCOPE_ITEMS
from planning.responsibilities import Matrix, held, matrix, responsibilities
from planning.tables_scope import PriceTable, ResponsibilityTable, TraceTable, UnaskedTable, WorkTable
from planning.views.subjects import InProjectZone, OfProject
from projects.registers.pages import OfRecord, RecordPage
from projects.selectors import people_of, process_by_code, project_by_key
from tenancy.actors import Actor
from toolkit.errors import Missing
from toolkit.links import Link
from toolkit.pages import ActionPage, FormPage, ListPage
from toolkit.pages.details import DetailPage
from toolkit.tables import Action

REQUIREMENT = Link("planning_requirement", number="number")
CONVERT = Action(
    _("Make deliverable or task"),
    Link("planning_convert_requirement", number="number"),
    policy="planning.convert_requirement",
    icon="package",
)
TIE = Action(
    _("Link a task"),
    Link("planning_link_requirement", number="number"),
    policy="planning.link_requirement",
    kind="quiet",
)
PRICE = Action(
    _("Price"),
    Link("planning_price_scope_item", number="number"),
    policy="planning.price_scope_item",
    icon="coins",
)


class OfRequirement(InProjectZone, OfRecord):
    """About one requirement."""

    register = REQUIREMENTS
    subject_as = "requirement"

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"actor": actor, "project": subject.project}


class OfWork(OfRequirement):
    """About one of its tasks."""

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        self.task_number = kwargs.pop("task")
        requirement = super().get_subject(actor, **kwargs)
        if not requirement.task_links.filter(task__number=self.task_number).exists():
            raise Missing()
        return requirement

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {}

    def get_arguments(self) -> dict[str, Any]:
        return {"requirement": self.subject, "task": self.task_number}  # type: ignore[attr-defined]


class RequirementPage(RecordPage):
    """One requirement with the tasks that work towards it."""

    abstract = True

    def get_actions(self) -> tuple[Action, ...]:
        more = () if self.subject.state in REQUIREMENTS.frozen else (CONVERT, TIE)
        state, *others = super().get_actions()
        return (state, *more, *others)

    def get_context(self) -> dict[str, Any]:
        rows = tracing.tasks_of(actor=self.actor, requirement=self.subject)
        return {"work": WorkTable(self.reader).shown(list(rows.values(*WorkTable.fields())))}


class ScopeItemPage(RecordPage):
    """One scope item, and for those who may see it what extra work costs."""

    abstract = True

    def get_actions(self) -> tuple[Action, ...]:
        is_open = self.subject.kind == "extra" and self.subject.state not in SCOPE_ITEMS.frozen
        return (*super().get_actions(), *((PRICE,) if is_open else ()))

    def get_context(self) -> dict[str, Any]:
        if self.subject.kind != "extra" or not self.actor.may("planning.view_scope_prices", self.subject):
            return {}
        rows = tracing.prices_of(actor=self.actor, item=self.subject)
        return {"prices": PriceTable(self.reader).shown(list(rows.values(*PriceTable.fields())))}


class LinkRequirement(OfRequirement, FormPage):
    """Say which task works towards it."""

    policy = "planning.link_requirement"
    title, verb = _("Link a task to %(key)s"), _("Link")
    form, service = TieForm, services.link_task
    success = _("%(key)s is linked.")
    success_url = cancel_url = REQUIREMENT
    versioned = True


class UnlinkRequirement(OfWork, ActionPage):
    """Take a link back."""

    policy = "planning.link_requirement"
    title, verb = _("Unlink this task from %(key)s?"), _("Unlink")
    consequence = _("The task stays in the plan. The history keeps that it was linked.")
    service = services.unlink_task
    success = _("%(key)s is no longer linked to the task.")
    success_url = cancel_url = REQUIREMENT
    versioned = True


class ConvertRequirement(OfRequirement, FormPage):
    """Make a deliverable, a task, or both of it."""

    policy = "planning.convert_requirement"
    title, verb = _("Make a deliverable or a task of %(key)s"), _("Make")
    form, service = ConvertForm, services.convert_requirement
    success = _("%(key)s is traced.")
    success_url = cancel_url = REQUIREMENT
    versioned = True

    def get_initial(self, subject: Any) -> dict[str, Any]:
        there = {} if subject.deliverable_id else {"deliverable_title": subject.title}
        return {**there, "task_name": subject.title, "owner_id": subject.owner_id}


class PriceScopeItem(OfRecord, FormPage):
    """Say what extra work costs."""

    register = SCOPE_ITEMS
    subject_as = "item"
    policy = "planning.price_scope_item"
    title, verb = _("Price %(key)s"), _("Save price")
    form, service = PriceForm, services.price_scope_item
    success = _("%(key)s is priced.")
    success_url = cancel_url = Link("planning_scope_item", number="number")
    versioned = True

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {"currency": subject.project.currency}


class TraceList(OfProject, ListPage):
    """Requirement × deliverable × task, and how much hangs together."""

    policy = "planning.view_trace"
    title = _("Traceability")
    selector = tracing.trace
    table, filterset = TraceTable, TraceFilters
    order = ("number", "task_position")
    page_size = 100
    template = "planning/trace.html"
    actions = (
        Action(_("New requirement"), Link("planning_add_requirement"), policy="planning.add_requirement"),
    )
    empty_title = _("No requirements yet")
    empty_text = _("Write down what the client needs, then make deliverables and tasks of it.")
    empty_icon = "clipboard-check"

    def get_context(self) -> dict[str, Any]:
        here = {name: value for name, value in self.kwargs.items() if name in ("org", "key")}
        routes = ("planning_requirements", "planning_deliverables", "planning_unasked_tasks")
        names = ("requirements_url", "deliverables_url", "tasks_url")
        urls = {name: Link(route).url(here) for name, route in zip(names, routes, strict=True)}
        return {"gaps": tracing.gaps(actor=self.actor, project=self.subject), **urls}


class UnaskedTasks(OfProject, ListPage):
    """Tasks that no requirement asks for."""

    policy = "planning.view_trace"
    title = _("Tasks without a requirement")
    selector = tracing.tasks_without_requirement
    table, filterset = UnaskedTable, UnaskedFilters
    order = ("position",)
    empty_title = _("Every task serves a requirement")
    empty_text = _("What is done is what was asked for.")
    empty_icon = "clipboard-check"


class Responsibilities(OfProject, DetailPage):
    """Who does what: deliverables and processes in rows, people in columns."""

    policy = "planning.view_responsibilities"
    title = _("Responsibilities")
    template = "planning/responsibilities.html"
    actions = (
        Action(
            _("As a list"),
            Link("planning_responsibility_list"),
            policy="planning.view_responsibilities",
            kind="quiet",
        ),
    )

    def get_context(self) -> dict[str, Any]:
        found: Matrix = matrix(actor=self.actor, project=self.subject)
        return {"matrix": found, "tables": found.tables(self.reader)}


class ResponsibilityList(OfProject, ListPage):
    """The same, one line for each part."""

    policy = "planning.view_responsibilities"
    title = _("Responsibilities as a list")
    selector = responsibilities
    table, filterset = ResponsibilityTable, ResponsibilityFilters
    order = ("deliverable__number", "process__code", "person__name")
    empty_title = _("Nobody has a part yet")
    empty_text = _("Open the matrix and choose one accountable person for each row.")
    empty_icon = "users-group"


class SetParts(FormPage):
    """Everybody's part in one row."""

    abstract = True

    policy = "planning.set_responsibilities"
    title, verb = _("Who does what"), _("Save")
    form, service = PartsForm, services.set_responsibilities
    subject_as = "subject"
    success = _("The responsibilities are saved.")
    success_url = cancel_url = Link("planning_responsibilities")

    def get_title(self) -> str:
        return str(self.subject)

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        people = people_of(actor=actor, project=subject.project)
        return {"actor": actor, "people": people, "held": held(actor=actor, subject=subject)}

    def perform(self, cleaned: dict[str, Any]) -> Any:
        parts = {UUID(name): part for name, part in cleaned["parts"].items()}
        return super().perform({"parts": parts})


class SetDeliverableParts(OfRecord, SetParts):
    """Of one deliverable."""

    register = DELIVERABLES


class SetProcessParts(SetParts):
    """Of one process."""

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        project = project_by_key(actor=actor, key=kwargs["key"])
        return process_by_code(actor=actor, project=project, code=kwargs["process"])
