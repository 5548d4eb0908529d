"""A project of Acme's with a task to hang files on, and a folder of its own for the bytes."""

import io

import pytest

from records.selectors import carrier
from records.services.files import Upload, attach_file
from tenancy.scope import tenant_tx
from tests.factories.planning import TaskFactory
from tests.factories.projects import MemberFactory, ProjectFactory


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where the bytes of this test are."""
    settings.MILEPOST_FILES = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "file_permissions_mode": 0o600},
        },
    }
    return tmp_path


@pytest.fixture
def project(cast):
    with tenant_tx(cast.acme.pk):
        made = ProjectFactory(client=cast.skyharp, key="SKY", visibility="shared")
        MemberFactory(project=made, person=cast.ada.person)
        MemberFactory(project=made, person=cast.ida.person)
        MemberFactory(project=made, person=cast.ben.person, role="AG")
    return made


@pytest.fixture
def task(cast, project):
    with tenant_tx(cast.acme.pk):
        return TaskFactory(project=project, number=1, name="Sign the SOW", visibility="shared")


@pytest.fixture
def attach(cast, task):
    """Attach a file to the task, by Ada unless somebody else is named."""

    def attach(name="notes.txt", content=b"hello", by=None, **more):
        actor = by or cast.ada.actor()
        with tenant_tx(cast.acme.pk):
            found = carrier(actor=actor, entry_id=task.pk)
        return attach_file(actor=actor, carrier=found, file=Upload(name, io.BytesIO(content)), **more)

    return attach


@pytest.fixture
def on_task(cast, task):
    """The task as what files hang on, for somebody."""

    def on_task(actor):
        with tenant_tx(cast.acme.pk):
            return carrier(actor=actor, entry_id=task.pk)

    return on_task


def stored(folder):
    """The files on the disk."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
