"""CSS as it is written, the feature of caniemail.com that it is: by property, value, selector.

What a reader loses where a feature is not there decides how loud it is told, and that is our
judgement, drawn from reading some six hundred templates:

- GRAVE: columns fall apart, what was hidden shows, text loses its size, colour or line breaks;
- TOLD: the design differs, and everything can still be read;
- QUIET: decoration and resets that good templates use because nothing happens without them.

Some records are left out, since they say of every mail that a client has its limits, or are
told by a rule of their own: width, height, max-width, margin and padding (Word heeds them on
some elements only), display but for its layouts, background and background-image, border,
font-size, font-weight, line-height, letter-spacing, text-align, text-decoration, direction,
!important, comments, type, class and ID selectors. Of margin, text-indent, position,
text-transform, white-space and rgba() a value is judged, by the note that tells of it; `#0` is
a feature without regard to notes.

The features are those of the data in `caniemail`. Written for presend.
"""

from __future__ import annotations

QUIET, TOLD, GRAVE = range(3)

# feature of properties, where it is not css- and the property's own name
_GRAVE = """
css-gap: gap column-gap row-gap
css-grid-template: grid-template grid-template-columns grid-template-rows grid-template-areas
justify-content object-fit
css-margin-inline-block: margin-inline margin-block
css-margin-inline-start-end: margin-inline-start margin-inline-end
css-margin-block-start-end: margin-block-start margin-block-end
css-padding-inline-block: padding-inline padding-block
css-padding-inline-start-end: padding-inline-start padding-inline-end
css-padding-block-start-end: padding-block-start padding-block-end
css-block-inline-size: block-size inline-size
"""
_TOLD = """
css-animation: animation animation-name
css-border-inline-block: border-inline border-block
css-border-inline-block-individual: border-inline-start border-inline-end border-block-start
 border-block-end
css-border-inline-block-longhand: border-inline-width border-inline-style border-inline-color
 border-block-width border-block-style border-block-color
css-column-layout-properties: columns column-width column-rule column-span column-fill
css-mask-image: mask-image mask
align-items aspect-ratio background-blend-mode border-spacing caption-side clip-path
column-count filter list-style-image max-block-size max-inline-size min-block-size
min-inline-size mix-blend-mode opacity shape-margin shape-outside text-align-last text-emphasis
text-orientation transform writing-mode
"""
_QUIET = """
css-border-radius: border-radius border-top-left-radius border-top-right-radius
 border-bottom-left-radius border-bottom-right-radius
css-border-radius-logical: border-start-start-radius border-start-end-radius
 border-end-start-radius border-end-end-radius
css-left-right-top-bottom: left right top bottom
css-transition: transition transition-property transition-duration transition-delay
 transition-timing-function
css-background-origin: background-origin
css-scroll-snap: scroll-snap-type scroll-snap-align
accent-color backdrop-filter background-clip border-image box-shadow box-sizing clear cursor
empty-cells font-kerning font-size-adjust font-stretch hyphenate-character
hyphenate-limit-chars hyphens inset list-style-position max-height min-height min-width
object-position orphans outline outline-offset overflow overflow-wrap resize tab-size
table-layout text-decoration-color text-decoration-line text-decoration-skip-ink
text-decoration-style text-decoration-thickness text-emphasis-position text-justify
text-overflow text-shadow text-underline-offset text-underline-position text-wrap user-select
white-space-collapse widows word-break word-spacing word-wrap z-index
"""

VALUES = {
    "display": {
        "flex": ("css-display-flex", GRAVE),
        "inline-flex": ("css-display-flex", GRAVE),
        "grid": ("css-display-grid", GRAVE),
        "inline-grid": ("css-display-grid", GRAVE),
        "contents": ("css-display", TOLD),
        "flow-root": ("css-display", TOLD),
    },
    "flex-direction": {
        "column": ("css-flex-direction", GRAVE),
        "column-reverse": ("css-flex-direction", GRAVE),
    },
    "flex-wrap": {"wrap": ("css-flex-wrap", GRAVE), "wrap-reverse": ("css-flex-wrap", GRAVE)},
    "float": {"left": ("css-float#0", TOLD), "right": ("css-float#0", TOLD)},
    "position": {
        "relative": ("css-position#0", QUIET),
        "absolute": ("css-position#3", GRAVE),
        "fixed": ("css-position#1,3", GRAVE),
        "sticky": ("css-position#1,3", TOLD),
    },
    "visibility": {"hidden": ("css-visibility", GRAVE)},
    "white-space": {
        "nowrap": ("css-white-space#0", QUIET),
        "pre": ("css-white-space#2", GRAVE),
        "pre-line": ("css-white-space#0", GRAVE),
        "pre-wrap": ("css-white-space#0", GRAVE),
    },
    "text-transform": {"lowercase": ("css-text-transform#1", TOLD)},
}
"""By property, in lower case: the feature that a value is, and what its loss costs."""

INITIAL = {
    "gap": ("0", "0px", "normal"),
    "row-gap": ("0", "0px", "normal"),
    "column-gap": ("0", "0px", "normal"),
    "opacity": ("1", "1.0", "100%", "inherit", "initial"),
    "justify-content": ("left", "start", "flex-start", "normal", "inherit", "initial"),
    "align-items": ("stretch", "normal", "inherit", "initial"),
    "column-count": ("1", "auto"),
}
"""By property, the values whose loss changes nothing, where they are not the usual ones."""

