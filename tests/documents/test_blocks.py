"""Blocks: what opens, divides and closes them in each language, and where they do not balance."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from hostile import texts
from presend.documents.templating import blocks, holes

BALANCED = {
    "tags without an end": "{% include 'a' %}{% set x = 1 %}{% set a, b = 1, 2 %}{% trans 'x' %}"
    "{% extends 'a' %}{% load i18n %}{% crispy form %}{% cycle 'a' 'b' %}{% component 'x' / %}",
    "the same tags with one": "{% set x %}a{% endset %}{% trans %}a{% pluralize %}b{% endtrans %}"
    "{% trans count=n %}a{% endtrans %}{% call f(x) %}a{% endcall %}{% macro f(a) %}{% endmacro %}",
    "names of blocks": "{% block a %}{% block b scoped %}{% endblock b %}{% endblock %}"
    "{% block 'c' %}{% endblock %}{% block title 'x' %}{% block title page|title %}",
    "else and its kin": "{% if a %}{% elif b %}{% elsif c %}{% else %}{% endif %}"
    "{% for a in b %}{% empty %}{% endfor %}{% for a in b %}{% else %}{% endfor %}"
    "{% blocktranslate count n=x %}a{% plural %}b{% endblocktranslate %}",
    "white space control": "{%- if a -%}{%~ if b ~%}{%+ endif +%}{%- endif -%}",
    "an unknown library": "{% box %}{% feature 'y' %}{% else %}{% endfeature %}{% endless %}",
    "Liquid": "{% liquid\n if a\n echo b\n else\n # if\n endif\n comment\n if\n endcomment\n %}"
    "{% case x %}{% when 1 %}{% else %}{% endcase %}{% unless a %}{% endunless %}",
    "HubL": "{% module_block module 'a' %}{% module_attribute 'b' %}{% end_module_attribute %}"
    "{% end_module_block %}{% widget_attribute 'x' %}{% end_widget_attribute %}{% module 'x' %}"
    "{% flip a %}b{% with %}c{% endflip %}",
    "Nunjucks": "{% switch x %}{% case 1 %}a{% case 2 %}b{% default %}c{% endswitch %}"
    "{% ifAsync a %}b{% else %}c{% endif %}{% asyncEach a in b %}c{% endeach %}",
    "Jinja's with": "{% with %}{% set a = 1 %}{% endwith %}",
    "raw text": "{% raw %}{% if %}{% endraw %}{% verbatim x %}{% if %}{% endverbatim x %}"
    "{% comment 'why' %}{% if %}{% endcomment %}{# {% if %} #}",
    "Tornado": "{% if x %}{% for y in z %}a{% end %}{% else %}b{% end %}{% raw x %}{% comment y %}",
    "Handlebars": "{{#if a}}{{else if b}}{{else}}{{/if}}{{#each a as |b|}}{{else}}{{/each}}"
    "{{^x}}{{/x}}{{#x}}{{^}}{{/x}}{{~#if a~}}{{~/if~}}{{#a.b c=d}}{{/a.b}}{{> c}}",
    "partial blocks": "{{#> layout}}a{{/layout}}{{#> (lookup . 'x')}}{{/anything}}"
    "{{#*inline 'x'}}a{{/inline}}{{{{raw}}}}{{#if}}{{{{/raw}}}}",
    "strings": "{{#get 'posts' filter=\"id:-{{id}}\"}}a{{/get}}\\{{#if}}",
    "Go": "{{ if .A }}{{ else if .B }}{{ else }}{{ end }}{{- range $i, $e := .A -}}{{- end -}}"
    '{{ define "a" }}{{ end }}{{ with .X }}{{ end }}{{ template "x" . }}{{/* a */}}',
    "no Go": "{{ end }}{{ with }}{{ range }}{{ block }}",
    "helpers": "{{{block 'x'}}}{{block \"y\"}}{{if x 'a'}}{{with z}}",
    "Magento": "{{if a}}b{{else}}c{{/if}}{{depend x}}a{{/depend}}",
    "ERB": "<% if a %><% elsif b %><% else %><% end %><% @a.each do |b| %><% end %>"
    "<%= form_for x do |f| %><% end %><%= a if b %><% a unless b %><% case x when 1 %><% end %>"
    '<%= link_to "if", x, class: "do", if: y %><%= "#{a["if"]} do" %><% end_date = 1 %>',
    "Ruby in a line": "<% if a; b; end %><% x = if a then 1 else 2 end %><% a.each { |b| b } %>",
    "Ruby over lines": "<%\n  if a\n    b = 1 if c\n  end\n  c.each do |d|\n%>x<% end %><%# if %>",
    "braces of Ruby": "<% a.each { |b| %>x<% } %><% end_of = { do: 1 } %><%= x.map do %><% end %>",
    "Elixir": "<%= if @a do %>b<% else %>c<% end %><%= form_for @c, fn f -> %>a<% end %>"
    '<%= if x, do: "a", else: "b" %><%= for x <- xs do %><% end %>',
    "EJS": "<% if (a) { %>b<% } else if (c) { %>d<% } else { %>e<% } %>"
    "<%- include('a', { b: 1 }) %><% items.forEach(function(x) { %><% }) %>"
    "<% // if { %><% /* { */ %><%= '{' %>",
    "Basic": "<% If x Then %>a<% Else %>b<% End If %>",
    "PHP": "<?php if ($a): ?>b<?php elseif ($c): ?>d<?php else: ?>e<?php endif; ?>"
    "<?php foreach ($a as $b) { ?>c<?php } ?><?php if ($a) { ?>b<?php } else { ?>c<?php } ?>"
    "<?php echo $a ? 'b' : 'c'; for ($i = 0; $i < 3; $i++) : ?>a<?php endfor; // {",
    "FreeMarker": "<#if x gt 3>a<#elseif (x > 3)>b<#else>c</#if><#list a as b>c<#sep>, </#list>"
    "<#list a as b>c<#sep>, </#sep></#list><#assign x = 1><#assign y>z</#assign>"
    "<@m a=1/><@m>b</@m><@n>c</@n><@n>d</@><#noparse><#if></#noparse>",
    "Mailchimp": "*|IF:X|*a*|ELSEIF:Y|*b*|ELSE:|*c*|END:IF|*"
    "*|IFNOT:Z|**|IF:Y|*x*|END:IF|**|END:IF|*"
    "*|INTERESTED:a:b|*c*|END:INTERESTED|**|RSSITEMS:|**|RSSITEM:TITLE|**|END:RSSITEMS|*",
    "AMPscript": "%%[ SET @a = 'if' IF @a == 1 THEN /* if */ ELSEIF x THEN ENDIF ]%%"
    "%%[ FOR @i = 1 TO 3 DO ]%%x%%[ NEXT @i ]%%"
    "%%[ if not empty([If Field]) then ]%%a%%[ else ]%%b%%[ endif ]%%",
    "one language in another": "{% if a %}<% if b %>{{#c}}*|IF:D|*{{/c}}{% endif %}*|END:IF|*"
    "<% end %>",
}  # fmt: skip


@pytest.mark.parametrize("text", BALANCED.values(), ids=BALANCED)
def test_what_is_balanced(text: str) -> None:
    assert _faults(text) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("{% if a %}b", ["unclosed {% if a %}"]),
        ("a{% endif %}", ["stray {% endif %}"]),
        ("a{% else %}", ["stray {% else %}"]),
        ("{% for a in b %}{% endif %}", ["wrong {% for a in b %} {% endif %}"]),
        ("{% if a %}{% for b in c %}{% endif %}{% endfor %}",
         ["crossed {% for b in c %} {% endif %} {% endfor %}"]),
        ("{% if a %}{% with b=c %}{% else %}{% with d=e %}{% endif %}{% endwith %}",
         ["crossed {% with d=e %} {% endif %} {% endwith %}",
          "unclosed {% with b=c %} {% else %}"]),
        ("{% block a %}{% endblock b %}", ["wrong {% block a %} {% endblock b %}"]),
        ("{% liquid\n if a\n echo b %}{% endif %}", ["stray {% endif %}", "unclosed if a"]),
        ("{% box 1 %}{% box 2 %}{% endbox %}", ["unclosed {% box 1 %}"]),
        ("{% comment %}a", ["unclosed {% comment %}"]),
        ("{{#if a}}b", ["unclosed {{#if a}}"]),
        ("{{#if a}}b{{/unless}}", ["wrong {{#if a}} {{/unless}}"]),
        ("{{ range .A }}{{ if .B }}{{ end }}", ["unclosed {{ range .A }}"]),
        ("<% if a %>b", ["unclosed <% if a %>"]),
        ("<% a.each do |b| %>x<% end %><% end %>", ["stray <% end %>"]),
        ("<% if (a) { %>b<% } %><% } %>", ["stray <% } %>"]),
        ("<?php if ($a): ?>x", ["unclosed <?php if ($a): ?>"]),
        ("<#list a as b><#if c></#list>", ["unclosed <#if c> </#list>"]),
        ("*|IF:A|*b", ["unclosed *|IF:A|*"]),
        ("%%[ FOR @i = 1 TO 2 DO IF a THEN ]%%x%%[ NEXT @i ]%%",
         ["unclosed IF a THEN %%[ NEXT @i ]%%"]),
    ],
)  # fmt: skip
def test_what_is_not_balanced_and_where(text: str, faults: list[str]) -> None:
    assert _faults(text) == faults


def test_how_the_end_is_written() -> None:
    text = (
        "{% if a %}{% module_block b %}{{#c}}{{ if .D }}<% if e %><?php if ($f): ?><#if g>"
        "*|IFNOT:H|*%%[ FOR @i = 1 TO 2 DO ]%%"
    )
    found, _ = holes.find(text)
    assert [fault.statement.end_word for fault in blocks.faults(text, found)] == [
        "{% endif %}", "{% end_module_block %}", "{{/c}}", "{{ end }}", "<% end %>",
        "<?php endif; ?>", "</#if>", "*|END:IF|*", "NEXT",
    ]  # fmt: skip


@given(texts())
@example("{% if %}{% end %}{% endif %}")
@example("<% { if } end do %>")
def test_any_text_has_its_faults_inside(text: str) -> None:
    found, _ = holes.find(text)
    for fault in blocks.faults(text, found):
        for statement in (fault.statement, fault.other, fault.late):
            assert statement is None or 0 <= statement.start < statement.end <= len(text)


def _faults(text: str) -> list[str]:
    """Kind and statements of each fault, as written."""
    found, _ = holes.find(text)
    return sorted(
        " ".join(
            [fault.kind]
            + [
                text[each.start : each.end]
                for each in (fault.statement, fault.other, fault.late)
                if each is not None
            ]
        )
        for fault in blocks.faults(text, found)
    )
