"""A mail is read by its own words, whatever its encoding; what is attached is left out and said."""

from email.message import EmailMessage

import pytest

from tests.domain.sources.extraction.files import packed
from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.extracted_text import extract

WORDS = "Сегодня арестован Иван Узоров.\nElvin Sınaqov was detained too, as his lawyer said on the phone."
KEPT_PAGE = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/a?b=1\r\n"
    b"MIME-Version: 1.0\r\n"
    b"Content-Type: multipart/related; type=text/html; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><p>Elvin was arr=\r\nested.</p></html>\r\n"
    b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
)


def mail(*, transfer: str, charset: str, html: bool = False) -> EmailMessage:
    """Return a mail with these words, and as HTML too or alone."""
    message = EmailMessage()
    message["Received"] = "from a.example by b.example; " + "x " * 4000
    message["From"] = "Лейла Примерова <leyla@mail.example>"
    message["Date"], message["Subject"] = "Tue, 04 Mar 2025 21:15:00 +0400", "Новости из суда"
    words = WORDS if charset == "utf-8" else WORDS.replace("ı", "i")
    if html:
        message.set_content(f"<p>{words}</p>", subtype="html", cte=transfer, charset=charset)
    else:
        message.set_content(words, cte=transfer, charset=charset)
        message.add_alternative("<p>Another</p>", subtype="html")
    return message


@pytest.mark.parametrize("html", [False, True], ids=["text", "html"])
@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251"])
@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_a_mail_says_who_wrote_when_and_what(transfer: str, charset: str, html: bool) -> None:
    extracted = extract(mail(transfer=transfer, charset=charset, html=html).as_bytes(), file_name="a.eml")
    head, _, words = extracted.text.partition("\n\n")
    assert head == (
        "From: Лейла Примерова\nDate: Tue, 04 Mar 2025 21:15:00 +0400\nSubject: Новости из суда"
    )
    assert words.split()[:4] == WORDS.split()[:4]
    assert words.split()[-2:] == ["the", "phone."]
    assert (extracted.title, extracted.date, extracted.warnings) == ("Новости из суда", "2025-03-04", ())


def test_attachments_are_left_out_and_said() -> None:
    message = mail(transfer="base64", charset="utf-8")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    extracted = extract(message.as_bytes(), file_name="a.eml")
    assert extracted.text.endswith("on the phone.")
    assert ["attached" in warning for warning in extracted.warnings] == [True]


def test_a_page_that_a_browser_kept_is_read_with_its_address() -> None:
    extracted = extract(KEPT_PAGE, file_name="a.mhtml")
    assert (extracted.text, extracted.url) == ("Elvin was arrested.", "https://news.example/a?b=1")
    assert extracted.warnings == ()


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "Save it as .docx or PDF"),
        (b"MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime\r\n\r\nAAAA", "or paste the text"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\nno parts", "or paste the text"),
    ],
)
def test_what_cannot_be_read_says_how_to_save_it(data: bytes, advice: str) -> None:
    with pytest.raises(Refused) as refused:
        extract(data, file_name="a.eml")
    assert advice in str(refused.value)
