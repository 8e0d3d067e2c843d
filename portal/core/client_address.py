"""Who the client is: the one answer to it, for sign-in, throttles, reports and views."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

IPV6_NETWORK_BITS = 64  # one customer's network: a client may take any address in it


def client_address(request: HttpRequest) -> str:
    """Return the address of the client, an IPv6 one as its network; "" where none can be told.

    Each trusted proxy (`TRUSTED_PROXIES` says how many) appends the address that it was asked from to
    X-Forwarded-For. The entry of the first of them counts; what stands before it was written by the client.
    A request that did not come through all of them is the one that asked the server.
    """
    nearest = _parse_address(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    count = settings.TRUSTED_PROXIES
    if not count or len(forwarded) < count:
        return nearest
    return _parse_address(forwarded[-count]) or nearest


def _parse_address(text: str) -> str:
    """The address in its one spelling, without a port; "" for what is none."""
    try:
        address = ip_address(_without_port(text.strip()))
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), IPV6_NETWORK_BITS), strict=False).network_address)


def _without_port(text: str) -> str:
    """The address of `192.0.2.1:80` and `[2001:db8::1]:80`."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text
