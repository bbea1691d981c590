"""Every page is one document that the API accepts, and one template; every form is of a mutation that there is."""

import re
from pathlib import Path

import pytest

from planblanc.api import documents
from planblanc.api.limits import Limits
from planblanc.console import pages, site
from planblanc.console.pages import PAGES, Page

HERE = Path(site.__file__).parent
DOCUMENTS = sorted(str(path.relative_to(HERE)) for path in (HERE / "documents").rglob("*.graphql"))
TEMPLATES = sorted(str(path.relative_to(HERE / "templates")) for path in (HERE / "templates").rglob("*.html"))
READ = documents.reader(site.published(), Limits(), introspection=False)
LONGEST_REMEMBERED = 8192
FORM = re.compile(r'acts\.form\(\s*"(\w+)"')


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_its_document_and_its_template(page: Page) -> None:
    assert (HERE / "documents" / f"{page.name}.graphql").is_file()
    assert (HERE / "templates" / page.template).is_file()
    assert page.title


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_api_accepts_a_document_within_its_limits(name: str) -> None:
    written = (HERE / name).read_text("utf-8")

    assert READ(pages.whole(written)).faults == ()
    assert len(written) < LONGEST_REMEMBERED, "the API would read it again at each request"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_of_a_page_or_of_an_act(name: str) -> None:
    assert Path(name).stem in {page.name for page in PAGES} or Path(name).parent.name != "documents"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_form_is_of_a_mutation_of_the_api(name: str) -> None:
    text = (HERE / "templates" / name).read_text("utf-8")
    mutations = site.published().mutation_type

    assert mutations is not None
    assert set(FORM.findall(text)) <= mutations.fields.keys()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_holds_no_script_and_no_style_of_its_own(name: str) -> None:
    text = (HERE / "templates" / name).read_text("utf-8")

    assert not re.findall(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\ssrc=)|javascript:", text)
    assert "|safe" not in text.replace(" ", "")
