"""The pages of a project's areas: the registers and further pages there, and what is open in them."""

from typing import Any, ClassVar

from django.utils.translation import pgettext_lazy

from projects.registers.areas import Card, Line, cards_of, lines_of
from projects.views.base import OfProject
from toolkit.links import Link
from toolkit.pages import DetailPage


class AreaPage(OfProject, DetailPage):
    """One area of a project."""

    abstract = True

    policy = "projects.view_project"
    template = "projects/registers/area.html"
    area: ClassVar[str]

    def get_context(self) -> dict[str, Any]:
        asked = {"actor": self.actor, "project": self.subject, "area": self.area}
        today = self.actor.today(self.subject.zone)
        cards = [self.card(one) for one in cards_of(**asked)]
        return {"cards": cards, "lines": [self.line(one) for one in lines_of(**asked, as_of=today)]}

    def card(self, card: Card) -> dict[str, Any]:
        """One page as the template shows it."""
        return {"label": card.label, "icon": card.icon, "text": card.text, "url": self.url(Link(card.route))}

    def line(self, line: Line) -> dict[str, Any]:
        """One register as the template shows it."""
        kept = line.register
        told = {"label": kept.names, "icon": kept.icon, "text": kept.purpose}
        return {**told, "url": self.url(kept.link("list")), "counted": line.counted}

    def url(self, link: Link) -> str:
        """An address of this project."""
        return link.url(self.kwargs)


class PlanningArea(AreaPage):
    """What is agreed and prepared before work begins."""

    title, area = pgettext_lazy("area", "Planning"), "planning"


class ControlArea(AreaPage):
    """What keeps work on its way."""

    title, area = pgettext_lazy("area", "Control"), "schedule"
