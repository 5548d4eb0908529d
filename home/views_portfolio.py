"""Pages of the portfolio and of programmes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from home import portfolio, steering, words
from home.filters import PortfolioFilters
from home.tables import PortfolioTable, ProgrammeFacts
from projects.selectors import programme_by_code
from toolkit.links import Link
from toolkit.pages import DetailPage, ListPage
from toolkit.tables import Action


class Portfolio(ListPage):
    """Every project, where it stands, and how many stand where."""

    policy = "home.view_portfolio"
    title = _("Portfolio")
    selector = portfolio.projects_with_status
    table, filterset = PortfolioTable, PortfolioFilters
    order = ("key",)
    template = "home/portfolio.html"
    actions = (Action(_("Programmes"), Link("projects_programmes"), policy="projects.view_programmes"),)
    empty_title, empty_icon = _("No project yet"), "stack-2"
    empty_text = _("Every project stands here with its stage, its confirmed status and its next milestone.")

    def get_context(self) -> dict[str, Any]:
        return steering.portfolio_map(self.actor)


class ProgrammePage(DetailPage):
    """One programme: its projects, the worst status among them, what comes next."""

    policy = "projects.view_programmes"
    template = "home/programme.html"
    facts = ProgrammeFacts
    actions = steering.PROGRAMME_ACTIONS

    def get_subject(self, actor: Any, **kwargs: Any) -> Any:
        return programme_by_code(actor=actor, code=kwargs["programme"])

    def get_title(self) -> str:
        return words.name(self.subject)

    def get_context(self) -> dict[str, Any]:
        return steering.programme(self.actor, self.subject, self.reader)
