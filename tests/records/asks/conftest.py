"""A project with everybody who may decide on something."""

import pytest

from tests.cast import Cast
from tests.records.asking import Stage, make_stage


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return make_stage(cast)
