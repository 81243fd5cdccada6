"""Facts files in, the host tables of presend.data out.

    python tools/build_hosts.py CATALOGUE.csv SHORTENERS.tsv [--freemail FREEMAIL.tsv]

CATALOGUE.csv is presend's own table of shorteners (columns host, group, match). SHORTENERS.tsv
merges public lists (hostname, n_lists, lists, wildcard_subdomains, pdh_status, tranco_50k_rank)
and only proposes: a host is a candidate if at least two lists have it, none calls it inactive,
it is not among the 10,000 most visited and the catalogue lacks it. Each candidate was then
judged by hand, below. A candidate without a judgement, or a judgement without a candidate, stops
the run, so that new facts cannot slip in unread.

The two lists rspamd and DecodeShortURLs go back to one list of about 2010. A host that only these
two have, and whose name could be anybody's, is therefore left out: a domain that lapsed may have
a new owner, and presend would call that owner's site a shortener.

FREEMAIL.tsv (domain, n_lists, lists, disposable) fills freemail.py. Both modules are rewritten
between their marks only, the same input giving the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import textwrap
from pathlib import Path

DATA = Path(__file__).parent.parent / "src" / "presend" / "data"
GROUPS = ("public", "scheduler", "platform", "deeplink", "logger", "dead", "canonical")
BEGIN = "# begin: tools/build_hosts.py"
END = "# end: tools/build_hosts.py"

# Firebase Dynamic Links ended on 25 August 2025: the catalogue says so of this deep-link host.
REGROUPED = {"page.link": "dead"}
# What the catalogue lacks and two lists do not confirm, or only for a host that is visited much.
# enwp.org is in the catalogue's section 13.3; the others are presend's own knowledge [mem].
ADDED = {
    # Dub's default domains; makers of links to WhatsApp, of QR codes and of links that pay
    "public": """
        amzn.id bityl.co buly.kr cal.link chatg.pt dub.link dwz.cn encurtador.com.br fc.lc fig.page
        gg.gg ggl.link git.new gplinks.co kurzelinks.de l.ead.me l.linklyhq.com link-to.net
        linkvertise.com shorturl.fm shrinkme.io spti.fi stey.me url.kr wa.link za.gl zrr.kr
    """,
    # GovDelivery
    "scheduler": "lnks.gd",
    # Google's own, Amazon, SoundCloud, Medium, Apple, the Guardian, ZDNet, TIME, the Independent,
    # CNBC, the Daily Mail, PBS, Cisco, WeTransfer, Shopee, eBay, Naver, Reuters, Deezer,
    # Facebook Gaming, Snapchat, Red Hat, VMware, McKinsey, Gartner, the World Economic Forum,
    # Indiegogo, Uber, Meetup, Discord, Cvent, Springer Nature, Singapore, Yandex Disk; and those
    # of affiliate networks: LTK, RewardStyle, Narrativ, Sovrn, Fave
    "platform": """
        1.usa.gov amzn.asia amzn.in cnb.cx cs.co cvent.me dailym.ai dis.gd ebay.us enwp.org fave.co
        fb.gg go.gov.sg gtnr.it gu.com howl.me igg.me ind.pn itun.es liketk.it link.deezer.com
        link.medium.com mck.co me2.do meetu.ps on.soundcloud.com photos.app.goo.gl rdcu.be red.ht
        rstyle.me search.app share.google shop-links.co shp.ee sovrn.co t.snapchat.com ti.me
        tmsnrt.rs to.pbs.org ubr.to vmw.re we.tl wef.ch yadi.sk zd.net
    """,
}

ACCEPTED = {
    "public": """
        0.gp 1-url.net 1un.fr 2.ht 2.ly 2fear.com 2ly.link 2pl.us 2ya.com 3le.ru 3x.si 4.gp 5.gp
        6.gp 9mp.com all.fuseurl.com b23.ru b2n.ir bitly.lc blap.net bom.so br4.in bzh.me
        canurl.com chl.li cort.as cut.by cuty.io dd.ma dopice.sk e.vg easyurl.net encr.pw
        encurtador.dev fa.by flowto.it flq.us fuseurl.com g.asia go.qb.by goo-gl.me goshrink.com
        hotshorturl.com ic9.in icit.fr icks.ro iii.im ilang.in inlnk.co ito.mx j.gs klck.me krz.ch
        ln-s.ru lnk.by lnk.direct lnk.gd lnk.ink m1p.fr merky.de mrte.ch mub.me murl.kz
        myqrcode.mobi myurl.si ndurl.com nutshellurl.com onx.la p.asia ptiturl.com qrkit.co
        redirects.ca retwt.me rurl.org s.coop s.gy s4c.in saf.li sdu.sk shar.as shorten.is
        shorten.tv shorten.world shorten.ws shortn.me shrinkify.com shrt.fr shrtcnl.com shrtl.com
        shrunken.com shrunkin.com simurl.net sina.lt slki.ru smallr.com smsh.me sn.rs snkr.me
        sokrati.ru srnk.net surl.hu tg.pe th8.us thinfi.com tiniuri.com tiny.ly tinylink.in
        tpmr.com tt.vg twitclicks.com twitterurl.net twixar.me tyny.to ur.ly ur3.us url.az
        url.lotpatrol.com url2.fr url360.me urla.ru urlborg.com urlbrief.com urlcorta.es urli.nl
        urlshorteningservicefortwitter.com urlu.ms urlx.ie urlz.at vbly.us vd55.com wn.nr ww7.fr
        yuarel.com z23.ru zapt.in zurl.ws zzang.kr
    """,
    # SocialOomph, CoTweet, Postly, Vitrue
    "scheduler": "dld.bz cot.ag postly.link pub.vitrue.com",
    # Each is one company's own: newspapers and broadcasters, Yahoo, SlideShare, TwitLonger,
    # FriendFeed, MySpace, Mobypicture, Kaskus, IONOS, Liip, Lufthansa, the Hype Machine, GSA.
    "platform": """
        arst.ch azc.cc bizj.us bravo.ly chzb.gr ff.im fxn.ws gizmo.do go.usa.gov hill.cm ionos.ly
        kask.us lat.ms liip.to lnk.ms macte.ch moby.to nbc.co on.cnn.com onforb.es onion.com
        sdut.us slate.me slidesha.re t.lh.com tek.io tgr.ph tl.gd tnw.to x.hypem.com y.ahoo.it
        yhoo.it
    """,
    "deeplink": "onelink.to",
}

REJECTED = {
    "a wrapper or a tracking host, which has its own table": "href.li hsblinks.com",
    "a product's or project's own site": """
        clickmeter.com dub.co hellotxt.com hopclicks.com hurl.it linkee.com tweetburner.com
        twhub.com virl.com yourls.org
    """,
    "hands out subdomains or dynamic DNS names": "cc.cc dy.fi",
    "shows a page of its own (music services, profiles, a joke)": """
        artist.link profile.to rickroll.it
    """,
    "an ordinary site, or one person's": "kore.us omoikane.net pduda.mobi rsmonkey.com",
    "nothing found that says what it is": """
        2doc.net 6g6.eu a2a.me c-o.in crks.me gowat.ch it2.in smfu.in stpmvt.com x.se
    """,
    "only in the list of 2010, and the name may be anybody's by now": """
        4ms.me abe5.com access.im ad.vu afx.cc ar.gy arm.in bcool.bz cl.lk clickthru.ca clop.in
        cuthut.com do.my dr.tl fbshare.me fwib.net get.sh good.ly hmm.ph ir.pe its.my ix.lt
        ktzr.us l.pr o.ly p.ly pysper.com qurl.com r.im readthis.ca rt.nu shout.to show.my tny.com
        to.je trg.li trii.us u76.org ulu.lu use.my vgn.am w55.de widg.me ye.pe
    """,
}

# Worldwide providers; what follows the label is a country the provider serves but one list
# alone names [mem].
WORLDWIDE = {
    "aol": "",
    "gmx": "eu",
    "hotmail": "",
    "live": "no",
    "outlook": "com.mx",
    "yahoo": "bg com.pe com.ve lt lv sk",
    "yandex": "az com.ge com.tr ee fr kg lt lv md tj tm uz",
}


def rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    """The rows of a table with a header line, lines that begin with # left out."""
    with path.open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(kept, delimiter=delimiter))


