"""The instructions for recipients in German; see `presend.handoffs` for the keys."""

TEXT = {
    "title": "So kommen unsere E-Mails zuverlässig bei Ihnen an",
    "intro": (
        "E-Mails von {name} landen manchmal im Spam-Ordner oder werden von einem Filter "
        "zurückgehalten. Diese Schritte helfen dagegen."
    ),
    "book": "Nehmen Sie unsere Adresse in Ihr Adressbuch auf",
    "book_text": (
        "Speichern Sie {address} in Ihren Kontakten. Nachrichten von bekannten Adressen "
        "werden seltener als Spam eingestuft."
    ),
    "spam": "Sehen Sie im Spam-Ordner nach",
    "spam_text": (
        "Je nach Programm heißt er Spam, Junk oder Junk-E-Mail. Suchen Sie dort nach {address}."
    ),
    "inbox": "Verschieben Sie die Nachricht in den Posteingang",
    "inbox_text": (
        "Öffnen Sie die gefundene Nachricht und wählen Sie „Kein Spam“ oder verschieben Sie "
        "sie in den Posteingang. Sehen Sie auch in anderen Tabs und Ordnern nach, auch bei "
        "den gelöschten Nachrichten."
    ),
    "click": "Öffnen Sie unsere Nachrichten und klicken Sie auf Links",
    "click_text": (
        "Wenn Sie unsere Nachrichten öffnen und auf Links klicken, die Sie interessieren, "
        "lernt Ihr E-Mail-Dienst, dass sie erwünscht sind."
    ),
    "work": "Am Arbeitsplatz: Wenden Sie sich an Ihre IT-Abteilung",
    "work_text": (
        "Ist die Nachricht auch im Spam-Ordner nicht zu finden, hält sie vielleicht der "
        "Filter Ihres Unternehmens zurück (Quarantäne). Geben Sie bitte diese Angaben an Ihre "
        "IT-Abteilung weiter und bitten Sie darum, den Absender zuzulassen:"
    ),
    "address": "Absenderadresse",
    "domain": "Domain",
    "missing": (
        "Nennen Sie bitte auch Betreff, Datum und Uhrzeit der fehlenden Nachricht. Auf Wunsch "
        "schicken wir die vollständige Liste der IP-Adressen, von denen wir senden."
    ),
    "contact": "Wenn trotzdem nichts ankommt, schreiben Sie uns: {contact}",
    "thanks": "Vielen Dank!",
    "colon": ": ",
}
