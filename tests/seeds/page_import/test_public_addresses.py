"""Which network addresses a page may be fetched from, and which web addresses are asked at all."""

import ipaddress
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.page_import.public_addresses import is_public_address
from seeds.page_import.web_address import FetchRefused, parse_web_address

PUBLIC = (
    *(
        "1.1.1.1",
        "8.8.8.8",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.9.9",
        "172.32.0.1",
    ),
    *("192.167.1.1", "192.169.1.1", "198.17.9.9", "198.20.0.1", "223.255.255.254", "202.112.0.36"),
    *("2001:200::1", "2400:3200::1", "2606:4700:4700::1111", "2a00:1450:4001::200e"),
)
NOT_PUBLIC = (
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "127.0.0.1", "127.8.8.8"),  # noqa: S104
    *("100.64.0.1", "100.100.100.200", "100.127.255.255", "169.254.169.254", "169.254.0.1"),
    *("172.16.0.1", "172.31.255.255", "192.168.0.1", "192.0.0.1", "192.0.0.192", "192.0.2.1"),
    *("192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9"),
    *("168.63.129.16", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:8.8.8.8"),
    *("::ffff:0:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::a00:1", "100::1"),
    *("2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "2002:7f00:1::1"),
    *("2002:808:808::1", "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1"),
    *("fe80::1%eth0", "fec0::1", "ff02::1", "2620:4f:8000::1", "2400:3200::5efe:7f00:1"),
)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_allowed(address):
    assert is_public_address(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_address_that_is_not_public_is_refused(address):
    assert not is_public_address(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("text", "host", "port", "target"),
    [
        ("http://news.example.org", "news.example.org", 80, "/"),
        ("https://news.example.org/a?b=1#c", "news.example.org", 443, "/a?b=1"),
        ("HTTPS://News.Example.org:443/", "news.example.org", 443, "/"),
        ("https://news.example.org:80/x", "news.example.org", 80, "/x"),
        (
            "http://新闻.example.org/页?题=一",
            "xn--efvy88h.example.org",
            80,
            "/%E9%A1%B5?%E9%A2%98=%E4%B8%80",
        ),
        ("http://[2400:3200::1]/", "2400:3200::1", 80, "/"),
    ],
)
def test_web_address_is_taken_apart(text, host, port, target):
    address = parse_web_address(text)
    assert (address.host, address.port, address.target) == (host, port, target)


@pytest.mark.parametrize(
    "text",
    [
        *("", "news.example.org", "//news.example.org/", "http://", "http:///a", "https://?a"),
        *("ftp://news.example.org/", "file:///etc/passwd", "gopher://a/", "javascript:alert(1)"),
        *("http://news.example.org:8080/", "http://news.example.org:22/", "http://a:99999/"),
        *("http://a:0/", "http://user@news.example.org/", "http://user:word@news.example.org/"),
        *("http://news.example.org/a b", "http://news.example.org\\@a/", "http://a\r\nHost: b/"),
        *("http://a\t.org/", "http://[::1", "http://[fe80::1%25eth0]:81/", "http://" + "a" * 600),
    ],
)
def test_web_address_that_is_none_or_unsafe_is_refused(text):
    with pytest.raises(FetchRefused):
        parse_web_address(text)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.sampled_from(("http://", "https://", "http://[", "")), st.text(max_size=40))
def test_any_text_is_an_address_or_refused(start, rest):
    with suppress(FetchRefused):
        address = parse_web_address(start + rest)
        assert address.port in {80, 443}
        assert (address.host + address.target).isascii()
        assert not set(address.host + address.target) & set("\r\n \t\0")
