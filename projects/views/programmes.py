"""Pages of programmes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects import selectors, services
from projects.filters import ProgrammeFilters
from projects.forms.base import StepForm
from projects.forms.programmes import NewProgrammeForm, ProgrammeForm, ProgrammeProjectsForm
from projects.models import Programme
from projects.states import PROGRAMME
from projects.tables.intake import ProgrammeTable
from projects.views.base import Chosen, Steps
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import FormPage, ListPage
from toolkit.tables import Action

PROGRAMMES, OF_PROGRAMME = Link("projects_programmes"), Link("home_programme")
START = Action(
    _("Start a programme"),
    Link("projects_add_programme"),
    policy="projects.add_programme",
    icon="plus",
)


class OfProgramme:
    """About one programme."""

    subject_as = "programme"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Programme:
        return selectors.programme_by_code(actor=actor, code=kwargs["programme"])


class ProgrammeList(ListPage):
    """Projects that are steered together."""

    policy = "projects.view_programmes"
    title = _("Programmes")
    selector = selectors.programmes
    table, filterset = ProgrammeTable, ProgrammeFilters
    order = ("code",)
    actions = (START,)
    empty_title, empty_icon = _("No programme yet"), "stack-2"
    empty_text = _(
        "A programme holds projects of one client or several under one owner. Clients never see it."
    )


class AddProgramme(Chosen, FormPage):
    """Start a programme."""

    policy = "projects.add_programme"
    title, verb = _("Start a programme"), _("Start programme")
    form = NewProgrammeForm
    service = services.add_programme
    success = _("%(code)s %(name)s is open.")
    success_url, cancel_url = Link("home_programme", programme="code"), PROGRAMMES


class EditProgramme(Chosen, OfProgramme, FormPage):
    """Change what is said of a programme."""

    policy = "projects.update_programme"
    title, verb = _("Edit %(name)s"), _("Save programme")
    form = ProgrammeForm
    service = services.update_programme
    success = _("%(code)s is saved.")
    success_url = cancel_url = OF_PROGRAMME
    versioned = True


class SetProgrammeProjects(OfProgramme, FormPage):
    """Choose which projects belong to a programme."""

    policy = "projects.update_programme"
    title, verb = _("Projects of %(name)s"), _("Save projects")
    form = ProgrammeProjectsForm
    service = services.set_programme_projects
    success = _("%(code)s: the projects are saved.")
    success_url = cancel_url = OF_PROGRAMME
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: Programme) -> dict[str, Any]:
        return {"actor": actor, "programme": subject}

    def get_initial(self, subject: Programme) -> dict[str, Any]:
        mine = selectors.projects_of_programme(actor=self.actor, programme=subject)
        return {"project_ids": list(mine.values_list("pk", flat=True))}


class ChangeProgrammeState(OfProgramme, Steps, FormPage):
    """Close a programme or open it again."""

    policy = "projects.change_programme_state"
    title, verb = _("Change state"), _("Change state")
    form = StepForm
    states = PROGRAMME
    service = services.change_programme_state
    success_url = cancel_url = OF_PROGRAMME
