//! Votes and comments: cast and written, refused the second time, taken back, and counted.

mod ask;

use ask::{ask, get, post_json};
use serde_json::{Value, json};
use stand_in::fixtures::world;
use stand_in::{Options, StandIn};

async fn started() -> StandIn {
    StandIn::start(Options::default()).await.expect("a free port")
}

fn objects() -> [(String, char, &'static str, &'static str); 4] {
    [
        (format!("files/{}", world::FILE), 'f', world::FILE, "file"),
        (format!("urls/{}", world::URL_ID), 'u', world::URL_ID, "URL"),
        (format!("domains/{}", world::DOMAIN), 'd', world::DOMAIN, "domain"),
        (
            format!("ip_addresses/{}", world::ADDRESS),
            'i',
            world::ADDRESS,
            "IP address",
        ),
    ]
}

fn vote(verdict: &str) -> Value {
    json!({"data": {"type": "vote", "attributes": {"verdict": verdict}}})
}

fn comment(text: &str) -> Value {
    json!({"data": {"type": "comment", "attributes": {"text": text}}})
}

#[tokio::test(flavor = "multi_thread")]
async fn one_vote_on_each_thing() {
    let stand_in = started().await;
    for (path, letter, id, noun) in objects() {
        let before = get(stand_in.address(), &path).json()["data"]["attributes"]["total_votes"].clone();
        let heard = post_json(stand_in.address(), &format!("{path}/votes"), &vote("malicious"));
        let cast = heard.json();
        assert_eq!((heard.status, &cast["data"]["links"]["self"]), (200, &Value::Null));
        assert_eq!(cast["data"]["attributes"]["verdict"], "malicious");
        let own = cast["data"]["id"].as_str().unwrap();
        assert!(own.starts_with(&format!("{letter}-{id}-")), "{own}");

        for verdict in ["malicious", "harmless"] {
            let heard = post_json(stand_in.address(), &format!("{path}/votes"), &vote(verdict));
            assert_eq!(heard.status, 409);
            assert_eq!(
                heard.json()["error"],
                json!({"code": "AlreadyExistsError",
                       "message": format!("User \"reader\" already voted \"malicious\" for this {noun}")})
            );
        }
        let first = get(stand_in.address(), &format!("{path}/votes")).json()["data"][0].clone();
        assert_eq!(first["id"], own);
        assert_eq!(
            first["links"]["self"],
            format!("https://www.virustotal.com/api/v3/votes/{own}")
        );
        let after = get(stand_in.address(), &path).json()["data"]["attributes"]["total_votes"].clone();
        assert_eq!(
            after["malicious"].as_i64(),
            before["malicious"].as_i64().map(|count| count + 1)
        );
    }
    for (body, code) in [
        (vote("good"), "InvalidArgumentError"),
        (comment("x"), "BadRequestError"),
        (json!("x"), "BadRequestError"),
    ] {
        let heard = post_json(
            stand_in.address(),
            &format!("domains/{}/votes", world::DOMAIN_CLEAN),
            &body,
        );
        assert_eq!((heard.status, heard.code().as_str()), (400, code));
    }
    let never = format!("files/{}/votes", world::FILE_NEVER);
    assert_eq!(post_json(stand_in.address(), &never, &vote("harmless")).status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_from_its_first_day_to_its_last() {
    let stand_in = started().await;
    for (path, letter, id, _) in objects() {
        let text = "Looks <b>bad</b> to me. #Quillnab #new";
        let heard = post_json(stand_in.address(), &format!("{path}/comments"), &comment(text));
        assert_eq!(heard.status, 200);
        let written = heard.json()["data"].clone();
        assert_eq!(written["attributes"]["text"], text);
        assert_eq!(written["attributes"]["tags"], json!(["quillnab", "new"]));
        let html = written["attributes"]["html"].as_str().unwrap();
        assert!(html.contains("&lt;b&gt;") && html.contains("<a href="), "{html}");
        let own = written["id"].as_str().unwrap();
        assert!(own.starts_with(&format!("{letter}-{id}-")), "{own}");

        let again = post_json(stand_in.address(), &format!("{path}/comments"), &comment(text));
        assert_eq!((again.status, again.code().as_str()), (409, "AlreadyExistsError"));
        let list = format!("{path}/comments");
        assert_eq!(get(stand_in.address(), &list).json()["data"][0], written);
        let author = get(stand_in.address(), &format!("comments/{own}/author")).json();
        assert_eq!(
            (&author["data"]["id"], &author["data"]["attributes"]["apikey"]),
            (&"reader".into(), &Value::Null)
        );

        let count = get(stand_in.address(), &list).json()["meta"]["count"].as_u64().unwrap();
        let target = format!("/api/v3/comments/{own}");
        let delete = || ask(stand_in.address(), "DELETE", &target, Some("good"), "").unwrap();
        let gone = delete();
        assert_eq!((gone.status, gone.json()), (200, json!({})));
        assert_eq!(delete().status, 404);
        assert_eq!(get(stand_in.address(), &list).json()["meta"]["count"], count - 1);
    }
    for text in ["", "  \n"] {
        let heard = post_json(
            stand_in.address(),
            &format!("files/{}/comments", world::FILE),
            &comment(text),
        );
        assert_eq!((heard.status, heard.code().as_str()), (400, "InvalidArgumentError"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_elses_comment_is_deleted() {
    let stand_in = started().await;
    for (id, status) in [(world::COMMENT, 403), (world::COMMENT_OWN, 200), ("none", 404)] {
        let target = format!("/api/v3/comments/{id}");
        assert_eq!(
            ask(stand_in.address(), "DELETE", &target, Some("good"), "")
                .unwrap()
                .status,
            status,
            "{id}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_on_a_comment_counts_once() {
    let stand_in = started().await;
    let path = format!("comments/{}", world::COMMENT);
    let say = |word: &str| post_json(stand_in.address(), &format!("{path}/vote"), &json!({ "data": word }));
    for (word, positive, negative, abuse) in [
        ("positive", 15, 0, 0),
        ("positive", 15, 0, 0),
        ("negative", 14, 1, 0),
        ("abuse", 14, 0, 1),
    ] {
        let expected = json!({"data": {"positive": positive, "negative": negative, "abuse": abuse}});
        assert_eq!(say(word).json(), expected, "{word}");
        let comment = get(stand_in.address(), &path).json();
        assert_eq!(comment["data"]["attributes"]["votes"], expected["data"]);
    }
    assert_eq!(say("love").status, 400);
}
