"""A headless Chromium driven over its debugging protocol, with the standard library alone."""

import base64
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import time
import urllib.request

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


def executable():
    """The path of a Chromium, or nothing."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Socket:
    """A WebSocket (RFC 6455): texts out, texts in."""

    def __init__(self, url):
        host, port, path = re.fullmatch(r"ws://([^:/]+):(\d+)(/.*)", url).groups()
        self.stream = socket.create_connection((host, int(port)), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        self.stream.sendall(
            (
                f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
                f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
                "Sec-WebSocket-Version: 13\r\n\r\n"
            ).encode()
        )
        self.rest = b""
        while b"\r\n\r\n" not in self.rest:
            self.rest += self.more()
        head, self.rest = self.rest.split(b"\r\n\r\n", 1)
        assert b" 101 " in head.split(b"\r\n")[0], head

    def more(self):
        data = self.stream.recv(1 << 16)
        if not data:
            raise ConnectionError("the browser has closed the connection")
        return data

    def take(self, count):
        while len(self.rest) < count:
            self.rest += self.more()
        data, self.rest = self.rest[:count], self.rest[count:]
        return data

    def send(self, text):
        data, mask = text.encode(), os.urandom(4)
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", 0x81, 0x80 | size)
        elif size < 1 << 16:
            head = struct.pack("!BBH", 0x81, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x81, 0x80 | 127, size)
        self.stream.sendall(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))

    def receive(self):
        message = b""
        while True:
            first, second = self.take(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack("!H", self.take(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", self.take(8))
            data = self.take(size)
            kind = first & 0x0F
            if kind == 8:
                raise ConnectionError("the browser has closed the connection")
            if kind in (0, 1):
                message += data
                if first & 0x80:
                    return message.decode()


class Browser:
    """One page of a browser."""

    def __init__(self, javascript=True):
        self.folder = tempfile.mkdtemp(prefix="rendezvous-chromium-")
        self.process = subprocess.Popen(
            [
                executable(), "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--remote-debugging-port=0", "--no-first-run",
                "--disable-extensions", "--hide-scrollbars", f"--user-data-dir={self.folder}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        port = os.path.join(self.folder, "DevToolsActivePort")
        until = time.time() + 90
        while not (os.path.exists(port) and open(port).read().count("\n") >= 1):
            if time.time() > until:
                raise TimeoutError("Chromium does not answer")
            time.sleep(0.1)
        number = open(port).read().split("\n")[0]
        with urllib.request.urlopen(f"http://127.0.0.1:{number}/json/list") as answer:
            pages = [page for page in json.load(answer) if page["type"] == "page"]
        self.socket = Socket(pages[0]["webSocketDebuggerUrl"])
        self.count = 0
        for domain in ["Page", "Runtime", "Network", "Log"]:
            self.call(f"{domain}.enable")
        self.messages = []
        if not javascript:
            self.call("Emulation.setScriptExecutionDisabled", value=True)

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, method, **arguments):
        self.count += 1
        number = self.count
        self.socket.send(json.dumps({"id": number, "method": method, "params": arguments}))
        while True:
            message = json.loads(self.socket.receive())
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.note(message)

    def note(self, message):
        if message.get("method") == "Log.entryAdded":
            self.messages.append(message["params"]["entry"]["text"])
        if message.get("method") == "Runtime.exceptionThrown":
            self.messages.append(str(message["params"]["exceptionDetails"].get("text")))

    def evaluate(self, script):
        """The value of an expression in the page."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True,
                           awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def settle(self, seconds=60):
        """Waits until the page is there."""
        until = time.time() + seconds
        time.sleep(0.25)
        while time.time() < until:
            try:
                if self.evaluate("document.readyState") == "complete":
                    return
            except RuntimeError:
                pass
            time.sleep(0.1)
        raise TimeoutError(self.evaluate("location.href"))

    def open(self, url):
        self.call("Page.navigate", url=url)
        self.settle()

    def address(self):
        return self.evaluate("location.pathname + location.search")

    def text(self):
        return self.evaluate("document.querySelector('main').innerText")

    # Keys

    CODES = {"Tab": 9, "Enter": 13, " ": 32, "ArrowDown": 40, "ArrowUp": 38}

    def press(self, key, shift=False):
        code = self.CODES[key]
        text = {"Enter": "\r", " ": " "}.get(key, "")
        base = {"key": key, "code": "Space" if key == " " else key,
                "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **base)
        self.call("Input.dispatchKeyEvent", type="keyUp", **base)

    def type(self, text):
        self.call("Input.insertText", text=text)

    FOCUS = """(() => { const e = document.activeElement; if (!e) return null;
        const s = getComputedStyle(e), b = e.getBoundingClientRect();
        return { tag: e.tagName, id: e.id, name: e.name || '', value: e.value || '',
                 type: e.type || '', text: (e.innerText || '').trim(), href: e.href || '',
                 checked: !!e.checked, outline: s.outlineStyle + ' ' + s.outlineWidth,
                 top: b.top + scrollY, left: b.left, width: b.width, height: b.height }; })()"""

    def focus(self):
        return self.evaluate(self.FOCUS)

    def tab_to(self, wanted, limit=250):
        """Presses Tab until what has the focus is wanted; each stop must show its focus."""
        for _ in range(limit):
            self.press("Tab")
            now = self.focus()
            if now and now["tag"] not in ("BODY", "HTML"):
                style, width = now["outline"].split(" ")
                assert style != "none" and float(width.rstrip("px")) >= 2, f"no focus seen: {now}"
                if wanted(now):
                    return now
        raise AssertionError(f"never reached by keyboard in {self.address()}: {self.text()[:400]}")

    # Pictures

    def screen(self, width, height=900, dark=False, phone=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=2 if phone else 1, mobile=phone)
        self.call("Emulation.setEmulatedMedia", media="", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def picture(self, path, whole=True):
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(data["data"]))

    def overflow(self):
        """By how many pixels the page is wider than its window."""
        return self.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def small_targets(self):
        """What can be tapped and is smaller than 24 by 24 pixels (WCAG 2.2, 2.5.8), links within
        sentences aside."""
        return self.evaluate("""[...document.querySelectorAll('a, button, input, select, summary')]
            .filter(e => e.type !== 'hidden' && e.offsetParent !== null && !e.closest('.skip'))
            .filter(e => getComputedStyle(e).display !== 'inline')
            .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
            .filter(([, b]) => b.width < 24 || b.height < 24).map(([t]) => t)""")
