"""What the world of tests/stand-in holds, as far as the clients' scripts ask for it, and files to send in."""

import hashlib
import os

FILE = "8a4d4137273ac783853add0294953a36b13c9863919004c10662a9a8c9ae327f"
MD5 = "4337c09e29456a57b73a97842cacd603"
URL = "https://cdn-viewer.example.com/pay/invoice?id=88213"
URL_ID = hashlib.sha256(URL.encode()).hexdigest()
DOMAIN = "cdn-viewer.example.com"
ADDRESS = "192.175.48.47"
ADDRESS_V6 = "2620:4f:8000::47"
BEHAVIOUR = FILE + "_VirusTotal Jujubox"
COMMENT = "f-" + FILE + "-0c2e77a4"
NEVER = "0" * 64

# The script's own, so that nothing is asked for twice.
NEW_URL = "https://new.example.org/some/path?and=query&more=%20"
SMALL = b"a small file that nobody has sent in before\r\n--not-the-boundary\r\n"
# More than what may be sent directly.
LARGE = 33 * 1024 * 1024 + 7


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def large():
    """Bytes that no compression makes small, the same each time."""
    piece = hashlib.sha512(b"large").digest() * 1024
    return (piece * (LARGE // len(piece) + 1))[:LARGE]


def put(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(content)
    return path
