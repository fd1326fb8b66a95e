//! Runs the command as scripts see it: arguments, environment and input; exit code and both outputs.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use bindery_registry::PROVIDERS;
use bindery_runtime::erased::Endpoint;
use bindery_runtime::{Provider, Scheme, variable};

/// The outcome of a run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The command, with no environment but its own: no credentials, and no profiles.
pub(crate) fn bindery(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
    command
        .args(arguments)
        .env_clear()
        .env("XDG_CONFIG_HOME", "/nowhere")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

pub(crate) fn finish(mut command: Command, stdin: &[u8]) -> Outcome {
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let stdin = stdin.to_vec();
    // The command may end before it has read everything.
    let writer = std::thread::spawn(move || drop(input.write_all(&stdin)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

pub(crate) fn run(arguments: &[&str], stdin: &[u8]) -> Outcome {
    finish(bindery(arguments), stdin)
}

/// Runs the command, and requires an error: this exit code, nothing on standard output, and one or two lines that start so.
#[track_caller]
pub(crate) fn check_error(arguments: &[&str], stdin: &[u8], code: i32, starts: &str) {
    is_error(&run(arguments, stdin), code, starts);
}

#[track_caller]
pub(crate) fn is_error(outcome: &Outcome, code: i32, starts: &str) {
    assert_eq!(outcome.code, Some(code), "{outcome:?}");
    assert_eq!(outcome.stdout, "", "{outcome:?}");
    assert!(outcome.stderr.starts_with(&format!("error: {starts}")), "{outcome:?}");
    assert!(matches!(outcome.stderr.lines().count(), 1 | 2), "{outcome:?}");
    assert!(outcome.stderr.ends_with('\n') && outcome.stderr.len() < 1000, "{outcome:?}");
}

/// A provider whose types these tests know; none if its spec was deleted.
pub(crate) fn metallic() -> Option<&'static Provider> {
    let found =
        PROVIDERS.iter().map(|entry| entry.provider).find(|provider| provider.name == "metallic");
    let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs/metallic");
    assert!(found.is_some() || !std::path::Path::new(spec).exists(), "run `cargo xtask regen`");
    found
}

#[track_caller]
pub(crate) fn check(arguments: &[&str], stdin: &str, stdout: &str, stderr: &str) {
    let outcome = run(arguments, stdin.as_bytes());
    assert_eq!(outcome, Outcome { code: Some(0), stdout: stdout.into(), stderr: stderr.into() });
}

/// A server on this machine that responds to every connection with these bytes, once it has read the request's head.
pub(crate) fn serve(response: Vec<u8>, hold: Duration) -> SocketAddr {
    serve_by(move |_| response.clone(), hold)
}

/// A server on this machine that responds to every connection with what `respond` gives for the request's head.
pub(crate) fn serve_by(
    respond: impl Fn(&str) -> Vec<u8> + Clone + Send + 'static,
    hold: Duration,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    // It ends with the test's process.
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, respond) = (stream.unwrap(), respond.clone());
            std::thread::spawn(move || {
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n")
                    && stream.read(&mut byte).is_ok_and(|read| read == 1)
                {
                    head.push(byte[0]);
                }
                let response = respond(&String::from_utf8_lossy(&head));
                stream.write_all(&response).ok();
                std::thread::sleep(hold);
            });
        }
    });
    address
}

pub(crate) fn response(status: &str, media_type: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len()).into()
}

/// A credential that must not be printed.
pub(crate) const TOKEN: &str = "t0k3n-that-nobody-may-see";

/// Every operation of every provider.
pub(crate) fn operations() -> impl Iterator<Item = (&'static Provider, &'static Endpoint)> {
    PROVIDERS
        .iter()
        .flat_map(|entry| entry.endpoints.iter().map(move |endpoint| (entry.provider, endpoint)))
}

/// The variables of some of a provider's schemes, each with a value that must not be printed.
pub(crate) fn credentials<'a>(
    provider: &'a Provider,
    schemes: &'a [Scheme],
) -> impl Iterator<Item = (String, &'static str)> {
    schemes.iter().flat_map(Scheme::words).map(|word| (variable(provider.name, word), TOKEN))
}

/// A running `bindery mock`, ended with the test.
pub(crate) struct Mock {
    child: Child,
    pub(crate) base: String,
}

impl Mock {
    pub(crate) fn start() -> Self {
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
        Self { base: format!("http://{base}"), child }
    }

    /// Ends it as Ctrl-C does; gives the exit code and the log.
    #[cfg(unix)]
    pub(crate) fn interrupt(mut self) -> (Option<i32>, String) {
        Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().code(), log)
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The lines of NDJSON.
pub(crate) fn json_lines(text: &str) -> Vec<serde_json::Value> {
    let lines = text.lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Whether calls of an operation can be made with ids alone.
pub(crate) fn takes_ids(endpoint: &Endpoint) -> bool {
    endpoint.operation.request_media_types.is_empty() && endpoint.operation.method == "GET"
}
