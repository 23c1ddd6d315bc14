//! Every error as the reader meets it: what happened, what to do, and the doing.

use crate::digest::HashError;
use crate::queue::{Hold, Spent, Why};
use crate::report::units;
use crate::untrusted::Untrusted;
use crate::vt::error::{ApiError, Code, Network, NotSetUp, NotTheApi};
use crate::words::Words;

/// An error, ready to be drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// What happened, in one sentence.
    pub title: String,
    /// What to do, in one or two.
    pub advice: String,
    /// The doing; the first one is the main button.
    pub remedies: Vec<Remedy>,
    /// Unix seconds at which asking makes sense again; a countdown is drawn, and the page may ask by itself then.
    pub wait_until: Option<i64>,
    /// What the other side said, the key blotted out.
    pub detail: Option<Untrusted>,
}

/// Something that a button does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remedy {
    Retry,
    OpenSettings,
    /// VirusTotal's own page for the digest in question.
    OpenVirusTotal,
    /// Nothing to press: the countdown runs, and `Retry` stands beside it.
    Wait,
    /// The report that ships with the page.
    SeeSample,
    /// Another file or digest.
    CheckAnother,
    /// The page itself, anew.
    Reload,
}

impl Remedy {
    /// What stands on the button; empty for `Wait`, which is a countdown.
    pub fn label(self, words: Words) -> &'static str {
        let problem = words.problem;
        match self {
            Self::Retry => problem.retry,
            Self::OpenSettings => problem.open_settings,
            Self::OpenVirusTotal => problem.open_virustotal,
            Self::Wait => "",
            Self::SeeSample => problem.see_sample,
            Self::CheckAnother => problem.check_another,
            Self::Reload => problem.reload,
        }
    }
}

