"""The classes of usual data sets are understood, others can be assigned, and what is left is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.detect import load_model, names
from core.settings.models import Detector
from core.types import CLASSES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DATA_SETS = {
    "VisDrone": (
        "pedestrian people bicycle car van truck tricycle awning-tricycle bus motor",
        "person person bicycle car car truck motorcycle motorcycle bus motorcycle",
    ),
    "UA-DETRAC": ("car bus van others", "car bus car truck"),
    "KITTI": (
        "Car Van Truck Pedestrian Person_sitting Cyclist DontCare",
        "car car truck person person bicycle -",
    ),
    "BDD100K": (
        "pedestrian rider car truck bus train motorcycle bicycle traffic_light",
        "person person car truck bus - motorcycle bicycle -",
    ),
    "Open Images": ("Ambulance Man Woman Limousine Taxi Motorcycle", "car person person car car motorcycle"),
    "plurals": ("cars trucks buses motorcycles bicycles persons", "car truck bus motorcycle bicycle person"),
    "German": ("Pkw LKW Fahrrad Motorrad Fußgänger", "car truck bicycle motorcycle person"),
}


@pytest.mark.parametrize(("theirs", "meant"), DATA_SETS.values(), ids=DATA_SETS)
def test_names_of_usual_data_sets_are_understood(theirs: str, meant: str) -> None:
    found = names.ours(theirs.split(), {})
    assert " ".join("-" if number < 0 else CLASSES[number] for number in found) == meant
    assert not names.unknown(theirs.split(), {})


def test_what_the_settings_say_goes_before_what_is_known() -> None:
    chosen = {"Sattelzug": "truck", "VAN": "truck", "car": "ignore"}
    found = names.ours(["sattelzug", "Van", "Car", "Tram"], chosen)
    assert [CLASSES[number] if number >= 0 else None for number in found] == ["truck", "truck", None, None]
    assert names.unknown(["sattelzug", "Van", "Car", "Tram"], chosen) == ["Tram"]


def test_of_hundreds_of_things_only_vehicles_are_worth_a_word() -> None:
    many = [f"thing {number}" for number in range(400)]
    assert names.unknown([*many, "Land vehicle", "Carrot", "Golf cart"], {}) == ["Land vehicle"]
    assert len(names.unknown(many[:7], {})) == 7


def notice(model: Path, cache: Path, **other: object) -> str | None:
    settings = Detector.model_validate({"model": str(model), **other})
    return load_model(settings, cache=cache, progress=lambda _: None).session().info.notice


def test_a_camera_says_which_classes_are_not_counted(tiny_onnx: Callable[..., Path], tmp_path: Path) -> None:
    model = tiny_onnx([(1, 8, 84)], {"names": "{0: 'Car', 1: 'Sattelzug', 2: 'Tram', 3: 'traffic light'}"})
    assert notice(model, tmp_path) == (
        "classes Sattelzug, Tram of the model are not counted — assign them in detector.names"
    )
    assert notice(model, tmp_path, names={"Sattelzug": "truck"}) == (
        "class Tram of the model is not counted — assign it in detector.names"
    )
    assert notice(model, tmp_path, names={"sattelzug": "truck", "tram": "ignore"}) is None


def test_classes_that_were_asked_for_and_are_not_there_are_told(tiny_onnx: Callable[..., Path], tmp_path: Path) -> None:
    model = tiny_onnx([(1, 6, 84)], {"names": "{0: 'car', 1: 'person'}"})
    assert notice(model, tmp_path) is None
    assert notice(model, tmp_path, classes=["bus", "car"]) == (
        "the model does not detect bus — use another model, or change the classes"
    )


def test_a_network_of_assigned_names_alone_is_used(tiny_onnx: Callable[..., Path], tmp_path: Path) -> None:
    output = np.zeros((1, 5, 84), np.float32)
    output[0, :, 3] = 30, 30, 20, 20, 0.9
    model = tiny_onnx([output], {"names": "{0: 'vehicle'}"})
    assert notice(model, tmp_path, names={"vehicle": "car"}) is None


def test_reports_list_the_classes_that_are_not_counted(tiny_onnx: Callable[..., Path], tmp_path: Path) -> None:
    model = tiny_onnx([(1, 7, 84)], {"names": "{0: 'Car', 1: 'Sattelzug', 2: 'Tram'}"})
    settings = Detector.model_validate({"model": str(model), "names": {"tram": "ignore"}})
    session = load_model(settings, cache=tmp_path, progress=lambda _: None).session()
    assert session.info.report() == {
        "name": "tiny",
        "backend": "onnx",
        "device": "CPU",
        "unassigned": ["Sattelzug"],
    }
