"""Requests of an attacker, drawn with a seed: what is asked for, and which statuses may answer it."""

import json
import random
import string

from raw_requests import request

REFUSED = range(400, 500)


class Attacks:
    """Draws one hostile request after another.

    Each is (kind, bytes, statuses that are right). `inside` holds a cookie that opens the server, for
    what must be refused even then.
    """

    def __init__(self, seed, port, inside, cookie_name, media, names, changes):
        self.random = random.Random(seed)
        self.host = f"127.0.0.1:{port}"
        self.inside, self.cookie_name, self.media, self.names = inside, cookie_name, media, names
        self.changes = changes
        self.kinds = [
            self.traversal, self.foreign_host, self.foreign_site, self.no_right, self.huge_body,
            self.smuggled, self.broken_bytes, self.bad_range, self.method, self.long_head,
            self.bad_json, self.unknown_file, self.bad_change,
        ]

    def draw(self, number):
        kind = self.kinds[number % len(self.kinds)]
        data, right = kind()
        return kind.__name__.replace("_", " "), data, right

    def _plain(self, target, headers=(), method="GET", body=b"", host=None):
        fields = [("Cookie", self.inside), *headers]
        return request(method, target, self.host if host is None else host, fields, body)

    def _post(self, target, body, headers=()):
        fields = [("Content-Type", "application/json"), ("Content-Length", str(len(body))), *headers]
        return self._plain(target, fields, "POST", body)

    def _word(self, length=8):
        return "".join(self.random.choices(string.ascii_lowercase, k=length))

    def traversal(self):
        ups = ["../", "..\\", "..;/", "%2e%2e/", "%2e%2e%2f", "..%2f", "..%5c", "%252e%252e%252f", "..%c0%af",
               "%c0%ae%c0%ae/", "..%u2215", ".%2e/", "..//", "./../", "..%00/", "\xc0\xae\xc0\xae/", "%uff0e%uff0e/"]
        starts = ["/", "//", "/media/", f"/media/{self.media}/", "/invite/", "/api/", "/api/videos/", "/review.html/",
                  "/static/", "/%2f", "/\\", "/./", "file:///", "/media/file:", "http://127.0.0.1/"]
        ends = ["etc/passwd", "etc/passwd%00.html", "proc/self/environ", *self.names]
        up = self.random.choice(ups) * self.random.randint(0, 12)
        target = self.random.choice(starts) + up + self.random.choice(ends)
        if self.random.random() < 0.3:
            target += self.random.choice(["?x=1", "/", "%20", ".", "::$DATA", "#", "%0d%0aX: y"])
        return self._plain(target), REFUSED

    def unknown_file(self):
        name = self.random.choice(self.names)
        hashed = self._word(24)
        target = self.random.choice([
            f"/{name}", f"/media/{name}", f"/media/{hashed}", f"/media/{hashed}/picture?frame=0",
            f"/media/{hashed}/play", f"/media/{self.media}x", f"/media/{self.media[:-1]}", "/media/", "/media",
            "/.git/config", "/.skillet-invitations.json", "/Pages/skillet.css", "/skillet.css.map", "/api",
            f"/media/{self.media}/picture?frame=-1", f"/media/{self.media}/picture?frame=99999999",
            f"/media/{self.media}/picture?frame=1e9", f"/media/{self.media}/picture?frame=0&width=999999",
            f"/media/{self.media}/picture", f"/media/{self.media}/play?from=nan",
            f"/media/{self.media}/play?from=-1", f"/media/{self.media}/play?from=1e300",
            f"/media/{self.media}/play?from=2&to=1", f"/media/{self.media}/play?from=1e",
        ])
        return self._plain(target), REFUSED

    def foreign_host(self):
        host = self.random.choice([
            "evil.example", f"evil.example:{self.host.split(':')[1]}", "127.0.0.1.evil.example", "localhost.evil.example",
            "192.168.0.1", "[::2]", "evil@127.0.0.1", "127.0.0.1:evil", "", " ", "127.1", "2130706433", "0x7f000001",
            "0.0.0.0", "localhost.", "127.0.0.1,evil.example", "127.0.0.1 evil", "LOCALHOST:99999999", "\xb9.example",
        ])
        target = self.random.choice(["/", "/api/me", f"/media/{self.media}", "/skillet.css"])
        if self.random.random() < 0.2:
            return request("GET", target, None, [("Cookie", self.inside)]), REFUSED
        extra = [("X-Forwarded-Host", self.host), ("Forwarded", f"host={self.host}")] * self.random.randint(0, 1)
        if self.random.random() < 0.2:
            extra.append(("Host", self.host))
        return self._plain(target, extra, host=host), REFUSED

    def foreign_site(self):
        body = json.dumps({"name": self._word()}).encode()
        port = self.host.split(":")[1]
        origin = self.random.choice([
            "http://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1", f"http://localhost:{port}",
            f"http://{self.host}.evil.example", "file://", f"ftp://{self.host}", f"http://{self.host}/x", "",
            f"http://evil.example, http://{self.host}", f"HTTP://{self.host}@evil.example",
        ])
        site = self.random.choice(["cross-site", "same-site", "none", "weird"])
        way = self.random.randint(0, 3)
        if way == 0:
            return self._post("/api/me", body, [("Origin", origin)]), REFUSED
        if way == 1:
            return self._post("/api/me", body, [("Sec-Fetch-Site", site)]), REFUSED
        if way == 2:
            kind = self.random.choice(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
                                       "application/jsonx", "", "text/plain; application/json"])
            fields = [("Content-Type", kind), ("Content-Length", str(len(body)))]
            return self._plain("/api/me", fields, "POST", body), REFUSED
        fields = [("Sec-Fetch-Site", self.random.choice(["cross-site", "same-site"])),
                  ("Sec-Fetch-Mode", self.random.choice(["no-cors", "cors", "websocket"])), ("Sec-Fetch-Dest", "video")]
        return self._plain(f"/media/{self.media}", fields), REFUSED

    def no_right(self):
        value = self.inside.split("=")[1]
        wrong = self.random.choice([
            None, "", self.cookie_name, f"{self.cookie_name}=", f"{self.cookie_name}={self._word(32)}",
            f"{self.cookie_name}={value[:-1]}", f"{self.cookie_name}={value}x", f"{self.cookie_name}={value.swapcase()}",
            f"{self.cookie_name.upper()}={value}", f"skillet={value}", f"x{self.cookie_name}={value}",
            f"{self.cookie_name}=*", f"{self.cookie_name}=' OR 1=1", "; ; ;=;" * 50,
        ])
        target = self.random.choice([
            "/", "/api/me", f"/media/{self.media}", "/skillet.css", "/api/judge/next", "/api/board", "/api/videos",
            "/?token=", f"/?token={self._word(32)}", f"/?token={value}", "/?token[]=x", "/?token=%00", "/invite/",
            f"/invite/{self._word(32)}", f"/invite/{value}", "/invite/*", f"/?Token={value}&token=x", "/?token=" + "a" * 3000,
        ])
        headers = [] if wrong is None else [("Cookie", wrong)]
        if self.random.random() < 0.3:
            headers += [("Authorization", f"Bearer {value}"), ("X-Forwarded-For", "127.0.0.1")]
        return request("GET", target, self.host, headers), REFUSED

    def huge_body(self):
        size = self.random.choice([1 << 21, 10 ** 10, 10 ** 18, 10 ** 30])
        way = self.random.randint(0, 3)
        fields = [("Content-Type", "application/json")]
        if way == 0:
            return self._plain("/api/me", [*fields, ("Content-Length", str(size))], "POST", b"[" * 1000), REFUSED
        if way == 1:
            body = b"[" * (3 << 20)
            return self._plain("/api/me", [*fields, ("Content-Length", str(len(body)))], "POST", body), REFUSED
        if way == 2:
            body = b"".join(b"10000\r\n" + b" " * 65536 + b"\r\n" for _ in range(40)) + b"0\r\n\r\n"
            return self._plain("/api/me", [*fields, ("Transfer-Encoding", "chunked")], "POST", body), REFUSED
        body = b"x" * 100
        return self._plain("/api/me", [("Content-Length", "100")], "GET", body), REFUSED

    def smuggled(self):
        inner = request("GET", "/api/me", self.host, [("Cookie", self.inside)])
        fields = [("Content-Type", "application/json"), ("Cookie", self.inside), ("Connection", "close")]
        chunked = b"0\r\n\r\n" + inner
        size = str(len(chunked))
        ways = [
            [("Content-Length", size), ("Transfer-Encoding", "chunked")],
            [("Transfer-Encoding", "chunked"), ("Content-Length", size)],
            [("Content-Length", "0"), ("Content-Length", size)],
            [("Content-Length", "-1")], [("Content-Length", "0x10")], [("Content-Length", "1 0")],
            [("Content-Length", f"+{size}")], [("Content-Length", "99999999999999999999999")],
            [("Transfer-Encoding", "xchunked")], [("Transfer-Encoding", "chunked, identity")],
            [("Transfer-Encoding", " \tchunked"), ("Content-Length", size)], [("Transfer-Encoding", "chunked\x0b")],
            [("Transfer-Encoding ", "chunked")], [("X: y\r\nTransfer-Encoding", "x")], [("Content-Length\n", size)],
        ]
        return request("POST", "/api/me", self.host, fields + self.random.choice(ways), chunked), REFUSED

    def broken_bytes(self):
        bad = self.random.choice([b"\x00", b"\x01", b"\x7f", b"\xff", b"\n", b"\r", b"\t", b"\x1b[31m", b" "])
        whole = self._plain("/api/me")
        return self.random.choice([
            b"GET /" + bad + b"x HTTP/1.1\r\nHost: " + self.host.encode() + b"\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: " + self.host.encode() + b"\r\nX-" + bad + b"Y: z\r\n\r\n",
            b"GET " + bad + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /\r\n\r\n",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
            self.random.randbytes(300) + b"\r\n\r\n", whole.replace(b"Host:", b" Host:"),
            whole.replace(b"HTTP/1.1", b"HTTP/1.1 "),
            whole.replace(b"Host: ", b"Host" + bad + b": "), b"GET / HTTP/1.1\r\nHost\r\n\r\n",
        ]), REFUSED

    def bad_range(self):
        number = self.random.choice(["0", "5", "-1", "99999999999999999999", "1e3", "0x10", "", " ", "a", "18446744073709551616"])
        other = self.random.choice(["0", "4", "-5", "99999999999999999999", "", "z", "18446744073709551615"])
        value = self.random.choice([
            f"bytes={number}-{other}", f"bytes={number}", f"bytes:{number}-{other}", f"bites={number}-{other}",
            "bytes=" + ",".join(["0-0"] * 1000), "bytes=0-0,-1", "bytes=" + "-" * 50, f"bytes=-{number}",
        ])
        return self._plain(f"/media/{self.media}", [("Range", value)]), (200, 206, 416)

    def method(self):
        method = self.random.choice(["TRACE", "TRACK", "CONNECT", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND", "get",
                                     "G\xcbT", "DEBUG", "MOVE", "SEARCH", self._word().upper(), "A" * 5000])
        target = self.random.choice(["/", "/api/me", f"/media/{self.media}", "*", "evil.example:443"])
        return self._plain(target, method=method), REFUSED

    def long_head(self):
        return self.random.choice([
            lambda: self._plain("/" + "a" * self.random.choice([5000, 70000])),
            lambda: self._plain("/", [("X-Long", "a" * self.random.choice([9000, 90000]))]),
            lambda: self._plain("/", [(f"X-{i}", "a") for i in range(2000)]),
            lambda: self._plain("/", [("X" * 20000, "a")]),
            lambda: self._plain("/api/me?x=" + "a" * 5000),
        ])(), REFUSED

    def bad_json(self):
        body = self.random.choice([
            b"", b"{", b"nul", b"{\"name\":}", b"[" * 100000, b"{\"name\":\"\xff\xfe\"}", b"{\"name\":1}", b"[]", b"\"x\"",
            b"{\"name\":null}", b"{\"name\":[\"Ann\"]}", b"{\"name\":\"\"}", b"{\"name\":\"\\u0000\"}", b"{\"name\":\"a\\nb\"}",
            b"{\"name\":\"" + b"x" * 200 + b"\"}", b"{\"name\":\"\\ud800\"}", b"{'name':'x'}", b"1e999999", b"\x00" * 50,
            b"{\"name\":\"x\"}{\"name\":\"y\"}", b"{\"name\":\"x\",\"name\":\"y\"}",
        ])
        return self._post("/api/me", body), REFUSED

    def bad_change(self):
        address, value = self.random.choice(self.changes)
        return self._post(address, json.dumps(value).encode()), REFUSED


