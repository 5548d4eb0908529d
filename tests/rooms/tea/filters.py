from tests.rooms.tea.models import Brew
from toolkit.filters import Filters, OneOf, Search


class BrewFilters(Filters):
    q = Search("code", "name", "name_zh", label="Search")
    state = OneOf(Brew.State.choices, label="State", many=True)
