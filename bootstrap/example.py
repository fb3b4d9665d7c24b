"""The configuration that `config init` writes: runs as it is and says what can be changed."""

from typing import Final

EXAMPLE: Final = """\
# Smart Intersection. Check it with: smart-intersection config check FILE
# File names are relative to the folder of this file.

site: main-and-5th          # names the intersection in topics and time series

detector:
  # A path (.pt, .onnx, OpenVINO folder), a known name such as yolo11n, or ground-truth (simulator only).
  # Without a model the motion detector is used; it does not tell classes apart.
  # model: yolo11n
  confidence: 0.25
  classes: [car, truck, bus, motorcycle, bicycle, person]
  # names: {Lkw: truck, Tram: ignore}    # meaning of the model's own class names

cameras:
  - id: cam-1
    source: simulator:crossroads    # or video.mp4, rtsp://user:password@host/stream, http://…, webcam:0
    scene:
      units: pixels                 # or relative: 0..1 of the picture's width and height
      # These match the simulated intersection. For another source, delete them and draw your own in the app.
      # Forward is from left to right, looking along the line from its first to its last point.
      lines:
        - {id: exit-north, points: [[530.8, 266.8], [447.2, 282.5]]}
        # A stop line with a signal detects red-light running:
        - {id: stop-south, points: [[917.5, 391.1], [827.6, 437.1]], kind: stop, signal: south}
        # A line with one allowed direction detects wrong-way driving:
        # - {id: one-way, points: [[100, 500], [300, 500]], allowed: forward}
      # zones:
      #   - {id: box, points: [[500, 260], [780, 260], [780, 460], [500, 460]], kind: junction}
      signals:
        - {id: south, kind: simulator, group: south}
        # - id: north
        #   kind: fixed_plan        # or video (lamps in the picture), or mqtt (a controller's topic)
        #   phases: [{state: red, seconds: 30}, {state: green, seconds: 25}, {state: amber, seconds: 5}]
    rules:
      red_light: {enabled: true, grace: 0.5}
      wrong_way: {enabled: true, min_seconds: 0.6}

# Events go to the services installed by setup, otherwise to the broker built into the engine.
# Add a section like this only to send them elsewhere:
# telemetry:
#   profile: remote
#   mqtt: {host: broker.example, port: 8883, tls: true, username: camera, password_file: mqtt-password}
#   influx: {url: "http://127.0.0.1:8086", org: smart-intersection, bucket: traffic, token_file: influx-token}
"""
