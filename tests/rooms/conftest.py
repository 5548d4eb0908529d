"""The walks of the room are for its own run only, which knows the room."""

import os

collect_ignore = (
    [] if os.environ.get("DJANGO_SETTINGS_MODULE") == "tests.rooms.settings" else ["test_brews.py"]
)