def candidates(proposed: list[dict[str, str]], known: set[str]) -> set[str]:
    """The hosts that enough lists propose and that the catalogue lacks."""
    return {
        row["hostname"]
        for row in proposed
        if int(row["n_lists"]) >= 2
        and row["pdh_status"] != "inactive"
        and not 0 < int(row["tranco_50k_rank"] or 0) <= 10_000
        and row["hostname"] not in known
    }


def judgements() -> dict[str, str | None]:
    """Host → group, `None` where it was rejected. Raises SystemExit on a host judged twice."""
    judged: dict[str, str | None] = {}
    rejected = [(None, text) for text in REJECTED.values()]
    for group, text in [*ACCEPTED.items(), *rejected]:
        for host in text.split():
            if host in judged:
                raise SystemExit(f"build_hosts: {host} is judged twice")
            judged[host] = group
    return judged


def shorteners(catalogue: list[dict[str, str]], proposed: list[dict[str, str]]) -> str:
    """The body of shorteners.py: one table per group, and the hosts that cover subdomains."""
    group_of = {row["host"]: row["group"] for row in catalogue}
    suffixes = {row["host"] for row in catalogue if row["match"] == "suffix"}
    judged = judgements()
    found = candidates(proposed, set(group_of))
    if odd := sorted(found ^ judged.keys()):
        missing = [host for host in odd if host in found]
        raise SystemExit(
            f"build_hosts: not judged: {' '.join(missing) or 'none'}; "
            f"judged but no candidate: {' '.join(h for h in odd if h not in found) or 'none'}"
        )
    wildcard = {row["hostname"] for row in proposed if row["wildcard_subdomains"] == "1"}
    for host, group in judged.items():
        if group is not None:
            group_of[host] = group
            if group == "deeplink" or host in wildcard:
                suffixes.add(host)
    group_of |= REGROUPED
    for group, text in ADDED.items():
        for host in text.split():
            if host in group_of:
                raise SystemExit(f"build_hosts: {host} is added, and is there already")
            group_of[host] = group
    out = ["_HOSTS = {"]
    for group in GROUPS:
        hosts = sorted(host for host, of in group_of.items() if of == group)
        out += [f'    "{group}": """', *wrapped(hosts), '    """,']
    return "\n".join([*out, "}", '_SUFFIXES = """', *wrapped(sorted(suffixes)), '"""'])


