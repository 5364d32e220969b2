"""Which fault an error of the network means (网络故障归类), and whether it surely lies with the other side."""

import errno
import re
import ssl

import aiohttp

from crawler.guard import PrivateAddressError
from crawler.resolving import NoSuchNameError
from portal.states import Fault

_NUMBER = re.compile(r"\[Errno (\d+)\]")
_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.ENETDOWN})


def fault_of(error: Exception) -> tuple[Fault, bool]:
    """Fault, and whether it is certain: False where this machine, its name server or its proxy may be the reason."""
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return _of_name(error.os_error)
    if isinstance(error, PrivateAddressError):
        return Fault.PRIVATE, True
    if isinstance(error, (aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError)):
        return Fault.CONNECTION, False
    if isinstance(error, (aiohttp.ClientSSLError, ssl.SSLError)):
        return Fault.TLS, True
    if isinstance(error, TimeoutError):
        return Fault.TIMEOUT, True
    if isinstance(error, aiohttp.ClientConnectorError) and _closed_in_handshake(error):
        return Fault.TLS, True
    if isinstance(error, OSError):
        return _of_connecting(error)
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return Fault.CONNECTION, True
    return Fault.MALFORMED, False  # an answer that is no HTTP: browsers are more lenient than any parser


def _closed_in_handshake(error: aiohttp.ClientConnectorError) -> bool:
    """Whether the other side took the connection and closed it when encryption was offered: it speaks plain HTTP only, or no TLS we know.

    The event loop says so by a ConnectionResetError without a number; one of the operating system's has one, and may come from a box on the way.
    Behind a proxy it may be the proxy that closed.
    """
    key, reason = error.args[0], error.os_error
    unnumbered = isinstance(reason, ConnectionResetError) and not reason.errno
    return unnumbered and key.is_ssl and key.proxy is None


def _of_name(error: OSError) -> tuple[Fault, bool]:
    if isinstance(error, PrivateAddressError):
        return Fault.PRIVATE, True
    return Fault.DNS, isinstance(error, NoSuchNameError)


def _of_connecting(error: OSError) -> tuple[Fault, bool]:
    """Several addresses may have been tried: what one family's missing route says does not count beside another's refusal."""
    numbers = {error.errno} if error.errno else {int(number) for number in _NUMBER.findall(str(error))}
    told = numbers - _NO_ROUTE
    if told == {errno.ECONNREFUSED}:
        return Fault.REFUSED, True
    if told == {errno.ETIMEDOUT}:
        return Fault.TIMEOUT, True
    return Fault.CONNECTION, bool(told)
