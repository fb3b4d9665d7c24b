"""A small real service for tests: `helper_service.py PORT [stubborn] [grandchild]`; answers GET with its pid."""

from __future__ import annotations

import http.server
import os
import signal
import subprocess
import sys


class Pid(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f'{{"pid": {os.getpid()}}}'.encode())

    def log_message(self, *_: object) -> None:
        pass


if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if "grandchild" in sys.argv:
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
sys.stdout.write(f"listening on {sys.argv[1]}\n")
sys.stdout.flush()
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Pid).serve_forever()
