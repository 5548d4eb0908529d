"""Members that an endpoint does not know are refused wherever they stand."""

import pytest
from rest_framework import serializers

from toolkit.api.endpoints import unknown_members


class Line(serializers.Serializer):
    text = serializers.CharField()


class Paper(serializers.Serializer):
    name = serializers.CharField()
    first = Line(required=False)
    lines = Line(many=True, required=False)
    by_code = serializers.DictField(child=Line(), required=False)
    words = serializers.ListField(child=serializers.CharField(), required=False)


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"name": "A", "first": {"text": "x"}, "lines": [{"text": "y"}], "words": ["z"]}, set()),
        ({"name": "A", "by_code": {"any": {"text": "x"}}}, set()),
        ({"nam": "A"}, {"nam"}),
        ({"first": {"id": 1}}, {"first"}),
        ({"lines": [{"text": "y"}, {"id": 1}]}, {"lines"}),
        ({"by_code": {"any": {"id": 1}}}, {"by_code"}),
        (["name"], set()),
    ],
)
def test_unknown_members_are_named(sent, wrong):
    assert set(unknown_members(sent, Paper())) == wrong
