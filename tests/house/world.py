"""A house with something of everything in it, and an address for every route.

`SAMPLES` names a value for each argument of each route; a route whose argument has none fails the walk.
`make_world` is called several times in one test: for Acme, for a second project of Acme, for the rival.
So everything in it takes its people from `cast` and its texts from `Marks`, and belongs to `cast.acme`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from exchange.services import PlanFile, commit_import, stage_import
from kpis.services import roll_up
from notifications.models import (
    ChangeCounter,
    EscalationStep,
    Mute,
    NoticeChoice,
    NoticeTimes,
    ProjectNotice,
    Rung,
)
from planning import services as planning
from planning.models import Plan, Task
from records import services as records
from records.selectors import carrier
from records.services.fields import add_field, write_fields
from records.services.saved import save_view
from tenancy.jobs import job
from tenancy.models import ActionSwitch, AuditLine, BrokenGlass, JobRun, Membership, Person
from tenancy.scope import tenant_tx
from tenancy.services import invite, issue_token
from tests.cast import NOW, Cast
from tests.factories.notifications import (
    ChangeFactory,
    DeliveryFactory,
    EscalationFactory,
    InboxLineFactory,
    WebhookDeliveryFactory,
    WebhookFactory,
)
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.house.attached import FILE_SAMPLES, LIST_FOUND_BY, add_files, add_list
from tests.house.backbone import BACKBONE, add_backbone
from tests.house.baselined import BASELINE_SAMPLES
from tests.house.changing import CHANGING_SAMPLES, add_changing
from tests.house.chartered import CHARTER_SAMPLES, add_chartered
from tests.house.gated import GATE_SAMPLES
from tests.house.leftovers import add_leftovers
from tests.house.registered import REGISTER_SAMPLES, add_registered
from tests.house.scoped import SCOPE_SAMPLES
from tests.house.streamed import STREAM_SAMPLES
from tests.house.talk import add_talk
from tests.house.worked import WORKED_FOUND_BY, WORKED_SAMPLES, add_worked
from toolkit.identifiers import uuid7
from toolkit.registry import Route, routes

ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
FILE = """<Project xmlns="http://schemas.microsoft.com/project"><Name>{mark}</Name>
<Calendars><Calendar><UID>1</UID><Name>{mark}</Name><IsBaseCalendar>1</IsBaseCalendar><Exceptions><Exception>
<Name>{mark}</Name><TimePeriod><FromDate>2026-12-25T00:00:00</FromDate><ToDate>2026-12-25T23:59:00</ToDate>
</TimePeriod><Type>1</Type><Occurrences>1</Occurrences><DayWorking>0</DayWorking></Exception></Exceptions>
</Calendar></Calendars>
<Tasks><Task><UID>1</UID><ID>1</ID><Name>{mark}</Name><OutlineLevel>1</OutlineLevel>
<Start>2026-12-01T08:00:00</Start><Finish>2026-12-01T17:00:00</Finish><Duration>PT8H0M0S</Duration>
<Baseline><Number>0</Number><Start>2026-12-01T08:00:00</Start><Finish>2026-12-01T17:00:00</Finish></Baseline>
</Task></Tasks>
<Resources><Resource><UID>1</UID><ID>1</ID><Name>{mark}</Name></Resource></Resources>
<Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID></Assignment></Assignments>
</Project>"""
MISSING = {"slug": "nobody", "str": "NOPE", "int": "987654", "uuid": "018f0000-0000-7000-8000-00000000dead"}


@dataclass(frozen=True)
class Marks:
    """Words that stand in the texts of one world: where they must not be read, something leaks.

    `internal` stands in what only the provider may read, `shared` in what the client of the project may
    read too, `other` in what is shared with the provider's other client.
    """

    internal: str
    shared: str
    other: str

    @classmethod
    def of(cls, *names: str) -> "Marks":
        words = ("internal", "shared", "other")
        return cls(*(f"CANARY-{uuid5(NAMESPACE_URL, '/'.join([*names, word]))}" for word in words))


@dataclass
class World:
    """Rows that have an address: of one project SKY, and of what stands around it."""

    cast: Cast
    marks: Marks
    project: Any
    hidden: Any
    other: Any
    draft: Any
    task: Any
    milestone: Any
    shared: Any
    withdrawn: Any
    branch: Any
    link: Any
    calendar: Any
    exception: Any
    buffer: Any
    member: Any
    token: Any
    run: Any
    line: Any
    letter: Any
    ladder: Any
    invitation: Any
    role: Any
    friend: Any
    leaver: Any
    hook: Any
    stopped_hook: Any
    delivery: Any
    switch: Any
    glass: Any
    backbone: dict[str, Any]
    registered: dict[str, dict[str, Any]]
    job: Any
    talk: dict[str, Any]
    files: dict[str, Any]
    list: Any
    approval: Any
    ask: Any
    view: Any
    field: Any


# (route name or "", argument) -> value. A route's own entry goes before the general one.
SAMPLES: dict[tuple[str, str], Callable[[World], Any]] = {
    ("", "org"): lambda world: world.cast.acme.slug,
    ("", "key"): lambda world: world.project.key,
    **{(f"{api}planning_use_buffer", "number"): lambda world: world.buffer.number for api in ("", "api_")},
    ("", "number"): lambda world: world.task.number,
    ("", "link"): lambda world: world.link.pk,
    **GATE_SAMPLES,
    ("", "calendar"): lambda world: world.calendar.pk,
    ("", "exception"): lambda world: world.exception.pk,
    ("", "entry"): lambda world: world.task.pk,
    ("api_records_restore", "entry"): lambda world: world.withdrawn.pk,
    **FILE_SAMPLES,
    **CHARTER_SAMPLES,
    **CHANGING_SAMPLES,
    # Ada watches what she has commented on: to begin she needs another record.
    ("records_watch", "entry"): lambda world: world.milestone.pk,
    ("api_records_watchers", "entry"): lambda world: world.milestone.pk,
    ("", "comment"): lambda world: world.talk["said"].pk,
    ("", "approval"): lambda world: world.approval.pk,
    ("", "ask"): lambda world: world.ask.pk,
    ("", "decision"): lambda world: "change_request",
    ("records_ask_link", "token"): lambda world: "nobody",
    ("records_restore_comment", "comment"): lambda world: world.talk["gone"].pk,
    ("api_records_restore_comment", "comment"): lambda world: world.talk["gone"].pk,
    ("", "job"): lambda world: world.job.pk,
    ("", "view"): lambda world: world.view.pk,
    ("", "field"): lambda world: world.field.pk,
    ("", "member"): lambda world: world.member.pk,
    ("", "person"): lambda world: world.role.person_id,
    ("", "membership"): lambda world: world.role.pk,
    ("", "invitation"): lambda world: world.invitation.pk,
    ("", "code"): lambda world: world.cast.skyharp.code,
    **BACKBONE,
    **REGISTER_SAMPLES,
    **BASELINE_SAMPLES,
    **WORKED_SAMPLES,
    **SCOPE_SAMPLES,
    **STREAM_SAMPLES,
    ("tenancy_invite_person", "person"): lambda world: world.friend.pk,
    ("tenancy_readmit", "person"): lambda world: world.leaver.pk,
    ("api_tenancy_readmit", "person"): lambda world: world.leaver.pk,
    ("tenancy_invitation", "token"): lambda world: "nobody",
    ("planning_start_plan", "key"): lambda world: world.draft.key,
    ("api_planning_start_plan", "key"): lambda world: world.draft.key,
    ("planning_repeat_task", "number"): lambda world: world.milestone.number,
    ("api_planning_repeat_task", "number"): lambda world: world.milestone.number,
    ("projects_share", "key"): lambda world: world.draft.key,
    ("api_projects_share", "key"): lambda world: world.draft.key,
    ("planning_reach", "number"): lambda world: world.milestone.number,
    ("api_planning_reach", "number"): lambda world: world.milestone.number,
    ("planning_unshare", "number"): lambda world: world.shared.number,
    ("api_planning_unshare", "number"): lambda world: world.shared.number,
    ("planning_restore_task", "number"): lambda world: world.withdrawn.number,
    ("planning_remove_link", "number"): lambda world: world.link.successor.number,
    ("exchange_import", "number"): lambda world: world.run.number,
    ("exchange_commit", "number"): lambda world: world.run.number,
    ("exchange_discard", "number"): lambda world: world.run.number,
    ("api_exchange_import", "number"): lambda world: world.run.number,
    ("api_exchange_commit", "number"): lambda world: world.run.number,
    ("api_exchange_discard", "number"): lambda world: world.run.number,
    ("tenancy_revoke_token", "pk"): lambda world: world.token.pk,
    ("tenancy_revoke_any_token", "pk"): lambda world: world.token.pk,
    ("tenancy_role_rights", "role"): lambda world: "TL",
    ("tenancy_switch_off", "role"): lambda world: "TL",
    ("tenancy_switch_off", "action"): lambda world: "planning.move_task",
    ("tenancy_switch_on", "pk"): lambda world: world.switch.pk,
    ("api_tenancy_switch", "pk"): lambda world: world.switch.pk,
    **{
        (f"{api}notifications_{verb}", "pk"): lambda world: world.line.pk
        for api in ("", "api_")
        for verb in ("mark_read", "read", "snooze", "wake", "mute", "unmute")
    },
    **{
        (f"{api}notifications_{verb}", "pk"): lambda world: world.letter.pk
        for api in ("", "api_")
        for verb in ("letter", "replay_letter")
    },
    **{
        (f"{api}notifications_{verb}", "pk"): lambda world: world.ladder.pk
        for api in ("", "api_")
        for verb in ("escalation", "acknowledge")
    },
    ("notifications_set_ladder", "rule"): lambda world: "milestone_overdue",
    ("notifications_forget_ladder", "rule"): lambda world: "milestone_overdue",
    ("", "rule"): lambda world: "milestone_due_soon",
    ("", "hook"): lambda world: world.hook.pk,
    ("", "delivery"): lambda world: world.delivery.pk,
    ("notifications_enable_webhook", "hook"): lambda world: world.stopped_hook.pk,
    ("api_notifications_enable", "hook"): lambda world: world.stopped_hook.pk,
    ("tenancy_audit_line", "pk"): lambda world: audit_line(world),
    ("api_tenancy_audit_line", "pk"): lambda world: audit_line(world),
}
# Routes whose record is Ada's own: to everybody else it is missing, whatever his role.
OWN = {
    "tenancy_revoke_token",
    "tenancy_close_glass",
    *(f"{api}tenancy_{name}" for api in ("", "api_") for name in ("job", "cancel_job", "job_file")),
    *(f"{api}notifications_{verb}" for api in ("", "api_") for verb in ("snooze", "wake", "mute", "unmute")),
    "notifications_mark_read",
    "api_notifications_read",
}
# Routes whose record only some find, whatever they may do with it: these roles, or Ada ("owner").
FOUND_BY: dict[str, set[str]] = {
    **LIST_FOUND_BY,
    **WORKED_FOUND_BY,
    "tenancy_audit_line": {"TA", "DH", "AU"},
    "api_tenancy_audit_line": {"TA", "DH", "AU"},
    "notifications_escalation": {"TA", "DH", "AU", "owner"},
    "notifications_acknowledge": {"TA", "DH", "AU", "owner"},
    "api_notifications_acknowledge": {"TA", "DH", "AU", "owner"},
}
# Addresses of records that name an owner; in this world the owner is nobody of the matrix, or Ada.
OWNED = ("/tasks/<int:number>/", "/deliverables/<int:number>/", "/requirements/<int:number>/")
OWNED_BY_ADA = ("/files/<uuid:file>/", "/comments/<uuid:comment>/", "/views/<uuid:view>/")
# What hangs on records is for those who may read the record, here a row of a plan.
HANGING, CARRIER_POLICY = "records/<uuid:entry>/", "planning.view_task"


def make_world(cast: Cast, *, keys: str = "SKY HID TID DRA", first: int = 1) -> World:
    """A shared project SKY (Ada, Ben), one that Ada does not know, one of the other client, a draft of Ada's.

    `keys`: the projects' keys in this order. `first`: the number of SKY's first row.
    """
    ada, marks = cast.ada.actor(), Marks.of(cast.acme.slug, keys)
    with tenant_tx(cast.acme.pk):
        project, hidden, other, draft = add_projects(cast, marks, keys.split(), first)
        member = MemberFactory(project=project, person=cast.ben.person, role="AG")
    rows = add_rows(ada, project, marks)
    with tenant_tx(cast.acme.pk):
        token, _key = issue_token(actor=ada, name=marks.internal)
        role = Membership.objects.get(person=cast.ben.person)
        invitation = invite(
            actor=cast.system(),
            email=f"{marks.internal}@canary.test",
            name=marks.internal,
            role="AG",
            projects=[project.pk],
        )
        friend, leaver = add_people(marks)
        letters = add_letters(cast, project, marks)
        roll_up(actor=cast.system(), day=NOW.date() - timedelta(days=1), now=NOW)
        hooks = add_webhooks(cast, project, marks)
    run = add_imports(ada, project, marks, first)
    backbone = add_backbone(cast, project, marks, keys.split()[0])
    registered = add_registered(cast, project, marks)
    add_chartered(cast, registered, (project, draft), marks)
    add_changing(cast, registered, project, marks)
    kept = add_kept(cast, rows, marks)
    backbone["worked"] = add_worked(cast, project, rows["task"], marks.internal)
    add_leftovers(cast, project, backbone, kept["view"], marks.internal, first)
    own = {"member": member, "token": token, "run": run, "friend": friend, "leaver": leaver, **letters}
    return World(
        cast,
        marks,
        project,
        hidden,
        other,
        draft,
        **rows,
        **own,
        **hooks,
        invitation=invitation,
        role=role,
        job=add_job(cast, marks),
        talk=add_talk(ada, rows, marks),
        files=add_files(ada, rows, marks),
        list=add_list(ada, project, marks),
        **add_questions(cast, rows, marks),
        **kept,
        backbone=backbone,
        registered=registered,
        **add_rights(cast, marks),
    )


def add_kept(cast: Cast, rows: dict[str, Any], marks: Marks) -> dict[str, Any]:
    """A view of the plan that Ada offers to all, and a field that the organization added to its rows."""
    ada, olga = cast.ada.actor(), cast.olga.actor()
    view = save_view(
        actor=ada, route="planning_plan", label=f"{marks.internal[:50]}", state="state=done", shared=True
    )
    field = add_field(
        actor=olga, kind="planning.Task", code=f"c{uuid7().hex[-12:]}", label=marks.internal, type="text"
    )
    with tenant_tx(ada.organization.id):
        task = Task.objects.select_related("project").get(pk=rows["task"].pk)
        write_fields(actor=ada, subject=task, kind="planning.Task", values={field.code: marks.internal})
        rows["task"].refresh_from_db()
    return {"view": view, "field": field}


def add_questions(cast: Cast, rows: dict[str, Any], marks: Marks) -> dict[str, Any]:
    """A request of Ben's that waits for the project's manager, and a question of Ada's to Ben."""
    ada, ben = cast.ada.actor(), cast.ben.actor()
    about = {"about": marks.internal, "decision": "change_request"}
    with tenant_tx(ada.organization.id):
        own = rows["task"].pk
        approval = records.request_approval(actor=ben, carrier=carrier(actor=ben, entry_id=own), **about)
        ask = records.send_ask(
            actor=ada,
            carrier=carrier(actor=ada, entry_id=own),
            person_id=cast.ben.person.pk,
            title=marks.internal,
            text=marks.internal,
            text_beside=marks.internal,
        )
    return {"approval": approval, "ask": ask}


