"""Start-up of the room: the guard on every connection, and the plugs of every room."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db.backends.signals import connection_created
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from tenancy.scope import install_guard

PLUGS = ("policies", "events", "handlers", "services", "tasks", "panels")


class TenancyConfig(AppConfig):
    name = "tenancy"
    verbose_name = _("Organization and people")

    def ready(self) -> None:
        connection_created.connect(install_guard, dispatch_uid="milepost.guard")
        session_begins = import_string("tenancy.signin.sessions.begin")
        user_logged_in.connect(session_begins, dispatch_uid="milepost.session")
        import_module("tenancy.signin.tasks")
        import_module("tenancy.checks")
        for room in settings.MILEPOST_ROOMS:
            load_plugs(room)


def load_plugs(room: str) -> None:
    """Import the files of a room that register something when they are read."""
    for plug in PLUGS:
        if find_spec(f"{room}.{plug}"):
            import_module(f"{room}.{plug}")
