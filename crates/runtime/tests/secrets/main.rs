//! No credential and no secret of a body is ever printed: not by us, and not by what is beneath us.
//!
//! A marker is planted in each of them. Then every fault is played to every kind of client, with a subscriber that takes
//! down everything that reqwest, hyper and h2 have to say, and what was printed is searched for the markers, in each of
//! the spellings that a careless line could have.
#![cfg(test)]

#[allow(dead_code, reason = "shared with the test `net`")]
#[path = "../net/api.rs"]
mod api;
#[allow(dead_code, reason = "shared with the test `net`")]
#[path = "../net/faults.rs"]
mod faults;
#[path = "../net/paper.rs"]
mod paper;
#[allow(dead_code, reason = "shared with the test `net`")]
#[path = "../net/server.rs"]
mod server;

use std::error::Error as _;
use std::fmt::Write as _;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use bindery_runtime::{Api, Builder, CallOptions, ResponseValue, Token, redirects, reqwest};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tracing_subscriber::fmt::format::FmtSpan;

use crate::api::*;
use crate::faults::{ROWS, Row};
use crate::paper::Paper;
use crate::server::{Act, Seen, Server, begin, json, send, with};

/// Credentials as callers bring them, the token that a server gives out, and a secret in a body.
const CALLERS: &str = "zq1/caller+s=ecret?";
const ISSUED: &str = "zq2/issued+t=oken";
const IN_BODY: &str = "zq3/body+s=ecret";
const IN_HEADER: &str = "zq4/header+v=alue";
const MARKERS: [&str; 4] = [CALLERS, ISSUED, IN_BODY, IN_HEADER];

/// A marker in every spelling.
fn spellings(marker: &str) -> Vec<String> {
    let escaped = utf8_percent_encode(marker, NON_ALPHANUMERIC).to_string();
    let mut all = vec![
        marker.to_owned(),
        escaped.to_lowercase(),
        escaped,
        marker.replace('/', "%2F").replace('+', "%2B"),
        marker.replace('/', "\\/"),
        format!("{:?}", marker.as_bytes()).trim_matches(['[', ']']).to_owned(),
    ];
    // In base64, what a text looks like depends on where it stands; the letters that it shares with others are left out.
    for offset in 0..3 {
        let text = format!("{}{marker}", " ".repeat(offset));
        for encoded in [STANDARD_NO_PAD.encode(&text), URL_SAFE_NO_PAD.encode(&text)] {
            all.push(encoded[offset + 1..encoded.len() - 1].to_owned());
        }
    }
    all
}

/// The place of a printed marker, with some of the text around it.
fn leaks(text: &str) -> Vec<String> {
    let mut leaks = Vec::new();
    for marker in MARKERS {
        for spelling in spellings(marker) {
            if let Some(start) = text.find(&spelling) {
                let around =
                    &text.as_bytes()[start.saturating_sub(300)..(start + 100).min(text.len())];
                let around = String::from_utf8_lossy(around);
                leaks.push(format!("{marker} as {spelling}: …{around}…"));
            }
        }
    }
    leaks
}

/// Everything that can be printed about what a call came to.
fn print(result: Result<ResponseValue<Account>, Error>) -> String {
    let mut text = format!("{result:?} {result:#?}");
    if let Err(error) = &result {
        write!(text, " {error} {error:#} {:?} {:?}", error.code(), error.message()).unwrap();
        write!(text, " {:?} {:?}", error.request_id(), error.retry_after()).unwrap();
        let mut source = error.source();
        while let Some(error) = source {
            write!(text, " {error} {error:?} {error:#?}").unwrap();
            source = error.source();
        }
    }
    let panic = catch_unwind(AssertUnwindSafe(|| {
        result.unwrap();
    }));
    if let Err(panic) = panic {
        text.push_str(panic.downcast_ref::<String>().map_or("", String::as_str));
    }
    text
}

