"""Start-up of the room: the guard on every connection, and the plugs of every room."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created

from tenancy.scope import install_guard

PLUGS = ("policies", "events", "handlers", "services", "tasks")


class TenancyConfig(AppConfig):
    name = "tenancy"
    verbose_name = "Organizations and people"

    def ready(self) -> None:
        connection_created.connect(install_guard, dispatch_uid="milepost.guard")
        import_module("tenancy.checks")
        for room in settings.MILEPOST_ROOMS:
            load_plugs(room)


def load_plugs(room: str) -> None:
    """Import the files of a room that register something when they are read."""
    for plug in PLUGS:
        if find_spec(f"{room}.{plug}"):
            import_module(f"{room}.{plug}")
