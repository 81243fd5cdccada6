"""Which attributes of which elements hold an address.

Sources: WHATWG HTML, 4.16 (attributes whose value is a URL); Microsoft's VML reference; the MJML
documentation, components (August 2026); amp.dev, components of AMP for Email [mem]; the
documentation of Inky, Maizzle, Laravel and Symfony UX for components. Facts only.
"""

CLICK = {
    "a": ("href", "xlink:href"),
    "area": ("href",),
    "form": ("action", "action-xhr"),
    "button": ("formaction", "href"),  # `href`: Inky
    "item": ("href",),
    "input": ("formaction",),
    "v:rect": ("href",),
    "v:roundrect": ("href",),
    "v:shape": ("href",),
    "v:oval": ("href",),
    "v:image": ("href",),
    "v:group": ("href",),
    "v:line": ("href",),
    "v:polyline": ("href",),
    "v:arc": ("href",),
    "v:curve": ("href",),
    "mj-button": ("href",),
    "mj-image": ("href",),
    "mj-social-element": ("href",),
    "mj-navbar-link": ("href",),
    "mj-carousel-image": ("href",),
}
COMPONENTS = ("x-", "twig:")
"""What the names of components begin with that a build writes as links."""
COMPONENT = ("href", "url")
"""Attributes of components that hold an address if they are one."""
RESOURCE = {
    "img": ("src", "srcset", "lowsrc"),
    "image": ("src", "href", "xlink:href"),
    "input": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "script": ("src",),
    "link": ("href",),
    "base": ("href",),
    "track": ("src",),
    "amp-list": ("src",),
    "amp-state": ("src",),
    "amp-img": ("src", "srcset"),
    "amp-anim": ("src", "srcset"),
    "v:image": ("src",),
    "v:imagedata": ("src", "o:href"),
    "v:fill": ("src",),
    "v:stroke": ("src",),
    "mj-image": ("src", "srcset"),
    "mj-social-element": ("src",),
    "mj-carousel-image": ("src", "thumbnails-src"),
    "mj-section": ("background-url",),
    "mj-wrapper": ("background-url",),
    "mj-hero": ("background-url",),
    "mj-accordion": ("icon-wrapped-url", "icon-unwrapped-url"),
    "mj-accordion-element": ("icon-wrapped-url", "icon-unwrapped-url"),
    "mj-carousel": ("left-icon", "right-icon"),
    "mj-font": ("href",),
}
