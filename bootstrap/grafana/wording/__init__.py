"""The language of an installation's dashboards and alerts: English in the sources, others in a file each here.

A text for people is marked where it is written, and put into words when a file is made of it. So it may stand in any
place: a title, a query's column, a template of an alert.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.words import Words

_FILES: Final = {"de": "german"}
#: The sources' own language first.
LANGUAGES: Final = ("en", *_FILES)
_BEGIN, _END, _VALUE, _IS = "\ue000\ue001\ue002\ue003"  # nobody writes them
_MARKED: Final = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_Json = TypeVar("_Json", str, dict[str, Any])


def say(text: str, **values: str) -> str:
    """A text for people, marked; one that holds marks is as it is.

    Args:
        text: in English.
        values: what stands in place of `{name}`; may be marked itself.
    """
    if _BEGIN in text:
        return text
    return _BEGIN + text + "".join(f"{_VALUE}{name}{_IS}{value}" for name, value in values.items()) + _END


def titled(words: Words) -> str:
    """A title that stands beside its translations, marked; a name that is the same everywhere is as it is."""
    return say(words.en) if len(set(words)) > 1 else words.en


def spoken(value: _Json, language: str) -> _Json:
    """The same with each marked text in a language.

    Raises:
        KeyError: the language has no words for a text.
    """
    return _spoken(value, language)  # type: ignore[no-any-return] # what goes in comes out


def _spoken(value: Any, language: str) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        while _MARKED.search(value):
            value = _MARKED.sub(lambda found: _worded(found[1], language), value)
        return value
    if isinstance(value, dict):
        return {_spoken(key, language): _spoken(one, language) for key, one in value.items()}
    return [_spoken(one, language) for one in value] if isinstance(value, list) else value


@cache
def _words(language: str) -> Mapping[str, str]:
    """Loaded where something is said: they know the settings, for which the window's first frame does not wait."""
    words: Mapping[str, str] = import_module(f"{__name__}.{_FILES[language]}").WORDS
    return words


def _worded(marked: str, language: str) -> str:
    text, *values = marked.split(_VALUE)
    said = text if language == LANGUAGES[0] else _words(language)[text]
    for one in values:
        name, _, value = one.partition(_IS)
        said = said.replace(f"{{{name}}}", value)
    return said
