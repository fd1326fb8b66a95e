//! `bindery get` and `bindery call` against servers on this machine.

use std::net::TcpListener;
use std::process::Command;
use std::time::Duration;

use bindery_runtime::erased::Endpoint;
use bindery_runtime::{Provider, Scheme, variable};

use crate::harness::{
    Mock, Outcome, TOKEN, bindery, credentials, finish, is_error, metallic, operations, response,
    run, serve, takes_ids,
};

pub(crate) const ID: &str = "7194af6f-1285-4295-94aa-ceed7ea2d792";

/// `bindery get metallic` from a base URL, with a token.
pub(crate) fn get(base_url: &str, more: &[&str]) -> Outcome {
    let mut command = bindery(&["get", "metallic", ID, "--base-url", base_url]);
    command.args(more).env("METALLIC_TOKEN", TOKEN);
    let outcome = finish(command, b"");
    assert!(!format!("{outcome:?}").contains(TOKEN), "{outcome:?}");
    outcome
}

#[track_caller]
fn check_get(server: Vec<u8>, code: i32, starts: &str) {
    let url = format!("http://{}", serve(server, Duration::ZERO));
    is_error(&get(&url, &["--attempts", "1"]), code, starts);
}

#[test]
fn the_exit_code_says_what_happened() {
    let Some(_) = metallic() else { return };
    let json = "application/json";
    let url = format!(
        "http://{}",
        serve(response("200 OK", json, r#"{"data": {"status": "frozen"}}"#), Duration::ZERO)
    );
    assert_eq!(
        get(&url, &[]),
        Outcome {
            code: Some(0),
            stdout: "{\n  \"data\": {\n    \"status\": \"frozen\"\n  }\n}\n".into(),
            stderr: "unknown value: data.status = \"frozen\"\n".into(),
        }
    );
    let error = r#"{"error": {"code": 1006, "message": "Record not found"}}"#;
    check_get(
        response("404 Not Found", json, error),
        1,
        "metallic get_account: 404 Not Found 1006 \"Record not found\"",
    );
    check_get(response("401 Unauthorized", json, error), 1, "metallic get_account: 401");
    check_get(response("503 Service Unavailable", json, error), 1, "metallic get_account: 503");
    check_get(
        response("502 Bad Gateway", "text/html", "<html>Bad gateway</html>"),
        1,
        "metallic get_account: 502",
    );
    check_get(response("200 OK", json, "{\"data\": 1}"), 4, "metallic get_account: 200");
    check_get(response("200 OK", json, ""), 4, "metallic get_account: 200");
    check_get(
        response("200 OK", "text/html", "<html>Sign in</html>"),
        4,
        "metallic get_account: 200",
    );
    check_get(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec(), 4, "metallic get_account: ");
    check_get(b"".to_vec(), 3, "metallic get_account: ");
    check_get(
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec(),
        3,
        "metallic get_account: ",
    );
}

#[test]
fn a_provider_that_is_not_reached_has_an_exit_code() {
    let Some(_) = metallic() else { return };
    let silent = format!("http://{}", serve(Vec::new(), Duration::from_secs(60)));
    is_error(&get(&silent, &["--timeout", "300ms"]), 3, "metallic get_account: ");
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    is_error(
        &get(&format!("http://{free}"), &["--attempts", "1"]),
        3,
        "metallic get_account: could not connect to ",
    );
}

/// `bindery get` of any operation, with values that its parameters take.
pub(crate) fn get_any(
    provider: &Provider,
    endpoint: &Endpoint,
    schemes: &[Scheme],
    more: &[&str],
) -> Outcome {
    let get = |id: &str| {
        let mut command = bindery(&["get", provider.name, "--operation", endpoint.operation.id]);
        command.args(more).envs(credentials(provider, schemes));
        finish(with_ids(command, endpoint, id), b"")
    };
    let outcome = get(ID);
    let outcome = if outcome.stderr.contains(": expected") { get("431") } else { outcome };
    assert!(!format!("{outcome:?}").contains(TOKEN), "{outcome:?}");
    outcome
}

fn with_ids(mut command: Command, endpoint: &Endpoint, id: &str) -> Command {
    command.args(endpoint.operation.parameters.iter().map(|_| id));
    command
}

#[test]
fn get_needs_credentials_and_a_base_url() {
    for (provider, endpoint) in operations().filter(|(_, endpoint)| takes_ids(endpoint)) {
        let outcome = get_any(provider, endpoint, &[], &["--base-url", "http://127.0.0.1:9"]);
        is_error(&outcome, 2, "");
        for (name, _) in credentials(provider, provider.security) {
            assert!(outcome.stderr.contains(&name), "{outcome:?}");
        }
        if provider.servers.is_empty() {
            let outcome = get_any(provider, endpoint, provider.security, &[]);
            is_error(&outcome, 2, "");
            assert!(outcome.stderr.contains(&variable(provider.name, "base_url")), "{outcome:?}");
        }
    }
}

#[test]
fn get_needs_an_id_and_options_that_fit() {
    let Some(_) = metallic() else { return };
    let check = |arguments: &[&str], starts: &str| {
        let mut command = bindery(&["get", "metallic"]);
        command.args(arguments).env("METALLIC_TOKEN", TOKEN);
        is_error(&finish(command, b""), 2, starts);
    };
    let base_url = "http://127.0.0.1:9";
    check(&["--base-url", base_url], "get_account: missing argument: accountId\n");
    check(&["a", "b", "--base-url", base_url], "get_account: unexpected argument: b\n");
    check(
        &["not-a-guid", "--base-url", base_url],
        "accountId: expected a UUID, found \"not-a-guid\"\n",
    );
    check(&["", "--base-url", base_url], "accountId: ");
    check(&[ID, "--base-url", "ftp://example.com"], "the base URL ");
    check(&[ID, "--base-url", ""], "the base URL ");
    check(&[ID, "--base-url", base_url, "--accept", "xml"], "");
}

#[test]
fn verbose_logs_each_attempt_and_no_credential() {
    let Some(_) = metallic() else { return };
    let url = format!(
        "http://{}",
        serve(response("200 OK", "application/json", r#"{"data": {}}"#), Duration::ZERO)
    );
    let outcome = get(&url, &["-v"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "{\n  \"data\": {}\n}\n"));
    assert!(
        outcome.stderr.contains("GET /api/v1/partner/accounts/{accountId}")
            && outcome.stderr.contains("200"),
        "{outcome:?}"
    );
}

#[test]
fn get_asks_for_xml_where_there_is_some() {
    let mock = Mock::start();
    for (provider, endpoint) in operations().filter(|(_, endpoint)| takes_ids(endpoint)) {
        let base = format!("{}/{}", mock.base, provider.name);
        let more = ["--base-url", &base, "--accept", "xml"];
        let outcome = get_any(provider, endpoint, provider.security, &more);
        let name = format!("{}.xml", endpoint.operation.id);
        if let Some(sample) = endpoint.samples.iter().find(|sample| sample.name == name) {
            let decode = [
                "decode", provider.name, "--operation", endpoint.operation.id, "--type",
                "text/xml", "-",
            ];
            assert_eq!(outcome, run(&decode, sample.body));
        } else {
            let starts =
                format!("{} {}: it does not come as", provider.name, endpoint.operation.id);
            is_error(&outcome, 2, &starts);
        }
    }
}

#[test]
fn the_response_is_printed_with_its_headers_or_as_it_came() {
    let Some(_) = metallic() else { return };
    let body = "{ \"data\": {\"name\":\"\\u0041\"} }\r\n";
    let serve = |status: &str, body: &str| {
        let response = String::from_utf8(response(status, "application/json", body)).unwrap();
        let response = response.replacen("\r\n", "\r\nset-cookie: s3cr3t\r\n", 1);
        format!("http://{}", serve(response.into(), Duration::ZERO))
    };
    let url = serve("200 OK", body);
    assert_eq!(get(&url, &["--raw"]).stdout, body);
    let head = format!(
        "HTTP 200 OK\nset-cookie: [redacted]\ncontent-type: application/json\ncontent-length: {}\nconnection: close\n\n",
        body.len()
    );
    assert_eq!(get(&url, &["--include", "--raw"]).stdout, head.clone() + body);
    let ndjson = "{\"data\":{\"name\":\"A\"}}\n";
    assert_eq!(get(&url, &["-i", "--format", "ndjson"]).stdout, head + ndjson);
    let error = r#"{"error": {"code": 1006, "message": "Record not found"}}"#;
    let outcome = get(&serve("404 Not Found", error), &["--raw"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(1), error));
    assert!(outcome.stderr.starts_with("error: metallic get_account: 404"), "{outcome:?}");
}

#[test]
fn call_takes_any_operation_with_named_parameters() {
    let Some(_) = metallic() else { return };
    let mock = Mock::start();
    let call = |arguments: &[&str]| {
        let base_url = format!("{}/metallic", mock.base);
        let mut command = bindery(&["call", "metallic"]);
        command.args(arguments).args(["--base-url", &base_url]);
        finish(
            {
                command.env("METALLIC_TOKEN", TOKEN);
                command
            },
            b"",
        )
    };
    let got = get(&format!("{}/metallic", mock.base), &[]);
    assert_eq!(got.code, Some(0), "{got:?}");
    assert_eq!(call(&["get_account", &format!("accountId={ID}")]), got);
    assert_eq!(call(&["get_account", ID]), got);
    is_error(&call(&["get_account"]), 2, "get_account: missing argument: accountId\n");
    let unexpected = "get_account: unexpected argument: id=1\nIts parameters are: accountId";
    is_error(&call(&["get_account", ID, "id=1"]), 2, unexpected);
    let body = "get_account takes no request body\n";
    is_error(&call(&["get_account", ID, "--body", "-"]), 2, body);
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_utf_8_is_an_error() {
    use std::os::unix::ffi::OsStrExt as _;
    let Some(_) = metallic() else { return };
    let mut command = bindery(&["get", "metallic", ID, "--base-url", "http://127.0.0.1:9"]);
    command.env("METALLIC_TOKEN", std::ffi::OsStr::from_bytes(b"\xff"));
    let problem = "the environment variable METALLIC_TOKEN is not UTF-8\n";
    is_error(&finish(command, b""), 2, problem);
}
