"""The static host table (静态域名表): names and the addresses they stand for, read from a file before any name server is asked."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from portal.hosts import canonical_host

_ADDRESS = re.compile(r"(?:\[(?P<v6>[^\]]+)\]|(?P<v4>[\d.]+))(?::(?P<port>\d+))?\Z")


class HostsFileError(ValueError):
    """A line of the hosts file cannot be read; the message names file, line and mend."""


class Endpoint(NamedTuple):
    """An address of a name; `port` replaces the port of every address of that name, None leaves it."""

    address: str
    port: int | None

    @property
    def family(self) -> int:
        """4 or 6."""
        return 6 if ":" in self.address else 4


@dataclass(frozen=True)
class HostsTable:
    """Endpoints by canonical name, in the order of the file."""

    endpoints: dict[str, tuple[Endpoint, ...]]

    def __contains__(self, name: str) -> bool:
        return name in self.endpoints

    def of(self, name: str) -> tuple[Endpoint, ...]:
        """Endpoints of a name; empty when the table does not know it."""
        return self.endpoints.get(name, ())

    @classmethod
    def read(cls, path: Path) -> "HostsTable":
        """Table from a file; raises HostsFileError, also when the file cannot be read."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as fault:
            raise HostsFileError(f"{path}: 读不出域名表文件，请检查路径和编码（UTF-8）") from fault
        return cls.parse(text.splitlines(), str(path))

    @classmethod
    def parse(cls, lines: Iterable[str], name: str) -> "HostsTable":
        """Table from lines `ADDRESS[:PORT] NAME…` or `[IPv6][:PORT] NAME…`; `#` starts a comment. `name` is the file's, for messages."""
        found: dict[str, tuple[Endpoint, ...]] = {}
        for number, line in enumerate(lines, 1):
            words = line.partition("#")[0].split()
            if words:
                endpoint = _endpoint(words[0])
                if endpoint is None or len(words) == 1:
                    raise HostsFileError(
                        f"{name} 第 {number} 行：“{line.strip()}”应写成“地址[:端口] 域名…”，IPv6 地址加方括号"
                    )
                for host in _names(words[1:], name, number):
                    found[host] = (*found.get(host, ()), endpoint)
        return cls(found)


EMPTY = HostsTable({})


def _endpoint(text: str) -> Endpoint | None:
    parts = _ADDRESS.match(text)
    try:
        address = str(ipaddress.ip_address((parts["v6"] or parts["v4"]) if parts else text))
    except ValueError:
        return None
    port = int(parts["port"]) if parts and parts["port"] else None
    return Endpoint(address, port) if port is None or 0 < port < 65536 else None


def _names(words: list[str], file: str, number: int) -> Iterable[str]:
    for word in words:
        host = canonical_host(word)
        if host is None:
            raise HostsFileError(f"{file} 第 {number} 行：“{word}”不是域名")
        yield host
