"""Links to evidence: only who has the key can make one, and only one of a file of ours."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evidence import file_names
from core.evidence.links import KINDS, opened, pattern, sealed

ID = "0123456789abcdef0123456789abcdef"
KEY = "the key of this machine"
LINK = f"{ID}.a934a83536d4af1aa5668403f7ab8914.jpg"


def test_what_is_sealed_is_opened_with_the_same_key_and_no_other() -> None:
    names = file_names(ID, clip=True)
    links = sealed(names, KEY)
    assert list(links) == ["picture", "clip"]
    assert tuple(opened(link, KEY) for link in links.values()) == names
    assert [opened(link, f"{KEY} ") for link in links.values()] == [None, None]
    assert sealed(names, KEY) == links  # a replay writes the same point


def test_the_seal_of_one_file_opens_no_other() -> None:
    picture, clip = sealed(file_names(ID, clip=True), KEY).values()
    other = ID.replace("0", "1")
    assert opened(picture.replace(".jpg", ".webm"), KEY) is None
    assert opened(clip.replace(".webm", ".jpg"), KEY) is None
    assert opened(picture.replace(ID, other), KEY) is None
    assert opened(picture.replace(ID, ID[:16]), KEY) is None


def test_the_seal_is_the_usual_one() -> None:
    """Computed with `printf NAME | openssl dgst -sha256 -hmac KEY`."""
    assert sealed([f"{ID}.jpg"], KEY) == {"picture": LINK}


@pytest.mark.parametrize("name", ["", "x.jpg", f"{ID}.png", f"../{ID}.jpg", f"{ID}.part.jpg", f"{ID}.jpg\n", ID])
def test_names_that_are_not_ours_have_no_link(name: str) -> None:
    assert sealed([name], KEY) == {}


def test_sealed_names_look_as_the_pattern_says_and_others_do_not() -> None:
    endings = {kind: ending for ending, kind in KINDS.items()}
    for kind, link in sealed(file_names(ID, clip=True), KEY).items():
        assert re.fullmatch(pattern(endings[kind]), link)
        assert not any(re.fullmatch(pattern(ending), link) for ending in KINDS if ending != endings[kind])
    assert not re.fullmatch(pattern(".jpg"), f"{ID}.jpg")


@given(st.one_of(st.text(), st.from_regex(r"[0-9a-f./%]{0,80}\.(jpg|webm)", fullmatch=True)))
def test_nothing_made_up_is_opened(text: str) -> None:
    assert opened(text, KEY) is None
