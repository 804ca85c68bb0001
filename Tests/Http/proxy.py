#!/usr/bin/env python3
"""Runs the shipped proxy configurations in front of the echo, and sends through them.

    proxy.py .build/debug/HTTPBenchmark

nginx and Caddy: TLS answers, identity that a client sends is gone, paths of operations are hidden,
and of 300 mutations none reaches `/smuggled`. What is not installed is skipped with a word.
Standard library and the openssl command only.
"""
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SHIPPED = os.path.join(HERE, "../../Examples/proxy")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port, payload, patience=1.0):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    answer = b""
    with socket.create_connection(("127.0.0.1", port), 5) as plain:
        with context.wrap_socket(plain, server_hostname="localhost") as client:
            client.settimeout(patience)
            try:
                client.sendall(payload)
                while part := client.recv(65536):
                    answer += part
            except OSError:
                pass
    return answer


def certificate(folder):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "1", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-keyout", f"{folder}/key.pem",
         "-out", f"{folder}/certificate.pem"], check=True, capture_output=True)


def shipped(name):
    with open(os.path.join(SHIPPED, name), encoding="utf-8") as file:
        return file.read()


def nginx(program, folder):
    if not shutil.which("nginx"):
        print("nginx is not installed: skipped")
        return
    plain, secure = free_port(), free_port()
    certificate(folder)
    text = shipped("nginx.conf")
    text = text.replace("/run/nginx.pid", f"{folder}/nginx.pid")
    text = text.replace("/etc/ssl/rendezvous/", f"{folder}/")
    text = text.replace("/run/rendezvous/http.socket", f"{folder}/http.socket")
    text = re.sub(r"listen \[::\].*;\n", "", text)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    text = text.replace("listen 443", f"listen 127.0.0.1:{secure}")
    # The limits of a client are for a net of many; here all are one.
    text = text.replace("rate=20r/s", "rate=10000r/s").replace("limit_conn connections 20;", "")
    with open(f"{folder}/nginx.conf", "w", encoding="utf-8") as file:
        file.write("daemon off;\nuser root;\n" + text)
    through("nginx", ["nginx", "-p", folder, "-c", f"{folder}/nginx.conf", "-e",
                      f"{folder}/error.log"], program, folder, secure)


def caddy(program, folder):
    if not shutil.which("caddy"):
        print("caddy is not installed: skipped")
        return
    secure = free_port()
    certificate(folder)
    text = shipped("Caddyfile")
    text = text.replace("/run/rendezvous/http.socket", f"{folder}/http.socket")
    # A certificate of one's own instead of one from outside, and nothing at port 80.
    text = text.replace("{\n\tservers {", "{\n\tadmin off\n\tauto_https off\n\tservers {", 1)
    text = text.replace(
        "appointments.example.org {",
        f"https://localhost:{secure} {{\n\ttls {folder}/certificate.pem {folder}/key.pem")
    with open(f"{folder}/Caddyfile", "w", encoding="utf-8") as file:
        file.write(text)
    through("caddy", ["caddy", "run", "--config", f"{folder}/Caddyfile", "--adapter",
                      "caddyfile"], program, folder, secure)


def through(name, command, program, folder, secure):
    """What holds through a proxy, whichever it is."""
    log = open(f"{folder}/access.log", "wb")
    server = subprocess.Popen(
        [program, "serve", f"unix:{folder}/http.socket", "--log"], stdout=log,
        stderr=subprocess.DEVNULL)
    environment = dict(os.environ, HOME=folder, XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder)
    proxy = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", secure)) == 0:
                    break
            time.sleep(0.1)
        get = b"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n"
        answer = ask(secure, get % (b"/", b""))
        assert answer.startswith(b"HTTP/1.1 200"), f"GET through TLS: {answer[:300]}"
        assert b"strict-transport-security: " in answer.lower(), answer
        spoofed = (b"X-Rendezvous-Subject: root\r\nx_rendezvous_subject: root\r\n"
                   b"X-RENDEZVOUS-ROLE: admin\r\nX-Forwarded-For: 1.2.3.4\r\n")
        echoed = ask(secure, get % (b"/echo", spoofed)).lower()
        assert b"200 ok" in echoed and b"host: localhost" in echoed, echoed
        for word in (b"subject", b"role", b"1.2.3.4", b"root", b"admin"):
            assert word not in echoed.split(b"\r\n\r\n", 1)[1], (word, echoed)
        for path in (b"/metrics", b"/healthz", b"/readyz"):
            assert ask(secure, get % (path, b"")).startswith(b"HTTP/1.1 404"), path
        long = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70000\r\n\r\n"
        answer = ask(secure, long + bytes(70000))
        assert b" 413 " in answer, f"a content that is too long: {answer[:300]}"
        sent, seconds = mutations(secure, 0.2 if name == "nginx" else 0.6)
        time.sleep(0.3)
        with open(f"{folder}/access.log", encoding="utf-8") as file:
            lines = file.read().splitlines()
        smuggled = [line for line in lines if '"/smuggled"' in line]
        # A proxy that takes the inner bytes for a second request of the client answers it as one:
        # it and the server agree. Smuggled is what arrives and was never answered to the client.
        assert len(smuggled) <= seconds, smuggled[0]
        print(f"{name}: TLS, identity, hidden paths, 413; of {sent} mutations none was smuggled "
              f"({len(lines)} requests arrived, {seconds} mutations were two requests to {name})")
    finally:
        proxy.terminate()
        proxy.wait(10)
        server.terminate()
        assert server.wait(10) == 0, "the server did not stop in order"


def mutations(port, patience):
    """Mutations whose inner request no strict reader takes for a request of its own: how many there
    were, and how many got a second answer."""
    head = b"POST /?cb=1 HTTP/1.1\r\n"
    inner = b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
    body = b"Content-Length: 48\r\n\r\n0\r\n\r\n" + inner
    count, seconds = 0, 0
    import importlib.util
    spec = importlib.util.spec_from_file_location("probe", os.path.join(HERE, "probe.py"))
    probe = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(probe)
    for row in probe.rows("smuggler"):
        if row[2].startswith("ok,ok"):
            continue
        values = [b""]
        if row[1] != "-":
            ends = [[int(end, 16) for end in part.split("-")] for part in row[1].split(" ")]
            values = [bytes([b]) for end in ends for b in range(end[0], end[-1] + 1)][::6]
        parts = [probe.unescape(part) for part in row[0].split("{}")]
        for value in values:
            answer = ask(port, head + value.join(parts) + body, patience)
            count += 1
            seconds += answer.count(b"HTTP/1.1 2") > 1
    return count, seconds


for run in (nginx, caddy):
    with tempfile.TemporaryDirectory() as place:
        run(sys.argv[1], place)
