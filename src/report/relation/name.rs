//! What an object is called where it stands among others, and where it opens.

use serde_json::Value;

use crate::report::units;
use crate::route::Route;
use crate::subject::{Subject, Topic};
use crate::untrusted::Untrusted;
use crate::vt::object::{Kind, Object};
use crate::vt::value::text;

/// An object by its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// As it came; a date for what has no name.
    pub text: Untrusted,
    /// What a reader takes along: a file's digest rather than its name.
    pub taken: Untrusted,
    /// What it is, where it has a report: what could be visited is drawn defanged.
    pub topic: Option<Topic>,
    /// Where it opens in this page.
    pub to: Option<Route>,
}

impl Name {
    pub fn of(object: &Object) -> Self {
        let id = Untrusted::new(object.id.as_str());
        let called = called(object);
        Self {
            taken: match (&object.kind, &called) {
                (Kind::File, _) | (_, None) => id.clone(),
                (_, Some(name)) => name.clone(),
            },
            text: called.or_else(|| dated(object)).unwrap_or(id),
            topic: match object.kind {
                Kind::Resolution | Kind::Certificate => Some(Topic::Domain),
                _ => object.kind.topic(),
            },
            to: opens(object),
        }
    }

    /// Something that is known by its id alone.
    pub fn of_subject(subject: Subject) -> Self {
        let name = Untrusted::new(subject.name());
        Self {
            taken: name.clone(),
            text: name,
            topic: Some(subject.topic()),
            to: Some(Route::report(subject)),
        }
    }

    /// Whether a browser could be made to visit it.
    pub fn is_network(&self) -> bool {
        match self.topic {
            Some(Topic::Url | Topic::Domain | Topic::Address) => true,
            Some(Topic::File) | None => false,
        }
    }

    /// Shown by nothing but its digest.
    pub fn is_digest(&self) -> bool {
        self.topic == Some(Topic::File) && self.taken == self.text
    }

    /// The digest of a file that is shown by another name.
    pub fn digest(&self) -> Option<&Untrusted> {
        (self.topic == Some(Topic::File) && self.taken != self.text).then_some(&self.taken)
    }
}

/// When it happened, for what has no name.
fn dated(object: &Object) -> Option<Untrusted> {
    let name = match &object.kind {
        Kind::Comment | Kind::Vote | Kind::Analysis | Kind::Submission => "date",
        Kind::Whois => "first_seen_date",
        Kind::File
        | Kind::Url
        | Kind::Domain
        | Kind::Address
        | Kind::Behaviour
        | Kind::Resolution
        | Kind::Certificate
        | Kind::Collection
        | Kind::Graph
        | Kind::User
        | Kind::Unknown(_) => return None,
    };
    let unix = object.time(name).filter(|unix| (0..units::YEAR_10000).contains(unix))?;
    Some(Untrusted::new(units::absolute(unix)))
}

/// What an object calls itself; none where it has nothing but its id.
pub fn called(object: &Object) -> Option<Untrusted> {
    let first = |names: &[&str]| names.iter().find_map(|name| object.text(name));
    match &object.kind {
        Kind::File => object
            .text("meaningful_name")
            .or_else(|| object.texts("names").into_iter().next()),
        // Of one that VirusTotal has lost, the list may still tell the address.
        Kind::Url => object.text("url").or_else(|| object.context.get("url").and_then(text)),
        Kind::Resolution => first(&["host_name"]),
        Kind::Behaviour => first(&["sandbox_name"]),
        Kind::Graph => object
            .map("graph_data")
            .and_then(|data| data.get("description"))
            .and_then(text),
        Kind::Certificate => object
            .map("subject")
            .and_then(|subject| subject.get("CN"))
            .and_then(common_name),
        Kind::Domain | Kind::Address | Kind::Comment | Kind::Vote | Kind::Analysis | Kind::Submission | Kind::Whois => {
            None
        }
        Kind::Collection | Kind::User | Kind::Unknown(_) => {
            first(&["name", "title", "rule_name", "description", "text", "url"])
        }
    }
}

/// A name of a certificate may come as a list of one.
pub(super) fn common_name(value: &Value) -> Option<Untrusted> {
    value
        .as_array()
        .map_or_else(|| text(value), |names| names.iter().find_map(text))
}

fn opens(object: &Object) -> Option<Route> {
    if object.missing.is_some() {
        return None;
    }
    match &object.kind {
        Kind::Analysis => Some(Route::Analysis { id: object.id.clone() }),
        Kind::Comment => commented(&object.id).map(Route::report),
        Kind::Resolution | Kind::Certificate => {
            let host = called(object)?;
            // A certificate may stand for all names below one.
            Subject::new(Topic::Domain, host.raw().trim_start_matches("*.")).map(Route::report)
        }
        Kind::File
        | Kind::Url
        | Kind::Domain
        | Kind::Address
        | Kind::Behaviour
        | Kind::Vote
        | Kind::Whois
        | Kind::Collection
        | Kind::Graph
        | Kind::Submission
        | Kind::User
        | Kind::Unknown(_) => object.subject().map(Route::report),
    }
}

