"""Zone text as far as IP lists and traces need it."""

from presend.documents.authorised import by_spf
from presend.documents.records import read

ZONE = """$ORIGIN acme.com.
$TTL 3600
@       IN SOA ns1 admin ( 1 ; serial
                 2 3 4 5 )
        IN TXT "v=spf1 include:1.spf01.hubspotemail.net " "a:out.acme.com/31 ~all"
key._domainkey 300 IN TXT ( "v=DKIM1; " ; a comment
    "p=AB\\"C\\059" )
hs1     CNAME acme-com.hs01a.dkim.example.net.
out     A 192.0.2.8
        AAAA 2001:db8::1
acme-com.hs01a.dkim.example.net. TXT "v=DKIM1; p=X"
loop CNAME loop
1.spf01.hubspotemail.net. TXT v=spf1\\032ip4:54.174.52.0/24\\032redirect=gone.example
mx 60 MX 10 out
"""


def test_records_by_name_and_type() -> None:
    records = read(ZONE)

    assert records.txt("KEY._domainkey.acme.com.") == ('v=DKIM1; p=AB"C;',)
    assert records.txt("hs1.acme.com") == ("v=DKIM1; p=X",)
    assert records.txt("loop.acme.com") == ()
    assert records.all("mx.acme.com", "MX") == ("10 out.acme.com",)
    assert records.all("out.acme.com", "AAAA") == ("2001:db8::1",)


def test_what_spf_authorises_and_what_is_not_at_hand() -> None:
    ranges, lacking = by_spf(read(ZONE), "acme.com")

    assert sorted(ranges) == [
        (4, 0x36AE3400, 0x36AE34FF),
        (4, 0xC0000208, 0xC0000209),
        (6, *[0x20010DB8 << 96 | 1] * 2),
    ]
    assert lacking == ["gone.example"]
