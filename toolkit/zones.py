"""Time zones: which there are, and how a form offers them."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from toolkit.errors import BadInput

AREAS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}


class ZoneUnknown(BadInput):
    """Days would be counted nowhere."""

    code = "zone_unknown"
    message = _("“%(zone)s” is not a known time zone. Choose one such as Europe/Warsaw.")
    field = "zone"


def check_zone(zone: str) -> None:
    """Raise `ZoneUnknown` for a name that no clock knows."""
    if zone not in available_timezones():
        raise ZoneUnknown(zone=zone)


@cache
def zones() -> dict[str, list[tuple[str, str]]]:
    """The IANA zones by area, places in reading order; names without a place are left out."""
    found: dict[str, list[tuple[str, str]]] = {area: [] for area in AREAS}
    for zone in sorted(available_timezones()):
        area, _slash, place = zone.partition("/")
        if place and area in found:
            found[area].append((zone, place.replace("_", " ").replace("/", ", ")))
    return found


def zone_choices(present: str = "") -> list[Any]:
    """The zones for a control, grouped; the present one is among them whatever it is."""
    known = {zone for group in zones().values() for zone, _place in group}
    first = dict.fromkeys(["UTC", *([present] if present and present not in known else [])])
    return [*((zone, zone) for zone in first), *((AREAS[area], group) for area, group in zones().items())]
