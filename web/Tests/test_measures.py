"""Measures of the atlas and of a table of one's own, in a real browser against the real server."""
import io
import os
import pathlib
import re
import subprocess
import zipfile

import pytest

PROGRAM = os.environ.get("HINTERLAND_PROGRAM", str(pathlib.Path(__file__).resolve().parents[2] / ".build/release/hinterland"))


def measures(page, server, query=""):
    page.goto(f"{server.url}/measures?language=en&{query}")
    page.wait_for_function("document.querySelector('#picture svg, .refusal') || document.querySelectorAll('.pictures .picture svg').length > 5")


def test_measures_open_on_pictures_of_the_bundled_figures(page, server):
    measures(page, server)
    cards = page.locator(".pictures .card")
    assert cards.count() == 7
    assert [c.get_attribute("data-measure") for c in cards.all()][:6] == ["theil", "kernelRidges", "rankSize", "markov", "deviationEllipse", "sigmaConvergence"]
    assert "2019-2023" in cards.first.inner_html()
    cards.nth(4).locator("a").click()
    page.wait_for_selector("#picture svg")
    assert "Track" in page.locator("#picture").inner_html() and "2023" in page.locator(".measured table").inner_text()


def test_a_measure_of_the_atlas_is_that_of_the_command_line(page, server):
    measures(page, server, "measure=dagum&group=cluster&weight=resident_population&year=2019-2023")
    shown = page.locator(".measured").first.locator("tbody tr").all_inner_texts()
    command = page.locator("#command").inner_text().split()[1:]
    told = subprocess.run([PROGRAM, *command, "--format", "html"], capture_output=True, text=True, check=True).stdout
    rows = [cells for cells in (re.findall(r"<td[^>]*>(.*?)</td>", line) for line in told.splitlines()) if cells]
    # The years, then the groups.
    assert len(shown) == 5 and len(rows) == 5 + 19
    for text, row in zip(shown, rows):
        assert text.split("\t") == row
    page.select_option("#group", "province")
    page.wait_for_function("document.querySelector('#picture')?.innerHTML.includes('by province')")
    page.click("#language")
    page.wait_for_function("document.querySelector('#picture')?.innerHTML.includes('按省份')")


def test_a_table_of_ones_own_is_measured_on_the_page(page, server, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("place,region,income\nA,n,10\nB,n,20\nC,s,50\nD,s,\n", encoding="utf-8")
    measures(page, server)
    page.set_input_files("#own", str(path))
    page.wait_for_selector(".refusal")  # no column of values yet: the refusal names them
    assert "income" in page.locator(".refusal").inner_text()
    page.select_option("#measure", "theil")
    page.fill("#value", "income")
    page.press("#value", "Tab")
    page.wait_for_selector(".measured")
    page.select_option("#group", "region")
    page.wait_for_function("document.querySelector('.measured th:nth-child(2)')?.textContent === 'within'")
    assert page.locator("#command").inner_text() == "hinterland measure theil --table mine.csv --value income --group region"
    assert page.locator(".measured").first.locator("tbody td").last.inner_text() == "1"  # one place without a value


def workbook(rows):
    """A workbook of one sheet, as a spreadsheet program writes it."""
    cells = "".join(
        f'<row r="{number}">' + "".join(f"<c r=\"{chr(65 + column)}{number}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>" if isinstance(cell, str)
                                        else f"<c r=\"{chr(65 + column)}{number}\"><v>{cell}</v></c>" for column, cell in enumerate(row)) + "</row>"
        for number, row in enumerate(rows, 1))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{cells}</sheetData></worksheet>")
    return buffer.getvalue()


@pytest.mark.parametrize("name, content", [
    ("mine.xlsx", workbook([["城市", "收入"], ["成都", 10], ["绵阳", 20], ["德阳", 50]])),
    ("mine.csv", "城市,收入\n成都,10\n绵阳,20\n德阳,50\n".encode("gb18030")),
])
def test_workbooks_and_other_encodings_are_read_and_tables_leave_as_data(page, server, name, content):
    measures(page, server)
    page.set_input_files("#own", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.wait_for_function("[...document.querySelectorAll('#columns option')].map((o) => o.value).join() === '城市,收入'")
    page.select_option("#measure", "gini")
    page.fill("#value", "收入")
    page.press("#value", "Tab")
    page.wait_for_selector(".measured")
    with page.expect_download() as download:
        page.click("[data-format=csv]")
    text = pathlib.Path(download.value.path()).read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    header, row = text.decode("utf-8-sig").splitlines()[:2]
    assert abs(float(row.split(",")[0]) - 1 / 3) < 1e-12 and "(" not in row, header


def test_the_industry_space_is_drawn_from_an_invented_table(page, server):
    measures(page, server)
    page.click("#example")
    page.wait_for_selector("#picture svg")
    assert page.locator("#picture circle").count() == 24
    assert "Economic complexity" in page.locator("h2").first.inner_text()
    page.click("#atlas-again")
    page.wait_for_selector(".refusal")
    assert "three broad sectors" in page.locator(".refusal").inner_text()


def test_a_measure_that_cannot_be_answered_says_why(page, server):
    measures(page, server, "measure=betaConvergence")
    assert "another edition" in page.locator(".refusal").inner_text()
    page.select_option("#indicator", "real_gdp")
    page.wait_for_selector("#picture svg")
    assert "238 places" in page.locator(".measured").inner_text()
