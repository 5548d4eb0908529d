"""What the house's world has of files and of lists on their way in, and what one sends to their routes."""

import io
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from exchange.lists.reading import ListFile
from exchange.services import stage_list
from records.importing import importable_of
from records.selectors import carrier
from records.services.files import Upload, attach_file, withdraw_file
from tenancy.scope import tenant_tx
from tests.house.registered import REGISTER_IMPORTS
from tests.toolkit.files_made import picture

# Which list each of these addresses is about, and who may bring that one in.
LISTS = {
    "people": "tenancy.add_person",
    "members": "projects.add_member",
    "sites": "projects.add_site",
    "processes": "projects.add_process",
    "tasks": "planning.load_plan",
}
DECIDING = ("columns", "commit", "discard")
INNER = {
    **REGISTER_IMPORTS,
    "api_records_restore": "planning.restore_task",
    **{f"{api}exchange_import_{name}": policy for api in ("", "api_") for name, policy in LISTS.items()},
    **{f"{api}exchange_list_{step}": LISTS["tasks"] for api in ("", "api_") for step in DECIDING},
}
FINDERS = {"TA", "DH", "FI", "AU", "owner"}
LIST_FOUND_BY = {
    f"{api}exchange_list{step}": FINDERS
    for api in ("", "api_")
    for step in ("", *(f"_{step}" for step in DECIDING))
}


def add_files(ada: Any, rows: dict[str, Any], marks: Any) -> dict[str, Any]:
    """Files of Ada's: one that is kept, one that was withdrawn, one that the client reads, and a picture."""

    def attach(row: str, mark: str, **more: Any) -> Any:
        with tenant_tx(ada.organization.id):
            found = carrier(actor=ada, entry_id=rows[row].pk)
            upload = Upload(f"{mark}.txt", io.BytesIO(mark.encode()))
            return attach_file(actor=ada, carrier=found, file=upload, **more), found

    kept, _on = attach("task", marks.internal)
    gone, on = attach("task", f"{marks.internal} gone")
    withdraw_file(actor=ada, carrier=on, file=gone, reason=marks.internal)
    shared, _on = attach("shared", marks.shared, visibility="shared")
    with tenant_tx(ada.organization.id):
        drawn = Upload(f"{marks.internal}.png", io.BytesIO(picture()))
        seen = attach_file(actor=ada, carrier=on, file=drawn)
    return {"kept": kept, "gone": gone, "shared": shared, "seen": seen}


def add_list(ada: Any, project: Any, marks: Any) -> Any:
    """A list of tasks that waits for Ada."""
    file = ListFile(f"{marks.internal}.csv", rows(marks.internal))
    return stage_list(actor=ada, what=importable_of("tasks"), project=project, file=file)


def rows(name: str) -> bytes:
    """A list with one row, which fits people, members and tasks as far as it goes."""
    return f"Name,Notes\n{name} from a list,{name}\n".encode()


FILE_SAMPLES: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("", "file"): lambda world: world.files["kept"].pk,
    ("records_file_preview", "file"): lambda world: world.files["seen"].pk,
    ("records_file_restore", "file"): lambda world: world.files["gone"].pk,
    ("api_records_file_restore", "file"): lambda world: world.files["gone"].pk,
    ("portal_file", "file"): lambda world: world.files["shared"].pk,
    ("records_handed", "token"): lambda world: "nobody",
    ("", "list"): lambda world: world.list.pk,
}


def upload(name: str, content: bytes) -> UploadedFile:
    return SimpleUploadedFile(name, content)


def note(world: Any) -> UploadedFile:
    return upload("note.txt", b"Two rooms are ready.")


def listed(world: Any) -> UploadedFile:
    return upload("list.csv", rows(f"{world.marks.internal} again"))


def people(world: Any) -> UploadedFile:
    return upload("people.csv", b"Name,Email\nPia Nowak,pia@acme.test\n")


def members(world: Any) -> UploadedFile:
    return upload("members.csv", b"Person,Role\nOlga,TL\n")


def sites(world: Any) -> UploadedFile:
    return upload("sites.csv", b"Code,Name,Time zone,Currency\nPNQ,Pune,Asia/Kolkata,INR\n")


def processes(world: Any) -> UploadedFile:
    return upload("processes.csv", b"Code,Name,Channel\nR2R,Record to report,back_office\n")


def nothing(world: Any) -> dict[str, Any]:
    return {}


FILE_INPUTS: dict[Any, Callable[[Any], dict[str, Any]]] = {
    "records_attach": lambda world: {"uploads": note(world)},
    "records_file_renew": lambda world: {"content": note(world)},
    "records_file_withdraw": lambda world: {"reason": "not needed"},
    "api_records_files": lambda world: {"file": note(world)},
    ("api_records_file", "delete"): lambda world: {"reason": "not needed"},
    "api_records_file_renew": lambda world: {"content": note(world)},
    **{
        f"{api}records_file_{verb}": nothing
        for api in ("", "api_")
        for verb in ("share", "unshare", "restore")
    },
    "exchange_import_people": lambda world: {"file": people(world), "has_heads": "on"},
    "exchange_import_members": lambda world: {"file": members(world), "has_heads": "on"},
    "exchange_import_sites": lambda world: {"file": sites(world), "has_heads": "on"},
    "exchange_import_processes": lambda world: {"file": processes(world), "has_heads": "on"},
    "api_exchange_import_sites": lambda world: {"file": sites(world)},
    "api_exchange_import_processes": lambda world: {"file": processes(world)},
    "exchange_import_tasks": lambda world: {"file": listed(world), "has_heads": "on"},
    "api_exchange_import_people": lambda world: {"file": people(world)},
    "api_exchange_import_members": lambda world: {"file": members(world)},
    "api_exchange_import_tasks": lambda world: {"file": listed(world)},
    "exchange_list_columns": lambda world: {"at_name": "0"},
    "api_exchange_list_columns": lambda world: {"mapping": {"name": {"at": 0}}},
    **{f"{api}exchange_list_{verb}": nothing for api in ("", "api_") for verb in ("commit", "discard")},
}
