"""What is found by itself is whole: settings, schema, alert, words in each language, a line in the docs, a test."""

from __future__ import annotations

import json
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from bootstrap.commands.telemetry import Receiver
from bootstrap.grafana.alerting import rules
from bootstrap.grafana.alerting.limits import Limits
from bootstrap.grafana.dashboards.flux import NAMES
from bootstrap.grafana.wording import LANGUAGES, spoken
from bootstrap.layout import Layout
from bootstrap.setup.checks import CHECKS, Check
from bootstrap.setup.context import Context
from core.kinds.runtimes import MODEL_FILES, RUNTIMES, readers
from core.kinds.sources import FORMS, SOURCES, kind_of
from core.rules import export
from core.rules.registry import RuleType, rule_type
from core.settings import json_schema
from core.settings.models import Telemetry
from core.settings.rules import RULES
from core.settings.signals import SIGNALS
from core.settings.sinks import SINKS, cursors
from core.sources.problems import PROBLEMS
from core.words import Words
from qml_app import registry_words, strings
from qml_app.pages import PAGES
from qml_app.translation import FOLDER

if TYPE_CHECKING:
    from bootstrap.setup.checks import CheckKind
    from core.kinds.runtimes import RuntimeKind
    from core.kinds.sources import SourceKind
    from core.settings.rules import RuleKind
    from core.settings.signals import SignalKind
    from core.settings.sinks import SinkKind
    from qml_app.pages import PageKind

ROOT: Final = Path(__file__).parents[1]
each_rule = pytest.mark.parametrize("kind", RULES.values(), ids=RULES)
each_sink = pytest.mark.parametrize("sink", SINKS.values(), ids=SINKS)
each_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
each_runtime = pytest.mark.parametrize("runtime", RUNTIMES.values(), ids=RUNTIMES)
each_signal = pytest.mark.parametrize("feed", SIGNALS.values(), ids=SIGNALS)


@each_rule
def test_a_rule_has_its_two_files_of_its_name_and_a_test(kind: RuleKind) -> None:
    assert isinstance(rule_type(kind.name), RuleType)
    assert kind.settings.__module__ == f"core.settings.rules.{kind.name}"
    assert (ROOT / f"tests/core/rules/test_{kind.name}.py").is_file()


@each_rule
def test_a_rule_has_settings_with_defaults_in_the_schema(kind: RuleKind) -> None:
    assert kind.settings().enabled in {True, False}
    definitions = json_schema()["$defs"]
    section = definitions["Rules"]["properties"][kind.name]
    assert section["$ref"] == f"#/$defs/{kind.settings.__name__}"
    assert kind.settings.__doc__


@each_rule
def test_each_number_of_a_rule_has_a_label(kind: RuleKind) -> None:
    numbers = {key for key, field in kind.settings.model_fields.items() if not isinstance(field.default, bool)}
    assert set(kind.thresholds) == numbers


@each_rule
def test_a_rule_has_words_in_each_language(kind: RuleKind) -> None:
    assert Words._fields == LANGUAGES
    for words in (kind.title, kind.label, *kind.thresholds.values(), *kind.facts.values()):
        assert all(words), words


def test_a_text_of_the_rules_is_translated_in_one_way_and_a_fact_is_called_in_one_way() -> None:
    said = {(one.en, one) for one in registry_words.words()}
    assert len({text for text, _ in said}) == len(said)
    facts = {item for kind in RULES.values() for item in kind.facts.items()}
    assert len({name for name, _ in facts}) == len(facts)


@each_rule
def test_a_rule_has_alerts_of_its_severity(kind: RuleKind) -> None:
    uid = f"si-{kind.name.replace('_', '-')}"
    for language in LANGUAGES:
        found = rules.wanted("traffic", Limits(), "13.2.3", language)
        assert found[uid]["title"] == kind.title._asdict()[language]
        assert found[uid]["labels"]["severity"] == kind.severity
        assert found[f"{uid}-rate"]["data"][2]["model"]["conditions"][0]["evaluator"]["params"] == [kind.per_hour]


