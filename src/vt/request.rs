//! What can be asked: a method, a path built from checked parts, and what is sent along.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use crate::subject::{Subject, Topic};
use crate::vt::relation::{self, LeadsTo};

/// A question to API v3. The key is not part of it; the one place that sends adds it as a header.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    pub method: Method,
    /// Begins with `/api/v3/`; holds the query.
    pub path: String,
    pub body: Body,
    /// What the answer must be about: a proxy that answers with another object's report is found out.
    pub about: Option<Subject>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    Get,
    Post,
    Delete,
}

/// What is sent along. Files are no part of this: `browser::upload` carries them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    Empty,
    Json(String),
    /// `application/x-www-form-urlencoded`.
    Form(String),
}

impl Method {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// What the community says of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ballot {
    Harmless,
    Malicious,
}

impl Ballot {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Harmless => "harmless",
            Self::Malicious => "malicious",
        }
    }
}

/// What a reader says of a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Applause {
    Positive,
    Negative,
    Abuse,
}

impl Applause {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
            Self::Abuse => "abuse",
        }
    }
}

/// The most entries that one page of a list may have.
pub const PAGE: u32 = 40;

/// The report of an object alone.
pub fn object(subject: &Subject) -> Request {
    Request {
        about: Some(subject.clone()),
        ..get(subject.path())
    }
}

/// The report of an object together with the beginnings of its free relations, for one request.
pub fn report(subject: &Subject) -> Request {
    let names = relation::asked_with_report(subject.topic());
    Request {
        about: Some(subject.clone()),
        ..get(format!("{}?relationships={names}", subject.path()))
    }
}

/// A page of any list, by its path with or without a query of its own.
pub fn page(path: &str, cursor: Option<&str>) -> Request {
    let name = path.rsplit('/').next().unwrap_or_default();
    if Topic::ALL
        .into_iter()
        .filter_map(|topic| relation::named(topic, name))
        .any(|relation| relation.leads_to != LeadsTo::Many)
    {
        return get(path.to_owned());
    }
    let joint = if path.contains('?') { '&' } else { '?' };
    let cursor = cursor
        .map(|cursor| format!("&cursor={}", segment(cursor)))
        .unwrap_or_default();
    get(format!("{path}{joint}limit={PAGE}{cursor}"))
}

/// All sandboxes' reports of a file as one.
pub fn behaviour_summary(file: &Subject) -> Request {
    get(format!("{}/behaviour_summary", file.path()))
}

/// ATT&CK tactics and techniques of a file, by sandbox.
pub fn mitre_trees(file: &Subject) -> Request {
    get(format!("{}/behaviour_mitre_trees", file.path()))
}

/// One sandbox's report as the web page that the sandbox made. `id` is the behaviour object's.
pub fn behaviour_html(id: &str) -> Request {
    get(format!("/api/v3/file_behaviours/{}/html", segment(id)))
}

pub fn analysis(id: &str) -> Request {
    get(format!("/api/v3/analyses/{}", segment(id)))
}

/// The path of the list of whatever VirusTotal finds for a text.
pub fn search_path(query: &str) -> String {
    format!("/api/v3/search?query={}", segment(query))
}

/// A user of VirusTotal, by name: for one's own, with quotas and privileges.
pub fn user(name: &str) -> Request {
    get(format!("/api/v3/users/{}", segment(name)))
}

pub fn overall_quotas(user: &str) -> Request {
    get(format!("/api/v3/users/{}/overall_quotas", segment(user)))
}

/// Has an object looked at anew; the answer names the analysis.
pub fn reanalyse(subject: &Subject) -> Request {
    post(format!("{}/analyse", subject.path()), Body::Empty)
}

/// Has a URL looked at, known or not; the answer names the analysis.
pub fn submit_url(url: &str) -> Request {
    post("/api/v3/urls".to_owned(), Body::Form(format!("url={}", segment(url))))
}

/// Where a large file may be sent, once.
pub fn upload_url() -> Request {
    get("/api/v3/files/upload_url".to_owned())
}

pub fn comment(subject: &Subject, text: &str) -> Request {
    let body = json!({"data": {"type": "comment", "attributes": {"text": text}}});
    post(format!("{}/comments", subject.path()), Body::Json(body.to_string()))
}

pub fn vote(subject: &Subject, ballot: Ballot) -> Request {
    let body = json!({"data": {"type": "vote", "attributes": {"verdict": ballot.as_str()}}});
    post(format!("{}/votes", subject.path()), Body::Json(body.to_string()))
}

