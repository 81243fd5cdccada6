"""Gmail drops styles beyond 16,384 characters.

Past the limit the responsive layout and the dark colours vanish in the largest webmail. All
`<style>` elements are counted together; reports differ on whether the excess goes or all of
it, so count on losing all. Shorten the CSS, or inline what can be inlined. An ESP may add
styles of its own, so a warning comes from 14,000 on.

Evidence: email-bugs, issue 90 (8,192 until 2017, then 16,384); caniemail, "<style>", note 6,
and issue 144; dextinity, pull request 6226 (August 2026: counted together, past 16,384 all
are removed).

```html bad limit=40 warn-at=30
<style>p { color: #111111; margin: 0 auto } td { padding: 0 }</style>
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ <style> content is 54 characters in total; Gmail drops styles beyond 40
```

```html bad limit=80 warn-at=30
<style>p { color: #111111; margin: 0 auto }</style>
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ <style> content is 36 characters in total; Gmail drops styles beyond 80
```

```html good limit=20 warn-at=10
<!--[if mso]><style>td { font-family: Arial, sans-serif !important }</style><![endif]-->
```

```html good
<style>p { margin: 0 }</style>
```
"""

from presend.api import Finding, Html, Iterator, rule


class Options:
    limit: int = 16_384  # characters
    warn_at: int = 14_000  # characters


@rule(severity="error", standard="caniemail: html-style")
def check(html: Html, options: Options) -> Iterator[Finding]:
    if html.mjml or html.amp:
        return
    counted = [style for style in html.elements("style") if not style.outlook_only]
    total = sum(style.content[1] - style.content[0] for style in counted)
    if total <= options.warn_at:
        return
    largest = max(counted, key=lambda style: style.content[1] - style.content[0])
    said = (
        f"<style> content is {total:,} characters in total; "
        f"Gmail drops styles beyond {options.limit:,}"
    )
    start, end = largest.content
    text = html.source.text[start:end]
    start += len(text) - len(text.lstrip())
    line_end = html.source.text.find("\n", start, end)
    place = (start, end if line_end < 0 else line_end)
    yield Finding(place, said, severity=None if total > options.limit else "warning")
