"""Variables: the nearest name that is known, and schemas of one's own."""

from __future__ import annotations

import pytest

from presend.data import variables

CONTACT = variables.HUBSPOT["contact"]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("fristname", "firstname"),
        ("firsname", "firstname"),
        ("lifecyclestge", "lifecyclestage"),
        ("emial", "email"),
        ("compnay", "company"),
        ("address2", None),
        ("company_old", None),
        ("citi", None),
        ("favourite_coffee", None),
    ],
)
def test_the_nearest_name(name: str, nearest: str | None) -> None:
    assert variables.nearest(name, CONTACT) == nearest


def test_no_known_name_is_near_another_by_mistake() -> None:
    for names in variables.HUBSPOT.values():
        assert all(variables.nearest(name, names) is None for name in names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('{"properties": {"a": {"type": "object", "properties": {"b": {}}}}}', {"a", "b"}),
        ('["a", "b"]', {"a", "b"}),
        ('{"a": 1, "b": {"c": 2}}', {"a", "b"}),
        ("a\n# why\n b # so\n", {"a", "b"}),
        ("", set()),
    ],
)
def test_a_schema_of_ones_own(text: str, names: set[str]) -> None:
    assert variables.schema(text) == names
