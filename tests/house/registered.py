"""Records of every register, and what people and systems send to their addresses.

A register without a line in `WRITTEN` fails the walks; all else follows from its declaration.
"""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from projects.registers.declared import Register, registers
from projects.registers.services import add_record, share_record, step_record, withdraw_record
from tenancy.scope import tenant_tx
from tests.factories.stages import Staged
from tests.house.written import PATCHED, WRITTEN

BECAUSE = {"reason": "the client asked for it"}


def add_registered(cast: Any, project: Any, marks: Any) -> dict[str, dict[str, Any]]:
    """Of each register: a record that only the provider reads, one that is shared, one that is withdrawn."""
    with tenant_tx(cast.acme.pk):
        return {register.label: add_three(cast, register, project, marks) for register in registers()}


def add_three(cast: Any, register: Register, project: Any, marks: Any) -> dict[str, Any]:
    ada = cast.ada.actor()
    own, shared, gone = (
        make(ada, register, project, title)
        for title in (marks.internal, marks.internal if register.unshared else marks.shared, marks.internal)
    )
    if not register.unshared:
        share_record(actor=ada, register=register, subject=shared)
    withdraw_record(actor=ada, register=register, subject=gone, **BECAUSE)
    return {"own": own, "shared": shared, "withdrawn": gone, "written": written(register, project)}


def make(actor: Any, register: Register, project: Any, title: str) -> Any:
    """A record as the register's form would have it."""
    values = {**written(register, project), "title": title}
    form: Any = register.form(data=values, actor=actor, project=project)  # type: ignore[call-arg]
    assert form.is_valid(), (register.label, form.errors)
    return add_record(actor=actor, register=register, project=project, **form.cleaned_data)


def written(register: Register, project: Any) -> dict[str, Any]:
    """What is sent to add a record. Values that are functions are asked with the project."""
    given = {"title": f"A {register.noun}", **WRITTEN[register.label]}
    return {name: value(project) if callable(value) else value for name, value in given.items()}


def row(register: Register, which: str) -> Callable[[Any], int]:
    return lambda world: int(world.registered[register.label][which].number)


def _samples() -> dict[tuple[str, str], Callable[[Any], Any]]:
    rows = {"share": "own", "unshare": "shared", "restore": "withdrawn"}
    verbs = ("", "edit", "state", "share", "unshare", "withdraw", "restore")
    return {
        (f"{api}{register.route(verb)}", "number"): row(register, rows.get(verb, "own"))
        for register in registers()
        for verb in verbs
        for api in ("", "api_")
    }


def _inputs(register: Register) -> dict[Any, Callable[[Any], dict[str, Any]]]:
    def sent(world: Any) -> dict[str, Any]:
        return dict(world.registered[register.label]["written"])

    def patched(world: Any) -> dict[str, Any]:
        return {"title": "Another title", **PATCHED.get(register.label, {})}

    def listed(world: Any) -> dict[str, Any]:
        return {"file": csv_of(register, sent(world)), "has_heads": "on"}

    def chosen(which: str, **more: Any) -> Callable[[Any], dict[str, Any]]:
        return lambda world: {"rows": str(world.registered[register.label][which].pk), **more}

    def given(world: Any) -> dict[str, Any]:
        return {**chosen("own")(world), "owner_id": str(world.cast.ben.person.pk)}

    page, brought = register.route, f"exchange_import_{imported(register)}"
    found: dict[Any, Any] = {
        page("add"): sent,
        f"api_{page('list')}": sent,
        page("edit"): lambda world: {**sent(world), **patched(world)},
        (f"api_{page()}", "patch"): patched,
        (f"api_{page()}", "delete"): lambda world: BECAUSE,
        page("withdraw"): lambda world: BECAUSE,
        page("withdraw_rows"): chosen("own", **BECAUSE),
        page("restore_rows"): chosen("withdrawn"),
        page("share_rows"): chosen("own"),
        page("unshare_rows"): chosen("shared"),
        page("assign_rows"): given,
        brought: listed,
        f"api_{brought}": lambda world: {"file": csv_of(register, sent(world))},
    }
    for api in ("", "api_"):
        found |= {f"{api}{page(verb)}": lambda world: {} for verb in ("share", "unshare", "restore")}
        if register.states:
            found[f"{api}{page('state')}"] = lambda world: {**BECAUSE, "step": first_step(register)}
    return found


def imported(register: Register) -> str:
    """The name of its list on its way in."""
    return register.listed


def csv_of(register: Register, values: dict[str, Any]) -> SimpleUploadedFile:
    """A file of one row with what has to be filled in."""
    needed = [name for name, field in register.form.base_fields.items() if field.required]
    heads, cells = (",".join(row) for row in (needed, (str(values[name]) for name in needed)))
    return SimpleUploadedFile("list.csv", f"{heads}\n{cells}\n".encode(), content_type="text/csv")


def first_step(register: Register) -> str:
    """The first step of a new record."""
    field: Any = register.model._meta.get_field("state")
    assert register.states is not None
    return register.states.verbs(field.default)[0]


def _staged(register: Register) -> Staged:
    def created(project: Any, owner: Any) -> Any:
        held = {name: value for name, value in written(register, project).items() if name in register.fields}
        last = register.model.objects.filter(project=project).count()
        about = {"client_id": project.client_id, "number": last + 1, "created_at": project.created_at}
        made = register.model.objects.create(project=project, **about, **{**held, "owner_id": owner.pk})
        return register.model.objects.get(pk=made.pk)

    def take(actor: Any, record: Any, verb: str) -> Any:
        return step_record(actor=actor, register=register, subject=record, step=verb, **BECAUSE)

    def address(record: Any, verb: str) -> str:
        place = register.plural.replace("_", "-")
        return f"projects/{record.project.key}/{place}/{record.number}/state/"

    return Staged(register.model, created, take, address)


REGISTER_SAMPLES = _samples()
REGISTER_INPUTS = {name: given for register in registers() for name, given in _inputs(register).items()}
# Who may bring the list in, behind a policy that everybody has.
REGISTER_IMPORTS = {
    f"{api}exchange_import_{imported(register)}": register.policy("add")
    for register in registers()
    for api in ("", "api_")
}
REGISTER_STAGED = {
    f"{register.room}.{register.states.name.upper()}": _staged(register)
    for register in registers()
    if register.states
}


def spoken(plan: str, of: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    """What of DOMAIN section 5 each policy of a register is about: `plan`, or what `of` names."""
    letters = {"view": "R", "add": "C", "edit": "U", "step": "U", "withdraw": "U", "share": "U"}
    return {
        register.policy(verb): [(of.get(register.label, plan), letter)]
        for register in registers()
        for verb, letter in letters.items()
        if not (verb == "share" and register.unshared) and not (verb == "step" and register.states is None)
    }
