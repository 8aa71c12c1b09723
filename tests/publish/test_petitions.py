from __future__ import annotations

from dataclasses import replace

import pytest

from textmine.insight import WhoTookPart
from textmine.publish.people import facts

WHO = WhoTookPart(
    responses=40, kinds={"unknown": 40}, languages={"en": 40}, answered={}, no_content={}, blank={}, needs_person={}
)


@pytest.mark.parametrize(("petitions", "shown"), [((340,), "340"), ((1204, 300), "1,504")])
def test_signatures_stand_apart_from_the_responses(petitions: tuple[int, ...], shown: str) -> None:
    found, _ = facts(replace(WHO, petitions=petitions), 5)
    numbers = [number for number, _ in found]
    assert numbers == ["40", shown]


def test_a_page_without_petitions_says_nothing_of_them() -> None:
    assert [number for number, _ in facts(WHO, 5)[0]] == ["40"]
