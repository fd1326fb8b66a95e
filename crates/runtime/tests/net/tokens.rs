//! Tokens: fetched once for all, kept, renewed in time, and renewed once when refused.

use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bindery_runtime::{CallOptions, ErrorKind, Token};

use crate::api::{Form, Login, Oauth};
use crate::server::{Act, Seen, Server, json, ok, refuse};

/// A server that issues `token-0`, `token-1`, … with more fields in the response, and accepts those that are `good`.
async fn server(more: &'static str, good: fn(usize) -> bool) -> Server {
    let tokens = AtomicUsize::new(0);
    Server::start(move |seen| {
        if seen.path() == "/oauth2/token" {
            let number = tokens.fetch_add(1, Ordering::SeqCst);
            let mut acts = vec![Act::Wait(50)];
            acts.extend(json(200, &format!(r#"{{"access_token":"token-{number}"{more}}}"#)));
            return acts;
        }
        if good(number(seen)) { ok() } else { refuse(401) }
    })
    .await
}

/// The number of the token that a request came with.
fn number(seen: &Seen) -> usize {
    let number = seen.header("authorization").and_then(|value| value.strip_prefix("Bearer token-"));
    number.and_then(|number| number.parse().ok()).unwrap_or(usize::MAX)
}

fn client(server: &Server) -> Oauth {
    Oauth::builder().client_credentials("me", "hush").base_url(&server.url).build().unwrap()
}

/// Calls so often at a time and gives how many calls went well.
async fn call(client: &Oauth, times: usize) -> usize {
    let calls: Vec<_> = (0..times)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.get_account("7").await.is_ok() })
        })
        .collect();
    let mut good = 0;
    for call in calls {
        good += usize::from(call.await.unwrap());
    }
    good
}

fn requests(server: &Server) -> (usize, usize) {
    (server.count("/v1/accounts/7"), server.count("/oauth2/token"))
}

#[tokio::test]
async fn a_hundred_callers_cost_one_token() {
    let server = server("", |number| number == 0).await;
    let client = client(&server);
    assert_eq!(call(&client, 100).await, 100);
    assert_eq!(requests(&server), (100, 1));
    // Clones, with other options too, share the token.
    client.with(CallOptions::new().attempts(1)).get_account("7").await.unwrap();
    assert_eq!(requests(&server), (101, 1));
}