def add_job(cast: Cast, marks: Marks) -> Any:
    """A job of Ada's at work, with the file that an earlier chunk made."""
    told = {"message": marks.internal, "arguments": {"mark": marks.internal}, "result_name": marks.internal}
    with tenant_tx(cast.acme.pk):
        file = ContentFile(marks.internal.encode())
        key = default_storage.save(f"{cast.acme.pk}/{uuid7()}", file)
        asked = {"asked_by": cast.ada.person, "asked_at": NOW}
        return JobRun.objects.create(kind="tests.kettle", state="running", result_key=key, **asked, **told)


@job("tests.kettle", policy="tenancy.view_own_jobs")
def boil(**more: Any) -> None:
    """A kind that everybody may ask for."""


def add_letters(cast: Cast, project: Any, marks: Marks) -> dict[str, Any]:
    """A line of Ada's with a ladder behind it, a letter that was given up, and what was chosen."""
    told = {"context": {"kettle": marks.internal}, "project": project.pk, "project_name": marks.internal}
    ladder = EscalationFactory(**told)
    EscalationStep.objects.create(escalation=ladder, position=1, people=[marks.internal], told_at=NOW)
    line = InboxLineFactory(person=cast.ada.person, escalation=ladder, **told)
    letter = DeliveryFactory(person=cast.ada.person, state="parked", error=marks.internal, **told)
    NoticeTimes.objects.get_or_create(person=cast.ada.person)
    NoticeChoice.objects.get_or_create(
        person=cast.ada.person, rule="milestone_overdue", defaults={"way": "mail"}
    )
    Mute.objects.create(person=cast.ada.person, subject_kind="tea.Kettle", subject_id=uuid7(), created_at=NOW)
    ProjectNotice.objects.create(project=project.pk, rule="milestone_due_soon", days=3)
    Rung.objects.get_or_create(rule="milestone_overdue", position=2, defaults={"role": "PM"})
    return {"line": line, "letter": letter, "ladder": ladder}


