//! The key: what its owner is told of quotas, by the minute, the day and the month, and that every request counts.

mod ask;

use std::time::Duration;

use ask::{ask, get, post_json};
use serde_json::json;
use stand_in::fixtures::world;
use stand_in::{Options, StandIn};

#[tokio::test(flavor = "multi_thread")]
async fn every_request_counts_and_is_told() {
    let stand_in = StandIn::start(Options {
        per_minute: Some(4),
        per_day: Some(500),
        user: "somebody".into(),
        ..Options::default()
    })
    .await
    .unwrap();
    let vote = json!({"data": {"type": "vote", "attributes": {"verdict": "harmless"}}});
    post_json(stand_in.address(), &format!("files/{}/votes", world::FILE), &vote);
    let comment = format!("/api/v3/comments/{}", world::COMMENT);
    ask(stand_in.address(), "DELETE", &comment, Some("good"), "").unwrap();
    let quotas = get(stand_in.address(), "users/somebody/overall_quotas").json()["data"].clone();
    assert_eq!(
        quotas["api_requests_hourly"]["user"],
        json!({"allowed": 240, "used": 3})
    );
    assert_eq!(quotas["api_requests_daily"]["user"], json!({"allowed": 500, "used": 3}));
    // Where there is no limit, the number is as absurd as some accounts have it.
    assert_eq!(
        quotas["api_requests_monthly"]["user"],
        json!({"allowed": 1_000_000_000, "used": 3})
    );
    let user = get(stand_in.address(), "users/somebody").json()["data"]["attributes"].clone();
    assert_eq!(
        (&user["apikey"], &user["quotas"]["api_requests_daily"]["used"]),
        (&"good".into(), &4.into())
    );
    let fifth = get(stand_in.address(), "users/somebody");
    assert_eq!((fifth.status, fifth.code().as_str()), (429, "QuotaExceededError"));
    assert_eq!(fifth.header("retry-after"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_is_over_when_it_is_over() {
    let stand_in = StandIn::start(Options {
        per_month: Some(2),
        ..Options::default()
    })
    .await
    .unwrap();
    let statuses = |times: usize| {
        (0..times)
            .map(|_| get(stand_in.address(), &format!("domains/{}", world::DOMAIN)).status)
            .collect::<Vec<_>>()
    };
    assert_eq!(statuses(3), [200, 200, 429]);
    // No month is longer.
    stand_in.advance(Duration::from_hours(31 * 24));
    assert_eq!(statuses(3), [200, 200, 429]);
}

#[tokio::test(flavor = "multi_thread")]
async fn usage_is_told_by_day_and_endpoint() {
    let stand_in = StandIn::start(Options::default()).await.unwrap();
    get(stand_in.address(), &format!("domains/{}", world::DOMAIN));
    get(stand_in.address(), &format!("domains/{}", world::DOMAIN));
    let usage = get(stand_in.address(), "users/reader/api_usage").json()["data"].clone();
    assert_eq!(usage["daily"].as_object().map(serde_json::Map::len), Some(30));
    assert_eq!(
        (&usage["total"]["domains"], &usage["total"]["users"]),
        (&2.into(), &1.into())
    );
    for (range, status) in [
        ("start_date=20261101&end_date=20261130", 200),
        ("start_date=20261101&end_date=20261201", 400),
        ("start_date=20261102&end_date=20261101", 400),
        ("start_date=soon", 400),
    ] {
        let path = format!("users/reader/api_usage?{range}");
        assert_eq!(get(stand_in.address(), &path).status, status, "{range}");
    }
}
