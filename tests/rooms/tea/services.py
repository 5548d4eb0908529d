from tenancy.verbs import record, require, verb
from tests.rooms.tea.models import Brew
from tests.rooms.tea.states import BREW
from toolkit.writing import differences, write


@verb
def add_brew(*, actor, project, **fields):
    require(actor, "tea.add_brew", project)
    brew = Brew.objects.create(project=project, client_id=project.client_id, created_at=actor.now, **fields)
    record(actor, "tea.add_brew", brew, after=fields)
    return brew


@verb
def edit_brew(*, actor, brew, version=None, **fields):
    require(actor, "tea.edit_brew", brew)
    if changed := differences(brew, fields):
        before = write(brew, changed, version=version)
        record(actor, "tea.edit_brew", brew, before=before, after=changed)
    return brew


@verb
def serve_brew(*, actor, brew, version=None):
    require(actor, "tea.serve_brew", brew)
    step = BREW.take(actor, brew, "serve")
    write(brew, {"state": step.to, "served_on": actor.today(brew.project.zone)}, version=version)
    record(actor, "tea.serve_brew", brew, before={"state": step.start}, after={"state": step.to})
    return brew


@verb
def withdraw_brew(*, actor, brew, reason, version=None):
    require(actor, "tea.withdraw_brew", brew)
    write(brew, {"withdrawn_at": actor.now, "withdrawn_reason": reason}, version=version)
    record(actor, "tea.withdraw_brew", brew, after={"reason": reason})
    return brew