def add_rights(cast: Cast, marks: Marks) -> dict[str, Any]:
    """A switch that takes nothing which a walk asks for, and a reading that Ada, no administrator, opened."""
    with tenant_tx(cast.acme.pk):
        switch, _made = ActionSwitch.objects.get_or_create(
            role="WF",
            action="planning.record_progress",
            defaults={"reason": marks.internal, "made_by": cast.olga.person, "made_at": NOW},
        )
        ada, until = cast.ada, NOW.replace(year=2100)
        glass = BrokenGlass.objects.create(
            person=ada.person, user=ada.user, reason=marks.internal, opened_at=NOW, until=until
        )
    return {"switch": switch, "glass": glass}


def add_webhooks(cast: Cast, project: Any, marks: Marks) -> dict[str, Any]:
    """One that is told, with a delivery that was given up, one that is not, and what the feed says."""
    told = {"owner": cast.ada.person, "description": marks.internal}
    hook, stopped = WebhookFactory(**told), WebhookFactory(**told, state="disabled", reason="by_hand")
    delivery = WebhookDeliveryFactory(webhook=hook, state="parked", answer=marks.internal)
    ChangeFactory(project=project.pk, key=f"{project.key}-T1")
    ChangeCounter.objects.get_or_create()
    return {"hook": hook, "stopped_hook": stopped, "delivery": delivery}


