"""Addresses that show no picture for long, or none at all: address in, what it is out.

What one copies from the address bar of a file store is the address of a page that shows the
picture; a signed address works until the time that is written in it. Sources: the addresses that
the services give out, by themselves and in the places named below (August 2026); unless a source
is named, a form is general knowledge [mem].
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.urls import Url

_PICTURE = r"\.(?:png|jpe?g|gif|webp|bmp|svg)\Z"

# Service, host, path of its pages, query that asks for the file itself.
_PAGES: tuple[tuple[str, str, str, str], ...] = (
    ("Google Drive", r"drive\.google\.com", r"/(?:file/|open|drive/|folderview)", ""),
    ("Google Docs", r"docs\.google\.com", r"(?!.*/(?:pub|export|uc|thumbnail)\b)/", ""),
    ("Google Photos", r"photos\.google\.com|photos\.app\.goo\.gl", r"/.", ""),
    # "?dl=0" shows a page, "raw=1" and "dl=1" the file (nagahitoyuki.com, February 2022).
    ("Dropbox", r"(?:www\.)?dropbox\.com", r"/(?:s|scl|sh)/", r"(?:raw|dl)=1"),
    ("OneDrive", r"onedrive\.live\.com", r"/(?!download)", ""),
    ("OneDrive", r"1drv\.ms", r"/.", ""),
    ("SharePoint", r"[\w-]+\.sharepoint\.com", r"/:[a-z]:/", r"download=1"),
    ("iCloud", r"(?:www|share)\.icloud\.com", r"/(?:photos|iclouddrive|sharedalbum)", ""),
    ("Box", r"(?:\w+\.)*box\.com", r"/s/", ""),
    ("GitHub", r"github\.com", r"/[^/]+/[^/]+/blob/", r"raw=(?:true|1)"),
    ("GitLab", r"gitlab\.com", r"/.+/-/blob/", ""),
    ("Imgur", r"(?:www\.|m\.)?imgur\.com", rf"(?!.*{_PICTURE})/.", ""),
    ("ImgBB", r"ibb\.co", rf"(?!.*{_PICTURE})/.", ""),
    ("Postimages", r"postimg\.cc", rf"(?!.*{_PICTURE})/.", ""),
    ("Lightshot", r"prnt\.sc", r"/.", ""),
    ("Flickr", r"(?:www\.)?flickr\.com|flic\.kr", r"/(?:photos|p)/", ""),
    ("Unsplash", r"unsplash\.com", r"/photos/(?!.*/download\b)", ""),
    ("Canva", r"www\.canva\.com", r"/design/", ""),
    ("Figma", r"www\.figma\.com", r"/(?:file|design|proto)/", ""),
    ("WeTransfer", r"(?:www\.)?wetransfer\.com|we\.tl", r"/.", ""),
)
_HOSTS = patterns.compile("|".join(f"(?:{host})" for _, host, _, _ in _PAGES))

# Parameters, the first to be named, and whether it is sure that they are short-lived:
# - AWS: at most 604,800 seconds (AWS CLI, s3 presign); Google's V4 signatures the same [mem];
# - S3's second version, CloudFront, Azure: as long as its owner likes;
# - Discord: a day (announcement of April 2024, DisboxApp/web, issue 106);
# - Facebook's and LinkedIn's image servers: some weeks [mem].
_SIGNED: tuple[tuple[tuple[str, ...], str, bool], ...] = (
    (("x-amz-expires", "x-amz-signature"), "", True),
    (("x-goog-expires", "x-goog-signature"), "", True),
    (("ex", "is", "hm"), r"(?:cdn|media)\.discordapp\.(?:com|net)", True),
    (("expires", "signature"), "", False),
    (("se", "sig", "sv"), "", False),
    (("oe", "oh"), r"[\w.-]+\.(?:fbcdn|cdninstagram)\.(?:net|com)", False),
    (("e", "v", "t"), r"media(?:-exp\d+)?\.licdn\.com", False),
)


def page_of(url: Url) -> str | None:
    """The service whose page, and not a picture, an address shows."""
    host = url.host
    if host is None or not _HOSTS.fullmatch(host):
        return None
    for service, hosts, path, raw in _PAGES:
        if patterns.compile(hosts).fullmatch(host) and patterns.compile(path).match(url.path):
            wanted = raw and patterns.compile(rf"(?:\A|[?&]){raw}\b").search(url.query)
            return None if wanted else service
    return None


def is_refused(url: Url) -> bool:
    """Whether it is Google Drive's `uc`, answered with 403 since January 2024.

    Automattic/wp-calypso, issue 86571; naturalcrit/homebrewery, issue 3257.
    """
    return url.host in ("drive.google.com", "docs.google.com") and url.path == "/uc"


def expiry_of(url: Url) -> tuple[str, bool] | None:
    """The parameter that makes an address expire, and whether within days; None: it does not."""
    if not url.has_query or url.host is None:
        return None
    written = {name.lower(): name for name, _, _, _ in url.parameters}
    for names, host, certain in _SIGNED:
        if all(name in written for name in names) and (
            not host or patterns.compile(host).fullmatch(url.host)
        ):
            return written[names[0]], certain
    return None
