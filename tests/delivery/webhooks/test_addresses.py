"""Messages go to public addresses only, and to the very numbers that were judged."""

from __future__ import annotations

import pytest

from integra_cms.delivery.webhooks.addresses import AddressRefused, check_address, is_public

PUBLIC = "93.184.215.14"


def answering(*numbers: str):
    return lambda _host, _port: numbers


def no_such_host(host: str, _port: int) -> list[str]:
    raise OSError(host)


@pytest.mark.parametrize(
    "number",
    [
        "0.0.0.0",  # noqa: S104 - nothing is bound to it
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001:db8::1",
        "2001:0:5ef5:79fd:0:59d:a0e5:ba1",
        "2002:7f00:1::1",
        "2002:a00:1::1",
        "2002:a9fe:a9fe::",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fe80::1%eth0",
        "2606:2800:220:1::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "no number",
        "",
    ],
)
def test_a_number_that_is_not_public(number):
    assert not is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        PUBLIC,
        "1.1.1.1",
        "2606:2800:220:1:248:1893:25c8:1946",
        "::ffff:1.1.1.1",
        "64:ff9b::101:101",
        "2002:101:101::1",
    ],
)
def test_a_number_that_is_public(number):
    assert is_public(number)


def test_a_target_keeps_the_name_and_the_numbers_it_was_judged_by():
    target = check_address(
        "https://Hooks.Example.org/in%20box/č?a=1&b=ž#part", resolve=answering(PUBLIC, "1.1.1.1")
    )

    assert (target.scheme, target.host, target.port) == ("https", "hooks.example.org", 443)
    assert target.path == "/in%20box/%C4%8D?a=1&b=%C5%BE"
    assert target.numbers == (PUBLIC, "1.1.1.1")
    assert target.host_header == "hooks.example.org"


def test_a_port_other_than_the_usual_one_is_part_of_the_host():
    target = check_address("https://hooks.example.org:8443", resolve=answering(PUBLIC))

    assert (target.port, target.path, target.host_header) == (8443, "/", "hooks.example.org:8443")


def test_a_name_in_another_script_is_written_as_the_network_knows_it():
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return [PUBLIC]

    target = check_address("https://пример.example/", resolve=resolve)

    assert asked == [("xn--e1afmkfd.example", 443)]
    assert target.host == "xn--e1afmkfd.example"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://hooks.example.org/", "https://"),
        ("ftp://hooks.example.org/", "https://"),
        ("file:///etc/passwd", "https://"),
        ("//hooks.example.org/", "https://"),
        ("hooks", "https://"),
        ("", "https://"),
        ("https:///in", "no host"),
        ("https://user:secret@hooks.example.org/", "name and password"),
        ("https://user@hooks.example.org/", "name and password"),
        ("https://@hooks.example.org/", "name and password"),
        ("https://hooks.example.org:0/", "port"),
        ("https://hooks.example.org:99999/", "not an address"),
        ("https://[::1/", "not an address"),
        ("https://hooks.example.org/\r\nX-Evil: 1", "blanks"),
        ("https://hooks.example.org/a b", "blanks"),
        ("https://hooks.example.org\\@127.0.0.1/", "blanks"),
        (f"https://{'č' * 80}.example/", "not the name of a host"),
    ],
)
def test_an_address_that_is_none_is_refused(url, reason):
    with pytest.raises(AddressRefused, match=reason):
        check_address(url, resolve=answering(PUBLIC))


def test_one_private_number_among_public_ones_is_enough_to_refuse():
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.7, which is not a public address"):
        check_address("https://hooks.example.org/", resolve=answering(PUBLIC, "10.0.0.7"))


@pytest.mark.parametrize("resolve", [no_such_host, answering()])
def test_a_name_without_a_number_is_refused(resolve):
    with pytest.raises(AddressRefused, match=r"“hooks\.example\.org” has no address now"):
        check_address("https://hooks.example.org/", resolve=resolve)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_numbers_in_any_spelling_are_judged_by_what_the_system_makes_of_them(host):
    with pytest.raises(AddressRefused):
        check_address(f"https://{host}/")


def test_trying_out_allows_what_is_private_and_plain(private_allowed):
    target = check_address("http://127.0.0.1:8000/in")

    assert (target.scheme, target.port, target.numbers) == ("http", 8000, ("127.0.0.1",))
