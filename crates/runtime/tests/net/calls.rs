//! What is sent and what comes back.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};

use bindery_runtime::Api as _;

use crate::api::*;

/// Answers one request and gives its head.
fn serve(answer: &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let thread = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut buffer = [0; 4096];
        let n = stream.read(&mut buffer).unwrap();
        stream.write_all(answer.as_bytes()).unwrap();
        String::from_utf8_lossy(&buffer[..n]).into_owned()
    });
    (url, thread)
}

#[tokio::test]
async fn a_call_sends_what_the_spec_says() {
    let (url, server) = serve("HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"id\": \"77\"}");
    let client = QueryKey::builder()
        .api_key("k y")
        .base_url(url)
        .build()
        .unwrap();
    let account = client.get_account_page("a/b", Some(3)).await.unwrap();
    assert_eq!(account.id, "77");
    let request = server.join().unwrap();
    assert!(
        request.starts_with("GET /v1/accounts/a%2Fb?page=3&api_token=k%20y HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(
        request.contains("\r\nx-version: 2024-01-01\r\n"),
        "{request}"
    );
    assert!(
        request.contains("\r\naccept: application/json\r\n"),
        "{request}"
    );
}

#[tokio::test]
async fn an_error_says_what_to_do() {
    let (url, server) = serve(
        "HTTP/1.1 403 F\r\nx-request-id: 7\r\ncontent-length: 43\r\n\r\n{\"error\":{\"code\":\"C-1\",\"message\":\"key-y!\"}}",
    );
    let client = QueryKey::builder()
        .api_key("key-y")
        .base_url(url)
        .build()
        .unwrap();
    let error = client.get_account("a").await.unwrap_err();
    server.join().unwrap();
    let place = client.transport().base_url().trim_start_matches("http://");
    assert_eq!(
        error.to_string(),
        format!(
            "query-key get_account: 403 Forbidden C-1 \"[redacted]!\" from {place}/v1/accounts/{{accountId}} \
             (request id 7); these credentials may not do this"
        )
    );
    assert_eq!(error.error_body().unwrap().error.code, "C-1");
    let error = client.get_account("..").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "query-key get_account: accountId is \"..\", which would lead to another path; give an id"
    );
}