COLUMNS = frozenset(("columns", "column-count", "column-width", "-webkit-column-count"))
NEGATIVE = dict.fromkeys(
    ("margin", "margin-top", "margin-right", "margin-bottom", "margin-left"), "css-margin#1"
)
NEGATIVE["text-indent"] = "css-text-indent#1"
COLOURED = frozenset(("color", "background-color", "background"))
"""The properties of which the feature is judged that their value is: negative; in rgba()."""

FUNCTIONS = {
    "calc": ("css-unit-calc", GRAVE),
    "clamp": ("css-function-clamp", GRAVE),
    "max": ("css-function-max", GRAVE),
    "min": ("css-function-min", GRAVE),
    "light-dark": ("css-function-light-dark", GRAVE),
    "var": ("css-variables", GRAVE),
    "lch": ("css-modern-color", GRAVE),
    "oklch": ("css-modern-color", GRAVE),
    "lab": ("css-modern-color", GRAVE),
    "oklab": ("css-modern-color", GRAVE),
    "linear-gradient": ("css-linear-gradient", GRAVE),
    "repeating-linear-gradient": ("css-linear-gradient", GRAVE),
    "radial-gradient": ("css-radial-gradient", GRAVE),
    "repeating-radial-gradient": ("css-radial-gradient", GRAVE),
    "conic-gradient": ("css-conic-gradient", GRAVE),
    "repeating-conic-gradient": ("css-conic-gradient", GRAVE),
}
UNITS = {
    "rem": ("css-unit-rem", GRAVE),
    "ch": ("css-unit-ch", TOLD),
    "vh": ("css-unit-vh", TOLD),
    "vw": ("css-unit-vw", TOLD),
    "vmin": ("css-unit-vmin", TOLD),
    "vmax": ("css-unit-vmax", TOLD),
}
WORDS = dict.fromkeys(("fit-content", "min-content", "max-content"), ("css-intrinsic-size", TOLD))

SELECTORS = {
    ">": ("css-selector-child", TOLD),
    "+": ("css-selector-adjacent-sibling", TOLD),
    "~": ("css-selector-general-sibling", TOLD),
    "*": ("css-selector-universal", QUIET),
    "&": ("css-nesting", GRAVE),
}
CHAIN = ("css-selector-chaining", TOLD)
_STATES = (
    "active checked default focus focus-visible focus-within hover target visited link".split()
)
_PLACES = (
    "first-child first-of-type has lang last-child last-of-type not nth-child nth-last-child "
    "nth-last-of-type nth-of-type only-child only-of-type"
).split()
_ELEMENTS = "after before first-letter first-line marker".split()
PSEUDO = {name: (f"css-pseudo-class-{name}", QUIET) for name in _STATES}
PSEUDO |= {name: (f"css-pseudo-class-{name}", TOLD) for name in _PLACES}
PSEUDO |= {name: (f"css-pseudo-element-{name}", TOLD) for name in _ELEMENTS}

STATES = frozenset(_STATES) - {"link"}
"""Pseudo-classes for what the reader does: what their rules do is an extra."""

AT_RULES = {
    "import": ("css-at-import", QUIET),  # external-css tells of it
    "font-face": ("css-at-font-face", TOLD),
    "keyframes": ("css-at-keyframes", QUIET),
    "supports": ("css-at-supports", QUIET),
}
MEDIA = {
    "prefers-color-scheme": ("css-at-media-prefers-color-scheme", QUIET),
    "prefers-reduced-motion": ("css-at-media-prefers-reduced-motion", QUIET),
    "orientation": ("css-at-media-orientation", TOLD),
    "hover": ("css-at-media-hover", QUIET),
    "any-hover": ("css-at-media-hover", QUIET),
    "device-pixel-ratio": ("css-at-media-device-pixel-ratio", QUIET),
    "height": ("css-at-media#7", TOLD),
}

MADE_FOR_ONE = (
    "x-apple-data", "[owa", "data-ogs", "data-outlook", "ExternalClass", "ReadMsgBody",
    "MessageViewBody", "MessageWebViewDiv", "moz-text", "#outlook", "yshortcuts", "yahoo", "gmail",
    ".a6S", ".aBn", ".g-img", "u +", "u+", "u ~", "u~", "u#body", "style*=", "_:-", "office365",
    "mso", "Singleton", "#x_", "class~=\"x_", "_filtered", "thread-", "msg-body",
)  # fmt: skip
"""Parts of selectors by which a style is meant for one client, or hidden from one."""


def attribute_selector(selector: str) -> tuple[str, int]:
    """The feature that `[class~="x"]` or another is: Gmail reads that one, Yahoo `[a="x"]`."""
    if "=" not in selector or selector.partition("=")[0][-1] in "|^$*":
        return "css-selector-attribute#4,5", TOLD
    return f"css-selector-attribute#{4 if '~=' in selector else 5}", TOLD


def _properties() -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for grade, table in ((GRAVE, _GRAVE), (TOLD, _TOLD), (QUIET, _QUIET)):
        for line in table.replace("\n ", " ").strip().splitlines():
            feature, colon, names = line.rpartition(": ")
            for name in names.split():
                found[name] = (feature if colon else f"css-{name}", grade)
    return found


PROPERTIES = _properties()
LOUD = {name for name, (_, grade) in PROPERTIES.items() if grade} | set(VALUES)
"""The properties that may be more than decoration, whatever their value holds."""
