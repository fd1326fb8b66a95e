//! The rules for tokens, with a paused clock and no network.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use tokio::time::sleep;

use super::*;
use crate::exchange::send::tests::{Fake, Reaction, answer, respond};

static PROVIDER: Provider = Provider::new("acme", "Acme");
static REQUEST: TokenRequest = TokenRequest::new("/token");

fn cell(reactions: impl IntoIterator<Item = Reaction>) -> (TokenCell, Fake) {
    let fake = Fake::new(reactions);
    let url = Url::parse("https://h.example/token").unwrap();
    let names = ["client_id", "client_secret"];
    let exchange = Exchange::new(&REQUEST, url, names, "me", "hush");
    (cell_for(Origin::Exchange(exchange), &fake), fake)
}

fn cell_for(origin: Origin, fake: &Fake) -> TokenCell {
    let setup = Setup {
        provider: &PROVIDER,
        sender: Arc::new(fake.clone()),
        limits: Limits {
            attempt_timeout: Duration::from_secs(20),
            attempts: 3,
            body_limit: 10_000,
        },
        timeout: Duration::from_secs(60),
        budget: Arc::new(Budget::new(100)),
        user_agent: None,
        fields: Vec::new(),
    };
    TokenCell::new(origin, setup)
}

/// A token for 100 seconds, after so many milliseconds.
fn token(name: &str, millis: u64) -> Reaction {
    let body = json!({"access_token": name, "expires_in": 100}).to_string();
    Reaction::Respond(millis, answer(200, &[], &body))
}

async fn get(cell: &TokenCell, stale: Option<u64>) -> Result<(String, u64), String> {
    match cell.obtain(stale).await {
        Ok(bearer) => Ok((
            bearer.header.to_str().unwrap().replace("Bearer ", ""),
            bearer.number,
        )),
        Err(none) => Err(format!("{} {}", none.fault.word(), none.attempts)),
    }
}

#[track_caller]
fn is(found: Result<(String, u64), String>, expected: &str) {
    assert_eq!(found.map(|(token, _)| token), Ok(expected.to_owned()));
}

async fn secs(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
}

