//! `bindery call --all`, and operations with a request body, against servers on this machine.

use std::time::Duration;

use bindery_registry::PROVIDERS;
use serde_json::Value;

use crate::harness::{
    Outcome, TOKEN, bindery, credentials, finish, json_lines, response, serve, serve_by,
};

/// A documented sample of Sequence; `None` if its spec was deleted.
fn sample(name: &str) -> Option<Value> {
    let entry = PROVIDERS.iter().find(|entry| entry.provider.name == "sequence")?;
    let mut samples = entry.endpoints.iter().flat_map(|endpoint| endpoint.samples);
    let sample = samples.find(|sample| sample.name == name)?;
    Some(serde_json::from_slice(sample.body).unwrap())
}

/// A page of accounts: these IDs, and the cursor of the next page.
fn page(ids: &[&str], after: Option<&str>) -> Vec<u8> {
    let mut page = sample("list_accounts").unwrap();
    let account = page["items"][0].clone();
    let items = ids.iter().map(|id| {
        let mut account = account.clone();
        account["id"] = (*id).into();
        account
    });
    page["items"] = items.collect();
    page["pagination"]["after"] = after.into();
    response("200 OK", "application/json", &page.to_string())
}

/// Three pages, of which the third one fails.
fn respond(head: &str) -> Vec<u8> {
    let line = head.lines().next().unwrap();
    match line.split_once("after=").map(|(_, rest)| rest.split([' ', '&']).next().unwrap()) {
        None => page(&["1", "2"], Some("b")),
        Some("b") => page(&[], Some("c d")),
        Some("last") => page(&["3"], None),
        Some(_) => response("503 Service Unavailable", "application/json", "{}"),
    }
}

/// `bindery call sequence`; `None` if its spec was deleted.
fn call(url: &str, arguments: &[&str], stdin: &str) -> Option<Outcome> {
    let entry = PROVIDERS.iter().find(|entry| entry.provider.name == "sequence")?;
    let mut command = bindery(&["call", "sequence"]);
    command
        .args(arguments)
        .args(["--base-url", url, "--attempts", "1"])
        .envs(credentials(entry.provider, entry.provider.security));
    let outcome = finish(command, stdin.as_bytes());
    assert!(!format!("{outcome:?}").contains(TOKEN), "{outcome:?}");
    Some(outcome)
}

#[test]
fn items_are_printed_as_their_pages_come() {
    let url = format!("http://{}", serve_by(respond, Duration::ZERO));
    let list =
        |arguments: &[&str]| call(&url, &[&["list_accounts", "--all"], arguments].concat(), "");
    let Some(outcome) = list(&[]) else { return };
    // What came before the failure is printed, and the rest can be continued.
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    let ids: Vec<_> = json_lines(&outcome.stdout).iter().map(|item| item["id"].clone()).collect();
    assert_eq!(ids, ["1", "2"]);
    assert!(outcome.stderr.starts_with("error: sequence list_accounts: 503"), "{outcome:?}");
    assert!(outcome.stderr.ends_with("\nContinue with: --resume-from 'c d'\n"), "{outcome:?}");

    let outcome = list(&["--resume-from", "last", "--format", "csv"]).unwrap();
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let rows: Vec<&str> = outcome.stdout.lines().collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].starts_with("id,createdAt,") && rows[1].starts_with("3,"), "{rows:?}");
    let outcome = list(&["--format", "table"]).unwrap();
    assert_eq!(outcome.code, Some(2));
    // Without --all the page is the response.
    let outcome = call(&url, &["list_accounts", "after=last"], "").unwrap();
    let body: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(body["items"][0]["id"], "3");
    let outcome = call(&url, &["get_account", "1", "--all"], "").unwrap();
    assert_eq!(outcome.stderr, "error: get_account has no pages\nCall it without --all.\n");
}

#[test]
fn a_request_body_is_sent() {
    let Some(account) = sample("update_account") else {
        return;
    };
    let server =
        serve(response("200 OK", "application/json", &account.to_string()), Duration::ZERO);
    let url = format!("http://{server}");
    let update = |arguments: &[&str], stdin: &str| {
        call(&url, &[&["update_account", "1"], arguments].concat(), stdin)
    };
    let new = "{\"alertEmailAddresses\": []}";
    let Some(outcome) = update(&["--body", "-"], new) else {
        return;
    };
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    let missing = update(&[], "").unwrap();
    assert_eq!((missing.code, missing.stderr.as_str()), (Some(2), "error: body: it is missing\n"));
    let wrong = update(&["--body", "-"], "[]").unwrap();
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.starts_with("error: body: expected an object"), "{wrong:?}");
}
