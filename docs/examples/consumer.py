# ruff: noqa: INP001 -- a script to be copied, part of no package
"""Counts vehicles per line, from the events on the broker. Needs `pip install paho-mqtt` and nothing of ours.

python consumer.py --host 127.0.0.1 --port 1883 --user smart-intersection --password-file FILE

Delivery is at least once: an event may come twice after a lost connection, always with the same id and phase.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import paho.mqtt.client as mqtt

counts: Counter[tuple[str, str, str]] = Counter()
seen: set[str] = set()


def on_connect(client: mqtt.Client, prefix: str, _flags: Any, code: Any, _properties: Any) -> None:  # noqa: ANN401 -- paho's own
    """Subscribe, at the first connection and after each lost one."""
    if code.is_failure:
        raise SystemExit(f"the broker refuses us: {code}")
    client.subscribe([(f"{prefix}/detection", 1), (f"{prefix}/violations", 1)])


def on_message(_client: mqtt.Client, _prefix: str, message: mqtt.MQTTMessage) -> None:
    """Tell crossings and violations; what came before is known by its id and phase."""
    event = json.loads(message.payload)
    name = f"{event['id']}/{event['phase']}"
    if event["kind"] == "detection" or name in seen:
        return
    seen.add(name)
    if event["kind"] == "crossing":
        series = (event["camera"], event["line"], event["class"])
        counts[series] += 1
        print(event["time"], *series, counts[series], flush=True)  # noqa: T201 -- what it is for
    else:
        print(event["time"], event["rule"], event["phase"], event["class"], event["facts"], flush=True)  # noqa: T201 -- what it is for


def main() -> None:
    """Connect and listen for ever."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=1883)
    parser.add_argument("--prefix", default="traffic")
    parser.add_argument("--user")
    parser.add_argument("--password-file", type=Path)
    options = parser.parse_args()
    # The broker inside the engine speaks MQTT 3.1.1; Mosquitto understands both. A named session loses nothing.
    client = mqtt.Client(
        mqtt.CallbackAPIVersion.VERSION2, client_id="example-consumer", clean_session=False, userdata=options.prefix
    )
    if options.user:
        client.username_pw_set(options.user, options.password_file.read_text("utf-8").strip())
    client.on_connect = on_connect
    client.on_message = on_message
    client.connect(options.host, options.port)
    client.loop_forever()


if __name__ == "__main__":
    main()
