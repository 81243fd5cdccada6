"""Exports of four ESPs: which shape, what the envelope says, which strings are parts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presend.documents.exports import Export, matches, read, read_all
from presend.documents.json_text import JsonFault
from presend.source import Source

HUBSPOT = {
    "content": {
        "flexAreas": {"main": {"sections": [{"id": "s-0", "style": {"stack": "a < b"}}]}},
        "plainTextVersion": "Hello {{ contact.firstname }},\n\ngoodbye",
        "templatePath": "@hubspot/email/dnd/welcome.html",
        "widgets": {
            "module-0-0-0": {
                "body": {
                    "html": '<p style="margin:0">Caf\u00e9</p>',
                    "img": {"alt": "a < b", "src": "https://acme.com/logo.png"},
                    "columns": [{"text": "Ask <news@acme.com>"}, {"rich": "<h2>Two</h2>"}],
                },
                "label": "Body <span class=help-text>of the mail</span>",
                "type": "module",
            },
            "preview_text": {"body": {"value": "What is <b>new</b>"}, "type": "text"},
        },
    },
    "from": {
        "fromName": "Acme News",
        "replyTo": "news@mail.acme.com",
        "customReplyTo": "help@acme.com",
    },
    "isTransactional": False,
    "language": "en",
    "subject": "Caf\u00e9 \U0001f600",
    "webversion": {"domain": "acme.com", "title": "<p>not a part</p>"},
}
SENDGRID_SEND = {
    "personalizations": [{"to": [{"email": "a@b.example"}]}, {"subject": "Hi"}],
    "from": {"email": "news@mail.acme.com", "name": "Acme"},
    "reply_to": {"email": "help@acme.com", "name": "Help"},
    "content": [
        {"type": "text/plain", "value": "Hello"},
        {"type": "text/html", "value": "Hello <b>you</b>"},
    ],
}
SENDGRID_TEMPLATE = {
    "template_id": "d-1",
    "subject": "{{subject}}",
    "html_content": "<p>{{name}}</p>",
    "plain_content": "",
    "editor": "code",
}
SES_V1_TEMPLATE = {
    "Template": {
        "TemplateName": "welcome",
        "SubjectPart": "Hi {{name}}",
        "HtmlPart": "<h1>Hi</h1>",
        "TextPart": "Hi",
    }
}
SES_V2_TEMPLATE = {
    "TemplateName": "welcome",
    "TemplateContent": {"Subject": "Hi {{name}}", "Html": "<h1>Hi</h1>", "Text": "Hi"},
}
SES_SEND = {
    "FromEmailAddress": "Acme <news@mail.acme.com>",
    "ReplyToAddresses": ["help@acme.com", "more@acme.com"],
    "Content": {
        "Simple": {
            "Subject": {"Data": "Hi", "Charset": "UTF-8"},
            "Body": {"Html": {"Data": "<p>Hi</p>"}, "Text": {"Data": "Hi"}},
        }
    },
}
SES_V1_SEND = {
    "Source": "news@mail.acme.com",
    "Message": {"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": "<p>Hi</p>"}}},
}
SES_INLINE_TEMPLATE = {
    "FromEmailAddress": "news@mail.acme.com",
    "Content": {"Template": SES_V2_TEMPLATE},
}
POSTMARK_TEMPLATE = {
    "Name": "Welcome",
    "Alias": "welcome",
    "Subject": "Hi {{name}}",
    "TemplateType": "Standard",
    "HtmlBody": "<p>Hi</p>",
    "TextBody": "Hi",
}
POSTMARK_SEND = {
    "From": "Acme <news@mail.acme.com>",
    "To": "a@b.example",
    "ReplyTo": "help@acme.com",
    "Subject": "Hi",
    "HtmlBody": "<p>Hi</p>",
    "MessageStream": "broadcast",
}


def export(data: Any) -> Export:
    found = read(Source("mail.json", json.dumps(data)))
    assert found is not None
    return found


def said(found: Export) -> dict[str, Any]:
    """Everything an export says, sources as text."""
    return {
        "shape": found.shape,
        "esp": found.esp,
        "dialect": found.dialect,
        "html": [part.text for part in found.html],
        "plain": [part.text for part in found.plain],
        "values": {key: value.text for key, value in found.values.items()},
        "kind": found.kind,
    }


def test_hubspot() -> None:
    assert said(export(HUBSPOT)) == {
        "shape": "hubspot",
        "esp": "hubspot",
        "dialect": "hubl",
        "html": ['<p style="margin:0">Café</p>', "<h2>Two</h2>"],
        "plain": ["Hello {{ contact.firstname }},\n\ngoodbye"],
        "values": {
            "from-name": "Acme News",
            "from-address": "news@mail.acme.com",
            "reply-to": "help@acme.com",
            "subject": "Café 😀",
            "preheader": "What is <b>new</b>",
            "language": "en",
        },
        "kind": "marketing",
    }


def test_hubspot_sketch_of_an_email() -> None:
    assert said(
        export({"from": {"replyTo": "a@acme.com"}, "subject": "", "isTransactional": True})
    )["values"] == {"from-address": "a@acme.com", "subject": ""}
    assert export({"content": {"widgets": {}}, "subject": "Hi"}).kind is None
    assert export({"subject": "Hi", "isTransactional": True, "from": {"fromName": "A"}}).kind == (
        "transactional"
    )


def test_html_in_flex_areas_stands_before_the_widgets_as_in_the_file() -> None:
    found = export(
        {
            "subject": "Hi",
            "content": {
                "flexAreas": {"main": ["<td>one</td>"]},
                "widgets": {"b": {"body": {"html": "<p>two</p>"}}, "a": {"body": "<p>three</p>"}},
            },
        }
    )
    assert [part.text for part in found.html] == ["<td>one</td>", "<p>two</p>", "<p>three</p>"]


def test_sendgrid_send() -> None:
    assert said(export(SENDGRID_SEND)) == {
        "shape": "sendgrid-send",
        "esp": "sendgrid",
        "dialect": None,
        "html": ["Hello <b>you</b>"],
        "plain": ["Hello"],
        "values": {
            "from-name": "Acme",
            "from-address": "news@mail.acme.com",
            "reply-to": "help@acme.com",
            "subject": "Hi",
        },
        "kind": None,
    }


def test_sendgrid_subject_of_the_mail_beats_a_personal_one() -> None:
    found = export(SENDGRID_SEND | {"subject": "All", "reply_to": None})
    assert said(found)["values"]["subject"] == "All"
    assert "reply-to" not in found.values
    several = SENDGRID_SEND | {"reply_to": None, "reply_to_list": [{"email": "x@acme.com"}]}
    assert export(several).values["reply-to"].text == "x@acme.com"


def test_sendgrid_template() -> None:
    assert said(export(SENDGRID_TEMPLATE)) == {
        "shape": "sendgrid-template",
        "esp": "sendgrid",
        "dialect": "handlebars",
        "html": ["<p>{{name}}</p>"],
        "plain": [],
        "values": {"subject": "{{subject}}"},
        "kind": None,
    }


@pytest.mark.parametrize(
    "data",
    [SES_V1_TEMPLATE, SES_V1_TEMPLATE["Template"], SES_V2_TEMPLATE],
    ids=["v1 request", "v1 template", "v2"],
)
def test_ses_template(data: Any) -> None:
    assert said(export(data)) == {
        "shape": "ses-template",
        "esp": "ses",
        "dialect": "handlebars",
        "html": ["<h1>Hi</h1>"],
        "plain": ["Hi"],
        "values": {"subject": "Hi {{name}}"},
        "kind": None,
    }


def test_ses_send() -> None:
    assert said(export(SES_SEND)) == {
        "shape": "ses-send",
        "esp": "ses",
        "dialect": None,
        "html": ["<p>Hi</p>"],
        "plain": ["Hi"],
        "values": {
            "from": "Acme <news@mail.acme.com>",
            "reply-to": "help@acme.com",
            "subject": "Hi",
        },
        "kind": None,
    }
    assert said(export(SES_V1_SEND))["values"] == {"from": "news@mail.acme.com", "subject": "Hi"}
    assert said(export(SES_INLINE_TEMPLATE)) == said(export(SES_V2_TEMPLATE)) | {
        "values": {"from": "news@mail.acme.com", "subject": "Hi {{name}}"}
    }


def test_postmark_template() -> None:
    assert said(export(POSTMARK_TEMPLATE)) == {
        "shape": "postmark-template",
        "esp": "postmark",
        "dialect": "handlebars",
        "html": ["<p>Hi</p>"],
        "plain": ["Hi"],
        "values": {"subject": "Hi {{name}}"},
        "kind": None,
    }
    layout = {"Name": "Base", "TemplateType": "Layout", "Subject": None}
    assert said(export(layout))["values"] == {}


@pytest.mark.parametrize(
    ("stream", "kind"),
    [("broadcast", "marketing"), ("outbound", "transactional"), ("our-own", None), (None, None)],
)
def test_postmark_send(stream: str | None, kind: str | None) -> None:
    assert said(export(POSTMARK_SEND | {"MessageStream": stream})) == {
        "shape": "postmark-send",
        "esp": "postmark",
        "dialect": None,
        "html": ["<p>Hi</p>"],
        "plain": [],
        "values": {
            "from": "Acme <news@mail.acme.com>",
            "reply-to": "help@acme.com",
            "subject": "Hi",
        },
        "kind": kind,
    }


def test_each_text_leads_back_to_the_file() -> None:
    source = Source("mail.json", json.dumps(HUBSPOT))
    found = read(source)
    assert found is not None
    body, subject = found.html[0], found.values["subject"]
    at = body.text.index("é")
    assert source[body.outward((at, at + 1))] == r"\u00e9"
    assert source[body.outward((0, 10))] == r"<p style=\""
    assert source[subject.outward((0, len(subject.text)))] == r"Caf\u00e9 \ud83d\ude00"


@pytest.mark.parametrize(
    ("data", "shapes"),
    [
        ([POSTMARK_SEND, {"x": 1}, SES_SEND, 3], ["postmark-send", "ses-send"]),
        ({"results": [HUBSPOT, HUBSPOT], "total": 2}, ["hubspot", "hubspot"]),
        ({"id": "d-1", "versions": [SENDGRID_TEMPLATE]}, ["sendgrid-template"]),
        ([{"versions": [SENDGRID_TEMPLATE]}, HUBSPOT], ["sendgrid-template", "hubspot"]),
        ([], []),
    ],
)
def test_several(data: Any, shapes: list[str]) -> None:
    assert [found.shape for found in read_all(Source("all.json", json.dumps(data)))] == shapes


NONE = {
    "package.json": {"name": "mail", "version": "1.0.0", "scripts": {"build": "mjml"}},
    "test data": {"subject": "Hi", "name": "Ann", "html": "<p>Hi</p>"},
    "a page": {"content": {"widgets": [{"body": "<p>Hi</p>"}]}},
    "a dashboard": {"content": {"widgets": {"chart": {"body": "<p>Hi</p>"}}}},
    "another API": {"from": {"email": "a@b.example"}, "subject": "Hi", "html": "<p>Hi</p>"},
    "a schema": {"Template": {"SubjectPart": {"type": "string"}, "HtmlPart": {"type": "string"}}},
    "a notice": {"Message": "Hi", "Source": "aws.ses", "From": "a@b.example"},
    "an identity": {"FromEmailAddress": "a@b.example"},
    "a scalar": "html_content",
    "nothing": None,
}


@pytest.mark.parametrize("name", NONE)
def test_no_export(name: str) -> None:
    assert read(Source("x.json", json.dumps(NONE[name]))) is None


def test_matches_every_shape_and_passes_over_the_rest() -> None:
    shapes = [HUBSPOT, SENDGRID_SEND, SENDGRID_TEMPLATE, SES_V1_TEMPLATE, SES_V2_TEMPLATE]
    shapes += [SES_SEND, SES_V1_SEND, SES_INLINE_TEMPLATE, POSTMARK_TEMPLATE, POSTMARK_SEND]
    assert all(matches("\ufeff \n" + json.dumps(data, indent=1)) for data in shapes)
    assert matches(json.dumps(shapes))
    others = ["package.json", "test data", "another API", "a scalar", "nothing"]
    assert [name for name in others if matches(json.dumps(NONE[name]))] == []
    assert not matches("// " + json.dumps(HUBSPOT))
    assert not matches("[" + " " * 65_536 + json.dumps(HUBSPOT) + "]")


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("<p>", True),
        ("<br/>", True),
        ("a <b\nclass=x>c", True),
        ("<div{{ style }}>", True),
        ("<o:p></o:p>", True),
        ("<p>1 < 2", True),
        ("</p>", False),
        ("a < b > c", False),
        ("a <b", False),
        ("> <p ", False),
        ("Acme <news@acme.com>", False),
        ("<https://acme.com/a b>", False),
        ("", False),
    ],
)
def test_what_counts_as_html(text: str, is_html: bool) -> None:
    found = export({"subject": "", "content": {"widgets": {"m": {"body": {"text": text}}}}})
    assert [part.text for part in found.html] == [text] * is_html


def test_broken_json_is_a_fault() -> None:
    with pytest.raises(JsonFault) as fault:
        read(Source("mail.json", '{"subject": "Hi'))
    assert (fault.value.offset, fault.value.reason) == (15, "cut off inside a string")


SHAPES = st.sampled_from(
    (
        *(HUBSPOT, SENDGRID_SEND, SENDGRID_TEMPLATE, SES_V1_TEMPLATE, SES_V2_TEMPLATE, SES_SEND),
        *(SES_V1_SEND, SES_INLINE_TEMPLATE, POSTMARK_TEMPLATE, POSTMARK_SEND),
    )
)
ODD: st.SearchStrategy[Any] = st.sampled_from([None, 0, True, "", "<p>", [], {}, [[]], [{}]])


@settings(deadline=None)
@given(SHAPES, st.integers(0, 99), ODD)
def test_no_value_in_any_place_is_an_exception(shape: Any, place: int, odd: Any) -> None:
    """Puts an odd value in the place of the n-th value of a shape."""
    left = place

    def altered(value: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            return odd
        if isinstance(value, dict):
            return {key: altered(item) for key, item in value.items()}
        return [altered(item) for item in value] if isinstance(value, list) else value

    source = Source("mail.json", json.dumps(altered(shape)))
    for found in read_all(source):
        assert all(part.text.strip() for part in (*found.html, *found.plain))
        assert all(value.outer is source for value in found.values.values())
