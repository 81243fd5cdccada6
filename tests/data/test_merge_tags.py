"""Merge tags: whose they are, what they mean, whom they name."""

from __future__ import annotations

import pytest

from presend.data import merge_tags, person_tags
from presend.documents.templating import holes


@pytest.mark.parametrize("esp", merge_tags._TAGS)
def test_a_tag_means_what_its_row_says(esp: str) -> None:
    for meaning, written in merge_tags.tags(esp).items():
        for tag in written:
            assert merge_tags.meaning(esp, tag) == meaning
            assert merge_tags.meaning(esp, tag.replace(" }}", "}}")) == meaning


@pytest.mark.parametrize("esp", merge_tags._TAGS)
def test_a_tag_is_of_no_other_esp(esp: str) -> None:
    for written in merge_tags.tags(esp).values():
        for tag in written:
            found, broken = holes.find(tag)
            assert not broken
            for hole in found:
                owner = merge_tags.owner(tag, hole.opener)
                assert owner is None or merge_tags.reads(esp, owner), (tag, owner)
                assert owner is None or owner in merge_tags.owners(tag, {hole.opener})


@pytest.mark.parametrize(
    ("tag", "owner"),
    [
        ("*|FNAME|*", "mailchimp"),
        ("{{ contact.FIRSTNAME }}", "brevo"),
        ("{{${first_name}}}", "braze"),
        ("%recipient.city%", "mailgun"),
        ('[[data:city:"x"]]', "mailjet"),
        ("<%asm_group_unsubscribe_raw_url%>", "sendgrid"),
        ("{{ name }}", None),
        ("{{ organization.name }}", None),
        ("<%= name %>", None),
        ("%TITLE%", None),
    ],
)
def test_whose_a_tag_is(tag: str, owner: str | None) -> None:
    found, _ = holes.find(tag)
    assert merge_tags.owner(tag, found[0].opener) == owner


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("{{ contact.firstname }}", "first"),
        ("{{first_name|title}}", "first"),
        ("<%= @user.first_name.capitalize %>", "first"),
        ("{{lead.First Name}}", "first"),
        ("[[data:firstname]]", "first"),
        ("*|LNAME|*", "last"),
        ("{{ customer.city }}", "place"),
        ("{{ city }}", None),
        ("{{ contact.firstname|default('x') }}", None),
        ("{{{FIRST_NAME|there}}}", None),
        ("{{ owner.firstname }}", None),
        ("{{ first_name or 'x' }}", None),
        ('[[data:firstname:"x"]]', None),
        ("{{ product.name }}", None),
    ],
)
def test_whom_a_tag_names(tag: str, kind: str | None) -> None:
    assert person_tags.kind(tag, {}) == kind


def test_names_that_the_template_gives() -> None:
    given = person_tags.given("{% with a=user.first_name b=user.first_name|default:'x' c=1 %}")
    assert given == {"a": "first", "b": None}
    assert person_tags.kind("{{ a }}", given) == "first"
    assert person_tags.kind("{{ b }}", given) is None


@pytest.mark.parametrize(
    ("kind", "before", "after", "read"),
    [
        ("first", "News. Hi ", ", read on", "Hi ,"),
        ("last", "Hi \x1a ", ", read on", None),
        ("first", "Dear ", " \x1a,", "Dear ,"),
        ("first", "", ", your box is on its way", ", your box is on its way"),
        ("first", "Just for you, ", "!", "you, !"),
        ("place", "Hi ", ",", ""),
        ("place", "Deliveries in ", " today", ""),
        ("first", "", "", None),
    ],
)
def test_what_is_read_around_an_empty_tag(
    kind: str, before: str, after: str, read: str | None
) -> None:
    gap = person_tags.read_without(kind, before, after)

    assert (gap.text if gap else None) == read
