//! The user of the key: who it is, what may be asked and what was spent.

use serde_json::{Map, Value, json};

use super::ok;
use crate::answer::{Answer, Refusal};
use crate::asked::Asked;
use crate::fixtures::world::community;
use crate::quota::{Spent, day_of, name_of_day};
use crate::{Shared, held};

/// What stands where nothing is limited; real accounts have shown it.
const ABSURD: usize = 1_000_000_000;
const DAYS: u64 = 30;

/// Only one's own, by name or by key.
fn own(shared: &Shared, asked: &Asked, id: &str) -> Result<(), Refusal> {
    if id == shared.options.user || id == asked.key {
        Ok(())
    } else {
        Err(Refusal::new("ForbiddenError"))
    }
}

pub(super) fn report(shared: &Shared, asked: &Asked, id: &str) -> Result<Answer, Refusal> {
    own(shared, asked, id)?;
    let mut user = community::user(&shared.options.user);
    let attributes = &mut user["attributes"];
    attributes["apikey"] = json!(asked.key);
    attributes["email"] = json!(format!("{}@example.org", shared.options.user));
    attributes["quotas"] = limits(shared, asked)
        .into_iter()
        .map(|(name, allowed, used)| (name.to_owned(), json!({"allowed": allowed, "used": used})))
        .collect::<Map<_, _>>()
        .into();
    attributes["privileges"] = json!({
        "intelligence": {"granted": shared.options.premium},
        "downloads-tier-2": {"granted": shared.options.premium},
        "private-scanning": {"granted": false},
    });
    Ok(ok(&json!({ "data": user })))
}

pub(super) fn quotas(shared: &Shared, asked: &Asked, id: &str) -> Result<Answer, Refusal> {
    own(shared, asked, id)?;
    let all: Map<String, Value> = limits(shared, asked)
        .into_iter()
        .map(|(name, allowed, used)| (name.to_owned(), json!({"user": {"allowed": allowed, "used": used}})))
        .collect();
    Ok(ok(&json!({ "data": all })))
}

/// There is none by the minute: a free key's four a minute show as 240 an hour.
fn limits(shared: &Shared, asked: &Asked) -> [(&'static str, usize, usize); 4] {
    let Spent { hour, day, month } = held(&shared.quota).spent(&asked.key);
    let options = &shared.options;
    [
        (
            "api_requests_hourly",
            options.per_minute.map_or(ABSURD, |minute| minute * 60),
            hour,
        ),
        ("api_requests_daily", options.per_day.unwrap_or(ABSURD), day),
        ("api_requests_monthly", options.per_month.unwrap_or(ABSURD), month),
        ("intelligence_searches_monthly", 0, 0),
    ]
}

pub(super) fn usage(shared: &Shared, asked: &Asked, id: &str) -> Result<Answer, Refusal> {
    own(shared, asked, id)?;
    let quota = held(&shared.quota);
    let today = quota.today();
    let date = |name: &str, otherwise: u64| match asked.value(name) {
        None => Ok(otherwise),
        Some(text) => day_of(text).ok_or_else(|| Refusal::argument(format!("{name} must be YYYYMMDD"))),
    };
    let end = date("end_date", today)?;
    let start = date("start_date", end.saturating_sub(DAYS - 1))?;
    if start > end || end - start >= DAYS {
        return Err(Refusal::argument("The range must be between 1 and 30 days"));
    }
    let mut daily = Map::new();
    let mut total: Map<String, Value> = Map::new();
    for day in start..=end {
        let endpoints = quota.on(&asked.key, day);
        for (endpoint, times) in &endpoints {
            let before = total.get(endpoint).and_then(Value::as_u64).unwrap_or_default();
            total.insert(endpoint.clone(), json!(before + times));
        }
        daily.insert(name_of_day(day), json!(endpoints));
    }
    Ok(ok(&json!({"data": {"daily": daily, "total": total}})))
}
