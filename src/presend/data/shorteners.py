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
- who owns a newspaper's short domain: pewresearch/pewtils, `vanity_link_shorteners.csv`;
- what a company says of its own short links, or anybody sees of them ([mem], `ADDED` there).

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
all.fuseurl.com alturl.com amzn.id anon.to b.link b23.ru b2n.ir bc.vc bit.ly bitly.com bitly.lc
bityl.co bl.ink blap.net bom.so br4.in budurl.com buly.kr bytl.fr bzh.me cal.link canurl.com
chatg.pt chl.li cl.ly clck.ru cli.re clicky.me cort.as cut.by cut.lu cut.pe cutt.ly cuty.io
dd.ma dopice.sk dub.link dub.sh dv.gd dwz.cn e.vg easyurl.net encr.pw encurtador.com.br
encurtador.dev exe.io fa.by fc.lc fig.page firsturl.de firsturl.net flowto.it flq.us
fumacrom.com fuseurl.com g.asia gdurl.com geni.us gg.gg ggl.link git.new go.ly go.qb.by
goo-gl.me goo.by goo.su goolnk.com goshrink.com gplinks.co gplinks.in han.gl hotshorturl.com
hyperurl.co ibit.ly ic9.in icit.fr icks.ro iii.im ilang.in inlnk.co inx.lv is.gd ito.mx ity.im
ix.sk j.gs j.mp klck.me kortlink.dk krz.ch kurl.ru kurzelinks.de kutt.it l.ead.me l.linklyhq.com
l8r.it lc.cx lihi.cc lihi.tv lihi1.com lihi2.com lihi3.com link-to.net link.ac linkjust.com
linko.page linkvertise.com ln-s.ru ln.run lnk.by lnk.bz lnk.direct lnk.gd lnk.ink lnk.sk
lnkiy.com lnkiy.in lnnk.in lru.jp lstu.fr lurl.cc m1p.fr me2.kr merky.de metamark.net migre.me
minilink.io mrte.ch mub.me murl.kz myqrcode.mobi myurl.si n9.cl ndurl.com notlong.com
nutshellurl.com onx.la ouo.io ouo.press p.asia ppt.cc psce.pw pse.is ptiturl.com q.gs qr.ae
qr.net qrco.de qrkit.co rb.gy rebrand.ly redir.ec redirects.ca relink.asia replug.link retwt.me
reurl.cc rlu.ru rotf.lol rurl.org s.coop s.ee s.gy s.id s4c.in saf.li safelinking.net sdu.sk
shar.as shorl.com short.gy shorten.ee shorten.is shorten.so shorten.tv shorten.world shorten.ws
shorter.me shortn.me shorturl.ae shorturl.asia shorturl.at shorturl.com shorturl.fm shorturl.gg
shrinkify.com shrinkme.io shrt.fr shrtcnl.com shrtl.com shrtm.nu shrunken.com shrunkin.com
sht.moe simurl.net sina.lt slki.ru smallr.com smarturl.it smsh.me sn.rs snip.link snip.ly
snkr.me sokrati.ru spti.fi srnk.net stey.me surl.hu surl.li switchy.io t.ly t1p.de t2m.io tg.pe
th8.us thinfi.com tiniuri.com tiny.cc tiny.ee tiny.ly tiny.one tiny.pl tinyarro.ws tinylink.in
tinylink.net tinyurl.com tinyurl.hu tinyurl.mobi tny.cz tny.im tny.so to.ly tpmr.com tr.ee tt.vg
twitclicks.com twitterurl.net twixar.me tyny.to u.nu u.to ulvis.net ur.ly ur3.us url.az url.ie
url.kr url.lotpatrol.com url2.fr url360.me urla.ru urlborg.com urlbrief.com urlcorta.es urli.ai
urli.nl urlify.cn urlr.me urls.fr urlshorteningservicefortwitter.com urlu.ms urlx.ie urlz.at
urlz.fr urlzs.com utm.to v.gd vbly.us vd55.com vk.cc vo.la vur.me vurl.com wa.link waa.ai wn.nr
ww7.fr x.gd xrl.us xurl.es yal.su yuarel.com z23.ru za.gl zapt.in zi.ma zpr.io zrr.kr zurl.ws
zws.im zzang.kr zzb.bz
    """,
    "scheduler": """
bddy.me buff.ly conta.cc cot.ag dld.bz dlvr.it eepurl.com ht.ly hubs.la hubs.li hubs.ly ift.tt
lnks.gd loom.ly lttr.ai ow.ly owl.li postly.link pub.vitrue.com snd.sc spr.ly trib.al
    """,
    "platform": """
1.usa.gov 1drv.ms 3.cn 4sq.com a.co abcn.ws abnb.me adobe.ly aka.ms amzn.asia amzn.com amzn.eu
amzn.in amzn.to apne.ws apple.co apple.news arst.ch azc.cc b23.tv bbc.in binged.it bizj.us
bloom.bg booki.ng bravo.ly cbsn.ws chng.it chzb.gr cnb.cx cnn.it cs.co cvent.me dai.ly dailym.ai
db.tt dell.to dis.gd disq.us ebay.to ebay.us econ.st enwp.org es.pn etsy.me fav.me fave.co fb.gg
fb.me fb.watch ff.im flic.kr forms.gle fxn.ws g.co g.page git.io gizmo.do go.aws go.gov.sg
go.usa.gov gofund.me goo.gle gtnr.it gu.com hill.cm howl.me hpe.to huffp.st ibm.biz ibm.co
igg.me imdb.to ind.pn instagr.am intel.ly ionos.ly itun.es kask.us kck.st kko.to lat.ms liip.to
liketk.it lin.ee link.deezer.com link.medium.com linkd.in lnk.ms lnkd.in m.tb.cn macte.ch
maps.app.goo.gl mck.co me2.do meetu.ps moby.to msft.it mzl.la n.pr naver.me nbc.co nbcnews.to
nflx.it nvda.ws nyti.ms on.cnn.com on.fb.me on.ft.com on.mktw.net on.soundcloud.com on.wsj.com
onepl.us onforb.es onion.com pca.st photos.app.goo.gl pin.it politi.co prf.hn rdcu.be read.bi
red.ht redd.it reut.rs rstyle.me s.apache.org s.team sdut.us search.app sforce.co share.google
shop-links.co shope.ee shp.ee slate.me slidesha.re sovrn.co splk.it spoti.fi spotify.link t.cn
t.co t.lh.com t.snapchat.com tcrn.ch tek.io temu.to tgr.ph ti.me tidd.ly tl.gd tmblr.co
tmsnrt.rs tnw.to to.pbs.org ubr.to url.cn usat.ly v.douyin.com vm.tiktok.com vmw.re
vt.tiktok.com w.wiki wapo.st we.tl wef.ch wp.me x.hypem.com xbx.lv xhslink.com y.ahoo.it y2u.be
yadi.sk yelp.to yhoo.it youtu.be zd.net
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
