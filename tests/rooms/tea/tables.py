from tests.rooms.tea.models import Brew
from toolkit.links import Link
from toolkit.tables import Choice, Day, Key, Name, Number, Table

PAGE = Link("tea_brew", code="code")


class BrewTable(Table):
    caption = "Brews"
    code = Key("Code", link=PAGE)
    name = Name("Brew", link=PAGE)
    minutes = Number("Minutes")
    served_on = Day("Served on")
    state = Choice("State", mapping=dict(Brew.State.choices))