def add_people(marks: Marks) -> list[Any]:
    """Somebody without a login, and somebody who has left."""
    names = ("friend", "leaver")
    friend, leaver = (
        Person.objects.create(
            name=f"{marks.internal} {name}", email=f"{name}-{marks.internal}@canary.test".lower()
        )
        for name in names
    )
    Person.objects.filter(pk=leaver.pk).update(left_at=NOW)
    return [friend, leaver]


def add_projects(cast: Cast, marks: Marks, keys: list[str], first: int) -> list[Any]:
    shared = {"visibility": "shared"}
    project = ProjectFactory(client=cast.skyharp, key=keys[0], name=marks.shared, **shared)
    hidden = ProjectFactory(client=cast.skyharp, key=keys[1], name=f"{marks.internal} hidden")
    other = ProjectFactory(client=cast.tidewell, key=keys[2], name=marks.other, **shared)
    draft = ProjectFactory(client=cast.skyharp, key=keys[3], name=f"{marks.internal} draft")
    for one in (project, draft):
        MemberFactory(project=one, person=cast.ada.person)
        MemberFactory(project=one, person=cast.ida.person)
    Plan.objects.create(project=project, client=project.client, created_at=NOW, next_number=first)
    return [project, hidden, other, draft]


def add_rows(ada: Any, project: Any, marks: Marks) -> dict[str, Any]:
    def add(name: str, **fields: Any) -> Any:
        return planning.add_task(actor=ada, project=project, name=f"{marks.internal} {name}", **fields)

    with tenant_tx(ada.organization.id):
        task, second, gone = add("one"), add("two"), add("three")
        milestone = add("four", kind=Task.Kind.MILESTONE, due=NOW.date())
        shared = add("five", kind=Task.Kind.MILESTONE, due=NOW.date())
        planning.edit_task(actor=ada, task=shared, name=f"{marks.shared} five")
        planning.share_task(actor=ada, task=shared)
        branch = add("six")
        add("seven", parent_id=branch.pk)
        link = planning.add_dependency(actor=ada, predecessor=task, successor=second)
        withdrawn = planning.withdraw_task(actor=ada, task=gone, reason="not needed")
        calendar = planning.add_calendar(
            actor=ada, project=project, name=marks.internal, week=[[[480, 960]]] * 7
        )
        exception = planning.add_exception(
            actor=ada, calendar=calendar, name=marks.internal, first_on=NOW.date()
        )
        buffer = planning.add_buffer(
            actor=ada,
            project=project,
            name=f"{marks.internal} free",
            minutes=960,
            protects_id=milestone.pk,
        )
    return {
        "task": task,
        "milestone": milestone,
        "shared": shared,
        "withdrawn": withdrawn,
        "branch": branch,
        "link": link,
        "calendar": calendar,
        "exception": exception,
        "buffer": buffer,
    }


