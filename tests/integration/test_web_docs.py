"""The page for people, read as a browser and a screen reader would."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from cds_service.web.errors import ERRORS
from cds_service.web.page import Rule
from tests.contract.stand_in import PAGE, SERVICE, stand_in_site


class Reader(HTMLParser):
    """Notes the elements of a page."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def response():
    return stand_in_site().test_client().get("/docs/")


@pytest.fixture
def page(response):
    return Reader(response.text)


def test_the_slash_is_optional_and_nothing_redirects(response):
    bare = stand_in_site().test_client().get("/docs", follow_redirects=False)
    assert (bare.status_code, bare.text) == (200, response.text)


def test_it_has_a_language_one_title_and_headings_in_order(page):
    assert page.all("html")[0]["lang"] == "en"
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_thing_to_reach_is_the_skip_link(page):
    first = next(attributes for tag, attributes in page.elements if tag == "a")
    assert first["href"] == "#content"
    assert [one["id"] for one in page.all("main")] == ["content"]


def test_every_link_within_the_page_has_its_target(page):
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")} <= set(ids)


def test_every_table_has_a_caption_and_scoped_headings(page):
    assert len(page.all("caption")) == len(page.all("table")) > 0
    assert all(heading.get("scope") in {"col", "row"} for heading in page.all("th"))


def test_it_runs_no_script_and_loads_nothing(page, response):
    assert not {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "object", "form"}
    assert not any(name.startswith("on") or name == "style" for _, attributes in page.elements for name in attributes)
    style = re.search(r"<style>(.*?)</style>", response.text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_it_adapts_to_narrow_and_dark_screens(page, response):
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in page.all("meta")
    assert "prefers-color-scheme: dark" in response.text
    assert "max-width: 40rem" in response.text


def test_it_tells_limits_keys_rules_and_errors(response):
    for text in (*PAGE.limits, *PAGE.intended_use, *SERVICE.prefetch, "Fearon 2011", "default, version 1"):
        assert text in response.text
    assert all(f">{row.status}<" in response.text for row in ERRORS.values())


def test_what_it_is_handed_is_escaped():
    rule = Rule(name="<script>", rule='"><img src=x>', source="a & b")
    html = stand_in_site(page=replace(PAGE, title="<b>x</b>", rules=(rule,))).test_client().get("/docs/").text
    assert not {tag for tag, _ in Reader(html).elements} & {"script", "img", "b"}


def test_the_pages_lead_to_each_other(page):
    links = {one["href"] for one in page.all("a")}
    assert "../docs/ehr-setup" in links
    sheet = Reader(stand_in_site().test_client().get("/docs/ehr-setup").text)
    assert "../docs/" in {one["href"] for one in sheet.all("a")}


def test_the_bare_address_leads_to_them_also_under_a_prefix():
    client = stand_in_site().test_client()
    assert links_of(client.get("/")) == ["/docs/", "/docs/ehr-setup"]
    assert links_of(client.get("/", environ_overrides={"SCRIPT_NAME": "/cds"})) == ["/cds/docs/", "/cds/docs/ehr-setup"]


def links_of(response):
    assert response.status_code == 200
    return [one["href"] for one in Reader(response.text).all("a")]


def test_what_the_cards_say_stands_beside_its_source():
    said = (Rule(name="Dietitian", rule="may be referred", source="ASCO 2020", url="https://doi.org/x"),)
    text = stand_in_site(page=replace(PAGE, sayings=said)).test_client().get("/docs/").text
    assert "may be referred" in text
    assert '<a href="https://doi.org/x">ASCO 2020</a>' in text
