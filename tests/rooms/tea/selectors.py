from projects.selectors import project_by_key
from tests.rooms.tea.models import Brew
from tests.rooms.tea.policies import visible
from toolkit.errors import Missing


def brews(*, actor, project=None):
    rows = Brew.objects.live().filter(visible(actor))
    return (rows if project is None else rows.filter(project=project)).order_by("code")


def brew(*, actor, key, code):
    project = project_by_key(actor=actor, key=key)
    found = brews(actor=actor, project=project).select_related("project").filter(code=code).first()
    if found is None:
        raise Missing()
    return found