HUGE = 10 ** 15
# Frames, levels, labels and names as no page would send them.
EDITS = [
    {"kind": "move", "level": 0, "boundary": -1, "to": 5}, {"kind": "move", "level": 0, "boundary": 1, "to": HUGE},
    {"kind": "move", "level": 99, "boundary": 1, "to": 2}, {"kind": "move", "level": -1, "boundary": 1, "to": 2},
    {"kind": "move", "level": 0, "boundary": 1.5, "to": 2}, {"kind": "move", "level": 0, "boundary": "1", "to": 2},
    {"kind": "split", "level": 0, "at": 0}, {"kind": "split", "level": 0, "at": -HUGE}, {"kind": "split", "level": 0},
    {"kind": "split", "level": 0, "at": 9223372036854775807}, {"kind": "merge", "level": 0, "boundary": 1},
    {"kind": "delete", "level": 0, "segment": "s999", "into": "before"},
    {"kind": "delete", "level": 0, "segment": "../../etc/passwd", "into": "before"},
    {"kind": "label", "level": 0, "segment": "s0", "label": "x" * 100_000},
    {"kind": "label", "level": 0, "segment": "s0", "label": {"a": 1}}, {"kind": "label", "level": 0, "segment": 0},
    {"kind": "level-remove", "level": 0}, {"kind": "level-remove", "level": 7}, {"kind": "level-add", "name": ""},
    {"kind": "level-add", "name": "x" * 100_000}, {"kind": "replace", "level": 0, "boundaries": [5, 5, 3]},
    {"kind": "replace", "level": 0, "boundaries": [-1, HUGE]}, {"kind": "replace", "level": 0, "boundaries": "all"},
    {"kind": "shell", "command": "rm -rf /"}, {"kind": None}, {}, [], "move", 7,
]


