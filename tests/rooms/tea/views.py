from projects.views import OfProject
from tests.rooms.tea import selectors, services
from tests.rooms.tea.filters import BrewFilters
from tests.rooms.tea.forms import BrewForm
from tests.rooms.tea.tables import BrewTable
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage, ReasonForm
from toolkit.tables import Action

LIST, PAGE = Link("tea_brews"), Link("tea_brew", code="code")


class OfBrew:
    subject_as = "brew"

    def get_subject(self, actor, **kwargs):
        return selectors.brew(actor=actor, **kwargs)


class BrewList(OfProject, ListPage):
    policy = "tea.view_brews"
    title = "Brews"
    selector = selectors.brews
    table, filterset = BrewTable, BrewFilters
    order = ("code",)
    actions = (Action("Put one on", Link("tea_add"), policy="tea.add_brew"),)
    empty_title, empty_text = "No brew yet", "Put the first one on."


class AddBrew(OfProject, FormPage):
    policy = "tea.add_brew"
    title = verb = "Put a brew on"
    form, service = BrewForm, services.add_brew
    success, success_url, cancel_url = "%(name)s is drawing.", PAGE, LIST


class BrewPage(OfBrew, DetailPage):
    policy = "tea.view_brews"
    facts = BrewTable
    actions = (Action("Serve", Link("tea_serve"), policy="tea.serve_brew"),)


class EditBrew(OfBrew, FormPage):
    policy = "tea.edit_brew"
    title = verb = "Change the brew"
    form, service = BrewForm, services.edit_brew
    versioned, success, success_url, cancel_url = True, "%(name)s is saved.", PAGE, LIST


class ServeBrew(OfBrew, ActionPage):
    policy = "tea.serve_brew"
    title, verb, consequence = "Serve %(name)s?", "Serve", "It cannot be put back."
    service = services.serve_brew
    versioned, success, success_url = True, "%(name)s is served.", PAGE


class WithdrawBrew(OfBrew, ActionPage):
    policy = "tea.withdraw_brew"
    title, verb, consequence = "Pour %(name)s away?", "Pour away", "It leaves the list."
    form, service = ReasonForm, services.withdraw_brew
    versioned, danger, success_url = True, True, LIST
