"""The instructions for recipients in Polish; see `presend.handoffs` for the keys."""

TEXT = {
    "title": "Jak zadbać o to, by nasze wiadomości do Państwa docierały",
    "intro": (
        "Wiadomości od nadawcy {name} trafiają czasem do folderu ze spamem albo zatrzymuje je "
        "filtr. Pomogą poniższe kroki."
    ),
    "book": "Prosimy dodać nasz adres do kontaktów",
    "book_text": (
        "Prosimy zapisać adres {address} w książce adresowej. Wiadomości od znanych nadawców "
        "rzadziej są uznawane za spam."
    ),
    "spam": "Prosimy zajrzeć do folderu ze spamem",
    "spam_text": (
        "Zależnie od programu folder ten nosi nazwę Spam, Wiadomości-śmieci lub Junk. Prosimy "
        "wyszukać w nim adres {address}."
    ),
    "inbox": "Prosimy przenieść wiadomość do skrzynki odbiorczej",
    "inbox_text": (
        "Po otwarciu znalezionej wiadomości wystarczy wybrać „To nie jest spam” albo "
        "przenieść ją do skrzynki odbiorczej. Warto sprawdzić także inne karty i foldery, w "
        "tym kosz."
    ),
    "click": "Prosimy otwierać nasze wiadomości i klikać linki",
    "click_text": (
        "Gdy otwierają Państwo nasze wiadomości i klikają interesujące linki, usługa pocztowa "
        "uczy się, że chcą je Państwo otrzymywać."
    ),
    "work": "W pracy: prosimy zwrócić się do działu IT",
    "work_text": (
        "Jeśli wiadomości nie ma także w folderze ze spamem, mógł ją zatrzymać filtr firmowy "
        "(kwarantanna). Prosimy przekazać działowi IT poniższe dane z prośbą o dopuszczenie "
        "nadawcy:"
    ),
    "address": "Adres nadawcy",
    "domain": "Domena",
    "missing": (
        "Prosimy podać również temat, datę i godzinę brakującej wiadomości. Na życzenie "
        "prześlemy pełną listę adresów IP, z których wysyłamy wiadomości."
    ),
    "contact": "Jeśli mimo to nic nie dociera, prosimy do nas napisać: {contact}",
    "thanks": "Dziękujemy!",
    "colon": ": ",
}