/// The faults, and servers that echo requests.
fn plays() -> Vec<Row> {
    let mut rows = ROWS.to_vec();
    let secret_rows: &[fn(usize) -> Vec<Act>] = &[
        |_| json(200, &format!(r#"{{"id":"7","secret":"{IN_BODY}"}}"#)),
        |_| json(200, &format!(r#"{{"id":7,"secret":"{IN_BODY}"}}"#)),
        |_| json(200, &format!(r#"{{"id":"7","secret":["{IN_BODY}"]}}"#)),
        |_| json(200, &format!(r#"{{"id":"7","secret":"{IN_BODY}""#)),
        |_| with(200, "content-type: text/html\r\n", &format!("<html>{IN_BODY}")),
        |_| with(502, "content-type: text/html\r\n", &format!("<html>{IN_BODY}")),
        |_| json(404, &format!(r#"{{"nothing":"{IN_BODY}"}}"#)),
        |_| {
            with(
                302,
                &format!("location: http://localhost:1/{IN_BODY}?api_token={IN_BODY}\r\n"),
                "",
            )
        },
        |_| {
            with(
                302,
                &format!("location: http://{IN_BODY}:x@127.0.0.1:{{port}}/v1/accounts/8\r\n"),
                "",
            )
        },
        |_| with(302, &format!("location: ftp://localhost:1/?api_token={IN_BODY}\r\n"), ""),
        |_| with(302, &format!("location: /v1/accounts/8?api_token={IN_BODY}\r\n"), ""),
        |_| with(200, &format!("set-cookie: {IN_BODY}\r\n"), r#"{"id":"7"}"#),
        |_| {
            begin(
                "content-length: 99\r\n",
                &[Act::Send(format!(r#"{{"secret":"{IN_BODY}"#).into()), Act::Close],
            )
        },
        |_| send(format!("{IN_BODY}\r\n\r\n")),
    ];
    rows.extend(secret_rows.iter().map(|answer| Row { answer: *answer, ..ROWS[0] }));
    rows
}

/// A server that plays a row, issues the marked token, and without a row echoes requests.
async fn stage(row: Option<Row>) -> Server {
    let (calls, tokens) = (AtomicUsize::new(0), AtomicUsize::new(0));
    Server::start(move |seen| {
        let for_token = seen.head.starts_with("POST");
        match row {
            Some(Row { token: Some(token), .. }) if for_token => {
                match token(tokens.fetch_add(1, Ordering::SeqCst)).as_slice() {
                    [Act::Send(bytes)] => {
                        let text = String::from_utf8_lossy(bytes);
                        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
                        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
                        // The same response with the marked token in place of its own.
                        json(
                            status.unwrap_or(200),
                            &body.replace("made-up-token", ISSUED).replace("abc", ISSUED),
                        )
                    }
                    acts => acts.to_vec(),
                }
            }
            _ if for_token => json(
                200,
                &format!(r#"{{"access_token":"{ISSUED}","data":{{"authToken":"{ISSUED}"}}}}"#),
            ),
            Some(row) => (row.answer)(calls.fetch_add(1, Ordering::SeqCst)),
            None => echo(seen, calls.fetch_add(1, Ordering::SeqCst)),
        }
    })
    .await
}

/// Echoes the request in every place that we print.
fn echo(seen: &Seen, number: usize) -> Vec<Act> {
    let proof = seen
        .header("authorization")
        .or_else(|| seen.header("x-api-token"))
        .unwrap_or_else(|| seen.path());
    let told = proof
        .rsplit(' ')
        .next()
        .unwrap_or_default()
        .rsplit("api_token=")
        .next()
        .unwrap_or_default();
    let body = format!(r#"{{"error":{{"code":"{told}","message":"Not {proof}."}}}}"#);
    match number {
        0 => {
            with(400, &format!("content-type: application/json\r\nx-request-id: {told}\r\n"), &body)
        }
        1 => with(302, &format!("location: http://localhost:1{}\r\n", seen.path()), ""),
        // Not a status that is retried, or else nothing of it would be shown.
        2 => with(418, &format!("retry-after: {told}\r\ncontent-type: {told}\r\n"), told),
        3 => with(302, &format!("location: http://me:{told}@localhost:1/\r\n"), ""),
        _ => json(401, &body),
    }
}

/// Plays everything to one kind of client and gives what was printed.
async fn play<C: Api + std::fmt::Debug>(
    builder: fn() -> C::Builder,
    call: impl AsyncFn(&C) -> Result<ResponseValue<Account>, Error> + Copy,
) -> String {
    // One for all: making one reads the system's certificates.
    let http = reqwest::Client::builder().redirect(redirects()).build().unwrap();
    let rows = plays().into_iter().map(Some).chain([None; 5]);
    let plays: Vec<_> = rows
        .map(async |row| {
            let server = stage(row).await;
            let builder: Builder = builder().into();
            let builder = builder
                .base_url(&server.url)
                .options(
                    CallOptions::new()
                        .attempt_timeout(Duration::from_millis(1_500))
                        .timeout(Duration::from_secs(6))
                        .body_limit(65_536)
                        .header("x-own", IN_HEADER),
                )
                .http_client(http.clone());
            let mut text = format!("{builder:?} {builder:#?}");
            let client: C = builder.build().unwrap();
            for _ in 0..if row.is_none() { 5 } else { 1 } {
                text += &print(call(&client).await);
                write!(text, "{client:?} {client:#?} {:?}", client.transport()).unwrap();
            }
            text
        })
        .collect();
    // Not all at a time: those that wait for their turn would run out of theirs.
    let texts: Vec<String> = stream::iter(plays).buffer_unordered(16).collect().await;
    texts.concat()
}

/// An HTTP/2 server that returns an account for every request.
async fn http2() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut connection = h2::server::handshake(stream).await.unwrap();
                while let Some(Ok((_, mut respond))) = connection.accept().await {
                    let mut body = respond.send_response(http::Response::new(()), false).unwrap();
                    body.send_data(Bytes::from_static(br#"{"id":"7"}"#), true).unwrap();
                }
            });
        }
    });
    url
}

#[tokio::test]
async fn no_secret_is_printed() {
    let paper = Paper::default();
    let writer = paper.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .init();
    std::panic::set_hook(Box::new({
        let paper = paper.clone();
        move |panic| {
            let _ = io::Write::write_fmt(&mut paper.clone(), format_args!("{panic}\n"));
        }
    }));

    let source = || Oauth::builder().token_source(async || Ok::<_, io::Error>(Token::new(ISSUED)));
    let texts = tokio::join!(
        play(
            || Oauth::builder().token(CALLERS),
            async |client: &Oauth| client.get_account("7").await
        ),
        play(
            || Oauth::builder().client_credentials("id", CALLERS),
            async |client: &Oauth| client.get_account("7").await
        ),
        play(source, async |client: &Oauth| client.get_account("7").await),
        play(
            || Form::builder().client_credentials("id", CALLERS),
            async |client: &Form| client.get_account("7").await
        ),
        play(
            || Login::builder().login("id", CALLERS),
            async |client: &Login| client.get_account("7").await
        ),
        play(
            || Basic::builder().basic("id", CALLERS),
            async |client: &Basic| client.get_account("7").await
        ),
        play(
            || QueryKey::builder().api_key(CALLERS),
            async |client: &QueryKey| client.get_account("7").await
        ),
        play(
            || HeaderKey::builder().api_key(CALLERS),
            async |client: &HeaderKey| client.get_account("7").await
        ),
    );
    let mut text = <[String; 8]>::from(texts).concat();

    let url = http2().await;
    let speak = |http: reqwest::ClientBuilder| http.http2_prior_knowledge();
    let client = QueryKey::builder().api_key(CALLERS).base_url(&url).http(speak).build().unwrap();
    text += &print(Ok(client.get_account("7").await.unwrap()));
    let client = Basic::builder().basic("id", CALLERS).base_url(&url).http(speak).build().unwrap();
    text += &print(Ok(client.get_account("7").await.unwrap()));
    // Asking for a dump of every byte does not bring one.
    let server = Server::start(|_| server::ok()).await;
    let dump = |http: reqwest::ClientBuilder| http.connection_verbose(true);
    let client = Oauth::builder().token(CALLERS).base_url(&server.url).http(dump).build().unwrap();
    text +=
        &print(client.with(CallOptions::new().header("x-own", IN_HEADER)).get_account("7").await);
    // A proxy's password, with a proxy that is there and with one that is not.
    for place in [server.url.replace("http://", ""), "127.0.0.1:1".to_owned()] {
        let password = utf8_percent_encode(CALLERS, NON_ALPHANUMERIC);
        let proxy = reqwest::Proxy::all(format!("http://me:{password}@{place}")).unwrap();
        let client = Oauth::builder()
            .token(CALLERS)
            .base_url("http://account.example")
            .http(move |http| http.proxy(proxy))
            .build()
            .unwrap();
        text += &print(client.get_account("7").await);
        text += &format!("{client:?}");
    }
    // A token endpoint that says back the request that it got.
    let server = Server::start(|seen| {
        let told = serde_json::Value::from(format!("cannot take {}", seen.body));
        json(400, &format!(r#"{{"error":"no","error_description":{told}}}"#))
    })
    .await;
    for odd in [" ", "~", "\"", "\\", "\t"] {
        let secret = format!("{CALLERS}{odd}hush");
        let client = Oauth::builder().client_credentials("id", secret.as_str());
        let client = client.base_url(&server.url).build().unwrap();
        let error = client.get_account("7").await.unwrap_err().to_string();
        assert!(error.contains("cannot take") && !error.contains("hush"), "{error}");
        let client = Form::builder().client_credentials("id", secret.as_str());
        let client = client.base_url(&server.url).build().unwrap();
        let error = client.get_account("7").await.unwrap_err().to_string();
        assert!(error.contains("cannot take") && !error.contains("hush"), "{error}");
    }
    text += &format!("{:?}", CallOptions::new().header("x-own", IN_HEADER));
    let options = CallOptions::new().header("x-own", &format!("{IN_HEADER}\n"));
    text += &print(client.with(options).get_account("7").await);

    let _ = std::panic::take_hook();
    let log = paper.text();
    // That nothing is found says something only if there is something to search.
    for voice in [
        "hyper_util::client", "reqwest::connect", "h2::", "bindery_runtime::exchange::send",
        "url.template",
    ] {
        assert!(log.contains(voice), "nothing from {voice}");
    }
    for phrase in ["[redacted]", "403 Forbidden", "no token", "C-1 \"No.\""] {
        assert!(text.contains(phrase), "nothing printed {phrase}");
    }
    let found: Vec<String> = leaks(&text).into_iter().chain(leaks(&log)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_marker_is_found_in_every_spelling() {
    for marker in MARKERS {
        for text in [
            format!("token={marker}"),
            format!("token={}", utf8_percent_encode(marker, NON_ALPHANUMERIC)),
            format!("Basic {}", STANDARD_NO_PAD.encode(format!("id:{marker}"))),
            format!("Basic {}", STANDARD_NO_PAD.encode(format!("my-id:{marker}"))),
            format!("Basic {}", STANDARD_NO_PAD.encode(format!("the-id:{marker}"))),
        ] {
            assert!(!leaks(&text).is_empty(), "{text}");
        }
    }
    assert!(leaks("nothing here").is_empty());
}
