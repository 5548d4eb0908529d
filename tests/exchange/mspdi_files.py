"""Writes small plans in Microsoft Project's XML, for tests."""

from io import BytesIO
from xml.sax.saxutils import escape

from exchange.mspdi.reader import Plan, read_plan

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NAMESPACE = "http://schemas.microsoft.com/project"


def element(name: str, *content: str, **values: object) -> str:
    """`element("Task", link, UID=1)`: fields by name first, then ready-made elements."""
    fields = "".join(
        f"<{key}>{escape(str(value))}</{key}>" for key, value in values.items() if value is not None
    )
    return f"<{name}>{fields}{''.join(content)}</{name}>"


def task(uid: int, *content: str, level: int | None = 1, name: str | None = None, **values: object) -> str:
    return element("Task", *content, UID=uid, Name=name or f"Task {uid}", OutlineLevel=level, **values)


def link(predecessor: int, *content: str, **values: object) -> str:
    return element("PredecessorLink", *content, PredecessorUID=predecessor, **values)


def timephased(**values: object) -> str:
    return element("TimephasedData", **values)


def plan(
    *tasks: str,
    project: str = "",
    custom_fields: str = "",
    calendars: str = "",
    resources: str = "",
    assignments: str = "",
) -> bytes:
    """A whole file, with the sections in Project's order."""
    sections = {
        "ExtendedAttributes": custom_fields,
        "Calendars": calendars,
        "Tasks": "".join(tasks),
        "Resources": resources,
        "Assignments": assignments,
    }
    body = "".join(f"<{name}>{content}</{name}>" for name, content in sections.items() if content)
    return f'{DECLARATION}<Project xmlns="{NAMESPACE}">{project}{body}</Project>'.encode()


def read(content: bytes) -> Plan:
    return read_plan(source=BytesIO(content))


def fields_of(content: Plan | bytes) -> dict[str, dict[str, int | str]]:
    """The fidelity report of a plan."""
    return (read(content) if isinstance(content, bytes) else content).ledger.fields()


def duration(minutes: int) -> str:
    """Minutes as Project writes them: `PT40H0M0S`."""
    sign, minutes = ("-" if minutes < 0 else ""), abs(minutes)
    return f"{sign}PT{minutes // 60}H{minutes % 60}M0S"
