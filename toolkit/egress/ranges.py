"""Addresses that are not a public server, by our own list.

Python's `is_private` and `is_global` change from version to version and misjudge some of these: on 3.11.7
100.64.0.1 is not private and ff02::1 is global. Sources: the special-purpose registries of IANA.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

REFUSED_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # behind a carrier's NAT; metadata of Alibaba's cloud
            "127.0.0.0/8",  # this machine
            "168.63.129.16/32",  # the host below a machine of Azure's cloud
            "169.254.0.0/16",  # this link; metadata of most clouds
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments; metadata of Oracle's cloud
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # relays from 6to4
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and the broadcast
        ),
    )
)
# Only global unicast is public at all: loopback, mapped and translated IPv4 (::ffff:0:0/96, 64:ff9b::/96,
# 64:ff9b:1::/48), unique local, link local and multicast all lie outside.
PUBLIC_V6 = IPv6Network("2000::/3")
REFUSED_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: carries an IPv4 address
            "3fff::/20",  # documentation
        ),
    )
)


def is_refused(address: Address) -> bool:
    """Whether an address is none of a public server."""
    if isinstance(address, IPv4Address):
        return any(address in network for network in REFUSED_V4)
    return address not in PUBLIC_V6 or any(address in network for network in REFUSED_V6)