@each_rule
def test_a_rule_has_a_line_in_the_documentation_and_an_entry_for_programs(kind: RuleKind) -> None:
    assert f"| `{kind.name}` | {kind.title.en}" in (ROOT / "docs/rules.md").read_text("utf-8")
    registry = json.loads((ROOT / "assets/schema/rules.json").read_text("utf-8"))
    assert registry["rules"][kind.name]["severity"] == kind.severity


@each_sink
def test_a_sink_has_its_two_files_of_its_name_and_a_test(sink: SinkKind) -> None:
    assert sink.settings.__module__ == f"core.settings.sinks.{sink.name}"
    assert find_spec(f"core.sinks.{sink.name}") is not None
    assert list((ROOT / "tests/core/telemetry").glob(f"test_{sink.name}*.py"))


@each_sink
def test_a_sink_has_a_section_in_the_schema_and_no_cursor_without_it(sink: SinkKind) -> None:
    definitions = json_schema()["$defs"]
    section = definitions["Telemetry"]["properties"][sink.name]
    assert section["anyOf"][0]["$ref"] == f"#/$defs/{sink.settings.__name__}"
    assert sink.settings.__doc__
    assert cursors(Telemetry(profile="local"))[sink.name] == ""


@each_sink
def test_a_sink_has_words_in_each_language(sink: SinkKind) -> None:
    assert all((*sink.title, *sink.label))
    for language in LANGUAGES:
        assert spoken(NAMES["service"][sink.name], language) == sink.title._asdict()[language]
    assert f'case "{sink.name}": return qsTr("{sink.label.en}");' in registry_words.FILE.read_text("utf-8")


@each_sink
def test_what_a_sink_set_aside_can_be_sent_again(sink: SinkKind) -> None:
    assert sink.name in set(Receiver)


@each_signal
def test_a_source_of_signals_has_its_two_files_of_its_name_and_is_tested(feed: SignalKind) -> None:
    assert feed.settings.__module__ == f"core.settings.signals.{feed.name}"
    assert find_spec(f"core.scene.heads.{feed.name}") is not None
    tests = (path.read_text("utf-8") for path in (ROOT / "tests/core/scene").glob("test_*.py"))
    assert any(f'"{feed.name}"' in text for text in tests)


@each_signal
def test_a_source_of_signals_is_in_the_schema_and_in_the_documentation(feed: SignalKind) -> None:
    mapping = json_schema()["$defs"]["Scene"]["properties"]["signals"]["items"]["discriminator"]["mapping"]
    assert mapping[feed.name] == f"#/$defs/{feed.settings.__name__}"
    page = (ROOT / "docs/configuration.md").read_text("utf-8")
    assert f"| `{feed.name}` | {feed.source} | {feed.keys} |" in page


@each_signal
def test_a_source_of_signals_has_words_in_each_language_and_begins_as_it_may(feed: SignalKind) -> None:
    for words in (feed.label, *(word for both in feed.fields.values() for word in both)):
        assert all(words)
        assert f"qsTr({json.dumps(words.en)})" in registry_words.FILE.read_text("utf-8")
    if feed.new is not None:
        assert feed.settings.model_validate({"id": "north", "kind": feed.name, **feed.new}).kind == feed.name
        assert feed.fields.keys() <= feed.new.keys()


@each_source
def test_a_kind_of_source_has_its_two_files_of_its_name_and_is_tested(source: SourceKind) -> None:
    assert find_spec(f"core.kinds.sources.{source.name}") is not None
    assert find_spec(f"core.sources.captures.{source.name}") is not None
    tests = (path.read_text("utf-8") for path in (ROOT / "tests/core/sources").glob("test_*.py"))
    assert any(f'"{source.name}"' in text for text in tests)


@each_source
def test_a_kind_of_source_is_known_by_what_an_address_begins_with(source: SourceKind) -> None:
    for begin in source.begins:
        assert begin.endswith(("://", ":"))
        assert begin == begin.lower()
        assert kind_of(f"{begin.upper()}x") is source
    for short, whole in source.short.items():
        assert kind_of(short) is kind_of(whole) is source