/// What a comment is about, by the comment's id: `f-<sha256>-<hash>`, `d-<domain>-<hash>`.
pub fn commented(id: &str) -> Option<Subject> {
    let (letter, rest) = id.split_once('-')?;
    let (item, _) = rest.rsplit_once('-')?;
    let topic = match letter {
        "f" => Topic::File,
        "u" => Topic::Url,
        "d" => Topic::Domain,
        "i" => Topic::Address,
        _ => return None,
    };
    Subject::new(topic, item)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    fn object(kind: &str, id: &str, attributes: &str) -> Object {
        let attributes = serde_json::from_str(attributes).expect("a map");
        Object::new(Kind::parse(kind), id, attributes)
    }

    #[test]
    fn objects_are_called_by_their_names_and_else_by_their_ids() {
        for (kind, id, attributes, expected) in [
            ("file", SHA256, r#"{"meaningful_name":"a.exe"}"#, "a.exe"),
            ("file", SHA256, r#"{"names":["", "b.exe"]}"#, "b.exe"),
            ("file", SHA256, r#"{"meaningful_name":7,"names":{}}"#, "7"),
            ("file", SHA256, "{}", SHA256),
            ("url", SHA256, r#"{"url":"http://a.example/"}"#, "http://a.example/"),
            ("domain", "a.example", r#"{"name":"liar.example"}"#, "a.example"),
            ("collection", "c1", r#"{"name":"Emotet"}"#, "Emotet"),
            ("graph", "g1", r#"{"graph_data":{"description":"A graph"}}"#, "A graph"),
            ("graph", "g1", r#"{"graph_data":[]}"#, "g1"),
            ("ssl_cert", "c", r#"{"subject":{"CN":"*.a.example"}}"#, "*.a.example"),
            ("ssl_cert", "c", r#"{"subject":{"CN":["b.example"]}}"#, "b.example"),
            ("analysis", "u-1=", "{}", "u-1="),
            ("comment", "x-y", r#"{"date":1700000000}"#, "2023-11-14 22:13 UTC"),
            ("vote", "v", r#"{"date":-5}"#, "v"),
            (
                "whois",
                "w",
                r#"{"first_seen_date":1568361100}"#,
                "2019-09-13 07:51 UTC",
            ),
            ("resolution", "192.0.2.1a", r#"{"host_name":"a.example"}"#, "a.example"),
            ("reference", "r1", r#"{"title":"A report"}"#, "A report"),
            ("no such kind", "z", "{}", "z"),
        ] {
            let name = Name::of(&object(kind, id, attributes));
            assert_eq!(name.text.raw(), expected, "{kind} {id}");
        }
    }

    #[test]
    fn what_has_a_report_opens_and_nothing_else() {
        let of_file = format!("#/file/{SHA256}");
        let of_url = format!("#/url/{SHA256}");
        for (kind, id, attributes, expected) in [
            ("file", SHA256, "{}", Some(of_file.as_str())),
            ("file", "not a digest", "{}", None),
            ("url", SHA256, "{}", Some(&of_url)),
            ("domain", "a.example", "{}", Some("#/domain/a.example")),
            ("domain", "../settings", "{}", None),
            ("ip_address", "2001:DB8::1", "{}", Some("#/ip/2001:db8::1")),
            (
                "ssl_cert",
                "c",
                r#"{"subject":{"CN":"*.a.example"}}"#,
                Some("#/domain/a.example"),
            ),
            (
                "resolution",
                "x",
                r#"{"host_name":"a.example"}"#,
                Some("#/domain/a.example"),
            ),
            ("analysis", "u-1=", "{}", Some("#/analysis/u-1=")),
            (
                "comment",
                "d-my-host.example-3f2a",
                "{}",
                Some("#/domain/my-host.example"),
            ),
            ("comment", "x-y", "{}", None),
            ("collection", "c1", r#"{"name":"Emotet"}"#, None),
        ] {
            let to = Name::of(&object(kind, id, attributes)).to.map(|to| to.to_string());
            assert_eq!(to.as_deref(), expected, "{kind} {id}");
        }
    }

    #[test]
    fn a_file_is_taken_by_its_digest() {
        let named = Name::of(&object("file", SHA256, r#"{"meaningful_name":"a.exe"}"#));
        assert_eq!(
            (named.taken.raw(), named.digest().map(Untrusted::raw)),
            (SHA256, Some(SHA256))
        );
        let nameless = Name::of(&object("file", SHA256, "{}"));
        assert_eq!((nameless.taken.raw(), nameless.digest()), (SHA256, None));
        let domain = Name::of(&object("domain", "a.example", "{}"));
        assert_eq!((domain.taken.raw(), domain.digest()), ("a.example", None));
    }
}
