"""Every plot becomes a file: well formed, without script or style, the same bytes for the same data."""

import io
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from PIL import Image

from edc.plots.cache import drawn
from edc.plots.figure import render, spread
from edc.plots.plot import csv_of, short
from edc.plots.swimmer import SwimmerRow
from tests.edc.plots.making import NOTHING, empty, filled, swimmer

FILLED = {type(plot).__name__: plot for plot in filled()}
EMPTY = {type(plot).__name__: plot for plot in empty()}
NEVER = {"script", "style", "foreignObject", "image", "a", "animate", "set"}


def elements_of(svg: bytes) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter())  # noqa: S314  # our own bytes


def texts(svg: bytes) -> list[str]:
    return ["".join(each.itertext()) for each in elements_of(svg) if each.tag.endswith("}text")]


@pytest.mark.parametrize("plot", FILLED.values(), ids=FILLED)
def test_the_same_data_give_the_same_bytes(plot: Any) -> None:
    for kind in ("svg", "png"):
        assert render(plot, kind) == render(plot, kind)


@pytest.mark.parametrize("plot", [*FILLED.values(), *EMPTY.values()])
def test_an_svg_is_well_formed_and_holds_nothing_that_a_strict_policy_forbids(plot: Any) -> None:
    elements = elements_of(render(plot, "svg"))
    assert {element.tag.rpartition("}")[2] for element in elements} & NEVER == set()
    assert not [name for element in elements for name in element.attrib if name == "style" or name.startswith("on")]
    links = {value for element in elements for name, value in element.attrib.items() if name.endswith("href")}
    assert not [link for link in links if not link.startswith(("#", "http://purl.org/dc/"))]


@pytest.mark.parametrize("plot", FILLED.values(), ids=FILLED)
def test_the_title_and_the_axis_are_texts_of_the_svg(plot: Any) -> None:
    svg = render(plot, "svg")
    assert {plot.title, plot.x_label} <= set(texts(svg))
    assert f"<title>{plot.title}</title>" in svg.decode()


@pytest.mark.parametrize("plot", EMPTY.values(), ids=EMPTY)
def test_a_plot_without_data_says_so(plot: Any) -> None:
    assert set(texts(render(plot, "svg"))) == {NOTHING, plot.title}
    assert csv_of(plot).count(b"\r\n") == 1


def test_a_png_has_200_dots_to_the_inch() -> None:
    plot = FILLED["KaplanMeier"]
    picture = Image.open(io.BytesIO(render(plot, "png")))
    assert picture.size == (round(plot.size()[0] * 200), round(plot.size()[1] * 200))


TYPED = ["<script>alert(1)</script>", "$\\frac{1}{0}$", '"\'&<b> style="x: y"', "\x01\x1b\ufffe bell\nline", "😀 中文"]


@pytest.mark.parametrize("typed", TYPED)
def test_what_somebody_typed_stays_text(typed: str) -> None:
    svg = render(swimmer(SwimmerRow("301-001", short(typed), "IN", 0, 5), title=short(typed)), "svg")
    assert short(typed) in texts(svg)
    assert "<script" not in svg.decode()


def test_a_typed_text_becomes_one_short_line() -> None:
    assert short(" two\n\n lines\x07 ") == "two lines"
    assert short("x" * 48) == "x" * 48
    assert short("x" * 49) == "x" * 47 + "…"


def test_a_figure_is_drawn_anew_only_when_its_data_are_others(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []
    monkeypatch.setattr("edc.plots.cache.render", lambda plot, kind: calls.append((plot, kind)) or b"drawn")
    one, other = (swimmer(SwimmerRow("301-001", "DL1", "IN", 0, days)) for days in (987, 988))
    for plot in (one, one, other, swimmer(*one.rows)):
        assert drawn(plot, "svg") == b"drawn"
    assert drawn(one, "png") == b"drawn"
    assert calls == [(one, "svg"), (other, "svg"), (one, "png")]


def test_labels_are_moved_apart_and_keep_their_order() -> None:
    assert spread([5.0], 10) == [5.0]
    assert spread([0.0, 30.0], 10) == [0.0, 30.0]
    assert spread([20.0, 18.0], 10) == [24.0, 14.0]
    assert spread([0.0, 1.0, 2.0], 10) == [-9.0, 1.0, 11.0]


def test_a_number_of_the_csv_is_written_as_it_is_and_nothing_where_there_is_none() -> None:
    assert csv_of(FILLED["Expansion"]).decode().splitlines() == [
        "participant,group,day,value,lower_limit",
        "301-001,DL1,1.2,,50.0",
        "301-001,DL1,10.0,12000.0,50.0",
    ]
    assert re.fullmatch(r"(.+\r\n){4}", csv_of(FILLED["KaplanMeier"]).decode())