def add_imports(ada: Any, project: Any, marks: Marks, first: int) -> Any:
    """One import that was done, and one that waits."""
    file = PlanFile(f"{marks.internal}.xml", plan_file(marks.internal))
    done = stage_import(actor=ada, project=project, file=file)
    commit_import(actor=ada, run=done)
    run = stage_import(actor=ada, project=project, file=file)
    with tenant_tx(ada.organization.id):
        run.number += first
        run.save(update_fields=["number"])
    return run


def plan_file(mark: str) -> bytes:
    """A plan as Microsoft Project writes it, with a row of every kind."""
    return FILE.format(mark=mark).encode()


def audit_line(world: World) -> Any:
    """The first line of the trail about the project."""
    with tenant_tx(world.cast.acme.pk):
        return AuditLine.objects.filter(project=world.project.pk).earliest("id").pk


def addresses(*doors: str) -> list[Route]:
    """Our routes below the given doors (such as `o/`) whose every argument has a sample."""
    found = (r for r in routes() if r.door and r.route.startswith(doors) and not without_sample(r))
    return sorted(found, key=lambda r: r.route)


def without_sample(route: Route) -> list[str]:
    """The arguments for which `SAMPLES` has nothing."""
    names = arguments(route)
    return [name for name in names if not {(route.name or "", name), ("", name)} & set(SAMPLES)]


def arguments(route: Route) -> dict[str, str]:
    """The arguments of a route with their converters."""
    return {name: kind or "str" for kind, name in ARGUMENT.findall(route.route)}


def sample(world: World, route: Route, name: str) -> str:
    value = SAMPLES.get((route.name or "", name)) or SAMPLES[("", name)]
    return str(value(world))


def address(world: World, route: Route, **instead: str) -> str:
    """The address of the world's own object, with some arguments put instead."""

    def fill(match: re.Match[str]) -> str:
        return instead.get(match[2]) or sample(world, route, match[2])

    return "/" + ARGUMENT.sub(fill, route.route)


def missing(route: Route, *names: str) -> dict[str, str]:
    """Values of the route's arguments that nothing has."""
    return {name: MISSING[kind] for name, kind in arguments(route).items() if name in names}
