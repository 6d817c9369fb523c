"""The style sheet of every page: one file to ask for, its rules in their order, and kept by browsers."""

import re

from flask.testing import FlaskClient

ADDRESS = "/static/habeas.css"


def test_what_the_sheet_imports_is_in_it_in_its_layer_and_for_its_media(client: FlaskClient) -> None:
    listed = client.get("/static/css/habeas.css", buffered=True).text
    joined = client.get(ADDRESS, buffered=True).text
    imports = re.findall(r'@import url\("(.+?)"\) layer\((\w+)\) ?(.*);', listed)
    assert len(imports) == listed.count("@import")
    place = 0
    for address, layer, media in imports:
        part = client.get(f"/static/css/{address}", buffered=True).text.removeprefix('@charset "UTF-8";')
        part = part.replace('url("../vendor/', 'url("vendor/')
        rules = f"@layer {layer} {{\n{part}}}"
        place = joined.index(f"@media {media} {{\n{rules}\n}}" if media else rules, place)
    assert "@import" not in joined
    assert joined.index("@layer pico, tokens, base, parts, phone;") < joined.index("{")


def test_all_that_the_sheet_names_is_there(client: FlaskClient) -> None:
    named = re.findall(r'url\("(?!data:)(.+?)"\)', client.get(ADDRESS, buffered=True).text)
    assert named
    assert {client.get(f"/static/{name}", buffered=True).status_code for name in named} == {200}


def test_a_browser_keeps_the_sheet_and_asks_whether_it_is_still_the_same(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, buffered=True)
    assert answer.content_type == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert not answer.headers["ETag"].startswith("W/")
    assert client.get(ADDRESS, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get(ADDRESS, headers={"If-None-Match": '"another"'}, buffered=True).status_code == 200


def test_the_fonts_that_a_page_asks_for_first_are_those_of_its_sheet(client: FlaskClient) -> None:
    fonts = re.findall(r'<link rel="preload" as="font".+? href="/static/(.+?)">', client.get("/").text)
    sheet = client.get(ADDRESS, buffered=True).text
    assert fonts
    assert all(f'url("{font}")' in sheet for font in fonts)
