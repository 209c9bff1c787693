"""What the long tests share: a tenant in a folder of its own, the built program on it as command line, server and window,
and what a store holds, read behind the program's back."""

import hashlib
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

SEED = 20261130
API = "https://orders.example.com/"


class Failed(AssertionError):
    """Something that must hold did not."""


def require(holds, *what):
    if not holds:
        raise Failed(" ".join(str(word) for word in what))


def main(test):
    """Runs `test(programs, share)` of a script that is called with the folder of the programs and a share of the whole."""
    if len(sys.argv) != 3:
        sys.exit(f"usage: {sys.argv[0]} FOLDER_OF_PROGRAMS SHARE, where a share of 1 is all and 0.01 a hundredth")
    began = time.monotonic()
    try:
        test(pathlib.Path(sys.argv[1]), float(sys.argv[2]))
    except Failed as failed:
        sys.exit(f"{os.path.basename(sys.argv[0])}: {failed}")
    print(f"{os.path.basename(sys.argv[0])}: {time.monotonic() - began:.0f} s")


def part(whole, share, least=1):
    return max(least, round(whole * share))


class World:
    """A folder with a store, and a home of its own for whatever else a program keeps."""

    def __init__(self, programs, name="t.gatehouse"):
        self.programs = programs
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="gatehouse-long-"))
        (self.folder / "tenant").mkdir(mode=0o700)
        self.store = self.folder / "tenant" / name
        self.environment = dict(os.environ, XDG_DATA_HOME=f"{self.folder}/data", XDG_STATE_HOME=f"{self.folder}/state",
                                XDG_CONFIG_HOME=f"{self.folder}/config", XDG_CACHE_HOME=f"{self.folder}/cache",
                                XDG_RUNTIME_DIR=f"{self.folder}/run", LC_ALL="C.UTF-8", TZ="UTC",
                                DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere")
        (self.folder / "run").mkdir(mode=0o700)
        self.running = []

    def __enter__(self):
        return self

    def __exit__(self, kind, failure, trace):
        for process in self.running:
            if process.process.poll() is None:
                process.kill()
            if failure:
                print(f"-- {type(process).__name__} said last:\n{''.join(process.said[-12:])}", file=sys.stderr)
        if failure and os.environ.get("GATEHOUSE_KEEP"):
            print(f"-- kept: {self.folder}", file=sys.stderr)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, *arguments):
        return [str(self.programs / "gatehouse"), "--store", str(self.store), *arguments]

    def run(self, *arguments, text=None, expected=None, timeout=120):
        """The ended process. With `expected`, any other exit code is a failure. A crash always is."""
        try:
            done = subprocess.run(self.command(*arguments), input=text, capture_output=True, text=True, timeout=timeout,
                                  env=self.environment)
        except subprocess.TimeoutExpired:
            raise Failed(f"{arguments}: hangs") from None
        require(done.returncode >= 0, arguments, "ended by signal", -done.returncode, done.stderr)
        require(expected is None or done.returncode == expected, arguments, "exit", done.returncode, done.stdout, done.stderr)
        return done

    def json(self, *arguments, text=None):
        return json.loads(self.run("--json", *arguments, text=text, expected=0).stdout)

    def files(self):
        return sorted(self.store.parent.iterdir())

    def read(self):
        """What the store holds, by table. SQLite reads it in this process, whose locks no other process minds."""
        return rows_of(self.store)

    def clients(self):
        connection = sqlite3.connect(f"file:{urllib.parse.quote(str(self.store))}?mode=ro", uri=True, timeout=30)
        try:
            return {name for (name,) in connection.execute("SELECT name FROM client")}
        finally:
            connection.close()

    def require_sound(self):
        connection = sqlite3.connect(f"file:{urllib.parse.quote(str(self.store))}?mode=ro", uri=True, timeout=30)
        try:
            found = connection.execute("PRAGMA integrity_check").fetchall()
            require(found == [("ok",)], "integrity_check:", found)
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            require(not broken, "foreign_key_check:", broken)
        finally:
            connection.close()


def rows_of(path):
    """{table: sorted rows} of a database, whatever its tables are."""
    connection = sqlite3.connect(f"file:{urllib.parse.quote(str(path))}?mode=ro", uri=True, timeout=30)
    connection.text_factory = bytes
    try:
        tables = [name.decode() for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")]
        return {table: sorted(connection.execute(f'SELECT * FROM "{table}"'), key=repr) for table in tables}
    finally:
        connection.close()


def digest(value):
    return hashlib.sha256(repr(value).encode()).hexdigest()[:12]


class Process:
    """A program that goes on running, with what it says kept."""

    def __init__(self, world, arguments, environment=None):
        self.said = []
        world.running[:] = [*(other for other in world.running if other.process.poll() is None), self]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                        env=dict(world.environment, **(environment or {})))
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.said.append(line)
            del self.said[:-400]

    def says(self, words, seconds=60):
        """The first line with `words`, as soon as it is there."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for line in list(self.said):
                if words in line:
                    return line
            require(self.process.poll() is None, "ended with", self.process.returncode, "".join(self.said))
            time.sleep(0.01)
        raise Failed(f"never said {words!r}: {''.join(self.said)}")

    def require_running(self):
        require(self.process.poll() is None, "ended with", self.process.returncode, "".join(self.said[-20:]))

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self, seconds=60):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failed(f"does not end when asked to: {''.join(self.said[-20:])}") from None


class Server(Process):
    """`gatehouse serve` on a free port."""

    def __init__(self, world):
        super().__init__(world, world.command("serve", "--port", "0", "--https-port", "0"))

    def ready(self):
        line = self.says("Serving at http://")
        self.port = urllib.parse.urlparse(line.split()[2]).port
        return self

    def token(self, client, secret, audience=API):
        """The status of the answer to a request for a token; 0 where there was none."""
        form = urllib.parse.urlencode({"grant_type": "client_credentials", "audience": audience, "client_id": client,
                                       "client_secret": secret})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", "/oauth/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except OSError:
            return 0
        finally:
            connection.close()


class Window(Process):
    """The window, on no screen."""

    def __init__(self, world):
        # AddressSanitizer's leak check would speak of the font library.
        options = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        super().__init__(world, [str(world.programs / "gatehouse"), "--store", str(world.store)],
                         {"QT_QPA_PLATFORM": "offscreen", "ASAN_OPTIONS": options})


def generator(name):
    """Random numbers that are the same in each run of a test."""
    return random.Random(f"{SEED} {name}")
