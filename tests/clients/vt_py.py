"""Reads, sends, comments, votes and is refused through vt-py: `vt_py.py BASE KEY`.

vt-py is VirusTotal's own library; it knows nothing of this project. On the other side of `BASE` must be the stand-in
with a few requests a day for the key, analyses that are completed at once, and nothing of this script done before.
"""

import sys
import tempfile

import expected
import vt


def refused(call):
    try:
        call()
    except vt.APIError as error:
        return error.code, error.message
    raise AssertionError("vt-py took a refusal for an answer")


def read(client):
    report = client.get_object("/files/{}", expected.MD5)
    assert (report.type, report.id) == ("file", expected.FILE), report
    # Dates are the one thing that vt-py makes something else of.
    assert report.first_submission_date.timestamp() == 1792411834
    assert report.last_analysis_results["Kaspersky"]["category"] == "malicious"
    for path, kind, id in [
        ("/urls/" + vt.url_id(expected.URL), "url", expected.URL_ID),
        ("/urls/" + expected.URL_ID, "url", expected.URL_ID),
        ("/domains/" + expected.DOMAIN, "domain", expected.DOMAIN),
        ("/ip_addresses/" + expected.ADDRESS, "ip_address", expected.ADDRESS),
        ("/ip_addresses/" + expected.ADDRESS_V6, "ip_address", expected.ADDRESS_V6),
        ("/file_behaviours/" + expected.BEHAVIOUR, "file_behaviour", expected.BEHAVIOUR),
        ("/urls/" + expected.URL_ID + "/network_location", "domain", expected.DOMAIN),
        ("/comments/" + expected.COMMENT + "/author", "user", "ana_lyst"),
        ("/users/reader", "user", "reader"),
    ]:
        found = client.get_object(path)
        assert (found.type, found.id) == (kind, id), (path, found)
    related = client.get_object("/files/{}", expected.FILE, params={"relationships": "contacted_domains,graphs"})
    assert related.relationships["contacted_domains"]["data"][0] == {"type": "domain", "id": expected.DOMAIN}
    assert client.get_data("/users/{}/overall_quotas", "reader")["api_requests_daily"]["user"]["used"] > 0
    # In pages of 40, and in pages of the usual size.
    path = f"/ip_addresses/{expected.ADDRESS}/resolutions"
    ids = [entry.id for entry in client.iterator(path, batch_size=40)]
    assert len(ids) == len(set(ids)) == 130, len(ids)
    assert [entry.id for entry in client.iterator(path, limit=25)] == ids[:25]
    first = client.iterator(path, batch_size=40, limit=40)
    assert [entry.id for entry in first] == ids[:40]
    rest = client.iterator(path, batch_size=40, cursor=first.cursor)
    assert [entry.id for entry in rest] == ids[40:]
    assert list(client.iterator(f"/files/{expected.FILE}/pe_resource_parents")) == []
    assert [found.id for found in client.iterator("/search", params={"query": expected.DOMAIN})] == [expected.DOMAIN]


def send(client, folder):
    large = expected.large()
    for name, content in [("small.bin", expected.SMALL), ("large.bin", large)]:
        with open(expected.put(folder, name, content), "rb") as file:
            analysis = client.scan_file(file, wait_for_completion=True)
        assert (analysis.type, analysis.status) == ("analysis", "completed"), analysis
        report = client.get_object("/files/{}", expected.sha256(content))
        assert report.size == len(content)
        assert client.get_object(f"/analyses/{analysis.id}/item").id == report.id
    analysis = client.scan_url(expected.NEW_URL, wait_for_completion=True)
    assert analysis.status == "completed"
    assert client.get_object("/urls/{}", vt.url_id(expected.NEW_URL)).url == expected.NEW_URL
    for path in [f"/files/{expected.FILE}", f"/urls/{expected.URL_ID}", f"/domains/{expected.DOMAIN}"]:
        before = client.get_object(path).last_analysis_date
        response = client.post(path + "/analyse")
        assert response.status == 200 and response.json()["data"]["type"] == "analysis"
        assert client.get_object(path).last_analysis_date > before


def speak(client):
    for path in [
        f"/files/{expected.FILE}",
        f"/urls/{expected.URL_ID}",
        f"/domains/{expected.DOMAIN}",
        f"/ip_addresses/{expected.ADDRESS_V6}",
    ]:
        comment = vt.Object("comment", obj_attributes={"text": "Written by #vtpy, <b>twice</b>."})
        written = client.post_object(path + "/comments", obj=comment)
        assert written.tags == ["vtpy"] and "&lt;b&gt;" in written.html, written.to_dict()
        assert next(client.iterator(path + "/comments")).id == written.id
        again = refused(lambda: client.post_object(path + "/comments", obj=comment))
        assert again[0] == "AlreadyExistsError", again
        gone = client.delete("/comments/" + written.id)
        assert gone.status == 200
        assert refused(lambda: client.get_object("/comments/" + written.id))[0] == "NotFoundError"

        vote = vt.Object("vote", obj_attributes={"verdict": "malicious"})
        assert client.post_object(path + "/votes", obj=vote).verdict == "malicious"
        code, message = refused(lambda: client.post_object(path + "/votes", obj=vote))
        assert code == "AlreadyExistsError" and message.startswith('User "reader" already voted "malicious" for this')
    counted = client.post(f"/comments/{expected.COMMENT}/vote", json_data={"data": "positive"}).json()
    assert counted["data"]["positive"] == 15, counted


def errors(client, base):
    for call, code, message in [
        (lambda: client.get_object("/files/{}", expected.NEVER), "NotFoundError", f'File "{expected.NEVER}" not found'),
        (
            lambda: client.get_object("/domains/{}", "no_domain"),
            "InvalidArgumentError",
            'Domain "no_domain" is not a valid domain pattern',
        ),
        (
            lambda: client.get_object(f"/urls/{expected.URL_ID}/redirects_to"),
            "ForbiddenError",
            "You are not authorized to perform the requested operation",
        ),
        (
            lambda: client.delete("/comments/" + expected.COMMENT).json() and client.get_object("/users/another"),
            "ForbiddenError",
            "You are not authorized to perform the requested operation",
        ),
    ]:
        assert refused(call) == (code, message)
    assert client.get_object("/comments/" + expected.COMMENT).id == expected.COMMENT
    with vt.Client("w" * 64, host=base) as other:
        assert refused(lambda: other.get_object("/files/{}", expected.NEVER))[0] == "WrongCredentialsError"
    # The last of the day.
    for _ in range(500):
        code, message = refused(lambda: client.get_object("/files/{}", expected.NEVER))
        if code != "NotFoundError":
            assert (code, message) == ("QuotaExceededError", "Quota exceeded")
            return
    raise AssertionError("the day's requests do not end")


def main(base, key):
    with vt.Client(key, host=base) as client, tempfile.TemporaryDirectory() as folder:
        read(client)
        send(client, folder)
        speak(client)
        errors(client, base)
    print("vt-py read, sent, spoke and was refused")


if __name__ == "__main__":
    main(*sys.argv[1:])
