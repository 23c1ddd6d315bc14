"""Asks for a report, for a file that nobody has seen, with a wrong key, and once too often, through vt-py.

vt-py is VirusTotal's own library; it knows nothing of this project. What is on the other side of `host` must let
two lookups a minute pass with the good key.
"""

import json
import sys

import vt

GOOD, WRONG = "k" * 64, "w" * 64
NEVER = "0" * 64


def refused(client, digest):
    try:
        client.get_object("/files/{}", digest)
    except vt.APIError as error:
        return error.code, error.message
    raise AssertionError("vt-py took a refusal for an object")


def main(host, fixture):
    with open(fixture, encoding="utf-8") as file:
        expected = json.load(file)["data"]
    with vt.Client(GOOD, host=host) as client:
        report = client.get_object("/files/{}", expected["attributes"]["md5"])
        assert (report.type, report.id) == ("file", expected["id"]), report
        # Dates are the one thing that vt-py makes something else of.
        assert report.first_submission_date.timestamp() == expected["attributes"]["first_submission_date"]
        assert report.to_dict()["attributes"] == expected["attributes"]
        assert report.last_analysis_results["Kaspersky"]["category"] == "malicious"

        assert refused(client, NEVER) == ("NotFoundError", f'File "{NEVER}" not found')
        assert refused(client, NEVER) == ("QuotaExceededError", "Quota exceeded")
    with vt.Client(WRONG, host=host) as client:
        assert refused(client, NEVER) == ("WrongCredentialsError", "Wrong API key")
    print("a report, a 404, a 429, a 401")


if __name__ == "__main__":
    main(*sys.argv[1:])
