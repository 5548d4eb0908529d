"""Plugin of the room's own run: every world has a brew, and the walks go along the room's addresses.

What a new room of the house itself would write into `tests/house/world.py` and `tests/house/inputs.py`.
"""

import sys
from typing import Any

OWN = ("tea_", "api_tea_")
BREW = {"code": "B9", "name": "Oolong", "name_zh": "乌龙", "minutes": "4", "served_on": "2028-02-29"}
INPUTS: dict[Any, Any] = {
    "tea_add": lambda w: BREW,
    "tea_edit": lambda w: BREW,
    "tea_serve": lambda w: {},
    "tea_withdraw": lambda w: {"reason": "cold"},
    "api_tea_brews": lambda w: BREW,
    "api_tea_brew": lambda w: BREW,
    "api_tea_serve": lambda w: {},
}


def pytest_sessionstart(session: Any) -> None:
    """Before any walk is imported."""
    from tests.house import inputs, world

    make_world, addresses = world.make_world, world.addresses

    def with_a_brew(cast: Any, **more: Any) -> Any:
        made = make_world(cast, **more)
        made.brew = put_on(made, f"B{more.get('first', 0)}")
        return made

    def own(*doors: str) -> list[Any]:
        return [route for route in addresses(*doors) if (route.name or "").startswith(OWN)]

    for module in [one for name, one in sys.modules.items() if name.startswith("tests.")]:
        for name, theirs, ours in (("make_world", make_world, with_a_brew), ("addresses", addresses, own)):
            if getattr(module, name, None) is theirs:
                setattr(module, name, ours)
    for route in world.routes():
        if (route.name or "").startswith(OWN):
            world.SAMPLES[(route.name, "code")] = lambda w: w.brew.code
    inputs.INPUTS.update(INPUTS)


def put_on(made: Any, code: str) -> Any:
    from tests.rooms.tea.services import add_brew

    ada = made.cast.ada.actor()
    return add_brew(actor=ada, project=made.project, code=code, name=f"{made.marks.internal} brew", minutes=4)
