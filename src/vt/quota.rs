//! What VirusTotal says of a key: its quotas and its privileges. E-mail address and key stand beside them and are not read.

use serde_json::{Map, Value};

use crate::queue::{Limits, Told};
use crate::settings::ApiKey;
use crate::untrusted::Untrusted;
use crate::vt::error::{Answer, ApiError, NotTheApi};
use crate::vt::read;
use crate::vt::value::{count, text, time};

/// Nobody can ask that often: VirusTotal writes such numbers where it limits nothing.
const ABSURD: u64 = 100_000_000;

/// How much may be asked in some time, and how much was.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Allowance {
    /// None where there is no real limit.
    pub allowed: Option<u64>,
    pub used: Option<u64>,
    /// The group that shares it.
    pub shared_with: Option<Untrusted>,
}

/// Those of API requests; none where nothing was told.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quotas {
    pub hour: Option<Allowance>,
    pub day: Option<Allowance>,
    pub month: Option<Allowance>,
}

/// Something that the key may do beyond the ordinary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Privilege {
    pub name: Untrusted,
    /// Unix seconds.
    pub expires: Option<i64>,
    pub inherited_from: Option<Untrusted>,
}

impl Quotas {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// There is no figure for the minute; a free key's 4 a minute stand as 240 an hour.
    pub fn minute(&self) -> Option<u64> {
        let hour = self.hour.as_ref()?.allowed?;
        Some((hour / 60).max(1))
    }

    /// What the queue is to know.
    pub fn told(&self) -> Told {
        let of = |allowance: &Option<Allowance>| allowance.clone().unwrap_or_default();
        let (day, month) = (of(&self.day), of(&self.month));
        Told {
            limits: Limits {
                minute: self.minute(),
                day: day.allowed,
                month: month.allowed,
            },
            today: day.used,
            this_month: month.used,
        }
    }
}

/// Reads the answer of `overall_quotas`: `{"api_requests_daily": {"user": {…}, "group": {…}}}`.
pub fn overall(answer: &Answer, key: Option<&ApiKey>) -> Result<Quotas, ApiError> {
    let told = read::done(answer, key)?;
    let data = told
        .get("data")
        .and_then(Value::as_object)
        .ok_or_else(|| ApiError::NotTheApi {
            status: answer.status,
            why: NotTheApi::WrongShape,
            begins: Untrusted::default(),
        })?;
    let of = |name: &str| {
        let both = data.get(name)?.as_object()?;
        // What a group shares is what counts for its members.
        let group = both.get("group").and_then(Value::as_object).map(allowance);
        group.or_else(|| both.get("user").and_then(Value::as_object).map(allowance))
    };
    Ok(Quotas {
        hour: of("api_requests_hourly"),
        day: of("api_requests_daily"),
        month: of("api_requests_monthly"),
    })
}

/// The privileges that a user object grants.
pub fn privileges(answer: &Answer, key: Option<&ApiKey>) -> Result<Vec<Privilege>, ApiError> {
    let user = read::object(answer, None, key)?;
    let all = user.map("privileges").into_iter().flatten();
    Ok(all
        .filter_map(|(name, privilege)| {
            let privilege = privilege.as_object()?;
            (privilege.get("granted") == Some(&Value::Bool(true))).then(|| Privilege {
                name: Untrusted::new(name.as_str()),
                expires: privilege.get("expiration_date").and_then(time).filter(|unix| *unix > 0),
                inherited_from: privilege.get("inherited_from").and_then(text),
            })
        })
        .collect())
}

fn allowance(told: &Map<String, Value>) -> Allowance {
    Allowance {
        allowed: told.get("allowed").and_then(count).filter(|allowed| *allowed < ABSURD),
        used: told.get("used").and_then(count).filter(|used| *used < ABSURD),
        shared_with: told.get("inherited_from").and_then(text),
    }
}
