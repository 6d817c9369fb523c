"""A file of heads kept elsewhere shows whether history was rewritten, and a time-stamp when it was there."""

import subprocess
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.cli.conftest import Habeas
from tests.support.engines import on_sqlite

pytestmark = on_sqlite

AUTHORITY = """
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[stamping]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = here
[here]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
"""


@pytest.fixture
def history(session: Session) -> None:
    """A history of a few edits."""
    make.status(session, make.person(session))
    session.commit()


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """A small time-stamping authority in a folder of its own."""
    folder = tmp_path / "authority"
    folder.mkdir()
    (folder / "a.cnf").write_text(AUTHORITY)
    (folder / "serial").write_text("01\n")
    key = "-newkey rsa:2048 -nodes -config a.cnf"
    root = "-x509 -days 30 -subj /CN=Root -extensions root"
    _openssl(folder, f"req {root} {key} -keyout root.key -out root.pem")
    _openssl(folder, f"req {key} -keyout tsa.key -out tsa.csr -subj /CN=Stamps")
    signed = "-CA root.pem -CAkey root.key -CAcreateserial -extfile a.cnf -extensions stamping"
    _openssl(folder, f"x509 -req -in tsa.csr {signed} -out tsa.pem -days 20")
    return folder


def test_a_file_of_heads_is_held_against_the_database(
    habeas: Habeas, history: None, tmp_path: Path
) -> None:
    file = tmp_path / "heads.txt"
    for _ in range(2):
        assert habeas("deposit", file).exit_code == 0
    assert len(file.read_text().splitlines()) == 4
    assert habeas("check", "--deposited", file).exit_code == 0
    number = file.read_text().partition(":")[0]
    file.write_text(f"{file.read_text()}{number}:{'f' * 64} 2026-11-28T12:00:00+00:00\n")
    rewritten = habeas("check", "--deposited", file)
    assert rewritten.exit_code == 1
    assert f"deposited head {number}: neither history nor the seals" in rewritten.stdout
    file.write_text("no head\n")
    assert habeas("check", "--deposited", file).exit_code == 2


def test_a_time_stamp_shows_since_when_the_heads_are_there(
    habeas: Habeas, history: None, tmp_path: Path, authority: Path
) -> None:
    file, request, answer = (tmp_path / name for name in ("heads.txt", "heads.tsq", "heads.tsr"))
    habeas("deposit", file)
    assert habeas("timestamp", file, "--request", request).exit_code == 0
    _openssl(authority, f"ts -reply -config a.cnf -queryfile {request} -out {answer}")
    verify = ("timestamp", file, "--response", answer, "--root", authority / "root.pem")
    verified = habeas(*verify)
    assert verified.exit_code == 0, verified.stderr
    assert verified.stdout.startswith(f"The first 2 lines of {file} were there on ")

    habeas("deposit", file)
    assert habeas(*verify).stdout == verified.stdout
    file.write_text(file.read_text().replace("1", "2", 1))
    changed = habeas(*verify)
    assert changed.exit_code == 1
    assert "the lines were changed" in changed.stderr


def test_a_time_stamp_of_another_authority_does_not_hold(
    habeas: Habeas, tmp_path: Path, authority: Path
) -> None:
    file, request, answer = (tmp_path / name for name in ("heads.txt", "heads.tsq", "heads.tsr"))
    file.write_text("1:" + "a" * 64 + "\n")
    habeas("timestamp", file, "--request", request)
    _openssl(authority, f"ts -reply -config a.cnf -queryfile {request} -out {answer}")
    _openssl(authority, "req -x509 -newkey rsa:2048 -nodes -config a.cnf -keyout other.key -out other.pem"
                        " -days 30 -subj /CN=Root -extensions root")
    refused = habeas("timestamp", file, "--response", answer, "--root", authority / "other.pem")
    assert refused.exit_code == 1
    assert "does not hold" in refused.stderr
    answer.write_bytes(b"nothing")
    assert "no time-stamp" in habeas(
        "timestamp", file, "--response", answer, "--root", authority / "root.pem"
    ).stderr


def _openssl(folder: Path, order: str) -> None:
    subprocess.run(["openssl", *order.split()], cwd=folder, check=True, capture_output=True, timeout=60)