/// What is said and done about an error, before its particulars.
type Plan = ((&'static str, &'static str), &'static [Remedy]);

use Remedy::{CheckAnother, OpenSettings, OpenVirusTotal, Reload, Retry, SeeSample, Wait};

/// An error in words. `wait_until` is the end of a wait for quota; other errors have none.
pub fn describe(error: &ApiError, wait_until: Option<i64>, words: Words) -> Problem {
    let own = words.problem;
    let (plan, detail) = match error {
        ApiError::Refused {
            status,
            code,
            message,
            retry_after: _,
        } => (refused(*status, code, wait_until, words), Some(said(code, message))),
        ApiError::NotTheApi { status, why, begins } => {
            (not_the_api(*status, why, words), Some(foreign(*status, why, begins)))
        }
        ApiError::AboutAnother { asked: _, got } => (
            (own.about_another, &[OpenVirusTotal, OpenSettings, Retry][..]),
            Some(got.clone()),
        ),
        ApiError::Network(network) => (no_answer(*network, words), None),
        ApiError::NotSetUp(NotSetUp::NoKey) => ((own.no_key, &[OpenSettings, OpenVirusTotal, SeeSample][..]), None),
        ApiError::NotSetUp(NotSetUp::NoProxy) => ((own.no_proxy, &[OpenSettings, OpenVirusTotal, SeeSample][..]), None),
        ApiError::NotSetUp(NotSetUp::LookupOnly) => ((own.lookup_only, &[OpenSettings, OpenVirusTotal][..]), None),
    };
    problem(plan, wait_until, detail.filter(|detail| !detail.is_empty()))
}

/// A wait for quota in words: which allowance is taken to be used up, what that is taken from, what to do.
pub fn describe_wait(error: &ApiError, hold: &Hold, words: Words) -> Problem {
    let own = words.quota;
    let why = match hold.why {
        Why::Counted { asked, allowed } => {
            (own.why_counted)(&units::count(asked, words), &units::count(allowed, words))
        }
        Why::ServerSaid => own.why_server.to_owned(),
        Why::Unknown => own.why_unknown.to_owned(),
        Why::MinutesInVain => own.why_minutes.to_owned(),
        Why::DayInVain => own.why_day.to_owned(),
    };
    let told = describe(error, Some(hold.until), words);
    let (title, advice, remedies): (_, _, &[Remedy]) = match hold.spent {
        Spent::Minute => (None, own.minute_advice, &[Wait, Retry, OpenVirusTotal]),
        Spent::Day => (Some(own.day_spent), own.day_advice, &[Wait, OpenVirusTotal, Retry]),
        Spent::Month => (Some(own.month_spent), own.month_advice, &[Wait, OpenVirusTotal, Retry]),
    };
    Problem {
        title: title.map_or(told.title, str::to_owned),
        advice: format!("{why} {advice}"),
        remedies: remedies.to_vec(),
        ..told
    }
}

/// A file that has no digests, in words; its name stands beside them.
pub fn describe_hash(error: &HashError, words: Words) -> Problem {
    let own = words.problem;
    let (plan, detail): (Plan, Option<String>) = match error {
        // A browser can notice a change that left the length as it was.
        HashError::Changed { expected, read } if expected == read => ((own.changed, &[CheckAnother]), None),
        HashError::Changed { expected, read } => {
            let (read, expected) = (units::size_exact(*read, words), units::size_exact(*expected, words));
            // A detail is drawn as outside text, which spells out the no-break spaces of our own figures.
            let figures = (own.bytes_read)(&read, &expected).replace('\u{A0}', " ");
            ((own.changed, &[CheckAnother]), Some(figures))
        }
        HashError::Vanished => ((own.vanished, &[CheckAnother]), None),
        HashError::Unreadable(said) => ((own.unreadable, &[CheckAnother]), Some(said.clone())),
        HashError::Crashed(said) => ((own.crashed, &[CheckAnother, Reload]), Some(said.clone())),
        HashError::SelfTest(algorithm) => ((own.self_test, &[Reload]), Some(algorithm.to_string())),
        HashError::NotStarted(said) => ((own.not_started, &[Reload]), Some(said.clone())),
    };
    let detail = detail.filter(|detail| !detail.is_empty());
    problem(plan, None, detail.map(Untrusted::new))
}

fn problem(plan: Plan, wait_until: Option<i64>, detail: Option<Untrusted>) -> Problem {
    let ((title, advice), remedies) = plan;
    Problem {
        title: title.to_owned(),
        advice: advice.to_owned(),
        remedies: remedies.to_vec(),
        wait_until,
        detail,
    }
}

fn refused(status: u16, code: &Code, wait_until: Option<i64>, words: Words) -> Plan {
    let own = words.problem;
    match code {
        Code::BadRequest => (own.bad_request, &[CheckAnother, Retry, OpenVirusTotal]),
        Code::InvalidArgument => (own.invalid_argument, &[CheckAnother]),
        Code::NotAvailableYet => (own.not_available_yet, &[Retry, OpenVirusTotal]),
        Code::UnselectiveContentQuery => (own.unselective_query, &[CheckAnother]),
        Code::UnsupportedContentQuery => (own.unsupported_query, &[CheckAnother]),
        Code::AuthenticationRequired => (own.authentication_required, &[OpenSettings, Retry]),
        Code::UserNotActive => (own.user_not_active, &[Retry, OpenSettings]),
        Code::WrongCredentials => (own.wrong_credentials, &[OpenSettings, OpenVirusTotal]),
        Code::Forbidden => (own.forbidden, &[OpenVirusTotal, OpenSettings]),
        Code::NotFound => (own.not_found, &[CheckAnother, OpenVirusTotal, Retry]),
        Code::AlreadyExists => (own.already_exists, &[OpenVirusTotal]),
        Code::FailedDependency => (own.failed_dependency, &[Retry, OpenVirusTotal]),
        // A wait for the day's quota ends at midnight.
        Code::QuotaExceeded if wait_until.is_some_and(|until| until % 86_400 == 0) => {
            (own.quota_day, &[Wait, OpenVirusTotal, Retry])
        }
        Code::QuotaExceeded => (own.quota_minute, &[Wait, Retry, OpenVirusTotal]),
        Code::TooManyRequests => (own.too_many, &[Wait, Retry, OpenVirusTotal]),
        Code::Transient => (own.transient, &[Retry, OpenVirusTotal]),
        Code::DeadlineExceeded => (own.deadline_exceeded, &[Retry, OpenVirusTotal]),
        Code::Unknown(code) => unknown(status, code, words),
    }
}

/// Codes of the project's own proxy begin with `ProxyError`; others are judged by their status.
fn unknown(status: u16, code: &str, words: Words) -> Plan {
    let own = words.problem;
    match (code, status) {
        ("ProxyErrorOrigin", _) => (own.proxy_origin, &[OpenSettings, Retry]),
        ("ProxyErrorTimeout", _) => (own.proxy_timeout, &[Retry, OpenVirusTotal]),
        ("ProxyErrorUnreachable" | "ProxyErrorUpstream" | "ProxyErrorRedirect", _) => {
            (own.proxy_upstream, &[Retry, OpenVirusTotal, OpenSettings])
        }
        (code, _) if code.starts_with("ProxyError") => (own.proxy_refused, &[OpenSettings, Retry]),
        (_, 401) => (own.wrong_credentials, &[OpenSettings, OpenVirusTotal]),
        (_, 403) => (own.forbidden, &[OpenVirusTotal, OpenSettings]),
        (_, 500..=599) => (own.transient, &[Retry, OpenVirusTotal]),
        (_, _) => (own.unknown_code, &[Retry, OpenVirusTotal]),
    }
}

fn not_the_api(status: u16, why: &NotTheApi, words: Words) -> Plan {
    let own = words.problem;
    match (why, status) {
        (NotTheApi::TooLarge(_), _) => (own.too_large, &[OpenSettings, OpenVirusTotal]),
        (_, 502..=504) => (own.gateway, &[Retry, OpenSettings]),
        (_, 404 | 405) => (own.no_such_address, &[OpenSettings, Retry]),
        (NotTheApi::Html, _) => (own.html, &[OpenSettings, Retry]),
        (NotTheApi::WrongType(_), _) => (own.wrong_type, &[OpenSettings, Retry]),
        (NotTheApi::Empty, _) => (own.empty, &[Retry, OpenSettings]),
        (NotTheApi::Truncated, _) => (own.truncated, &[Retry, OpenVirusTotal]),
        (NotTheApi::Malformed(_), _) => (own.malformed, &[Retry, OpenSettings]),
        (NotTheApi::WrongShape, _) => (own.wrong_shape, &[OpenSettings, Retry]),
    }
}

fn no_answer(network: Network, words: Words) -> Plan {
    let own = words.problem;
    match network {
        Network::Unreachable => (own.unreachable, &[Retry, OpenSettings]),
        Network::Cors => (own.cors, &[OpenSettings, Retry]),
        Network::Policy => (own.policy, &[Reload, OpenSettings]),
        Network::LocalNetworkAccess => (own.local_network, &[Retry, OpenSettings]),
        Network::Redirected => (own.redirected, &[OpenSettings, Retry]),
        Network::Timeout => (own.timeout, &[Retry, OpenSettings]),
        Network::Offline => (own.offline, &[Retry]),
        Network::Broken => (own.broken, &[Retry]),
        Network::Cancelled => (own.cancelled, &[Retry]),
    }
}

/// The server's own words; before them the code, where we do not know it.
fn said(code: &Code, message: &Untrusted) -> Untrusted {
    let Code::Unknown(code) = code else {
        return message.clone();
    };
    let parts = [code.as_str(), message.raw()]
        .into_iter()
        .filter(|part| !part.is_empty());
    Untrusted::new(parts.collect::<Vec<&str>>().join(": "))
}

/// Status, type or place, and beginning of a foreign answer: `502 text/plain: upstream connect error`.
fn foreign(status: u16, why: &NotTheApi, begins: &Untrusted) -> Untrusted {
    let note = match why {
        NotTheApi::WrongType(kind) => kind.raw(),
        NotTheApi::Malformed(place) => place,
        NotTheApi::Html | NotTheApi::Empty | NotTheApi::Truncated | NotTheApi::WrongShape | NotTheApi::TooLarge(_) => {
            ""
        }
    };
    let head = format!("HTTP {status} {note}");
    let parts = [head.trim_end(), begins.raw()];
    Untrusted::new(parts.join(": ").trim_end_matches(": "))
}
