"""The house with one room more."""

from typing import Any

import config.settings as house

ROOM = "tests.rooms.tea"
MINE: dict[str, Any] = {name: value for name, value in vars(house).items() if name.isupper()}
globals().update(MINE)
MILEPOST_ROOMS = [*house.MILEPOST_ROOMS, ROOM]
INSTALLED_APPS = [*house.INSTALLED_APPS, ROOM]
