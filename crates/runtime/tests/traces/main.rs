//! The traces of a call, with the names of OpenTelemetry's conventions for HTTP clients.
//!
//! In its own program, because tracing caches its interest for the whole program, and other tests have no subscriber.
#![cfg(test)]

#[allow(dead_code, reason = "shared with the test `net`")]
#[path = "../net/api.rs"]
mod api;
#[path = "../net/paper.rs"]
mod paper;
#[allow(dead_code, reason = "shared with the test `net`")]
#[path = "../net/server.rs"]
mod server;

use std::sync::atomic::{AtomicUsize, Ordering};

use tracing_subscriber::fmt::format::FmtSpan;

use crate::api::Oauth;
use crate::paper::Paper;
use crate::server::{Act, Server, json, ok, refuse};

/// The lines of a call, without times, ports and waits.
async fn lines(answers: fn(usize) -> Vec<Act>) -> Vec<String> {
    let calls = AtomicUsize::new(0);
    let server = Server::start(move |seen| match seen.path() {
        "/oauth2/token" => json(200, r#"{"access_token":"t"}"#),
        _ => answers(calls.fetch_add(1, Ordering::SeqCst)),
    })
    .await;
    let client =
        Oauth::builder().client_credentials("i", "s").base_url(&server.url).build().unwrap();
    let paper = Paper::default();
    let writer = paper.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .without_time()
        .with_writer(move || writer.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let _ = client.get_account("7").await;
    drop(guard);
    let text = paper.text();
    let port = server.url.rsplit(':').next().unwrap();
    let ours = text.replace(port, "PORT");
    ours.lines()
        .filter_map(|line| {
            let (span, rest) = line.split_once("bindery_runtime::")?;
            Some((span, rest.split_once(": ")?.1))
        })
        .map(|(span, event)| {
            let event = event.split(" time.busy").next().unwrap().split(" wait=").next().unwrap();
            // The span's fields are checked where they are complete.
            if event == "close" { span.trim().to_owned() } else { event.to_owned() }
        })
        .collect()
}

#[tokio::test]
async fn a_call_is_a_span_and_an_attempt_an_event() {
    let call = "INFO call{otel.kind=\"client\" otel.name=GET /v1/accounts/{accountId} bindery.provider=\"oauth\" \
                bindery.operation=\"get_account\" http.request.method=\"GET\" server.address=\"127.0.0.1\" \
                server.port=PORT url.template=\"/v1/accounts/{accountId}\" ";
    let token = "response received bindery.request=\"token\" http.request.resend_count=0 http.response.status_code=200";
    assert_eq!(
        lines(|n| if n == 0 { refuse(503) } else { ok() }).await,
        [
            token,
            "response received bindery.request=\"call\" http.request.resend_count=0 http.response.status_code=503",
            "waiting for the next attempt",
            "response received bindery.request=\"call\" http.request.resend_count=1 http.response.status_code=200",
            &format!("{call}http.request.resend_count=1 http.response.status_code=200}}:"),
        ]
    );
    assert_eq!(
        lines(|_| refuse(404)).await,
        [
            token,
            "response received bindery.request=\"call\" http.request.resend_count=0 http.response.status_code=404",
            &format!(
                "{call}http.request.resend_count=0 http.response.status_code=404 error.type=\"404\"}}:"
            ),
        ]
    );
    assert_eq!(
        lines(|_| vec![Act::Send(b"nonsense\r\n\r\n".to_vec())]).await,
        [
            token,
            "request failed bindery.request=\"call\" http.request.resend_count=0 error.type=\"decode\" \
             error.message=\"the response from 127.0.0.1:PORT/v1/accounts/{accountId} cannot be read: \
             invalid HTTP version parsed\"",
            &format!("{call}http.request.resend_count=0 error.type=\"decode\"}}:"),
        ]
    );
}
