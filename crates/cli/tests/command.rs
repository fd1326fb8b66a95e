//! The command as scripts see it: arguments, environment and input; exit code and both outputs.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bindery_registry::PROVIDERS;
use bindery_runtime::erased::Endpoint;
use bindery_runtime::{Provider, Scheme, variable};

/// What a run of the command came to.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// The command, with no environment but its own.
fn bindery(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command
        .args(arguments)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn finish(mut command: Command, stdin: &[u8]) -> Outcome {
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let stdin = stdin.to_vec();
    // The command may end before it has read everything.
    let writer = std::thread::spawn(move || drop(input.write_all(&stdin)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome {
        code: output.status.code(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

fn run(arguments: &[&str], stdin: &[u8]) -> Outcome {
    finish(bindery(arguments), stdin)
}

/// Runs the command, and requires an error: this exit code, nothing on standard output, and one or two lines that start so.
#[track_caller]
fn check_error(arguments: &[&str], stdin: &[u8], code: i32, starts: &str) {
    is_error(&run(arguments, stdin), code, starts);
}

#[track_caller]
fn is_error(outcome: &Outcome, code: i32, starts: &str) {
    assert_eq!(outcome.code, Some(code), "{outcome:?}");
    assert_eq!(outcome.stdout, "", "{outcome:?}");
    assert!(
        outcome.stderr.starts_with(&format!("error: {starts}")),
        "{outcome:?}"
    );
    assert!(
        matches!(outcome.stderr.lines().count(), 1 | 2),
        "{outcome:?}"
    );
    assert!(
        outcome.stderr.ends_with('\n') && outcome.stderr.len() < 1000,
        "{outcome:?}"
    );
}

/// A provider whose types these tests know; none if its spec was deleted, and with it what they could be about.
fn metallic() -> Option<&'static Provider> {
    let found = PROVIDERS
        .iter()
        .map(|entry| entry.provider)
        .find(|provider| provider.name == "metallic");
    let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs/metallic");
    assert!(
        found.is_some() || !std::path::Path::new(spec).exists(),
        "run `cargo xtask regen`"
    );
    found
}

#[track_caller]
fn check(arguments: &[&str], stdin: &str, stdout: &str, stderr: &str) {
    let outcome = run(arguments, stdin.as_bytes());
    assert_eq!(
        outcome,
        Outcome {
            code: Some(0),
            stdout: stdout.into(),
            stderr: stderr.into()
        }
    );
}

#[test]
fn decode_prints_the_page_order_and_tells_what_is_unknown() {
    let Some(_) = metallic() else { return };
    check(
        &["decode", "metallic", "-"],
        r#"{"data": {"type": "Lab", "status": "frozen", "name": "A", "shade": {"x": null}}, "note": 1.50}"#,
        "{\n  \"data\": {\n    \"status\": \"frozen\",\n    \"name\": \"A\",\n    \"type\": \"Lab\",\n    \"shade\": {\n      \"x\": null\n    }\n  },\n  \"note\": 1.50\n}\n",
        "unknown field: data.shade\nunknown field: note\nunknown value: data.status = \"frozen\"\nunknown value: data.type = \"Lab\"\n",
    );
    let error = r#"{"error": {"code": 1006, "message": "Record not found"}}"#;
    let printed =
        "{\n  \"error\": {\n    \"code\": 1006,\n    \"message\": \"Record not found\"\n  }\n}\n";
    check(
        &["decode", "--status", "404", "metallic", "-"],
        error,
        printed,
        "",
    );
    check(
        &[
            "decode",
            "metallic",
            "--type",
            "text/json; charset=UTF-8",
            "-",
        ],
        r#"{"data": {}}"#,
        "{\n  \"data\": {}\n}\n",
        "",
    );
}

#[test]
fn words_from_outside_cannot_steer_a_terminal() {
    let Some(_) = metallic() else { return };
    let body = "{\"data\": {\"status\": \"a\\u001b[2J\\nerror: b\", \"x\\u001b\\ny\": 1}}";
    let outcome = run(&["decode", "metallic", "-"], body.as_bytes());
    assert_eq!(outcome.code, Some(0));
    assert_eq!(outcome.stderr.lines().count(), 2, "{outcome:?}");
    assert!(
        !outcome.stderr.contains('\u{1b}') && !outcome.stdout.contains('\u{1b}'),
        "{outcome:?}"
    );
}

#[test]
fn decode_of_every_documented_sample_knows_every_field() {
    for (provider, endpoint) in operations() {
        let id = endpoint.operation.id;
        let is_default = |name: &str| name.strip_suffix(".xml").unwrap_or(name) == id;
        for sample in endpoint
            .samples
            .iter()
            .filter(|sample| is_default(sample.name))
        {
            let file = format!("{}/../../{}", env!("CARGO_MANIFEST_DIR"), sample.file);
            let decode = |file: &str, stdin: &[u8]| {
                run(&["decode", provider.name, "--operation", id, file], stdin)
            };
            let outcome = decode(&file, b"");
            assert_eq!(
                (outcome.code, outcome.stderr.as_str()),
                (Some(0), ""),
                "{file}"
            );
            serde_json::from_str::<serde_json::Value>(&outcome.stdout).unwrap();
            // The same without the file's name, which says what it is.
            assert_eq!(decode("-", sample.body), outcome, "{file}");
        }
    }
}

#[test]
fn secrets_are_shown_only_on_request() {
    for entry in PROVIDERS {
        let Some(secret) = [
            (
                "sakari",
                r#"{"data":{"apiCredentials":{"secret":"s3cr3t"}}}"#,
            ),
            (
                "twosms",
                r#"{"ResponseData":{"Detail":{"SMSPassword":"s3cr3t"}}}"#,
            ),
        ]
        .into_iter()
        .find(|(name, _)| *name == entry.provider.name) else {
            continue;
        };
        let (provider, body) = secret;
        let hidden = run(&["decode", provider, "-"], body.as_bytes());
        assert_eq!(hidden.code, Some(0));
        assert!(
            hidden.stdout.contains("\"[redacted]\"") && !format!("{hidden:?}").contains("s3cr3t"),
            "{hidden:?}"
        );
        let shown = run(
            &["decode", provider, "--show-secrets", "-"],
            body.as_bytes(),
        );
        assert!(
            shown.stdout.contains("\"s3cr3t\"") && shown.stderr.is_empty(),
            "{shown:?}"
        );
        // A value that does not fit its type stays hidden too.
        for body in [
            body.replace("\"s3cr3t\"", "[\"s3cr3t\"]"),
            body.replace("\"s3cr3t\"", "{\"s3cr3t\": 1}"),
        ] {
            let outcome = run(&["decode", provider, "-"], body.as_bytes());
            assert_eq!(outcome.code, Some(0), "{outcome:?}");
            assert!(
                outcome.stderr.starts_with("not of its documented type: ")
                    && !format!("{outcome:?}").contains("s3cr3t"),
                "{outcome:?}"
            );
        }
    }
}

#[test]
fn a_body_that_does_not_decode_is_told_by_its_path() {
    let Some(_) = metallic() else { return };
    let decode = ["decode", "metallic", "-"];
    let body = "{\n  \"data\": {\"contacts\": [{\n    \"address\": \"1 Ave\"\n  }]}\n}";
    check(
        &decode,
        body,
        "{\n  \"data\": {\n    \"contacts\": [\n      {\n        \"address\": \"1 Ave\"\n      }\n    ]\n  }\n}\n",
        "not of its documented type: data.contacts[0].address\n",
    );
    check_error(&decode, b"{}", 4, "data: ");
    check_error(&decode, b"[]", 4, "");
    check_error(&decode, b"null", 4, "");
    check_error(&decode, b"", 4, "the body is empty\n");
    check_error(&decode, b"  \n", 4, "the body is empty\n");
    check_error(&decode, b"{\"data\": ", 4, "not JSON: ");
    check_error(&decode, b"<html><body>Bad gateway</body></html>", 4, "");
    check_error(&decode, b"\x7fELF\x02\x01\x01\0\0\xff\xfe", 4, "");
    check_error(&decode, &[0xff; 1000], 4, "");
    // What a body starts with decides over its media type.
    check(
        &["decode", "metallic", "--type", "application/xml", "-"],
        "{\"data\": {}}",
        "{\n  \"data\": {}\n}\n",
        "",
    );
    check_error(
        &["decode", "metallic", "--type", "image/png", "-"],
        b"\x89PNG",
        4,
        "",
    );
}

#[test]
fn hostile_input_ends_soon() {
    let (provider, endpoint) = operations().next().unwrap();
    let decode = [
        "decode",
        provider.name,
        "--operation",
        endpoint.operation.id,
        "-",
    ];
    let start = Instant::now();
    let too_long = "standard input is longer than 16 MiB\n";
    check_error(&decode, &vec![b'['; 100_000_000], 2, too_long);
    check_error(&decode, &vec![b'['; 16_000_000], 4, "");
    check_error(&decode, "{\"a\":".repeat(3_000_000).as_bytes(), 4, "");
    check_error(&decode, "<a>".repeat(5_000_000).as_bytes(), 4, "");
    let string = format!("\"{}", "a".repeat(16_000_000));
    check_error(&decode, string.as_bytes(), 4, "");
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_wrong_usage_is_told_on_two_lines() {
    let (provider, endpoint) = operations().next().unwrap();
    let (name, operation) = (provider.name, endpoint.operation.id);
    check_error(
        &["decode"],
        b"",
        2,
        "the following required arguments were not provided:\n",
    );
    check_error(
        &["decode", name],
        b"",
        2,
        "the following required arguments were not provided:\n",
    );
    check_error(
        &[
            "decode",
            name,
            "--operation",
            operation,
            "nowhere/body.json",
        ],
        b"",
        2,
        "cannot read nowhere/body.json: ",
    );
    check_error(
        &["decode", name, "--operation", operation, "."],
        b"",
        2,
        "cannot read .: ",
    );
    check_error(&["decode", name, "--operation", operation, ""], b"", 2, "");
    check_error(
        &["decode", name, "--type", "json", "-"],
        b"",
        2,
        "invalid value 'json' for '--type <MEDIA_TYPE>'",
    );
    check_error(
        &["decode", name, "--operation", "fly", "-"],
        b"",
        2,
        &format!("{name} has no operation fly\n"),
    );
    check_error(
        &["mock", "--port", "70000"],
        b"",
        2,
        "invalid value '70000'",
    );
    check_error(&["fly"], b"", 2, "unrecognized subcommand 'fly'\n");
    check_error(
        &["get", name, "1", "--timeout", "10"],
        b"",
        2,
        "invalid value '10' for '--timeout <DURATION>'",
    );
    check_error(&["get", name, "1", "--timeout", "-1s"], b"", 2, "");
    check_error(
        &["get", name, "1", "--attempts", "0"],
        b"",
        2,
        "invalid value '0'",
    );
    check_error(
        &["get", name, "1", "--accept", "yaml"],
        b"",
        2,
        "invalid value 'yaml'",
    );
    let nothing = run(&[], b"");
    assert_eq!((nothing.code, nothing.stdout.as_str()), (Some(2), ""));
    assert!(nothing.stderr.contains("Usage: bindery"), "{nothing:?}");
}

#[test]
fn an_unknown_provider_is_answered_with_the_known_ones() {
    let name = PROVIDERS[0].provider.name;
    let outcome = run(&["get", &format!("{name}x"), "1"], b"");
    is_error(
        &outcome,
        2,
        &format!("invalid value '{name}x' for '<PROVIDER>'\n"),
    );
    for entry in PROVIDERS {
        assert!(outcome.stderr.contains(entry.provider.name), "{outcome:?}");
    }
    assert!(
        outcome
            .stderr
            .contains(&format!("a similar value exists: '{name}'")),
        "{outcome:?}"
    );
}

#[test]
fn help_and_version_are_no_errors() {
    for arguments in [
        &["--help"][..],
        &["help"],
        &["decode", "--help"],
        &["get", "-h"],
        &["mock", "--help"],
        &["--version"],
    ] {
        let outcome = run(arguments, b"");
        assert_eq!(
            (outcome.code, outcome.stderr.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
        assert!(outcome.stdout.contains("bindery"), "{outcome:?}");
    }
}

#[test]
fn providers_names_every_operation_and_variable_and_no_value() {
    let mut command = bindery(&["providers"]);
    for entry in PROVIDERS {
        for word in entry
            .provider
            .security
            .iter()
            .flat_map(|scheme| scheme.words())
        {
            command.env(variable(entry.provider.name, word), "s3cr3t");
        }
    }
    let outcome = finish(command, b"");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    assert!(!outcome.stdout.contains("s3cr3t"));
    for provider in PROVIDERS.iter().map(|entry| entry.provider) {
        let block = outcome
            .stdout
            .split("\n\n")
            .find(|block| block.starts_with(&format!("{} ({})\n", provider.name, provider.title)));
        let block = block.unwrap_or_else(|| panic!("{} is missing: {outcome:?}", provider.name));
        for operation in provider.operations {
            assert!(
                block.contains(&format!("{} {}", operation.method, operation.path)),
                "{block}"
            );
        }
        for word in provider.security.iter().flat_map(|scheme| scheme.words()) {
            assert!(block.contains(&variable(provider.name, word)), "{block}");
        }
        match provider.servers {
            [] => assert!(
                block.contains(&variable(provider.name, "base_url")),
                "{block}"
            ),
            servers => servers
                .iter()
                .for_each(|server| assert!(block.contains(server.url), "{block}")),
        }
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let Some(_) = metallic() else { return };
    for arguments in [
        &["providers"][..],
        &["decode", "metallic", "-"],
        &["--help"],
    ] {
        let mut child = bindery(arguments).spawn().unwrap();
        drop(child.stdout.take());
        child
            .stdin
            .take()
            .unwrap()
            .write_all(br#"{"data": {}}"#)
            .ok();
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), output.stderr),
            (Some(0), vec![]),
            "{arguments:?}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let mut command = bindery(&["providers"]);
    command.stdout(std::fs::File::create("/dev/full").unwrap());
    is_error(
        &finish(command, b""),
        2,
        "cannot write to standard output: ",
    );
    let mut command = bindery(&["providers"]);
    command
        .stdout(std::fs::File::create("/dev/full").unwrap())
        .stderr(std::fs::File::create("/dev/full").unwrap());
    assert_eq!(finish(command, b"").code, Some(2));
}

/// A server on this machine that answers every connection with these bytes, once it has read the request's head.
fn serve(answer: Vec<u8>, hold: Duration) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    // It ends with the test's process.
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, answer) = (stream.unwrap(), answer.clone());
            std::thread::spawn(move || {
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n")
                    && stream.read(&mut byte).is_ok_and(|read| read == 1)
                {
                    head.push(byte[0]);
                }
                stream.write_all(&answer).ok();
                std::thread::sleep(hold);
            });
        }
    });
    address
}

fn answer(status: &str, media_type: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len()).into()
}

const ID: &str = "7194af6f-1285-4295-94aa-ceed7ea2d792";
const TOKEN: &str = "t0k3n-that-nobody-may-see";

/// `bindery get metallic` from a base URL, with a token.
fn get(base_url: &str, more: &[&str]) -> Outcome {
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
fn get_tells_by_its_exit_code_what_happened() {
    let Some(_) = metallic() else { return };
    let json = "application/json";
    let url = format!(
        "http://{}",
        serve(
            answer("200 OK", json, r#"{"data": {"status": "frozen"}}"#),
            Duration::ZERO
        )
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
        answer("404 Not Found", json, error),
        1,
        "metallic get_account: 404 Not Found 1006 \"Record not found\"",
    );
    check_get(
        answer("401 Unauthorized", json, error),
        1,
        "metallic get_account: 401",
    );
    check_get(
        answer("503 Service Unavailable", json, error),
        1,
        "metallic get_account: 503",
    );
    check_get(
        answer("502 Bad Gateway", "text/html", "<html>Bad gateway</html>"),
        1,
        "metallic get_account: 502",
    );
    check_get(
        answer("200 OK", json, "{\"data\": 1}"),
        4,
        "metallic get_account: 200",
    );
    check_get(answer("200 OK", json, ""), 4, "metallic get_account: 200");
    check_get(
        answer("200 OK", "text/html", "<html>Sign in</html>"),
        4,
        "metallic get_account: 200",
    );
    check_get(
        b"SSH-2.0-OpenSSH_9.6\r\n".to_vec(),
        4,
        "metallic get_account: ",
    );
    check_get(b"".to_vec(), 3, "metallic get_account: ");
    check_get(
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec(),
        3,
        "metallic get_account: ",
    );
}

#[test]
fn get_ends_in_time_and_tells_that_nobody_was_reached() {
    let Some(_) = metallic() else { return };
    let start = Instant::now();
    let silent = format!("http://{}", serve(Vec::new(), Duration::from_secs(60)));
    is_error(
        &get(&silent, &["--timeout", "300ms"]),
        3,
        "metallic get_account: ",
    );
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    is_error(
        &get(&format!("http://{free}"), &["--attempts", "1"]),
        3,
        "metallic get_account: could not connect to ",
    );
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
}

/// Every operation of every provider.
fn operations() -> impl Iterator<Item = (&'static Provider, &'static Endpoint)> {
    PROVIDERS.iter().flat_map(|entry| {
        entry
            .endpoints
            .iter()
            .map(move |endpoint| (entry.provider, endpoint))
    })
}

/// The variables of some of a provider's schemes, each with a value that nobody may see.
fn credentials<'a>(
    provider: &'a Provider,
    schemes: &'a [Scheme],
) -> impl Iterator<Item = (String, &'static str)> {
    schemes
        .iter()
        .flat_map(Scheme::words)
        .map(|word| (variable(provider.name, word), TOKEN))
}

/// `bindery get` of any operation, with values that its parameters take.
fn get_any(provider: &Provider, endpoint: &Endpoint, schemes: &[Scheme], more: &[&str]) -> Outcome {
    let get = |id: &str| {
        let mut command = bindery(&["get", provider.name, "--operation", endpoint.operation.id]);
        command.args(more).envs(credentials(provider, schemes));
        finish(with_ids(command, endpoint, id), b"")
    };
    let outcome = get(ID);
    let outcome = if outcome.stderr.contains("does not fit") {
        get("431")
    } else {
        outcome
    };
    assert!(!format!("{outcome:?}").contains(TOKEN), "{outcome:?}");
    outcome
}

fn with_ids(mut command: Command, endpoint: &Endpoint, id: &str) -> Command {
    command.args(endpoint.operation.parameters.iter().map(|_| id));
    command
}

#[test]
fn get_needs_credentials_and_a_base_url() {
    for (provider, endpoint) in operations() {
        let outcome = get_any(
            provider,
            endpoint,
            &[],
            &["--base-url", "http://127.0.0.1:9"],
        );
        is_error(&outcome, 2, "");
        for (name, _) in credentials(provider, provider.security) {
            assert!(outcome.stderr.contains(&name), "{outcome:?}");
        }
        if provider.servers.is_empty() {
            let outcome = get_any(provider, endpoint, provider.security, &[]);
            is_error(&outcome, 2, "");
            assert!(
                outcome
                    .stderr
                    .contains(&variable(provider.name, "base_url")),
                "{outcome:?}"
            );
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
    check(
        &["--base-url", base_url],
        "get_account: missing argument: accountId\n",
    );
    check(
        &["a", "b", "--base-url", base_url],
        "get_account: unexpected argument: b\n",
    );
    check(&["not-a-guid", "--base-url", base_url], "accountId: ");
    check(&["", "--base-url", base_url], "accountId: ");
    check(&[ID, "--base-url", "ftp://example.com"], "the base URL ");
    check(&[ID, "--base-url", ""], "the base URL ");
    check(&[ID, "--base-url", base_url, "--accept", "xml"], "");
}

#[test]
fn verbose_tells_each_attempt_and_no_credential() {
    let Some(_) = metallic() else { return };
    let url = format!(
        "http://{}",
        serve(
            answer("200 OK", "application/json", r#"{"data": {}}"#),
            Duration::ZERO
        )
    );
    let outcome = get(&url, &["-v"]);
    assert_eq!(
        (outcome.code, outcome.stdout.as_str()),
        (Some(0), "{\n  \"data\": {}\n}\n")
    );
    assert!(
        outcome.stderr.contains("get_account") && outcome.stderr.contains("200"),
        "{outcome:?}"
    );
}

/// A running `bindery mock`, ended with the test.
struct Mock {
    child: Child,
    base: String,
}

impl Mock {
    fn start() -> Self {
        let mut child = bindery(&["mock", "--port", "0"]).spawn().unwrap();
        let (mut text, mut byte) = (String::new(), [0]);
        let out = child.stdout.as_mut().unwrap();
        while !text.contains("PROVIDER.CASE") {
            assert_eq!(out.read(&mut byte).unwrap(), 1, "{text}");
            text.push(char::from(byte[0]));
        }
        let base = text
            .lines()
            .find_map(|line| line.split_once("http://")?.1.split_once("/PROVIDER"))
            .unwrap()
            .0;
        Self {
            base: format!("http://{base}"),
            child,
        }
    }

    /// Ends it as Ctrl-C does; gives the exit code and the log.
    #[cfg(unix)]
    fn interrupt(mut self) -> (Option<i32>, String) {
        Command::new("kill")
            .args(["-INT", &self.child.id().to_string()])
            .status()
            .unwrap();
        let mut log = String::new();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut log)
            .unwrap();
        (self.child.wait().unwrap().code(), log)
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[cfg(unix)]
#[test]
fn the_mock_serves_get_and_logs_no_credential() {
    let Some(_) = metallic() else { return };
    let mock = Mock::start();
    let outcome = get(&format!("{}/metallic", mock.base), &[]);
    assert_eq!(
        (outcome.code, outcome.stderr.as_str()),
        (Some(0), ""),
        "{outcome:?}"
    );
    is_error(
        &get(&format!("{}/metallic.404", mock.base), &[]),
        1,
        "metallic get_account: 404 Not Found 1006",
    );
    let port = mock.base.rsplit_once(':').unwrap().1;
    check_error(
        &["mock", "--port", port],
        b"",
        2,
        &format!("port {port} is taken\n"),
    );

    let path = format!("/api/v1/partner/accounts/{ID}");
    let (code, log) = mock.interrupt();
    assert_eq!(code, Some(0));
    assert_eq!(
        log,
        format!("200 GET /metallic{path}\n404 GET /metallic.404{path}\n")
    );
}

#[cfg(unix)]
#[test]
fn the_mock_gives_tokens_and_takes_keys_in_the_query_without_logging_them() {
    let mock = Mock::start();
    for (provider, endpoint) in operations() {
        for scheme in provider.security {
            let base = format!("{}/{}", mock.base, provider.name);
            let outcome = get_any(
                provider,
                endpoint,
                std::slice::from_ref(scheme),
                &["--base-url", &base],
            );
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
fn get_asks_for_xml_where_there_is_some() {
    let mock = Mock::start();
    for (provider, endpoint) in operations() {
        let base = format!("{}/{}", mock.base, provider.name);
        let more = ["--base-url", &base, "--accept", "xml"];
        let outcome = get_any(provider, endpoint, provider.security, &more);
        let name = format!("{}.xml", endpoint.operation.id);
        if let Some(sample) = endpoint.samples.iter().find(|sample| sample.name == name) {
            let decode = [
                "decode",
                provider.name,
                "--operation",
                endpoint.operation.id,
                "--type",
                "text/xml",
                "-",
            ];
            assert_eq!(outcome, run(&decode, sample.body));
        } else {
            let starts = format!(
                "{} {}: it does not come as",
                provider.name, endpoint.operation.id
            );
            is_error(&outcome, 2, &starts);
        }
    }
}

#[test]
fn demo_calls_every_provider() {
    let mut command = bindery(&["demo"]);
    // A proxy is not asked for what is on this machine.
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        command.env(name, "http://127.0.0.1:9");
    }
    let outcome = finish(command, b"");
    assert_eq!(
        (outcome.code, outcome.stderr.as_str()),
        (Some(0), ""),
        "{outcome:?}"
    );
    let lines: Vec<_> = outcome.stdout.lines().collect();
    let header: Vec<_> = lines[0].split_whitespace().collect();
    assert_eq!(
        header,
        ["provider", "id", "name", "status", "balance", "took"]
    );
    assert_eq!(lines.len(), PROVIDERS.len() + 2, "{}", outcome.stdout);
    for (entry, line) in PROVIDERS.iter().zip(&lines[1..]) {
        assert!(
            line.starts_with(entry.provider.name) && line.ends_with(" ms"),
            "{line}"
        );
        assert!(!line.contains("failed"), "{line}");
    }
    let row = |name: &str| {
        lines
            .iter()
            .find(|line| line.starts_with(name))
            .map(|line| {
                // No terminal, no table.
                line.split('\t').take(5).collect::<Vec<_>>()
            })
    };
    if let Some(row) = row("activeplatform") {
        assert_eq!(
            row,
            ["activeplatform", "431", "Jane Lane", "credit_hold", "453.2"]
        );
    }
    if let Some(row) = row("metallic") {
        assert_eq!(row, ["metallic", ID, "Acme ltd", "active", "–"]);
    }
    if let Some(row) = row("sequence") {
        assert_eq!(
            row,
            [
                "sequence",
                "3f0d1c52-7a7e-4b6a-9a55-0c1f5a7d2e10",
                "Example Trading Ltd",
                "–",
                "–"
            ]
        );
    }
    if let Some(row) = row("twosms") {
        assert_eq!(
            row,
            [
                "twosms",
                "c70913a9-7134-40d6-8df3-f323b2da36fa",
                "sample string 24",
                "–",
                "1.1"
            ]
        );
    }
}
