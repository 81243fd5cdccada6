"""The instructions for recipients in English; see `presend.handoffs` for the keys."""

TEXT = {
    "title": "How to make sure that our emails reach you",
    "intro": (
        "Emails from {name} sometimes end up in the spam folder, or a filter holds them back. "
        "These steps help."
    ),
    "book": "Add our address to your address book",
    "book_text": (
        "Save {address} in your contacts. Messages from addresses that you know are less "
        "often taken for spam."
    ),
    "spam": "Look in the spam folder",
    "spam_text": (
        "Depending on your mail program it is called Spam, Junk or Junk Email. Search there "
        "for {address}."
    ),
    "inbox": "Move the message to the inbox",
    "inbox_text": (
        "Open the message that you have found and choose “Not spam”, or move it to the inbox. "
        "Look in other tabs and folders as well, deleted mail included."
    ),
    "click": "Open our messages, and click",
    "click_text": (
        "When you open our messages and click the links that interest you, your mail service "
        "learns that you want them."
    ),
    "work": "At work: ask your IT team",
    "work_text": (
        "If the message is not in the spam folder either, your company’s filter may be "
        "holding it back (quarantine). Please pass these details on to your IT team, and ask "
        "them to allow the sender:"
    ),
    "address": "Sender’s address",
    "domain": "Domain",
    "missing": (
        "Please tell them the subject, the date and the time of the missing message, too. On "
        "request we send the complete list of IP addresses that our messages come from."
    ),
    "contact": "If nothing arrives even so, write to us: {contact}",
    "thanks": "Thank you!",
    "colon": ": ",
}
