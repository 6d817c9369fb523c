"""What the kernel takes from a process that reads a file: files, network, programs."""

# By Landlock and seccomp, of Linux, to the end of the process. Where there is neither, other limits remain.

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1
_EXECUTE, _READ_FILE, _READ_DIR = 1, 1 << 2, 1 << 3
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
# By version: how many rights over files there are to take.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_ALL_FILE_RIGHTS = 16
_TCP, _SIGNALS_AND_SOCKETS = 0b11, 0b11
_NET_SINCE, _SCOPES_SINCE = 4, 6
# Where programs look for their libraries; nobody keeps secrets there.
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache")

# Numbers of system calls, of both kinds of processor that servers have. Refused are: the network; programs,
# processes and what reaches into others; rights and times of files, which Landlock leaves alone; and what
# no reader of files needs and flaws of kernels were found in.
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_REFUSED = {
    "x86_64": (
        41, 42, 43, 44, 46, 49, 50, 53, 288, 56, 57, 58, 59, 322, 62, 101, 310, 311,
        90, 91, 92, 93, 94, 132, 188, 189, 190, 235, 260, 261, 268, 280,
        29, 64, 68, 155, 161, 165, 248, 249, 250, 272, 298, 304, 308, 321, 323,
    ),
    "aarch64": (
        198, 199, 200, 201, 202, 203, 206, 211, 242, 220, 221, 281, 129, 117, 270, 271,
        5, 6, 7, 52, 53, 54, 55, 88,
        194, 190, 186, 40, 41, 51, 97, 217, 218, 219, 241, 265, 268, 280, 282,
    ),
}  # fmt: skip
# Becoming another program, on both kinds; by its numbers no other refused call goes.
_STARTING = (59, 221)
# The newer ones have the same number everywhere.
_REFUSED_EVERYWHERE = (424, 425, 434, 435, 438, 440, 442, 452)
_FOREIGN = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _NOT_PERMITTED, _KILL = 0x7FFF0000, 0x00050001, 0x80000000


def confine(code: Path, *, programs: Iterable[Path] = (), data: Iterable[Path] = ()) -> None:
    """Leave this process the files of Python and of our `code` to read, no network, and no other program.

    Where `programs` are given it may become one of them, which reads the files of `data` in place of ours.
    """
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0:
        programs = tuple(programs)
        ours = () if programs else (*_python(code), code)
        with suppress(OSError):
            _take_files(libc, [*ours, *data, *map(Path, _LIBRARIES)], programs)
        _take_calls(libc, _STARTING if programs else ())


def _python(code: Path) -> Iterable[Path]:
    """Return the folders of Python; in a checkout the one around the code may hold a home, and is none."""
    for folder in map(Path, filter(None, sys.path)):
        if folder != code.parent or folder.name in ("site-packages", "dist-packages"):
            yield folder


def _take_files(libc: ctypes.CDLL, readable: Iterable[Path], programs: Iterable[Path]) -> None:
    version = libc.syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)
    if version < 1:
        return
    rights = [(1 << _FILE_RIGHTS.get(version, _ALL_FILE_RIGHTS)) - 1]
    rights += [_TCP] if version >= _NET_SINCE else []
    rights += [_SIGNALS_AND_SOCKETS] if version >= _SCOPES_SINCE else []
    handled = struct.pack(f"={len(rights)}Q", *rights)
    ruleset = libc.syscall(_CREATE_RULESET, handled, len(handled), 0)
    if ruleset < 0:
        return
    executable = set(programs)
    for path in (*readable, *executable):
        with suppress(OSError):
            opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
            may = _READ_FILE | (_READ_DIR if path.is_dir() else 0) | (_EXECUTE if path in executable else 0)
            libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", may, opened), 0)
            os.close(opened)
    libc.syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _take_calls(libc: ctypes.CDLL, spared: Iterable[int]) -> None:
    machine = platform.machine()
    if machine not in _ARCHITECTURES:
        return
    refused = [number for number in (*_REFUSED[machine], *_REFUSED_EVERYWHERE) if number not in spared]
    # At the end of the filter: allowed, refused.
    lines = [
        (_LOAD, 0, 0, 4), (_EQUAL, 1, 0, _ARCHITECTURES[machine]), (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0), (_AT_LEAST, len(refused) + 1, 0, _FOREIGN),
        *((_EQUAL, len(refused) - place, 0, number) for place, number in enumerate(refused)),
        (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _NOT_PERMITTED),
    ]  # fmt: skip
    code = b"".join(struct.pack("=HBBI", *line) for line in lines)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("@HP", len(lines), ctypes.addressof(buffer))
    libc.prctl(_SET_SECCOMP, _FILTER_MODE, program, 0, 0)
