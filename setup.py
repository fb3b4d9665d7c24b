"""What pyproject.toml cannot say: a wheel puts everything below one name, a checkout is used as it lies.

`core` and `bootstrap` would collide with anybody's packages of these names if they stood in site-packages.
"""

import sys
from typing import Final

from setuptools import find_packages, setup

_NAME: Final = "smart_intersection"
_PARTS: Final = ("core", "bootstrap", "qml_app")
_FOUND: Final = find_packages(include=[pattern for part in _PARTS for pattern in (part, f"{part}.*")])
_QML: Final = ["**/*.qml", "**/*.mjs", "**/qmldir", "**/*.qmltypes", "i18n/*.qm"]

if "editable_wheel" in sys.argv:
    setup(packages=[_NAME, *_FOUND])
else:
    setup(
        packages=[_NAME, f"{_NAME}.assets", *(f"{_NAME}.{one}" for one in _FOUND)],
        package_dir={f"{_NAME}.{part}": part for part in (*_PARTS, "assets")},
        package_data={"": ["py.typed", "*.json"], f"{_NAME}.qml_app": _QML, f"{_NAME}.assets": ["**/*"]},
    )
