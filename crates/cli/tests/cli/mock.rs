//! `bindery mock` and `bindery demo`.

use bindery_registry::PROVIDERS;

use crate::get::{ID, get, get_any};
use crate::harness::{
    Mock, bindery, check_error, finish, is_error, metallic, operations, takes_ids,
};

#[cfg(unix)]
#[test]
fn the_mock_serves_get_and_logs_no_credential() {
    let Some(_) = metallic() else { return };
    let mock = Mock::start();
    let outcome = get(&format!("{}/metallic", mock.base), &[]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{outcome:?}");
    is_error(
        &get(&format!("{}/metallic.404", mock.base), &[]),
        1,
        "metallic get_account: 404 Not Found 1006",
    );
    let port = mock.base.rsplit_once(':').unwrap().1;
    check_error(&["mock", "--port", port], b"", 2, &format!("port {port} is in use\n"));

    let path = format!("/api/v1/partner/accounts/{ID}");
    let (code, log) = mock.interrupt();
    assert_eq!(code, Some(0));
    assert_eq!(log, format!("200 GET /metallic{path}\n404 GET /metallic.404{path}\n"));
}

#[cfg(unix)]
#[test]
fn the_mock_gives_tokens_and_takes_keys_in_the_query_without_logging_them() {
    let mock = Mock::start();
    for (provider, endpoint) in operations().filter(|(_, endpoint)| takes_ids(endpoint)) {
        for scheme in provider.security {
            let base = format!("{}/{}", mock.base, provider.name);
            let outcome =
                get_any(provider, endpoint, std::slice::from_ref(scheme), &["--base-url", &base]);
            assert_eq!(outcome.code, Some(0), "{outcome:?}");
        }
    }
    let (code, log) = mock.interrupt();
    assert_eq!(code, Some(0));
    assert!(
        log.contains("200 GET /")
            && !log.contains("t0k3n")
            && !log.contains('?')
            && !log.contains(" 401 "),
        "{log}"
    );
}

#[test]
fn demo_calls_every_provider() {
    let mut command = bindery(&["demo"]);
    // No proxy is used for this machine.
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        command.env(name, "http://127.0.0.1:9");
    }
    let outcome = finish(command, b"");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{outcome:?}");
    let lines: Vec<_> = outcome.stdout.lines().collect();
    let header: Vec<_> = lines[0].split_whitespace().collect();
    assert_eq!(header, ["provider", "id", "name", "status", "balance", "took"]);
    assert_eq!(lines.len(), PROVIDERS.len() + 1, "{}", outcome.stdout);
    for (entry, line) in PROVIDERS.iter().zip(&lines[1..]) {
        assert!(line.starts_with(entry.provider.name) && line.ends_with(" ms"), "{line}");
        assert!(!line.contains("failed"), "{line}");
    }
    let row = |name: &str| {
        lines.iter().find(|line| line.starts_with(name)).map(|line| {
            // No terminal, no table.
            line.split('\t').take(5).collect::<Vec<_>>()
        })
    };
    if let Some(row) = row("activeplatform") {
        assert_eq!(row, ["activeplatform", "431", "Jane Lane", "credit_hold", "453.2"]);
    }
    if let Some(row) = row("metallic") {
        assert_eq!(row, ["metallic", ID, "Acme ltd", "active", "–"]);
    }
    if let Some(row) = row("sequence") {
        assert_eq!(
            row,
            ["sequence", "13448448-ce43-4874-8acf-8ff2a8ca24c1", "Acme Inc.", "–", "–"]
        );
    }
    if let Some(row) = row("twosms") {
        assert_eq!(
            row,
            ["twosms", "c70913a9-7134-40d6-8df3-f323b2da36fa", "sample string 24", "–", "1.1"]
        );
    }
}