def review_changes(video):
    """Changes of a reviewed video that must not be taken."""
    edits = f"/api/videos/{video}/edits"
    found = [(edits, {"base": 0, "edits": [edit]}) for edit in EDITS]
    found += [(edits, value) for value in [
        {}, [], {"base": 0}, {"base": -1, "edits": []}, {"base": HUGE, "edits": [EDITS[0]]}, {"base": "0", "edits": [{}]},
        {"base": 0, "edits": {"kind": "split"}}, {"base": 0, "edits": [EDITS[0]] * 5000},
    ]]
    found += [(f"/api/videos/{name}/edits", {"base": 0, "edits": []}) for name in ["x", "0" * 64, "-", "_"]]
    found += [(f"/api/videos/{video}/reviewed", value) for value in [{}, {"reviewed": "yes"}, {"reviewed": 1}, []]]
    found += [(f"/api/videos/{video}/{word}", value) for word in ["undo", "redo"] for value in [{}, {"base": 99}, []]]
    return found + [("/api/videos", {}), (f"/api/videos/{video}", {}), ("/api/judge/answers", {})]


def judge_changes(pair):
    """Answers and orders that must not be taken."""
    answers = "/api/judge/answers"
    found = [(answers, value) for value in [
        {}, [], {"pair": pair}, {"pair": pair, "verdict": "both"}, {"pair": pair, "verdict": 1}, {"pair": 1, "verdict": "left"},
        {"pair": pair, "verdict": "withdrawn"}, {"pair": "0" * 16, "verdict": "left"}, {"pair": "", "verdict": "left"},
        {"pair": "x" * 100_000, "verdict": "left"}, {"pair": "' OR 1=1 --", "verdict": "left"},
        {"pair": [pair], "verdict": "left"}, {"verdict": "left"}, {"pair": pair, "verdict": ["left"]},
    ]]
    found += [("/api/board/invitations", {"name": name}) for name in ["", " ", "x" * 100, 7, None, "a\nb", "\u202e", {}]]
    found += [("/api/board/rounds", {"skill": skill}) for skill in ["nothing", "'; DROP TABLE votes; --", "x" * 10_000]]
    found += [("/api/board/judges", value) for value in [{}, {"name": "Ann"}, {"name": 1, "admitted": True}]]
    return found + [("/api/board/automatic", {}), ("/api/board/automatic", {"on": "yes"}), ("/api/videos", {})]