@each_source
def test_a_kind_of_source_is_in_messages_and_in_the_documentation(source: SourceKind) -> None:
    assert source.form.en in FORMS.en
    assert source.form.de in FORMS.de
    page = (ROOT / "docs/configuration.md").read_text("utf-8")
    assert f"| {source.form.en} | {source.about} |" in page
    assert source.failure in PROBLEMS


@each_runtime
def test_a_detector_runtime_has_its_two_files_of_its_name_and_is_tested(runtime: RuntimeKind) -> None:
    module = import_module(f"core.detect.{runtime.name}_runtime")
    assert callable(module.build)
    assert not runtime.accelerators or module.sees_accelerator() in {True, False}
    tests = (path.read_text("utf-8") for path in (ROOT / "tests/core/detect").glob("test_*.py"))
    assert any(f'"{runtime.name}"' in text for text in tests)


@each_runtime
def test_a_detector_runtime_is_in_the_schema_the_documentation_and_the_window(runtime: RuntimeKind) -> None:
    assert runtime.name in json_schema()["$defs"]["Detector"]["properties"]["backend"]["enum"]
    row = re.search(r"^\| `backend` \|.*$", (ROOT / "docs/configuration.md").read_text("utf-8"), re.MULTILINE)
    assert row is not None
    assert f"`{runtime.name}`" in row[0]
    choice = f'{{ value: "{runtime.name}", text: "{runtime.title}" }}'
    assert choice in registry_words.FILE.read_text("utf-8")


@pytest.mark.parametrize("ending", MODEL_FILES)
def test_of_runtimes_that_read_the_same_file_one_is_the_best(ending: str) -> None:
    ranks = [RUNTIMES[name].reads[ending] for name in readers(ending)]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_check_has_its_file_and_a_title_in_each_language(check: CheckKind, tmp_path: Path) -> None:
    assert find_spec(f"bootstrap.setup.checks.{check.name}") is not None
    assert all(isinstance(one, Check) for one in check.look(Context(Layout(tmp_path))))
    assert f'case "{check.name}": return qsTr("{check.title.en}");' in registry_words.FILE.read_text("utf-8")
    assert all(check.title)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_has_its_file_a_title_and_a_place_in_the_rail(page: PageKind) -> None:
    assert find_spec(f"qml_app.pages.{page.name}") is not None
    row = f'{{ name: "{page.name}", title: qsTr("{page.title.en}"), glyph: "{page.glyph}" }}'
    made = registry_words.FILE.read_text("utf-8")
    assert row in made
    assert (f'{{ name: "{page.name}", file: "{page.file}" }}' in made) == bool(page.file)
    assert not page.file or (registry_words.FILE.parents[1] / page.file).is_file()
    glyphs = (registry_words.FILE.parents[1] / "Controls/Glyphs.qml").read_text("utf-8")
    assert f"property string {page.glyph}:" in glyphs


def test_what_is_written_of_the_rules_is_what_they_say() -> None:
    for name, text in export.written().items():
        assert (ROOT / name).read_text("utf-8") == text, "run python -m core.rules.export"
    assert registry_words.FILE.read_text("utf-8") == registry_words.qml(), "run python -m qml_app.strings"


@pytest.mark.parametrize("language", strings.TRANSLATED)
def test_the_windows_translations_are_the_rules_own(language: str, tmp_path: Path) -> None:
    source = FOLDER / f"{language}.ts"
    fresh = tmp_path / source.name
    fresh.write_text(
        source.read_text("utf-8").replace("<translation>Rotlicht</translation>", "<translation/>"), "utf-8"
    )
    registry_words.translate(fresh)
    assert fresh.read_text("utf-8") == source.read_text("utf-8")
    ours = {one.source: one.translation for one in strings.messages(source) if one.context == registry_words.FILE.stem}
    assert ours == {one.en: one._asdict()[language] for one in registry_words.words()}
