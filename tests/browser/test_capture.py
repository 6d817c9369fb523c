"""Bringing sources in, in a real browser: pasted, as a file, known when they are here, never executed."""

import zipfile
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.desk import sign_in
from tests.support.server import Server

WORDS = "Elvin Sinagov was arrested on 3 May 2024."
HOSTILE = f"""<!doctype html><html lang="en"><head><title>An Invented Page</title>
<script>alert("head"); document.title = "taken over"</script></head>
<body onload="alert('body')"><svg onload="alert('svg')"></svg><img src="x" onerror="alert('img')">
<p onclick="alert('p')">{WORDS}</p>
<p>&lt;script&gt;alert("text")&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt;</p>
<iframe src="javascript:alert('frame')"></iframe><a href="javascript:alert('link')">more</a></body></html>"""
DOCUMENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>A letter from Nowhere</w:t></w:r></w:p><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>
</w:body></w:document>"""
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""


def docx() -> bytes:
    """A Word document of two paragraphs."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("word/document.xml", DOCUMENT)
    return packed.getvalue()


def choose(page: Page, name: str, data: bytes) -> None:
    """Choose a file on the page that takes a source, and have it read."""
    page.goto("/sources/new")
    page.get_by_label("Or choose a file").set_input_files({"name": name, "mimeType": "", "buffer": data})
    page.get_by_role("button", name="Continue: check the text").click()


def test_a_text_is_pasted_looked_at_and_confirmed_by_keyboard_alone(page: Page, live: Server) -> None:
    sign_in(page, live)
    page.goto("/sources/new")
    page.get_by_label("Paste the text").focus()
    page.keyboard.insert_text(f"A letter from Nowhere\n\n{WORDS}")
    for field in ("Or choose a file", "Not online? Its shelf mark", "Web address"):
        page.keyboard.press("Tab")
        expect(page.get_by_label(field)).to_be_focused()
    page.keyboard.insert_text("https://example.org/letter")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Confirm what was read").wait_for()
    expect(page.get_by_role("region", name="The text as it was read")).to_contain_text(WORDS)
    expect(page.get_by_label("Title")).to_have_value("A letter from Nowhere")
    expect(page.locator("#url")).to_have_value("https://example.org/letter")
    page.locator("#kind").focus()
    page.keyboard.type("Letter")
    page.get_by_label("Title").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("The letter from Nowhere")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="The letter from Nowhere").wait_for()
    expect(page.locator("main")).to_contain_text("Now cite it for the people it names.", use_inner_text=True)
    expect(page.locator("article.text")).to_contain_text(WORDS, use_inner_text=True)


def test_a_file_is_chosen_and_its_twin_is_offered_the_next_time(page: Page, live: Server) -> None:
    sign_in(page, live)
    choose(page, "letter.docx", docx())
    page.get_by_role("heading", name="Confirm what was read").wait_for()
    expect(page.locator("main")).to_contain_text("uploaded as letter.docx", use_inner_text=True)
    page.get_by_label("Title").fill("A letter in Word")
    page.locator("#kind").select_option("letter")
    page.get_by_role("button", name="Add this source").click()
    page.get_by_role("heading", name="A letter in Word").wait_for()
    source = page.url

    choose(page, "copy.docx", docx())
    offered = page.get_by_role("alert")
    offered.wait_for()
    expect(offered).to_contain_text("This is here already", use_inner_text=True)
    offered.get_by_role("link").click()
    page.wait_for_url(source)


def test_nothing_in_a_file_is_executed(page: Page, live: Server, tmp_path: Path) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    sign_in(page, live)
    choose(page, "../../page.html", HOSTILE.encode())
    page.get_by_role("heading", name="Confirm what was read").wait_for()
    read = page.get_by_role("region", name="The text as it was read")
    expect(read).to_contain_text(WORDS, use_inner_text=True)
    expect(read).to_contain_text('<script>alert("text")</script>', use_inner_text=True)
    expect(read.locator("script, img, svg, iframe, a")).to_have_count(0)
    read.get_by_text(WORDS).click()
    page.locator("#kind").select_option("letter")
    page.get_by_role("button", name="Add this source").click()
    page.get_by_role("heading", name="An Invented Page").wait_for()
    expect(page.locator("article.text").locator("script, img, svg, iframe")).to_have_count(0)
    assert page.title().startswith("An Invented Page")
    # The original comes as a file and never as a page.
    for summary in ("About this source", "How the text was kept"):
        page.locator("summary", has_text=summary).click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download the original").click()
    assert coming.value.suggested_filename.endswith("-v1.html")
    coming.value.save_as(tmp_path / "original")
    assert (tmp_path / "original").read_bytes() == HOSTILE.encode()
    assert dialogs == []


def test_a_refused_file_leaves_what_was_typed(page_without_js: Page, live: Server) -> None:
    page = page_without_js
    sign_in(page, live)
    page.goto("/sources/new")
    page.get_by_label("Web address").fill("https://example.org/report")
    page.get_by_label("Or choose a file").set_input_files(
        {"name": "report.pdf", "mimeType": "application/pdf", "buffer": b""}
    )
    page.get_by_role("button", name="Continue: check the text").click()
    page.get_by_role("alert").wait_for()
    assert "choose the file again" in page.locator(".field", has=page.locator("#file")).inner_text().lower()
    expect(page.get_by_label("Web address")).to_have_value("https://example.org/report")
