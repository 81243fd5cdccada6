"""The design rests on CSS that some of the target clients do not support.

It breaks for readers whose clients can be named: those of `[targets] clients`, by default
Gmail, Outlook on Windows, Apple Mail, Yahoo and Samsung Email. What is lost decides: where
columns fall apart, what was hidden shows, or text loses its size, colour or line breaks, and
clients of a quarter of the audience (Gmail and Outlook count double) lack it wholly, it is a
warning; else it is told at info, as is support in part and, but for Outlook on Windows, whose
engine does not change, what was last tested six years before the data or more.

Build columns and gaps of table cells and padding, write lengths in px, and put a value that every
client reads before one that some do not: with such a fallback nothing is said. Nor of what only
decorates (rounded corners, shadows, transitions, :hover), of resets, and of media queries, which
are meant to be left out: nothing happens without them. `decoration = true` tells of those, too.
What stands in `@media` or `@supports` is judged against clients that read it, and never as more
than info. What only Outlook sees is judged against Outlook alone, what it never sees not against
it; selectors made for one client are left in peace.

The records that say of every mail that a client has its limits are left out (width, height,
margin and padding on some elements, max-width, display: block and none, font-weight, !important
and others: `data/css_features.py` lists them all). Background images, form controls and external
sheets have rules of their own.

Evidence: caniemail.com (data of 13 May 2026), the last tested version of each client.

```html bad
<div style="display:block; gap:20px">Two</div><p style="gap: 1em">columns</p>
                           ^^^ gap is not supported in Outlook (Windows), Yahoo; partial in Gmail: supports column-gap for flexbox (tested 2022-12-28)
```

```html bad
<style>.hero { font-size: 2rem; transform: rotate(3deg) } .cta:not(.x) { color: red }</style>
                          ^^^^ The unit rem is not supported in Outlook (Windows), Yahoo (tested 2020-02-25)
                                ^^^^^^^^^ transform is not supported in Gmail, Outlook (Windows), Yahoo (tested 2019-02-28)
                                                              ^^^^^^^^ The selector :not(.x) is not supported in Gmail, Outlook (Windows), Yahoo (tested 2019-10-23)
```

```html bad clients=["outlook-windows", "thunderbird"]
<!--[if !mso]><!--><p style="display: flex">Not for Outlook</p><!--<![endif]-->
<!--[if mso]><p style="width: calc(100% - 10px)">For Outlook</p><![endif]-->
                              ^^^^ calc() is not supported in Outlook (Windows) (tested 2020-02-25)
```

```html bad decoration=true
<td style="border-radius: 4px">Buy</td>
           ^^^^^^^^^^^^^ border-radius is not supported in Outlook (Windows); partial in Yahoo: shorthand for setting elliptical borders with the slash / notation is not supported e.g. border-radius: 27% 73% 70% 30% / 30% 34% 66% 70%; (tested 2021-03-09)
```

```html good
<style>
  * { box-sizing: border-box } #MessageViewBody a[x-apple-data-detectors] { color: inherit }
  @media only screen and (max-width: 600px) { .column { width: 100% !important } }
  .button:hover { opacity: 0.9 }
</style>
<div style="display: none; visibility: hidden; opacity: 0; max-height: 0">The preheader</div>
<td style="width: {{ width }}; width: 560px; width: calc(100% - 40px); border-radius: 4px;
  padding: 0 10px; max-width: 600px; -webkit-text-size-adjust: 100%; mso-line-height-rule: exactly">
```

```html good clients=["apple-mail"]
<div style="display: flex; gap: 20px"><p style="font-size: clamp(1rem, 4vw, 2rem)">Hi</p></div>
```

```html good
<html ⚡4email><head><style amp4email-boilerplate>body{visibility:hidden}</style></head></html>
```
"""

from presend.api import Finding, Html, Iterator, Targets, rule
from presend.documents.looks import features


class Options:
    decoration: bool = False


@rule(severity="warning", standard="caniemail.com")
def check(html: Html, targets: Targets, options: Options) -> Iterator[Finding]:
    if not html.amp:
        yield from targets.findings(features.in_css(html, quiet=options.decoration))
