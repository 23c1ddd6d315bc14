//! The kinds of objects that API v3 has: what each is called in a body, in a path and in a sentence.

/// A kind of object.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Kind {
    File,
    Url,
    Domain,
    Address,
    Resolution,
    Behaviour,
    Analysis,
    Comment,
    Vote,
    User,
    SigmaRule,
    YaraRuleset,
    Collection,
    Graph,
    Whois,
    Certificate,
    Submission,
    Technique,
}

/// Kind, `type` of its objects, the collection in their paths, and the noun of messages.
const ALL: [(Kind, &str, &str, &str); 18] = [
    (Kind::File, "file", "files", "File"),
    (Kind::Url, "url", "urls", "URL"),
    (Kind::Domain, "domain", "domains", "Domain"),
    (Kind::Address, "ip_address", "ip_addresses", "IP address"),
    (Kind::Resolution, "resolution", "resolutions", "Resolution"),
    (Kind::Behaviour, "file_behaviour", "file_behaviours", "File behaviour"),
    (Kind::Analysis, "analysis", "analyses", "Analysis"),
    (Kind::Comment, "comment", "comments", "Comment"),
    (Kind::Vote, "vote", "votes", "Vote"),
    (Kind::User, "user", "users", "User"),
    (Kind::SigmaRule, "sigma_rule", "sigma_rules", "Sigma rule"),
    (Kind::YaraRuleset, "yara_ruleset", "yara_rulesets", "YARA ruleset"),
    (Kind::Collection, "collection", "collections", "Collection"),
    (Kind::Graph, "graph", "graphs", "Graph"),
    (Kind::Whois, "whois", "whois", "WHOIS record"),
    (Kind::Certificate, "ssl_cert", "ssl_certs", "SSL certificate"),
    (Kind::Submission, "submission", "submissions", "Submission"),
    (
        Kind::Technique,
        "attack_technique",
        "attack_techniques",
        "Attack technique",
    ),
];

impl Kind {
    pub(crate) fn of_type(name: &str) -> Option<Self> {
        ALL.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    pub(crate) fn of_collection(name: &str) -> Option<Self> {
        ALL.iter().find(|row| row.2 == name).map(|row| row.0)
    }

    /// `file`
    pub(crate) fn name(self) -> &'static str {
        self.row().1
    }

    /// `files`
    pub(crate) fn collection(self) -> &'static str {
        self.row().2
    }

    /// `File`, as messages have it.
    pub(crate) fn noun(self) -> &'static str {
        self.row().3
    }

    /// As the middle of a sentence has it: `file`, `URL`.
    pub(crate) fn in_a_sentence(self) -> &'static str {
        if matches!(self, Self::Url | Self::Address) {
            self.noun()
        } else {
            self.name()
        }
    }

    /// What ids of comments, votes and analyses begin with: `f` for `file`, `i` for `ip_address`.
    pub(crate) fn letter(self) -> &'static str {
        self.name().get(..1).unwrap_or_default()
    }

    fn row(self) -> (Self, &'static str, &'static str, &'static str) {
        ALL.into_iter().find(|row| row.0 == self).unwrap_or(ALL[0])
    }
}
