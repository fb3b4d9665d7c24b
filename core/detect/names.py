"""Which road user a network's class name means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from core.settings.class_names import plain
from core.types import CLASS_IDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

#: Names of COCO, VisDrone, UA-DETRAC, KITTI, Open Images, BDD100K, OpenTrafficCam and Cityscapes, with their plurals
#: and what German data sets say. Vans count as cars; three-wheelers as motorcycles, as in FHWA class 1; `others` of
#: UA-DETRAC are trucks and tractors.
_MEANINGS: Final[Mapping[str, str]] = {
    "car": "car|cars|automobile|auto|pkw|van|vans|minivan|private van|delivery van|suv|taxi|cab|limousine|sedan"
    "|hatchback|jeep|ambulance|police car|transporter|car with trailer|private van with trailer"
    "|delivery van with trailer|caravan",
    "truck": "truck|trucks|lorry|lorries|lkw|lastwagen|heavy truck|box truck|dump truck|fire truck|semi truck|hgv"
    "|others|other vehicle|tractor|truck with trailer|truck with semitrailer|garbage truck|cement mixer",
    "bus": "bus|buses|busse|coach|coaches|minibus|school bus|reisebus|linienbus",
    "motorcycle": "motorcycle|motorcycles|motorbike|motorbikes|motor|motors|motorrad|moped|mopeds|motor scooter"
    "|motorcyclist|motorcyclists|tricycle|awning tricycle|auto rickshaw|autorickshaw|rickshaw|three wheeler|tuk tuk",
    "bicycle": "bicycle|bicycles|bike|bikes|cyclist|cyclists|bicyclist|bicyclists|fahrrad|radfahrer|ebike|e bike"
    "|cargo bike|cargo bike driver",
    "person": "person|persons|people|pedestrian|pedestrians|rider|riders|human|man|woman|boy|girl|child"
    "|person sitting|other person|fussgänger|mensch",
}
_KNOWN: Final = {name: ours for ours, names in _MEANINGS.items() for name in names.split("|")}

#: Names of COCO's other classes, and what data sets of traffic call things that are no road users.
_OTHERS: Final = """
airplane|train|boat|traffic light|fire hydrant|stop sign|parking meter|bench|bird|cat|dog|horse|sheep|cow|
elephant|bear|zebra|giraffe|backpack|umbrella|handbag|tie|suitcase|frisbee|skis|snowboard|sports ball|kite|
baseball bat|baseball glove|skateboard|surfboard|tennis racket|bottle|wine glass|cup|fork|knife|spoon|bowl|
banana|apple|sandwich|orange|broccoli|carrot|hot dog|pizza|donut|cake|chair|couch|potted plant|bed|dining table|
toilet|tv|laptop|mouse|remote|keyboard|cell phone|microwave|oven|toaster|sink|refrigerator|book|clock|vase|
scissors|teddy bear|hair drier|toothbrush|traffic sign|license plate|licence plate|dontcare|dont care|
ignored regions|ignore|background|
"""
_NO_ROAD_USERS: Final = frozenset(_OTHERS.replace("\n", "").split("|"))

#: In data sets of hundreds of classes only these of the unknown ones are worth a word.
_MANY: Final = 40
_TRAFFIC: Final = re.compile(
    r"vehicle|\bcar\b|truck|\bbus\b|bike|cycle|scooter|\bvan\b|lorry|pedestrian|\btram\b|trailer"
)


def ours(names: Sequence[str], chosen: Mapping[str, str]) -> NDArray[np.int32]:
    """For each of a network's names the index into `core.types.CLASSES`; -1 for none.

    Args:
        names: of the network's classes, in their order.
        chosen: what the settings say a name means: one of our classes, or "ignore". It goes before what is known.
    """
    own = {plain(name): meaning for name, meaning in chosen.items()}
    return np.array([CLASS_IDS.get(own.get(name, _KNOWN.get(name, "")), -1) for name in map(plain, names)], np.int32)


def unknown(names: Iterable[str], chosen: Mapping[str, str]) -> list[str]:
    """Those of a network's names of which nobody has said whether they are road users, as the network writes them."""
    settled = _KNOWN.keys() | _NO_ROAD_USERS | {plain(name) for name in chosen} | {""}
    left = [name for name in dict.fromkeys(names) if plain(name) not in settled]
    return left if len(left) <= _MANY else [name for name in left if _TRAFFIC.search(plain(name))]


def listed(names: Sequence[str], most: int = 5) -> str:
    """The first of the names."""
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
