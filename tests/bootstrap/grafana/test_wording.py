"""An installation set up in German shows nothing in English: neither on its dashboards nor in its alerts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from vocabulary import panels

from bootstrap.grafana.alerting import rules
from bootstrap.grafana.alerting.limits import Limits
from bootstrap.grafana.alerts import title_of
from bootstrap.grafana.board_file import with_pictures
from bootstrap.grafana.dashboards import ALL
from bootstrap.grafana.dashboards.junction import TITLE
from bootstrap.grafana.dashboards.text import render
from bootstrap.grafana.drawing import drawing
from bootstrap.grafana.views import View
from bootstrap.grafana.wording import LANGUAGES, german, say, spoken
from bootstrap.layout import Layout
from bootstrap.setup import language, wishes
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.facts import Facts
from core.simulator.view import scene

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKED = re.compile("\ue000([^\ue000\ue001]*)\ue001")
# What is the same in every language: names of products, percentiles, spans, figures.
SAME = re.compile(r"|Broker|MQTT|InfluxDB|Mosquitto|Grafana|Smart Intersection|p\d\d|\d+[mhd]|[-0]|UTC|30|\$\{.*\}.*")
ALIKE = {"Bus", "Person", "Zone", "Clip", "Journal", "bus", "person", "clip"}
ENGLISH = re.compile(r"\b(the|of|and|with|by|no|not|time|line|lines|is|are|from|to|for|a|or|each)\b")


def _shown(value: Any) -> Iterator[str]:
    """Whatever of a dashboard is read by people, marks and all."""
    if isinstance(value, list):
        for one in value:
            yield from _shown(one)
    elif isinstance(value, dict):
        keys = ("title", "description", "label", "noValue", "displayName", "text")
        yield from (value[key] for key in keys if isinstance(value.get(key), str))
        if "iconColor" in value:
            yield value["name"]
        if isinstance(script := value.get("query"), str):
            yield from re.findall(r'(?:then|text:) "([^"]*)"', re.sub(r'.*then ("open"|"0").*', "", script))
        for one in value.values():
            yield from _shown(one)


def _texts(value: Any) -> set[str]:
    """Texts that were marked, without what stands in them."""
    text, found = json.dumps(value, ensure_ascii=False), set[str]()
    while marks := MARKED.findall(text):
        found |= {json.loads(f'"{one}"').split("\ue002")[0] for one in marks}
        text = MARKED.sub("X", text)
    return found


def _rules() -> list[dict[str, str]]:
    made = [*rules.violations("", Limits()), *rules.health("", Limits())]
    return [{"title": rule.title, "summary": rule.summary} for rule in made]


@pytest.mark.parametrize("name", ALL)
def test_all_that_people_read_of_a_dashboard_is_marked_for_translation(name: str) -> None:
    rest = {MARKED.sub("", one).strip() for one in _shown(ALL[name]())}
    assert sorted(one for one in rest if not SAME.fullmatch(one.strip(" ·:"))) == []


def test_every_text_has_german_words_and_no_word_is_left_over() -> None:
    used = _texts([make() for make in ALL.values()]) | _texts(_rules())
    assert used == set(german.WORDS)


def test_no_english_word_is_left_in_german() -> None:
    assert {text for text, word in german.WORDS.items() if text == word} <= ALIKE
    assert [word for word in german.WORDS.values() if ENGLISH.search(word)] == []
    fields = re.compile(r"\{\w+\}")
    assert [text for text, word in german.WORDS.items() if set(fields.findall(text)) != set(fields.findall(word))] == []


@pytest.mark.parametrize("name", ALL)
def test_a_dashboard_differs_by_its_words_only(name: str) -> None:
    english, other = (spoken(ALL[name](), one) for one in LANGUAGES)
    shape = [
        [
            (panel["type"], panel["gridPos"], panel["fieldConfig"]["defaults"].get("unit", "")[:6])
            for panel in panels(one)
        ]
        for one in (english, other)
    ]
    assert shape[0] == shape[1]
    assert not any(mark in render(one) for one in (english, other) for mark in "\ue000\ue001\ue002\ue003")
    assert {one["name"] for one in english["templating"]["list"]} == {
        one["name"] for one in other["templating"]["list"]
    }


def test_the_picture_of_the_junction_speaks_as_its_dashboard_does() -> None:
    drawn = drawing(scene())
    assert drawn
    for one in LANGUAGES:
        text = with_pictures(render(spoken(ALL["overview.json"](), one)), [View("s", "c", drawn)])
        (panel,) = [panel for panel in json.loads(text)["panels"] if panel["type"] == "canvas"]
        assert panel["title"] == spoken(TITLE, one)


def test_alerts_are_german_and_may_be_silenced_by_any_of_their_names() -> None:
    tree = yaml.safe_load(rules.render("traffic", Limits(), "9.3.2", "de"))
    found = {rule["uid"]: rule for group in tree["groups"] for rule in group["rules"]}
    assert found == rules.wanted("traffic", Limits(), "9.3.2", "de")
    assert found["si-red-light-rate"]["title"] == "Rotlichtverstoß: gehäuft"
    assert "in einer Stunde, über der Grenze von 10" in found["si-red-light-rate"]["annotations"]["summary"]
    assert "{{ .Labels.camera }}" in found["si-slow"]["annotations"]["summary"]
    for name in ("si-red-light", "red light running", "Rotlichtverstoß"):
        assert title_of(name, "de") == "Rotlichtverstoß"
        assert title_of(name, "en") == "Red light running"


def test_a_mark_may_hold_another_and_is_made_once() -> None:
    text = say("{title}: often", title=say("Near miss"))
    assert (spoken(say(text), "de"), spoken(text, "en")) == ("Beinaheunfall: gehäuft", "Near miss: often")
    with pytest.raises(KeyError):
        spoken(say("nobody has words for this"), "de")


@pytest.mark.parametrize(
    ("environment", "spoken_here"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "de", "LANG": "en_US"}, "de"),
        ({"LANG": "den_CA"}, "en"),
        ({"LANG": "en_US", language.TOLD: "de_DE"}, "de"),  # the app is German
        ({"LANG": "fr_FR"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_users_language_counts_if_the_product_speaks_it(environment: dict[str, str], spoken_here: str) -> None:
    assert language.of_user(environment) == spoken_here


class _German(Facts):
    language = "de"


def test_what_the_first_setup_spoke_stays_until_another_is_chosen(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    tmp_path.joinpath("state").mkdir()
    first = Context(layout, facts=_German())
    assert first.language == "de"
    wishes.remember(first, [], every=True)
    later = Context(layout, facts=Facts())
    assert (later.language, language.language_of(layout)) == ("de", "de")
    chosen = Context(layout, Choices(language="en"), facts=_German())
    wishes.remember(chosen, [], every=True)
    assert (chosen.language, language.language_of(layout)) == ("en", "en")
