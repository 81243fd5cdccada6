"""Link shorteners: host in, group out.

Sources, retrieved by August 2026 at the commits named:

- presend's own catalogue of 358 hosts, section 13, cross-checked host by host;
- hosts that at least two of these lists name, each judged by hand (`tools/build_hosts.py` keeps
  the judgements): SpamAssassin `25_url_shortener.cf` f7fe7b82 and rspamd `redirectors.inc`
  eaac8e91 (Apache-2.0), DecodeShortURLs 8a6772a0 (Apache-2.0), MISP warninglists 84f0610a (CC0),
  sublime-security static-files eb76f526 (MIT), boutetnico/url-shorteners 1f2d89b3 (no licence)
  and PeterDaveHello/url-shorteners 69dd70bd (CC BY-SA 4.0). No list is copied or shipped: a name
  counts only as a fact that a second list confirms. rspamd and DecodeShortURLs share an ancestor,
  so where only these two have a host, its own name had to say what it is;
- who owns a newspaper's short domain: pewresearch/pewtils, `vanity_link_shorteners.csv`.

Groups: `public` (anyone can make any link), `scheduler` (social media and marketing tools),
`platform` (one company's own content), `deeplink` (app links on customers' subdomains), `logger`
(records who clicks: never to be fetched), `dead` (shut down), `canonical` (the short form that a
platform documents, whose destination is plain).
"""

from __future__ import annotations

# begin: tools/build_hosts.py
_HOSTS = {
    "public": """
0.gp 1-url.net 1un.fr 1url.cz 2.gp 2.ht 2.ly 2fear.com 2ly.link 2pl.us 2u.pw 2ya.com 3.ly 3le.ru
3x.si 4.gp 4.ly 5.gp 6.gp 6.ly 7.ly 8.ly 9mp.com abre.ai acortar.link adfoc.us ai6.net
all.fuseurl.com alturl.com anon.to b.link b23.ru b2n.ir bc.vc bit.ly bitly.com bitly.lc bl.ink
blap.net bom.so br4.in budurl.com bytl.fr bzh.me canurl.com chl.li cl.ly clck.ru cli.re
clicky.me cort.as cut.by cut.lu cut.pe cutt.ly cuty.io dd.ma dopice.sk dub.sh dv.gd e.vg
easyurl.net encr.pw encurtador.dev exe.io fa.by firsturl.de firsturl.net flowto.it flq.us
fumacrom.com fuseurl.com g.asia gdurl.com geni.us go.ly go.qb.by goo-gl.me goo.by goo.su
goolnk.com goshrink.com gplinks.in han.gl hotshorturl.com hyperurl.co ibit.ly ic9.in icit.fr
icks.ro iii.im ilang.in inlnk.co inx.lv is.gd ito.mx ity.im ix.sk j.gs j.mp klck.me kortlink.dk
krz.ch kurl.ru kutt.it l8r.it lc.cx lihi.cc lihi.tv lihi1.com lihi2.com lihi3.com link.ac
linkjust.com linko.page ln-s.ru ln.run lnk.by lnk.bz lnk.direct lnk.gd lnk.ink lnk.sk lnkiy.com
lnkiy.in lnnk.in lru.jp lstu.fr lurl.cc m1p.fr me2.kr merky.de metamark.net migre.me minilink.io
mrte.ch mub.me murl.kz myqrcode.mobi myurl.si n9.cl ndurl.com notlong.com nutshellurl.com onx.la
ouo.io ouo.press p.asia ppt.cc psce.pw pse.is ptiturl.com q.gs qr.ae qr.net qrco.de qrkit.co
rb.gy rebrand.ly redir.ec redirects.ca relink.asia replug.link retwt.me reurl.cc rlu.ru rotf.lol
rurl.org s.coop s.ee s.gy s.id s4c.in saf.li safelinking.net sdu.sk shar.as shorl.com short.gy
shorten.ee shorten.is shorten.so shorten.tv shorten.world shorten.ws shorter.me shortn.me
shorturl.ae shorturl.asia shorturl.at shorturl.com shorturl.gg shrinkify.com shrt.fr shrtcnl.com
shrtl.com shrtm.nu shrunken.com shrunkin.com sht.moe simurl.net sina.lt slki.ru smallr.com
smarturl.it smsh.me sn.rs snip.link snip.ly snkr.me sokrati.ru srnk.net surl.hu surl.li
switchy.io t.ly t1p.de t2m.io tg.pe th8.us thinfi.com tiniuri.com tiny.cc tiny.ee tiny.ly
tiny.one tiny.pl tinyarro.ws tinylink.in tinylink.net tinyurl.com tinyurl.hu tinyurl.mobi tny.cz
tny.im tny.so to.ly tpmr.com tr.ee tt.vg twitclicks.com twitterurl.net twixar.me tyny.to u.nu
u.to ulvis.net ur.ly ur3.us url.az url.ie url.lotpatrol.com url2.fr url360.me urla.ru
urlborg.com urlbrief.com urlcorta.es urli.ai urli.nl urlify.cn urlr.me urls.fr
urlshorteningservicefortwitter.com urlu.ms urlx.ie urlz.at urlz.fr urlzs.com utm.to v.gd vbly.us
vd55.com vk.cc vo.la vur.me vurl.com waa.ai wn.nr ww7.fr x.gd xrl.us xurl.es yal.su yuarel.com
z23.ru zapt.in zi.ma zpr.io zurl.ws zws.im zzang.kr zzb.bz
    """,
    "scheduler": """
bddy.me buff.ly conta.cc cot.ag dld.bz dlvr.it eepurl.com ht.ly hubs.la hubs.li hubs.ly ift.tt
loom.ly lttr.ai ow.ly owl.li postly.link pub.vitrue.com snd.sc spr.ly trib.al
    """,
    "platform": """
1drv.ms 3.cn 4sq.com a.co abcn.ws abnb.me adobe.ly aka.ms amzn.com amzn.eu amzn.to apne.ws
apple.co apple.news arst.ch azc.cc b23.tv bbc.in binged.it bizj.us bloom.bg booki.ng bravo.ly
cbsn.ws chng.it chzb.gr cnn.it dai.ly db.tt dell.to disq.us ebay.to econ.st enwp.org es.pn
etsy.me fav.me fb.me fb.watch ff.im flic.kr forms.gle fxn.ws g.co g.page git.io gizmo.do go.aws
go.usa.gov gofund.me goo.gle hill.cm hpe.to huffp.st ibm.biz ibm.co imdb.to instagr.am intel.ly
ionos.ly kask.us kck.st kko.to lat.ms liip.to lin.ee linkd.in lnk.ms lnkd.in m.tb.cn macte.ch
maps.app.goo.gl moby.to msft.it mzl.la n.pr naver.me nbc.co nbcnews.to nflx.it nvda.ws nyti.ms
on.cnn.com on.fb.me on.ft.com on.mktw.net on.wsj.com onepl.us onforb.es onion.com pca.st pin.it
politi.co prf.hn read.bi redd.it reut.rs s.apache.org s.team sdut.us sforce.co shope.ee slate.me
slidesha.re splk.it spoti.fi spotify.link t.cn t.co t.lh.com tcrn.ch tek.io temu.to tgr.ph
tidd.ly tl.gd tmblr.co tnw.to url.cn usat.ly v.douyin.com vm.tiktok.com vt.tiktok.com w.wiki
wapo.st wp.me x.hypem.com xbx.lv xhslink.com y.ahoo.it y2u.be yelp.to yhoo.it youtu.be
    """,
    "deeplink": """
adj.st app.link ffm.to ftn.app go.link lnk.to onelink.me onelink.to shortz.me smart.link
sng.link urlgeni.us
    """,
    "logger": """
2no.co catsnthing.com catsnthings.fun cheapcinema.club dateing.club ezstat.ru fortnight.space
fortnitechat.site freegiftcards.co gaming-at-my.best gamingfun.me grabify.link headshot.monster
imageshare.best ipgrabber.ru ipgraber.ru iplogger.co iplogger.com iplogger.info iplogger.org
iplogger.ru iplwin.us joinmy.site leancoding.co locations.quest lovebird.guru maper.info
myprivate.pics noodshare.pics partpicker.shop progaming.monster screenshare.pics screenshot.best
shhh.lol shrekis.life sportshub.bar stopify.co trulove.guru yip.su yourmy.monster
    """,
    "dead": """
0rz.tw adf.ly bit.do bitly.ws chilp.it cli.gs cur.lv cutt.us doiop.com fur.ly goo.gl hex.io
ln.is mcaf.ee moourl.com page.link po.st sn.im snipurl.com su.pr tr.im twurl.nl ur1.ca
urlcut.com x.co yep.it
    """,
    "canonical": """
discord.gg fb.com ig.me m.me t.me telegram.me wa.me
    """,
}
_SUFFIXES = """
2fear.com 2ya.com adj.st app.link ffm.to ftn.app go.link lnk.to onelink.me onelink.to page.link
short.gy shortz.me smart.link sng.link urlgeni.us
"""
# end: tools/build_hosts.py

