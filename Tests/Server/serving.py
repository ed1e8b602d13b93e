"""A server under test, and people who ask it things."""

import http.client
import json
import re
import signal
import subprocess


class Server:
    """skillet-server on a place, until it is killed or stopped."""

    def __init__(self, program, place, port, *arguments, folder=None, errors=subprocess.PIPE):
        self.port = port
        self.process = subprocess.Popen(
            [program, place, "--port", str(port), *arguments],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=folder,
        )
        line = self.process.stdout.readline()
        found = re.search(r"token=([^\s&]+)", line)
        if not found:
            self.process.wait(10)
            raise RuntimeError(self.process.stderr.read().strip() or "it said nothing")
        self.token = found.group(1)

    def person(self, name=None):
        return Person(self, name)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def memory(self):
        """Megabytes that the process holds."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            for line in file:
                if line.startswith("VmRSS"):
                    return int(line.split()[1]) / 1024
        return 0


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    def __getitem__(self, key):
        return self.json[key]


class Person:
    """Somebody with a cookie of their own."""

    def __init__(self, server, name=None):
        self.server = server
        self.cookie = None
        answer = self.get(f"/?token={server.token}")
        self.cookie = answer.headers["set-cookie"].split(";")[0]
        if name is not None:
            answer = self.post("/api/me", {"name": name})
            assert answer.status == 200, answer.body

    def get(self, path, headers=None):
        return self.ask("GET", path, None, headers)

    def post(self, path, value=None, headers=None):
        return self.ask("POST", path, value if value is not None else {}, headers)

    def ask(self, method, path, value, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        sent = {} if self.cookie is None else {"Cookie": self.cookie}
        body = None
        if value is not None:
            body = json.dumps(value)
            sent["Content-Type"] = "application/json"
            sent["Origin"] = f"http://127.0.0.1:{self.server.port}"
        sent.update(headers or {})
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        content = answer.read()
        named = {key.lower(): text for key, text in answer.getheaders()}
        connection.close()
        return Answer(answer.status, named, content)