#[tokio::test(start_paused = true)]
async fn many_callers_cost_one_token() {
    let (cell, fake) = cell([token("a", 1_000)]);
    let (one, two, three) = tokio::join!(get(&cell, None), get(&cell, None), get(&cell, None));
    for found in [one, two, three, get(&cell, None).await] {
        is(found, "a");
    }
    assert_eq!(fake.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_valid_token_never_waits_for_its_renewal() {
    // The second token request hangs, and the third.
    let (cell, fake) = cell([token("a", 0), Reaction::Hang]);
    is(get(&cell, None).await, "a");
    secs(95).await;
    let start = Instant::now();
    for _ in 0..10 {
        is(get(&cell, None).await, "a");
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
    tokio::task::yield_now().await;
    assert_eq!(fake.count(), 2);
    // Then it is over.
    secs(6).await;
    assert_eq!(get(&cell, None).await, Err("timeout 1".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_before_it_expires() {
    let (cell, fake) = cell([token("a", 0), token("b", 500)]);
    is(get(&cell, None).await, "a");
    secs(89).await;
    is(get(&cell, None).await, "a");
    assert_eq!(fake.count(), 1);
    secs(1).await;
    is(get(&cell, None).await, "a");
    secs(1).await;
    is(get(&cell, None).await, "b");
    assert_eq!(fake.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_cannot_be_renewed_is_used_to_its_end() {
    let (cell, fake) = cell([token("a", 0), respond(503)]);
    is(get(&cell, None).await, "a");
    secs(91).await;
    for _ in 0..5 {
        is(get(&cell, None).await, "a");
        sleep(Duration::from_millis(500)).await;
    }
    // One attempt, and then it is left alone for a while.
    assert_eq!(fake.count(), 2);
    secs(5).await;
    is(get(&cell, None).await, "a");
    sleep(Duration::from_millis(1)).await;
    assert_eq!(fake.count(), 3);
    secs(5).await;
    assert_eq!(get(&cell, None).await, Err("status 3".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_gives_up_takes_nothing_from_the_others() {
    let (cell, fake) = cell([token("a", 5_000)]);
    let hasty = tokio::time::timeout(Duration::from_secs(1), cell.obtain(None));
    let (hasty, patient) = tokio::join!(hasty, get(&cell, None));
    assert!(hasty.is_err());
    is(patient, "a");
    assert_eq!(fake.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn refused_credentials_are_not_sent_again_for_a_while() {
    for refusal in [
        respond(400),
        respond(401),
        respond(403),
        Reaction::Respond(
            0,
            answer(200, &[], r#"{"error":"incorrect_client_credentials"}"#),
        ),
    ] {
        let (cell, fake) = cell([refusal, token("a", 0)]);
        for _ in 0..40 {
            assert_eq!(get(&cell, None).await, Err("status 1".to_owned()));
        }
        assert_eq!(fake.count(), 1);
        secs(31).await;
        is(get(&cell, None).await, "a");
    }
    // A server that is down says nothing about the credentials.
    let (cell, fake) = cell([respond(503), respond(503), respond(503), token("a", 0)]);
    assert_eq!(get(&cell, None).await, Err("status 3".to_owned()));
    is(get(&cell, None).await, "a");
    assert_eq!(fake.count(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_renewed_once() {
    let (cell, fake) = cell([token("a", 0), token("b", 0), token("c", 0)]);
    let (_, first) = get(&cell, None).await.unwrap();
    assert!(cell.is_worth_renewing(first));
    let (one, other) = tokio::join!(get(&cell, Some(first)), get(&cell, Some(first)));
    let (_, second) = one.unwrap();
    is(other, "b");
    assert_eq!(fake.count(), 2);
    // The one that was issued in its place is refused as well.
    assert!(!cell.is_worth_renewing(second));
    secs(31).await;
    assert!(cell.is_worth_renewing(second));
    // One that was accepted and is refused later was withdrawn.
    let (_, third) = get(&cell, Some(second)).await.unwrap();
    assert!(!cell.is_worth_renewing(third));
    cell.accept(third);
    assert!(cell.is_worth_renewing(third));
}

#[tokio::test(start_paused = true)]
async fn a_token_request_is_not_redirected() {
    let moved = answer(308, &[("location", "/token/")], "");
    let (cell, fake) = cell([Reaction::Respond(0, moved)]);
    assert_eq!(get(&cell, None).await, Err("status 1".to_owned()));
    assert_eq!(fake.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_source_is_asked_for_one_token_at_a_time() {
    let count = Arc::new(AtomicUsize::new(0));
    let asked = count.clone();
    let source: Source = Arc::new(move || {
        let number = asked.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            sleep(Duration::from_millis(100)).await;
            match number {
                0 => Ok(Token::new("Bearer a").expires_in(Duration::from_secs(100))),
                1 => Err("the vault is shut".into()),
                2 => panic!("a bug in the source"),
                _ => std::future::pending().await,
            }
        })
    });
    let cell = cell_for(Origin::Source(source), &Fake::default());
    let (one, other) = tokio::join!(get(&cell, None), get(&cell, None));
    is(one, "a");
    is(other, "a");
    assert_eq!(count.load(Ordering::SeqCst), 1);
    assert_eq!(get(&cell, Some(1)).await, Err("token 0".to_owned()));
    assert_eq!(get(&cell, Some(1)).await, Err("request 0".to_owned()));
    // It never answers, but the time of the client ends.
    assert_eq!(get(&cell, Some(1)).await, Err("timeout 0".to_owned()));
}

#[test]
fn the_body_of_a_token_request_is_written_as_the_spec_says() {
    static SCOPED: TokenRequest = TokenRequest::new("/token")
        .basic()
        .fields(&[("scope", "read"), ("audience", "api")]);
    let url = Url::parse("https://h.example/token").unwrap();
    let names = ["client_id", "client_secret"];
    let exchange = Exchange::new(&SCOPED, url, names, "m e", "hu:sh");
    let own = [("scope".to_owned(), "read write".to_owned())];
    assert_eq!(
        exchange.body(&own).1,
        "grant_type=client_credentials&audience=api&scope=read+write"
    );
    assert_eq!(
        STANDARD.decode(exchange.basic_pair()).unwrap(),
        b"m+e:hu%3Ash"
    );
}

#[test]
fn seconds_come_as_numbers_and_as_text() {
    let secs = |n| Some(Duration::from_secs(n));
    for (value, expected) in [
        (json!(28_800), secs(28_800)),
        (json!("3600"), secs(3600)),
        (json!(1.5), Some(Duration::from_millis(1500))),
        (json!(0), None),
        (json!(-1), None),
        (json!(1e300), None),
        (json!("NaN"), None),
        (json!("soon"), None),
        (json!(null), None),
    ] {
        assert_eq!(seconds(&value), expected, "{value}");
    }
}

#[test]
fn a_jwt_tells_its_life_and_nothing_else_does() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000);
    let jwt = |claims: &str| format!("h.{}.s", URL_SAFE_NO_PAD.encode(claims));
    let secs = |n| Some(Duration::from_secs(n));
    for (token, expected) in [
        (jwt(r#"{"exp":1060}"#), secs(60)),
        (jwt(r#"{"iat":500,"exp":560}"#), secs(60)),
        (jwt(r#"{"iat":5000,"exp":5060}"#), secs(60)),
        (jwt(r#"{"exp":1060}"#) + "==", secs(60)),
        (jwt(r#"{"exp":1000}"#), None),
        (jwt(r#"{"exp":900}"#), None),
        (jwt(r#"{"exp":"1060"}"#), None),
        (jwt(r#"{"exp":1e300}"#), None),
        (jwt(r#"{"sub":"7"}"#), None),
        (jwt("[]"), None),
        (jwt("{"), None),
        ("h.!.s".to_owned(), None),
        ("opaque".to_owned(), None),
        (String::new(), None),
    ] {
        assert_eq!(jwt_lifetime(&token, now), expected, "{token}");
    }
}