#[tokio::test]
async fn a_failure_is_shared_by_those_who_waited_for_it() {
    let server = Server::start(|seen| match seen.path() {
        "/oauth2/token" => {
            let mut acts = vec![Act::Wait(100)];
            acts.extend(json(400, r#"{"error":"invalid_client"}"#));
            acts
        }
        _ => ok(),
    })
    .await;
    let client = client(&server);
    assert_eq!(call(&client, 50).await, 0);
    assert_eq!(requests(&server), (0, 1));
    // The next call does not send refused credentials again.
    let error = client.get_account("7").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth);
    assert_eq!(requests(&server), (0, 1));
}

#[tokio::test]
async fn the_options_of_a_call_change_no_token_request() {
    let server = Server::start(|seen| match seen.path() {
        "/oauth2/token" => {
            let mut acts = vec![Act::Wait(200)];
            acts.extend(json(200, r#"{"access_token":"t"}"#));
            acts
        }
        _ => ok(),
    })
    .await;
    let client = client(&server);
    let hasty = CallOptions::new().attempts(1).body_limit(1);
    let hasty = client.with(hasty.attempt_timeout(Duration::from_millis(10)));
    let (_, innocent) = tokio::join!(hasty.get_account("7"), client.get_account("7"));
    assert_eq!(innocent.unwrap().id, "7");
    assert_eq!(server.count("/oauth2/token"), 1);
}

#[tokio::test]
async fn a_token_refused_to_many_is_renewed_once() {
    let server = server("", |number| number == 1).await;
    let client = client(&server);
    assert_eq!(call(&client, 50).await, 50);
    assert_eq!(requests(&server), (100, 2));
}

#[tokio::test]
async fn a_token_refused_for_ever_is_renewed_once() {
    let server = server("", |_| false).await;
    let client = client(&server);
    for calls in 1..=3 {
        let error = client.get_account("7").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Auth);
        assert_eq!(requests(&server), (1 + calls, 2));
    }
}

#[tokio::test]
async fn a_token_is_asked_for_as_the_spec_says() {
    let server = Server::start(|seen| match seen.path() {
        "/base/oauth2/token" | "/base/Token" => json(200, r#"{"access_token":"a-b"}"#),
        "/base/login" => json(200, r#"{"data":{"authToken":"c-d"}}"#),
        _ => ok(),
    })
    .await;
    let base = format!("{}/base/", server.url);
    let (id, secret) = ("i&d é", "s+e\"c");
    Oauth::builder()
        .client_credentials(id, secret)
        .base_url(&base)
        .build()
        .unwrap()
        .get_account("7")
        .await
        .unwrap();
    Form::builder()
        .client_credentials(id, secret)
        .base_url(&base)
        .header("user-agent", "me/1")
        .build()
        .unwrap()
        .get_account("7")
        .await
        .unwrap();
    Login::builder()
        .login(id, secret)
        .base_url(&base)
        .build()
        .unwrap()
        .get_account("7")
        .await
        .unwrap();
    let seen = server.seen();
    let token_requests = [
        (
            "POST /base/oauth2/token HTTP/1.1",
            concat!("bindery/", env!("CARGO_PKG_VERSION"), " (oauth)"),
            "application/json",
            r#"{"grant_type":"client_credentials","client_id":"i&d é","client_secret":"s+e\"c"}"#,
        ),
        (
            "POST /base/Token HTTP/1.1",
            "me/1",
            "application/x-www-form-urlencoded",
            "grant_type=client_credentials&client_id=i%26d+%C3%A9&client_secret=s%2Be%22c",
        ),
        (
            "POST /base/login HTTP/1.1",
            concat!("bindery/", env!("CARGO_PKG_VERSION"), " (login)"),
            "application/json",
            r#"{"username":"i&d é","password":"s+e\"c"}"#,
        ),
    ];
    for (index, (line, agent, content_type, body)) in token_requests.into_iter().enumerate() {
        let request = &seen[2 * index];
        assert_eq!(request.head.lines().next(), Some(line));
        assert_eq!(request.header("content-type"), Some(content_type));
        assert_eq!(request.header("accept"), Some("application/json"));
        assert_eq!(request.header("user-agent"), Some(agent));
        assert_eq!(request.header("authorization"), None);
        assert_eq!(request.body, body);
        let token = if line.contains("login") { "Bearer c-d" } else { "Bearer a-b" };
        assert_eq!(seen[2 * index + 1].header("authorization"), Some(token));
    }
}

#[tokio::test]
async fn a_source_of_ones_own_is_asked_like_a_server() {
    let server = server("", |number| number == 1).await;
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let client = Oauth::builder()
        .token_source(move || {
            let number = count.fetch_add(1, Ordering::SeqCst);
            async move {
                let token =
                    Token::new(format!("token-{number}")).expires_in(Duration::from_secs(60));
                if number < 2 { Ok(token) } else { Err("the vault is shut") }
            }
        })
        .base_url(&server.url)
        .build()
        .unwrap();
    // The first token is refused, to all of them; the second is good.
    assert_eq!(call(&client, 20).await, 20);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    assert_eq!(requests(&server), (40, 0));

    let client = Oauth::builder()
        .token_source(|| async { Err::<Token, _>("the vault is shut") })
        .base_url(&server.url)
        .build()
        .unwrap();
    let error = client.get_account("7").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "oauth get_account: no token: the client's own source of tokens failed: the vault is shut"
    );
    assert!(error.kind() == ErrorKind::Token && error.is_retryable());
    assert_eq!(error.source().unwrap().to_string(), "the vault is shut");
}
