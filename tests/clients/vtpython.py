"""Reads, sends, comments, votes and is refused through virustotal-python: `vtpython.py BASE KEY`.

The library knows nothing of this project; only its address is set. See vt_py.py for what must be on the other side.
"""

import sys
from base64 import urlsafe_b64encode

import expected
from virustotal_python import Virustotal, VirustotalError


def refused(call):
    try:
        call()
    except VirustotalError as error:
        return error.error()["code"]
    raise AssertionError("virustotal-python took a refusal for an answer")


def read(vt):
    report = vt.request(f"files/{expected.MD5}")
    assert (report.object_type, report.data["id"]) == ("file", expected.FILE), report.object_type
    encoded = urlsafe_b64encode(expected.URL.encode()).decode().strip("=")
    for path, kind in [
        (f"urls/{encoded}", "url"),
        (f"domains/{expected.DOMAIN}", "domain"),
        (f"ip_addresses/{expected.ADDRESS}", "ip_address"),
        (f"ip_addresses/{expected.ADDRESS_V6}", "ip_address"),
    ]:
        assert vt.request(path).object_type == kind, path
    subdomains, cursor = [], None
    while True:
        page = vt.request(f"domains/{expected.DOMAIN}/subdomains", params={"limit": 10, "cursor": cursor})
        subdomains += [entry["id"] for entry in page.data]
        cursor = page.cursor
        if not cursor:
            break
    assert len(subdomains) == len(set(subdomains)) == 25, subdomains
    found = vt.request("search", params={"query": expected.ADDRESS})
    assert [entry["id"] for entry in found.data] == [expected.ADDRESS]


def send(vt):
    small = vt.request("files", files={"file": ("small.bin", expected.SMALL)}, method="POST")
    assert small.object_type == "analysis"
    analysis = vt.request("analyses/" + small.data["id"])
    assert analysis.data["attributes"]["status"] == "completed"
    assert vt.request(f"files/{expected.sha256(expected.SMALL)}").data["attributes"]["size"] == len(expected.SMALL)

    large = expected.large()
    address = vt.request("files/upload_url").data
    vt.request(address, files={"file": ("large.bin", large)}, method="POST", large_file=True)
    assert vt.request(f"files/{expected.sha256(large)}").data["attributes"]["names"] == ["large.bin"]

    assert vt.request("urls", data={"url": expected.NEW_URL}, method="POST").object_type == "analysis"
    encoded = urlsafe_b64encode(expected.NEW_URL.encode()).decode().strip("=")
    assert vt.request(f"urls/{encoded}").data["attributes"]["url"] == expected.NEW_URL
    assert vt.request(f"files/{expected.FILE}/analyse", method="POST").object_type == "analysis"


def speak(vt):
    comment = {"data": {"type": "comment", "attributes": {"text": "Written by virustotal-python. #vt"}}}
    vote = {"data": {"type": "vote", "attributes": {"verdict": "harmless"}}}
    for path in [f"files/{expected.FILE}", f"urls/{expected.URL_ID}", f"ip_addresses/{expected.ADDRESS}"]:
        written = vt.request(f"{path}/comments", json=comment, method="POST")
        assert written.data["attributes"]["tags"] == ["vt"]
        assert refused(lambda: vt.request(f"{path}/comments", json=comment, method="POST")) == "AlreadyExistsError"
        vt.request("comments/" + written.data["id"], method="DELETE")
        assert vt.request(f"{path}/votes", json=vote, method="POST").data["attributes"]["verdict"] == "harmless"
        assert refused(lambda: vt.request(f"{path}/votes", json=vote, method="POST")) == "AlreadyExistsError"
    assert refused(lambda: vt.request(f"comments/{expected.COMMENT}", method="DELETE")) == "ForbiddenError"


def connected(base, key):
    vt = Virustotal(API_KEY=key)
    vt.BASEURL = base + "/api/v3/"
    return vt


def main(base, key):
    with connected(base, key) as vt:
        read(vt)
        send(vt)
        speak(vt)
        assert refused(lambda: vt.request(f"files/{expected.NEVER}")) == "NotFoundError"
        assert refused(lambda: vt.request(f"files/{expected.FILE}/similar_files")) == "ForbiddenError"
        assert refused(lambda: vt.request("domains/no_domain")) == "InvalidArgumentError"
    with connected(base, "w" * 64) as vt:
        assert refused(lambda: vt.request(f"files/{expected.NEVER}")) == "WrongCredentialsError"
    print("virustotal-python read, sent, spoke and was refused")


if __name__ == "__main__":
    main(*sys.argv[1:])
