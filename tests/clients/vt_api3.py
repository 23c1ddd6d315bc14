"""Reads, sends, comments, votes and is refused through vtapi3: `vt_api3.py BASE KEY`.

The library knows nothing of this project; only its address is set. See vt_py.py for what must be on the other side.
"""

import json
import sys
import tempfile

import expected
from vtapi3 import (
    VirusTotalAPIAnalyses,
    VirusTotalAPIDomains,
    VirusTotalAPIFiles,
    VirusTotalAPIIPAddresses,
    VirusTotalAPIUrls,
)


def main(base, key):
    def of(kind, key=key):
        client = kind(key)
        client.base_url = base + "/api/v3"
        return client

    def answered(client, body, status=200):
        assert client.get_last_http_error() == status, (client.get_last_http_error(), body)
        return json.loads(body)

    files, urls, analyses = of(VirusTotalAPIFiles), of(VirusTotalAPIUrls), of(VirusTotalAPIAnalyses)
    assert answered(files, files.get_report(expected.MD5))["data"]["id"] == expected.FILE
    # It asks for the first page with a cursor of two quotes.
    assert len(answered(files, files.get_relationship(expected.FILE, "/contacted_domains"))["data"]) == 4
    assert len(answered(files, files.get_comments(expected.FILE, limit=40))["data"]) == 26

    with tempfile.TemporaryDirectory() as folder:
        path = expected.put(folder, "small.bin", expected.SMALL)
        begun = answered(files, files.upload(path))["data"]
        status = answered(analyses, analyses.get_report(begun["id"]))["data"]["attributes"]["status"]
        assert status == "completed"
        id = VirusTotalAPIFiles.get_file_id(path)
        assert answered(files, files.get_report(id))["data"]["attributes"]["size"] == len(expected.SMALL)
    assert answered(files, files.get_upload_url())["data"].startswith("http")
    assert answered(files, files.analyse(expected.FILE))["data"]["type"] == "analysis"

    assert answered(urls, urls.upload(expected.NEW_URL))["data"]["type"] == "analysis"
    id = VirusTotalAPIUrls.get_url_id_base64(expected.NEW_URL)
    assert answered(urls, urls.get_report(id))["data"]["attributes"]["url"] == expected.NEW_URL
    id = VirusTotalAPIUrls.get_url_id_sha256(expected.URL)
    assert answered(urls, urls.get_network_location(id))["data"]["id"] == expected.DOMAIN

    for kind, id, also in [
        (VirusTotalAPIFiles, expected.FILE, None),
        (VirusTotalAPIUrls, expected.URL_ID, None),
        (VirusTotalAPIDomains, expected.DOMAIN, "/subdomains"),
        (VirusTotalAPIIPAddresses, expected.ADDRESS, "/historical_whois"),
    ]:
        client = of(kind)
        if also:
            answered(client, client.get_report(id))
            answered(client, client.get_relationship(id, also))
        text = "Written by vtapi3."
        written = answered(client, client.put_comments(id, text))
        assert written["data"]["attributes"]["text"] == text
        answered(client, client.put_comments(id, text), 409)
        assert answered(client, client.put_votes(id, True))["data"]["attributes"]["verdict"] == "malicious"
        code = answered(client, client.put_votes(id, True), 409)["error"]["code"]
        assert code == "AlreadyExistsError"
        assert answered(client, client.get_votes(id))["data"][0]["attributes"]["verdict"] == "malicious"

    error = answered(files, files.get_report(expected.NEVER), 404)["error"]
    assert error == {"code": "NotFoundError", "message": f'File "{expected.NEVER}" not found'}
    wrong = of(VirusTotalAPIFiles, "w" * 64)
    answered(wrong, wrong.get_report(expected.NEVER), 401)
    print("vtapi3 read, sent, spoke and was refused")


if __name__ == "__main__":
    main(*sys.argv[1:])
