"""What the owner of an installation may add in a service's conf.d, read and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeVar, overload

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import UserError
from core.plain_files import plain_text, plain_yaml

if TYPE_CHECKING:
    from pathlib import Path

_Model = TypeVar("_Model", bound=BaseModel)
_Days = Annotated[int, Field(ge=1, le=36_500)]


class Retention(BaseModel):
    """How long data are kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    raw_days: _Days = 30
    downsampled_days: _Days = 730


@overload
def own_yaml(path: Path) -> dict[str, Any]: ...
@overload
def own_yaml(path: Path, model: type[_Model]) -> _Model: ...
def own_yaml(path: Path, model: type[_Model] | None = None) -> dict[str, Any] | _Model:
    """The owner's file, as a mapping or as `model`; a missing one is empty.

    Raises:
        UserError: it is not such a file; names the mistake.
    """
    try:
        tree = plain_yaml(plain_text(path)) if path.is_file() else None
        if not isinstance(tree or {}, dict):
            raise UserError(f"{path} does not contain 'key: value' lines", "correct the file, then run setup")
        return model.model_validate(tree or {}) if model else tree or {}
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise UserError(f"{path}: {where}: {problem['msg']}", "correct the file, then run setup") from None
    except ValueError as error:
        raise UserError(f"{path}: {error}", "correct the file, then run setup") from None
