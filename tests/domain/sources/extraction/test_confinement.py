"""Whoever takes over the process that reads a file can do nothing with it: each thing is tried."""

import ctypes
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

TRIED = """
import ctypes, json, os, pathlib, signal, socket, sys
root, secret, folder, port, parent = sys.argv[1:6]
sys.path.insert(0, root)
from webapp.domain.sources.extraction.confinement import kernel
if "becoming" in sys.argv:
    kernel.confine(pathlib.Path(root) / "webapp", programs=[pathlib.Path("/usr/bin/tesseract")])
elif "free" not in sys.argv:
    kernel.confine(pathlib.Path(root) / "webapp")

def connected(kind, address):
    with socket.socket(*kind) as made:
        made.connect(address)

def listening():
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        made.listen()

def started():
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)

new = os.path.join(folder, "new")
acts = {
    "read a secret": lambda: open(secret).read(),
    "read what users there are": lambda: open("/etc/passwd").read(),
    "list a folder": lambda: os.listdir(folder),
    "read a process": lambda: open(f"/proc/{parent}/environ").read(),
    "write a file": lambda: open(secret, "a"),
    "make a file": lambda: open(new, "w").close(),
    "empty a file": lambda: os.truncate(os.path.join(folder, "kept"), 0),
    "rename a file": lambda: os.rename(os.path.join(folder, "kept"), new),
    "remove a file": lambda: os.remove(new),
    "make a folder": lambda: os.mkdir(os.path.join(folder, "made")),
    "make a link": lambda: os.symlink(secret, os.path.join(folder, "link")),
    "open a file to all": lambda: os.chmod(secret, 0o644),
    "touch a file": lambda: os.utime(secret, (1, 1)),
    "connect": lambda: connected((), ("127.0.0.1", int(port))),
    "ask for a name": lambda: connected((socket.AF_INET, socket.SOCK_DGRAM), ("127.0.0.1", 53)),
    "reach a local service": lambda: socket.socketpair(),
    "listen": listening,
    "start a process": started,
    "run a program": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "signal a process": lambda: os.kill(int(parent), 0),
}
done = []
for name, act in acts.items():
    try:
        act()
    except OSError:
        continue
    done.append(name)
if "becoming" in sys.argv:
    acts["become another program"] = lambda: os.execv("/bin/true", ["true"])
    acts["read our code"] = lambda: open(os.path.join(root, "README.md")).read()
    for name in ("become another program", "read our code"):
        try:
            acts[name]()
        except OSError:
            continue
        done.append(name)
else:
    import email.mime.text, pypdf
print(json.dumps([len(acts), done]))
"""


# What only Landlock refuses, of which a kernel may have none, or an early one.
OF_LANDLOCK = {
    "read a secret", "read what users there are", "list a folder", "read a process", "write a file",
    "make a file", "empty a file", "rename a file", "remove a file", "make a folder", "make a link",
}  # fmt: skip


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Landlock and seccomp are of Linux")
def test_a_reader_that_was_taken_over_can_do_nothing(tmp_path: Path) -> None:
    number, done = _done(tmp_path / "confined")
    assert number == 20
    assert set(done) <= (set() if _keeps_files() else OF_LANDLOCK)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Landlock and seccomp are of Linux")
def test_what_reads_scans_can_do_nothing_either_and_become_nothing_else(tmp_path: Path) -> None:
    if not _keeps_files():
        pytest.skip("only Landlock tells one program from another")
    assert _done(tmp_path / "confined", "becoming") == (22, [])


def test_without_it_such_things_can_be_done(tmp_path: Path) -> None:
    _, done = _done(tmp_path / "free", "free")
    # What a machine refuses everybody by itself, such as a look at other processes, proves nothing here.
    everywhere = {"read a secret", "make a file", "remove a file", "connect", "listen", "run a program"}
    assert everywhere <= set(done)


def _keeps_files() -> bool:
    return int(ctypes.CDLL(None).syscall(444, None, 0, 1)) >= 3


def _done(folder: Path, *how: str) -> tuple[int, list[str]]:
    """Return how many acts were tried in a process, and which of them it could do."""

    folder.mkdir()
    (folder / "kept").write_text("kept")
    secret = folder / "secret_key"
    secret.write_text("secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        arguments = [str(ROOT), str(secret), str(folder), port, str(os.getpid()), *how]
        done = subprocess.run(
            [sys.executable, "-I", "-B", "-c", TRIED, *arguments],
            env={}, cwd="/", capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    number, could = json.loads(done.stdout)
    return number, could