EXEMPT = frozenset(
    "doi.org dx.doi.org hdl.handle.net purl.org w3id.org orcid.org arxiv.org v.redd.it i.redd.it "
    "linktr.ee beacons.ai bio.site carrd.co mailchi.mp".split()
)
"""Hosts that look like shorteners and are not: persistent identifiers, media hosts, pages."""

CLOSED = {"goo.gl": "2025-08-25", "page.link": "2025-08-25"}
"""The day on which Google ended its shorteners; links made by Google itself, and links of goo.gl
that were still in use, go on working."""

_GROUP = {host: group for group, text in _HOSTS.items() for host in text.split()}
_COVERS_SUBDOMAINS = frozenset(_SUFFIXES.split())


def lookup(host: str) -> tuple[str, str] | None:
    """The group of a host, and the host of the table that it matched.

    `host` is an A-label; case, one leading `www.` and a trailing dot do not count. The match is
    exact, but for the hosts whose customers have subdomains. `EXEMPT` hosts are never found.
    """
    host = host.lower().removesuffix(".").removeprefix("www.")
    group = _GROUP.get(host)
    if group is not None:
        return None if host in EXEMPT else (group, host)
    labels = host.rsplit(".", 2)
    if len(labels) == 3:
        parent = f"{labels[1]}.{labels[2]}"
        if parent in _COVERS_SUBDOMAINS:
            return _GROUP[parent], parent
    return None
