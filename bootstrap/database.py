"""The database for those who read it: which one it is, and the token that may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bootstrap import profile
from bootstrap.profile import App, Profile
from core.settings import Settings, WithoutCameras, load, parse
from core.settings.models import Telemetry

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.effective import Effective
    from bootstrap.layout import Layout
    from bootstrap.profile import Readable
    from core.settings.sinks.influx import Influx


def find(layout: Layout, config: Path | None) -> Influx | None:
    """The database of the profiles local and remote; None if there is none, or events stay in the journal.

    Args:
        layout: the installation.
        config: a configuration whose telemetry section counts instead of the installation's.

    Raises:
        UserError: the profile is damaged, or the configuration wrong.
    """
    return _found(layout, load(config, WithoutCameras) if config else None)


def find_running(layout: Layout, one: Effective) -> Influx | None:
    """The same for what the engine runs on, or ran on last.

    Raises:
        UserError: as `find`.
    """
    return _found(layout, parse(one.text, "the configuration", folder=one.folder, model=WithoutCameras))


def _found(layout: Layout, own: Settings | None) -> Influx | None:
    known = profile.read(layout.profile) or Profile(Telemetry(), App())
    telemetry = own.telemetry if own and profile.chosen(own.telemetry) else known.telemetry
    return None if telemetry.profile == "embedded" else readable(telemetry.influx, known.app.influx)


def readable(written: Influx | None, app: Readable | None) -> Influx | None:
    """The database that events are written to, with the token meant for reading.

    That is the one the settings name, else the app's own if the installation has this database, else the one for
    writing, which may be allowed to read as well.
    """
    if written is None:
        return None
    if written.read_token_file:
        return written.model_copy(update={"token": None, "token_file": written.read_token_file})
    if app and (app.url, app.org, app.bucket) == (written.url.reveal(), written.org, written.bucket):
        return written.model_copy(update={"token": None, "token_file": app.token_file})
    return written
