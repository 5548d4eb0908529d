from records.kinds import kind
from tests.rooms.tea.selectors import brews
from toolkit.links import Link

kind(
    "tea.Brew",
    name="Brew",
    rows=brews,
    view="tea.view_brews",
    link=Link("tea_brew", key="project__key", code="code"),
    related=("project",),
)