def freemail(table: list[dict[str, str]]) -> str:
    """The body of freemail.py: the core labels' real domains, and the long list by suffix."""
    core = {label: set(rests.split()) for label, rests in WORLDWIDE.items()}
    by_rest: dict[str, list[str]] = {}
    for row in table:
        domain = row["domain"]
        label, _, rest = domain.partition(".")
        if "*" in domain:
            continue  # written as a rule in freemail.py
        if label in core and int(row["n_lists"]) >= 2:
            core[label].add(rest)
        if "spamassassin" in row["lists"].split(","):
            by_rest.setdefault(rest, []).append(label)
    out = ["_WORLDWIDE = {"]
    for label, rests in core.items():
        out += [f'    "{label}": """', *wrapped(sorted(rests)), '    """.split(),']
    words = [word for rest in sorted(by_rest) for word in (f"{rest}:", *sorted(by_rest[rest]))]
    return "\n".join([*out, "}", '_LISTED = """', *wrapped(words), '"""'])


def wrapped(words: list[str]) -> list[str]:
    """Words as lines of at most 96 code points."""
    return textwrap.wrap(" ".join(words), 96, break_on_hyphens=False, break_long_words=False)


def rewrite(module: Path, body: str) -> None:
    """Put `body` between the marks of a module."""
    text = module.read_text(encoding="utf-8")
    head, _, rest = text.partition(f"{BEGIN}\n")
    _, _, tail = rest.partition(f"{END}\n")
    if not rest or not tail:
        raise SystemExit(f"build_hosts: {module} lacks the lines {BEGIN!r} and {END!r}")
    module.write_text(f"{head}{BEGIN}\n{body}\n{END}\n{tail}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Rewrite the host tables of presend.data.")
    parser.add_argument("catalogue", type=Path, metavar="CATALOGUE.csv")
    parser.add_argument("shorteners", type=Path, metavar="SHORTENERS.tsv")
    parser.add_argument("--freemail", type=Path, metavar="FREEMAIL.tsv")
    given = parser.parse_args()
    body = shorteners(rows(given.catalogue, ","), rows(given.shorteners, "\t"))
    rewrite(DATA / "shorteners.py", body)
    if given.freemail:
        rewrite(DATA / "freemail.py", freemail(rows(given.freemail, "\t")))


if __name__ == "__main__":
    main()
