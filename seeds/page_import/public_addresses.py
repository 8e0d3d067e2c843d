"""Which network addresses a page may be fetched from: those of the public internet alone."""

import ipaddress

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# The special-purpose registry of IANA (RFC 6890 and its successors), multicast and reserved ranges
REFUSED_IPV4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared by the customers of a provider (CGNAT)
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # the host of a virtual machine in Azure
            "169.254.0.0/16",  # link-local, metadata of cloud machines
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
        ),
    )
)
# Everything else (loopback, IPv4-mapped, NAT64, unique local, link-local, multicast …) lies outside of it.
GLOBAL_UNICAST_IPV6 = ipaddress.IPv6Network("2000::/3")
REFUSED_IPV6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which holds an IPv4 address
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
# Interface identifiers that hold an IPv4 address (ISATAP, RFC 5214)
ISATAP_MARKS = (0x00005EFE, 0x02005EFE)


def is_public_address(address: IPAddress) -> bool:
    """Whether the address belongs to the public internet; what is in no table is refused."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not _is_in(address, REFUSED_IPV4)
    if not isinstance(address, ipaddress.IPv6Address):
        return False
    if address.scope_id or address not in GLOBAL_UNICAST_IPV6:
        return False
    if (int(address) >> 32) & 0xFFFFFFFF in ISATAP_MARKS:
        return False
    return address.is_global and not _is_in(address, REFUSED_IPV6)


def _is_in(address: IPAddress, networks: tuple) -> bool:
    return any(address in network for network in networks)
