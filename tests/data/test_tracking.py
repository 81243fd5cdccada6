import pytest

from presend.data.tracking import tracker
from presend.documents import urls


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://d2v8tf04.na1.hubspotlinks.com/Ctc/x", "HubSpot"),
        ("https://t.sidekickopen08.com/s3t/c/x", "HubSpot"),
        ("https://acme.us1.list-manage.com/track/click?u=1", "Mailchimp"),
        ("https://acme.list-manage2.com/track/click?u=1", "Mailchimp"),
        ("https://mandrillapp.com/track/click/1/acme.com", "Mailchimp Transactional"),
        ("https://u123.ct.sendgrid.net/ls/click?upn=x", "SendGrid"),
        ("https://abc.r.bh.d.sendibt3.com/tr/cl/x", "Brevo"),
        ("https://x.sendibm1.com/y", "Brevo"),
        ("https://trk.klclick1.com/ls/click", "Klaviyo"),
        ("https://ctrk.klclick2.com/l/x", "Klaviyo"),
        ("https://xyz.mjt.lu/lnk/x", "Mailjet"),
        ("https://r20.rs6.net/tn.jsp", "Constant Contact"),
        ("https://acme.emlnk9.com/lt.php", "ActiveCampaign"),
        ("https://acme.acemlnb.com/lt.php", "ActiveCampaign"),
        ("https://click.pstmrk.it/3s/acme.com", "Postmark"),
        ("https://abc.r.us-east-1.awstrack.me/L0/x", "Amazon SES"),
        ("https://e.customeriomail.com/e/c/x", "Customer.io"),
        ("https://track.customer.io/e/c/x", "Customer.io"),
        (f"https://email.acme.com/e3t/Ctc/RI+113/{'x' * 30}", "HubSpot"),
        (f"https://email.mg.acme.com/c/eJ{'x' * 60}", "Mailgun"),
        ("https://acme.cmail20.com/t/r-l-x", "Campaign Monitor"),
        ("https://click.mlsend.com/link/c/x", "MailerLite"),
        ("https://click.convertkit-mail2.com/x", "Kit"),
        ("https://cl.exct.net/?qs=x", "Salesforce Marketing Cloud"),
        ("https://links.iterable.com/u/click", "Iterable"),
    ],
)
def test_a_tracked_link(url: str, name: str) -> None:
    assert tracker(urls.parse(url)) == name


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.us1.list-manage.com/subscribe?u=1",
        "https://acme.us1.list-manage.com/unsubscribe?u=1",
        "https://mailchi.mp/acme/news",
        "https://sendgrid.com/",
        "https://www.mjt.lu/",
        "https://iterable.com/blog",
        "https://gmail.com/",
        "https://acme.com/track/click",
        "https://acme.com/c/eJ-coats",
        "https://acme.com/ls/click?upn=1",
        "",
    ],
)
def test_other_links(url: str) -> None:
    assert tracker(urls.parse(url)) is None