pub fn vote_on_comment(id: &str, applause: Applause) -> Request {
    let body = json!({"data": applause.as_str()});
    post(
        format!("/api/v3/comments/{}/vote", segment(id)),
        Body::Json(body.to_string()),
    )
}

/// Who wrote a comment.
pub fn comment_author(id: &str) -> Request {
    get(format!("/api/v3/comments/{}/author", segment(id)))
}

pub fn delete_comment(id: &str) -> Request {
    Request {
        method: Method::Delete,
        ..get(format!("/api/v3/comments/{}", segment(id)))
    }
}

fn get(path: String) -> Request {
    Request {
        method: Method::Get,
        path,
        body: Body::Empty,
        about: None,
    }
}

fn post(path: String, body: Body) -> Request {
    Request {
        method: Method::Post,
        body,
        ..get(path)
    }
}

/// Escapes a text for one segment of a path or one value of a query or form.
fn segment(text: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    utf8_percent_encode(text, KEPT).to_string()
}

/// SHA-256 of the EICAR test file, which VirusTotal has known since it began: asking for it proves a key.
pub const EICAR_SHA256: &str = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";

/// The question that proves a key.
pub fn eicar() -> Option<Request> {
    Subject::new(Topic::File, EICAR_SHA256).map(|subject| object(&subject))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(topic: Topic, id: &str) -> Subject {
        Subject::new(topic, id).expect("a good id")
    }

    #[test]
    fn paths_are_built_from_checked_parts() {
        let file = subject(Topic::File, "D41D8CD98F00B204E9800998ECF8427E");
        let address = subject(Topic::Address, "2001:DB8::1");
        for (request, line, body) in [
            (
                object(&file),
                "GET /api/v3/files/d41d8cd98f00b204e9800998ecf8427e",
                Body::Empty,
            ),
            (
                page(&address.related("resolutions"), Some("a=b/&c")),
                "GET /api/v3/ip_addresses/2001:db8::1/resolutions?limit=40&cursor=a%3Db%2F%26c",
                Body::Empty,
            ),
            (
                analysis("ZDQ=:/ä"),
                "GET /api/v3/analyses/ZDQ%3D%3A%2F%C3%A4",
                Body::Empty,
            ),
            (
                page(&file.related("behaviours"), None),
                "GET /api/v3/files/d41d8cd98f00b204e9800998ecf8427e/behaviours?limit=40",
                Body::Empty,
            ),
            (
                page(&address.related("parent"), None),
                "GET /api/v3/ip_addresses/2001:db8::1/parent",
                Body::Empty,
            ),
            (
                page(&search_path("#tag a"), None),
                "GET /api/v3/search?query=%23tag%20a&limit=40",
                Body::Empty,
            ),
            (
                reanalyse(&address),
                "POST /api/v3/ip_addresses/2001:db8::1/analyse",
                Body::Empty,
            ),
            (
                submit_url("http://a.example/?x=1&y=ü"),
                "POST /api/v3/urls",
                Body::Form("url=http%3A%2F%2Fa.example%2F%3Fx%3D1%26y%3D%C3%BC".into()),
            ),
            (
                comment(&file, "bad \"#file\""),
                "POST /api/v3/files/d41d8cd98f00b204e9800998ecf8427e/comments",
                Body::Json(r##"{"data":{"attributes":{"text":"bad \"#file\""},"type":"comment"}}"##.into()),
            ),
            (
                vote(&file, Ballot::Malicious),
                "POST /api/v3/files/d41d8cd98f00b204e9800998ecf8427e/votes",
                Body::Json(r#"{"data":{"attributes":{"verdict":"malicious"},"type":"vote"}}"#.into()),
            ),
            (
                vote_on_comment("f-a-b", Applause::Abuse),
                "POST /api/v3/comments/f-a-b/vote",
                Body::Json(r#"{"data":"abuse"}"#.into()),
            ),
            (
                comment_author("f-a/b"),
                "GET /api/v3/comments/f-a%2Fb/author",
                Body::Empty,
            ),
            (delete_comment("f-a/b"), "DELETE /api/v3/comments/f-a%2Fb", Body::Empty),
        ] {
            assert_eq!(format!("{} {}", request.method.as_str(), request.path), line);
            assert_eq!(request.body, body, "{line}");
        }
    }

    #[test]
    fn a_report_asks_for_its_relations_and_knows_what_it_is_about() {
        let domain = subject(Topic::Domain, "example.com");
        let request = report(&domain);
        assert!(
            request
                .path
                .starts_with("/api/v3/domains/example.com?relationships=resolutions,subdomains,")
        );
        assert_eq!(request.about, Some(domain));
    }
}
