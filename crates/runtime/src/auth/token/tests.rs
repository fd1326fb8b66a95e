//! The rules for tokens, with a paused clock and no network.

use std::sync::atomic::{AtomicUsize, Ordering};

use reqwest::Url;
use serde_json::json;
use tokio::time::sleep;

use super::*;
use crate::auth::grant::{Exchange, Source, Token};
use crate::exchange::retry::Budget;
use crate::exchange::send::Limits;
use crate::exchange::send::tests::{Fake, Reaction, answer, respond};
use crate::request::provider::{Provider, TokenRequest};

static PROVIDER: Provider = Provider::new("acme", "Acme");
static REQUEST: TokenRequest = TokenRequest::new("/token");

fn cell(reactions: impl IntoIterator<Item = Reaction>) -> (TokenCell, Fake) {
    let fake = Fake::new(reactions);
    let url = Url::parse("https://h.example/token").unwrap();
    let names = vec!["client_id", "client_secret"];
    let exchange = Exchange::new(&REQUEST, url, names, "me", "hush");
    (cell_for(Origin::Exchange(exchange), &fake), fake)
}

fn cell_for(origin: Origin, fake: &Fake) -> TokenCell {
    let setup = Setup {
        provider: &PROVIDER,
        sender: Arc::new(fake.clone()),
        limits: Limits {
            timeout: Duration::from_secs(60),
            attempt_timeout: Duration::from_secs(20),
            attempts: 3,
            body_limit: 10_000,
        },
        budget: Arc::new(Budget::new(100)),
        user_agent: None,
        fields: Arc::new([]),
    };
    TokenCell::new(origin, setup)
}

/// A token for 100 seconds, after so many milliseconds.
fn token(name: &str, millis: u64) -> Reaction {
    let body = json!({"access_token": name, "expires_in": 100}).to_string();
    Reaction::Respond(millis, answer(200, &[], &body))
}

async fn get(cell: &TokenCell, stale: Option<&str>) -> Result<String, String> {
    let stale = stale.map(header);
    match cell.obtain(stale.as_ref()).await {
        Ok(token) => Ok(token.to_str().unwrap().replace("Bearer ", "")),
        Err(none) => Err(format!("{} {}", none.fault.kind(), none.attempts)),
    }
}

fn header(token: &str) -> HeaderValue {
    HeaderValue::try_from(format!("Bearer {token}")).unwrap()
}

#[track_caller]
fn is(found: Result<String, String>, expected: &str) {
    assert_eq!(found.as_deref(), Ok(expected));
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
    assert_eq!(get(&cell, None).await, Err("server 3".to_owned()));
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
    let in_a_200 = answer(200, &[], r#"{"error":"incorrect_client_credentials"}"#);
    for (refusal, kind) in [
        (respond(400), "rejected"),
        (respond(401), "auth"),
        (respond(403), "auth"),
        (Reaction::Respond(0, in_a_200), "rejected"),
    ] {
        let (cell, fake) = cell([refusal, token("a", 0)]);
        for _ in 0..40 {
            assert_eq!(get(&cell, None).await, Err(format!("{kind} 1")));
        }
        assert_eq!(fake.count(), 1);
        secs(31).await;
        is(get(&cell, None).await, "a");
    }
    // A server that is down says nothing about the credentials.
    let (cell, fake) = cell([respond(503), respond(503), respond(503), token("a", 0)]);
    assert_eq!(get(&cell, None).await, Err("server 3".to_owned()));
    is(get(&cell, None).await, "a");
    assert_eq!(fake.count(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_renewed_once() {
    let (cell, fake) = cell([token("a", 0), token("b", 0), token("c", 0)]);
    is(get(&cell, None).await, "a");
    assert!(cell.is_worth_renewing(&header("a")));
    let (one, other) = tokio::join!(get(&cell, Some("a")), get(&cell, Some("a")));
    is(one, "b");
    is(other, "b");
    assert_eq!(fake.count(), 2);
    // The one that was issued in its place is refused as well.
    assert!(!cell.is_worth_renewing(&header("b")));
    secs(31).await;
    assert!(cell.is_worth_renewing(&header("b")));
    // One that was accepted and is refused later was withdrawn.
    is(get(&cell, Some("b")).await, "c");
    assert!(!cell.is_worth_renewing(&header("c")));
    cell.accept(&header("c"));
    assert!(cell.is_worth_renewing(&header("c")));
}

#[tokio::test(start_paused = true)]
async fn a_token_request_is_not_redirected() {
    let moved = answer(308, &[("location", "/token/")], "");
    let (cell, fake) = cell([Reaction::Respond(0, moved)]);
    assert_eq!(get(&cell, None).await, Err("unexpected 1".to_owned()));
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
    assert_eq!(get(&cell, Some("a")).await, Err("token 0".to_owned()));
    assert_eq!(get(&cell, Some("a")).await, Err("request 0".to_owned()));
    // There is no response, so the timeout of the client applies.
    assert_eq!(get(&cell, Some("a")).await, Err("timeout 0".to_owned()));
}
