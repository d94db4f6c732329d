"""A server that is started, asked and stopped."""
import http.client
import re
import subprocess

from cases_of_server import body_of
from recording import section

SHOWN = ("Content-Type", "Allow", "Cache-Control", "Retry-After")
LONGEST_SENT = 3_000


class Server:
    def __init__(self, program, atlas, folder, environment):
        self.process = subprocess.Popen([program, "--port", "0", "--atlas", atlas], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        found = re.search(r":(\d+)/", line)
        if not found:
            self.process.kill()
            raise SystemExit(f"the server did not start: {line}")
        self.port = int(found.group(1))

    def stop(self):
        self.process.terminate()
        self.process.wait(30)

    def request(self, method, address, body, headers):
        """Status, headers and content; the address goes out as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            connection.request(method, address, body, headers)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()


def ask(server, case):
    """One case of the server as text."""
    headers = {**case.headers, **({"Hinterland-Client": slug_of(case)} if case.alone and "Hinterland-Client" not in case.headers else {})}
    if "If-None-Match" in headers:
        headers["If-None-Match"] = server.request("GET", case.address, None, {})[1]["ETag"]
    body = body_of(case)
    text = f"{case.method} {case.address}\n" + "".join(f"{name}: {value}\n" for name, value in case.headers.items())
    if body:
        content = body.decode(errors="backslashreplace")
        text += section("sent", content if len(content) <= LONGEST_SENT else f"{len(content)} characters")
    try:
        status, found, content = server.request(case.method, case.address, body, headers)
    except (OSError, http.client.HTTPException) as error:
        return text + section("answer", f"none: {type(error).__name__}\n")
    kept = "".join(f"{name}: {found[name]}\n" for name in SHOWN if found[name]) + ("ETag: one\n" if found["ETag"] else "")
    if case.method == "HEAD":
        kept += f"Content-Length: {found['Content-Length']}\n" if not case.only_head else ""
    return text + section("answer", f"status {status}\n{kept}") + ("" if case.only_head else bodies(found, content))


def slug_of(case):
    """A client of its own for each case that draws, so that none takes the place of another."""
    return re.sub(r"[^A-Za-z0-9]+", "-", case.name)[-60:].strip("-")


def bodies(headers, content):
    """The body, or of a stream of events those that do not hang on time."""
    text, kind = content.decode(errors="backslashreplace"), headers["Content-Type"] or ""
    if "event-stream" not in kind:
        return section("body", text, is_json="json" in kind)
    found = ""
    for event in text.split("\n\n"):
        name, _, data = event.removeprefix("event: ").partition("\ndata: ")
        if name and name not in ("waiting", "progress"):
            found += section(f"event {name}", data, is_json=True)
    return found
