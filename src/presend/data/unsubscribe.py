"""How mails say "unsubscribe": words in the languages, addresses, and the tags of ESPs.

Sources: sections 15 and 16.1 of presend's catalogue (August 2026), whose tags are those of the
vendors' documentation and of public templates (rows that it marks [mem] are not confirmed). The
words of the languages beyond en, de, fr, es, it, pt, nl, pl, fi, sv, ru, ja and zh have not been
reviewed by native speakers. HubSpot's modules: "Default email modules" (developers.hubspot.com,
August 2026) and public templates.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.markup.elements import Element

# What the words of a language have in common, in small letters.
_STEMS_OF = {
    "en": "unsub|opt out|opt-out|optout|opt_out|stop receiving|stop these email|stop getting"
    "|remove me from|to be removed|remove yourself|remove your email|remove your address"
    "|remove your name|off this list|off our list|turn off these",
    "de": "abmeld|abbestell|austrag",
    "fr": "sabonner|sabonnement|sinscri",
    "es": "darse de baja|darme de baja|date de baja|cancelar suscrip|cancelar la suscrip"
    "|cancelar tu suscrip|desuscrib|desuscrip|anular suscrip|anular la suscrip",
    "pt": "cancelar inscri|cancelar a inscri|cancelar subscri|cancelar a subscri|descadastr"
    "|remover inscri",
    "it": "disiscri|annulla iscri|annulla l'iscri|cancella iscri|cancella l'iscri|cancellati",
    "nl": "uitschrijv|afmeld",
    "pl": "wypisz si|wypisać|wypisac|wypisani|rezygnacja z subsk|anuluj subsk|zrezygnuj",
    "fi": "peruuta tilaus|peru tilaus|peruuttaa tilau|lopeta tilaus|poistu listalta",
    "sv": "avregistrera|avsluta prenumeration|avprenumerer",
    "da": "frameld",
    "nb": "meld deg av|avslutt abonnement|avmeld",
    "cs, sk": "odhlásit|odhlásiť|odhlasit",
    "hu": "leiratkoz",
    "ro": "dezabon",
    "bg": "отпиш|отписван",
    "ru": "отписа|отписк",
    "uk": "відпис|скасувати підпис",
    "tr": "abonelikten çık|abonelikten cik|listeden çık|listeden cik|üyelikten ayrıl",
    "el": "διαγραφή|διαγραφη|κατάργηση εγγραφ",
    "ja": "配信停止|購読解除|登録解除|配信解除|購読を解除|配信を停止",
    "zh": "退订|取消订阅|取消訂閱|退訂",
    "ko": "수신거부|수신 거부|구독 취소|구독취소|구독해지|구독 해지",
    "vi": "hủy đăng ký|huy dang ky",
    "id, ms": "berhenti berlangganan|henti langganan",
    "th": "ยกเลิกการสมัคร|ยกเลิกการรับ",
    "ar": "إلغاء الاشتراك|الغاء الاشتراك",
    "he": "הסרה|ביטול הרשמה",
    "hi": "सदस्यता समाप्त|अनसब्सक्राइब",
    "et": "loobu|lõpeta tellimus",
    "lv": "atrakstīties|atteikties no",
    "lt": "atsisakyti prenumeratos|atsisakyti naujienlaišk",
    "hr, sr, sl": "odjava|odjavi se|odjavite",
}
STEMS = tuple(stem for stems in _STEMS_OF.values() for stem in stems.split("|"))
"""Parts of words that say "unsubscribe", in small letters."""

PREFERENCES = tuple(
    (
        "manage preference|manage your preference|manage my preference|email preference|"
        "e-mail preference|mail preference|update preference|update your preference|"
        "subscription setting|subscription preference|notification setting|preference center|"
        "preference centre|communication preference|manage subscription|"
        "manage your subscription|manage notification|email setting|rer mes préférence|"
        "rer vos préférence|einstellungen verwalten|newsletter-einstellungen|"
        "preferencias de correo|gestionar preferencias|/preferences|profile_center|"
        "subscription_center|update_profile|manage_subscription|manage_preference|"
        "manage-subscription|manage-preference|notification-settings|/notifications/"
    ).split("|")
)
"""Parts of words and addresses by which a reader chooses what to get, nothing included."""

TAGS = tuple(
    (
        "unsub|opt_out|opt-out|optout|remove_web|profile_center|profile_centre|subscription_cent|"
        "subscriptioncenter|preference_cent|preferencecenter|preferences_url|preference_url|"
        "preferences_link|preference_link|preferences_page|preferences_raw|preferencesurl|"
        "preferencesraw|manage_subscription|manage_preference|managesubscription|"
        "managepreference|manage_url|manageurl|subscription_pref|subscription_manage|"
        "update_profile|updatelink|abmeldelink|desinscri|desabon|email_footer|"
        "email_can_spam|email_subscriptions|email_simple_subscription|office_location_info"
    ).split("|")
)
"""Parts of tags that an ESP replaces by an unsubscribe link, or by a block that holds one."""

ELEMENTS = ("unsubscribe", "preferences")
"""Elements that Campaign Monitor and Sendy replace by a link."""


def replaced(link: Element) -> bool:
    """Whether a link holds such an element: what is put there ends the link around it."""
    return any(inner.name in ELEMENTS for inner in link.descendants())


ATTRIBUTE = "data-msys-unsubscribe"
"""Makes SparkPost count a link as one that unsubscribes."""

HERE = frozenset(
    "here|click here|this link|click this link|please click here|clicking here|hier|hier klicken"
    "|klicken sie hier|diesen link|ici|cliquez ici|ce lien|aqui|haga clic aquí|aquí|clique aqui|qui"
    "|clicca qui|klik hier|tutaj|kliknij tutaj|tästä|här|her|klicka har|zde|tu|ide|aici"
    "|здесь|тут|こちら|ここ|这里|여기".split("|")
)
"""What a link says that leaves the rest to the sentence around it, in small letters."""
