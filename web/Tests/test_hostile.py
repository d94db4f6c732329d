"""What is sent to break the server: it refuses, stops in time, and goes on answering others."""
import json
import re
import resource
import signal
import socket
import subprocess
import threading
import time

import pytest

from conftest import ROOT, SERVER, Server
from test_api import SCENARIO, call, processor_seconds

HEAD = "POST /api/answers HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"


def said(server, head, method="GET", path="/api/atlas"):
    """The status of a request with a head of one's own."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        connection.sendall(f"{method} {path} HTTP/1.1\r\n{lines}Connection: close\r\n\r\n".encode())
        return int(connection.recv(64).split()[1])


def table(rows, seed=1):
    values = [(seed * 7919 * (row + 1) % 9973 + 1, seed * 104729 * (row + 3) % 9949 + 1) for row in range(rows)]
    return ("id,a,b\n" + "".join(f"P{row},{a},{b}\n" for row, (a, b) in enumerate(values))).encode()


def test_only_addresses_of_this_machine_are_this_machine(server):
    for host in [f"127.0.0.1:{server.port}", f"localhost:{server.port}", "[::1]:80", "127.9.8.7"]:
        assert said(server, {"Host": host}) == 200, host
    for host in ["127.0.0.1.nip.io", "127.evil.example", "localhost.evil.example", "127.0.0.1@evil", "127.0.0", "127.0.0.256", "[::2]", "127.0.0.1:80x"]:
        assert said(server, {"Host": host}) in (400, 421), host


def test_pages_of_others_get_nothing(server):
    own = {"Host": f"127.0.0.1:{server.port}"}
    assert said(server, {**own, "Origin": server.url}) == 200
    assert said(server, {**own, "Sec-Fetch-Site": "same-origin"}) == 200
    # A link on another's page leads to the page itself, and to nothing else.
    follow = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert said(server, {**own, **follow}, path="/") == 200 and said(server, {**own, **follow}) == 403
    for origin in ["https://evil.example", "null", f"http://127.0.0.1:{server.port + 1}", f"http://127.0.0.1:{server.port}.evil.example"]:
        assert said(server, {**own, "Origin": origin}) == 403, origin
        assert said(server, {**own, "Origin": origin, "Content-Length": "0", "Content-Type": "text/plain"}, "POST", "/api/answers") == 403, origin
    for site in ["cross-site", "same-site"]:
        assert said(server, {**own, "Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}, path="/app.js") == 403
    status, _, body = call(server, "/api/atlas", headers={"Origin": "https://evil.example"})
    assert status == 403 and json.loads(body)["error"]["messageChinese"]


def test_a_question_that_takes_too_long_is_refused_before_it_begins(server):
    begun = time.monotonic()
    status, _, body = call(server, "/api/measurements?measure=slacksBased&value=a&outputs=b", table(20_000), headers={"Content-Type": "text/csv"})
    assert status == 422 and "from the command line" in json.loads(body)["error"]["message"], body[:300]
    assert time.monotonic() - begun < 20


def test_long_questions_hold_up_neither_the_page_nor_an_answer_and_end_with_whoever_asked(server):
    body = table(5_000)
    busy = []
    for _ in range(2):
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.sendall(f"POST /api/measurements?measure=slacksBased&value=a&outputs=b HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        busy.append(connection)
    time.sleep(0.5)
    assert call(server, "/")[0] == 200 and call(server, "/api/answers", SCENARIO)[0] == 200
    assert not any(ready(connection) for connection in busy), "the long questions were answered before the page was asked"
    for connection in busy:
        connection.close()
    time.sleep(2)
    before = processor_seconds(server)
    time.sleep(1.5)
    assert processor_seconds(server) - before < 0.3, "the work goes on though nobody waits for it"


def ready(connection):
    connection.setblocking(False)
    try:
        return bool(connection.recv(1, socket.MSG_PEEK))
    except BlockingIOError:
        return False
    finally:
        connection.setblocking(True)


def test_broken_chunks_are_the_senders_mistake(server):
    for tail in ["zz\r\nabc\r\n", "5\r\nab\r\n0\r\n\r\n", "-1\r\n\r\n", "ffffffffffffffffffff\r\n"]:
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
            connection.sendall((HEAD.format(port=server.port) + "Transfer-Encoding: chunked\r\n\r\n" + tail).encode())
            assert connection.recv(64).split()[1] == b"400", tail


def test_a_table_that_ends_a_solver_does_not_end_the_server(server):
    body = b"id,a,b\nA,3e-13,1\nB,1e13,1e-14\n"
    assert call(server, "/api/measurements?measure=slacksBased&value=a&outputs=b", body, headers={"Content-Type": "text/plain"})[0] in (200, 422)
    assert call(server, "/")[0] == 200


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_whatever_is_half_sent(kind):
    server = Server()
    half = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(2)]
    half[0].sendall((HEAD.format(port=server.port) + "Content-Length: 500\r\n\r\n{").encode())
    half[1].sendall(b"GET / HT")
    time.sleep(0.3)
    server.process.send_signal(kind)
    assert server.process.wait(20) == 0


def test_idle_sockets_do_not_keep_others_out():
    """As many as there may be open files, and none says anything."""
    process = subprocess.Popen(
        [SERVER, "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256)))
    port = int(re.search(r":(\d+)/", process.stdout.readline()).group(1))
    idle = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(240)]
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        assert connection.recv(12) == b"HTTP/1.1 200"
    for connection in idle:
        connection.close()
    process.kill()
    process.wait()


def test_visitors_without_a_name_do_not_stop_one_anothers_draws(server):
    done = []

    def draw(seed):
        status, _, body = call(server, f"/api/draws?draws=40&seed={seed}", SCENARIO)
        done.append(status == 200 and b"event: answer" in body and b"event: error" not in body)

    threads = [threading.Thread(target=draw, args=(seed,)) for seed in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [True, True]
