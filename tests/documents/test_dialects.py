"""Which template language: by name, else by what only one language writes."""

from __future__ import annotations

import pytest
from hypothesis import given

from hostile import texts
from presend.documents.templating.dialects import DIALECTS, of_name, of_text


@pytest.mark.parametrize(
    ("name", "dialect"),
    [
        ("mail.html.j2", "jinja"),
        ("mail.html.erb", "erb"),
        ("mail.HBS", "handlebars"),
        ("mail.njk", "nunjucks"),
        ("a.b/mail.liquid", "liquid"),
        ("mail.html", None),
        ("mail", None),
        ("", None),
    ],
)
def test_a_name_names_its_language(name: str, dialect: str | None) -> None:
    assert of_name(name) == dialect


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("{{ contact.firstname }}", "hubl"),
        ('{% module "x" path="@hubspot/text" %}', "hubl"),
        ("<!-- templateType: email -->", "hubl"),
        ("{{ unsubscribe_link_all }}", "hubl"),
        ("{{ contact.EMAIL }}", "mustache"),
        ("*|FNAME|* {{ x }}", "mailchimp"),
        ("%%[ SET @x = 1 ]%%", "ampscript"),
        ("{% unsubscribe 'here' %}", "klaviyo"),
        ("<%asm_group_unsubscribe_raw_url%>", "sendgrid"),
        ("{{{ pm:unsubscribe }}}", "postmark"),
        ("{{amazonSESUnsubscribeUrl}}", "ses"),
        ("%recipient.name%", "mailgun"),
        ("{{${first_name}}}", "braze"),
        ("{{ customer.first_name }}", "customerio"),
        ("{{lead.First Name}}", "marketo"),
        ("[[data:firstname]]", "mailjet"),
        ("%UNSUBSCRIBELINK%", "activecampaign"),
        ("{$unsubscribe}", "mailerlite"),
        ("{contactfield=firstname}", "mautic"),
        ("$[FNAME|Name]$", "zoho"),
        ("{{ .Subscriber.Email }}", "listmonk"),
        ("<%= @user.name %>", "erb"),
        ("<#if user??>a</#if>", "freemarker"),
        ("{% load i18n %}{% trans 'a' %}", "django"),
        ("{% assign a = 1 %}", "liquid"),
        ("{{ .Name }}", "go"),
        ("{{#if a}}b{{/if}}", "handlebars"),
        ("{% if a %}b{% endif %}", "jinja"),
        ("{{ name }}", "mustache"),
        ("100 % of $ 5 [a] {b}", None),
        ("<p>a</p>", None),
        ("", None),
    ],
)
def test_a_mark_names_its_language(text: str, dialect: str | None) -> None:
    assert of_text(text) == dialect
    assert of_text(f"<p>Dear friend,</p>\n<p>{text}</p>") == dialect


@given(texts())
def test_any_text_has_one_language_or_none(text: str) -> None:
    assert of_text(text) in (None, *DIALECTS)
