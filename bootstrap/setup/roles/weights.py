"""The networks that the catalogue recommends for the engine."""

from __future__ import annotations

from bootstrap.converge.resource import Role
from bootstrap.setup.resources import Weights

ROLE = Role("weights", lambda context: (Weights(product) for product in context.catalogue.weights()), needed=False)
