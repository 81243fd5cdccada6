"""What looks like a postal address, in the forms of many countries, and what does not."""

import pytest

from presend.data import postal


@pytest.mark.parametrize(
    "text",
    [
        "Acme GmbH, Hauptstr. 1, 10115 Berlin",
        "12 King's Road, London SW1A 1AA",
        "123 Main Street, Suite 4",
        "Acme Inc\n548 Market St # 54802\nSan Francisco, CA 94104",
        "12 rue de la Paix\n75002 Paris",
        "Calle Mayor 5, 28013 Madrid",
        "Via Roma 10, 00184 Roma",
        "Mannerheimintie 12, 00100 Helsinki",
        "ul. Długa 5, 00-238 Warszawa",
        "〒100-0001 東京都千代田区千代田1-1",
        "北京市朝阳区建国路88号",
        "P.O. Box 7, Springfield",
        "Postfach 12, 8000 Zürich",
        "Level 5, 1 George St, Sydney NSW 2000",
        "Kungsgatan 4, 111 43 Stockholm",
        "Herengracht 1, 1015 BA Amsterdam",
        "Av. Paulista 1000, 01310-100 São Paulo",
        "Hafen Software GmbH, Am Sandtorkai 30, 20457 Hamburg",
        "ООО «Ель», ул. Лесная, д. 5, 125047 Москва",
        "רחוב דיזנגוף 99, תל אביב 6433222",
        "شارع الرينبو ١٢، عمّان ١١١٨١",
        "Corner Table, Grote Markt 3, 2000 Antwerpen",
        "70 Sir John Rogerson's Quay, Dublin 2",
    ],
)
def test_an_address(text: str) -> None:
    assert postal.written(text)


@pytest.mark.parametrize(
    "text",
    [
        "© 2026 Acme",
        "Call 020 7946 0214 or write",
        "20 % off until 17 May 2026",
        "Order 10453 of 3 May 2026, total 1,250.00 EUR",
        "version 2.0.1 released 2026",
        "1 2 3 4 5 6 7 8 9 10 Thank you",
        "Version 2, 2024 Acme",
        "Seit 1999, 20000 Kunden",
        "Tue, Sep 17, 2002 Acme",
        "Die Top 5, 12500 Euro",
        "Phone: +1 (655) 606-605",
        "Our roads lead to Rome",
    ],
)
def test_no_address(text: str) -> None:
    assert not postal.written(text)


@pytest.mark.parametrize(
    ("tag", "whether"),
    [
        ("*|html:list_address_html|*", True),
        ("{{ organization.full_address }}", True),
        ("%sender-info%", True),
        ("{{ inline_postal_address }}", True),
        ("{{ contact.email_address }}", False),
        ("{{ order.shipping_address }}", False),
        ("{{ contact.city }}", False),
    ],
)
def test_a_tag(tag: str, whether: bool) -> None:
    assert postal.tag(tag) is whether
