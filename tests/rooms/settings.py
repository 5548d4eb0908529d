"""The house with one room more."""

from typing import Any

import config.settings as house

ROOM = "tests.rooms.tea"
MINE: dict[str, Any] = {name: value for name, value in vars(house).items() if name.isupper()}
globals().update(MINE)
# A database of its own: the run that started this one has the usual one open.
DATABASES = {
    **house.DATABASES,
    "owner": {**house.DATABASES["owner"], "TEST": {"NAME": "test_milepost_tea", "DEPENDENCIES": []}},
}
MILEPOST_ROOMS = [*house.MILEPOST_ROOMS, ROOM]
INSTALLED_APPS = [*house.INSTALLED_APPS, ROOM]
