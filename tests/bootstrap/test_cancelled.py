"""A request to end a verb that holds something: as Ctrl-C, whatever shell or script has started it."""

from __future__ import annotations

import signal

import pytest

from bootstrap.interrupted import cancellable


@pytest.mark.parametrize("ctrl_c", [signal.default_int_handler, signal.SIG_IGN])
def test_it_ends_also_in_the_background_of_a_script_and_leaves_nothing_behind(ctrl_c: signal.Handlers) -> None:
    before = signal.signal(signal.SIGINT, ctrl_c), signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(KeyboardInterrupt), cancellable():
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) == before[1]  # programs inherit what is ignored
    finally:
        signal.signal(signal.SIGINT, before[0])
