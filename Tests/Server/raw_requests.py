"""Requests byte by byte, as no well-behaved client would send them."""

import itertools
import socket


class RawAnswer:
    """What came back, whole or in part."""

    def __init__(self, data):
        self.data = data
        head, _, self.body = data.partition(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        words = lines[0].split(b" ")
        is_answer = len(words) > 1 and words[0] == b"HTTP/1.1" and words[1].isdigit()
        self.status = int(words[1]) if is_answer else None
        self.headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(b":")
            self.headers[name.strip().lower().decode("latin-1")] = value.strip().decode("latin-1")

    @property
    def answers(self):
        """How many answers came on the connection."""
        return self.data.count(b"HTTP/1.1 ")


class Wire:
    """Connections to a server, each from another address of this machine."""

    def __init__(self, port):
        self.port = port
        self.sources = itertools.count(2)

    def connect(self, timeout=40):
        number = next(self.sources)
        connection = socket.socket()
        connection.settimeout(timeout)
        try:
            connection.bind((f"127.0.{1 + number // 250}.{1 + number % 250}", 0))
        except OSError:
            pass  # Only Linux has all of 127/8; elsewhere the one address must do.
        connection.connect(("127.0.0.1", self.port))
        return connection

    def send(self, data, limit=1 << 20, timeout=40):
        """Sends bytes, or pieces of them, and takes in what comes until the other side ends."""
        with self.connect(timeout) as connection:
            try:
                for piece in [data] if isinstance(data, bytes) else data:
                    connection.sendall(piece)
            except (BrokenPipeError, ConnectionResetError):
                pass  # It ended the connection before all was said; its answer may still be read.
            return RawAnswer(read_all(connection, limit))


def read_all(connection, limit=1 << 20):
    """What comes until the end of the connection, `limit` bytes at most."""
    data = b""
    try:
        while len(data) < limit:
            piece = connection.recv(65536)
            if not piece:
                break
            data += piece
            if is_whole(data):
                break
    except (ConnectionResetError, TimeoutError):
        pass
    return data


def is_whole(data):
    """Whether one answer of a stated length has come, and nothing after it, on a connection that
    stays open."""
    answer = RawAnswer(data)
    if answer.status is None or answer.headers.get("connection") == "close":
        return False
    if answer.status in (204, 304) or 100 <= answer.status < 200:
        return b"\r\n\r\n" in data
    length = answer.headers.get("content-length")
    return length is not None and len(answer.body) >= int(length)


def request(method, target, host, headers=(), body=b""):
    """The bytes of a request; what it is given is not checked."""
    def raw(text):
        return text if isinstance(text, bytes) else text.encode("latin-1", "replace")

    lines = [raw(method) + b" " + raw(target) + b" HTTP/1.1"]
    if host is not None:
        lines.append(b"Host: " + raw(host))
    lines += [raw(name) + b": " + raw(value) for name, value in headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + raw(body)
