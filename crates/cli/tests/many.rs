//! `bindery get --ids` as scripts see it, against `bindery mock`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use bindery_registry::PROVIDERS;
use bindery_runtime::erased::{Endpoint, Entry};
use bindery_runtime::variable;
use serde_json::Value;

/// `bindery mock` on a port of its own, and the operation that is called there.
struct Mock {
    child: Child,
    base_url: String,
    entry: &'static Entry,
    endpoint: &'static Endpoint,
}

impl Mock {
    /// With the first operation that takes small integers for ids, which these tests make up. There is none only where
    /// the specs of all such providers were deleted, and the tests of many ids with them.
    fn start() -> Option<Self> {
        let mut mock = Self::of(&PROVIDERS[0], &PROVIDERS[0].endpoints[0]);
        for entry in PROVIDERS {
            for endpoint in entry.endpoints {
                (mock.entry, mock.endpoint) = (entry, endpoint);
                let takes = |ids: &str| run(mock.get("", &["--ids", "-"]), ids).status.success();
                if takes(&mock.ids(1)) && !takes("two") {
                    return Some(mock);
                }
            }
        }
        None
    }

    fn of(entry: &'static Entry, endpoint: &'static Endpoint) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
        command
            .args(["mock", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map(Result::unwrap);
        let line = lines
            .into_iter()
            .find(|line| line.starts_with("Base URL"))
            .unwrap();
        let url = line
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .unwrap();
        let base_url = url.strip_suffix("/PROVIDER").unwrap().to_owned();
        Self {
            child,
            base_url,
            entry,
            endpoint,
        }
    }

    /// `bindery get` of the operation, at this case of its samples.
    fn get(&self, case: &str, arguments: &[&str]) -> Command {
        let provider = self.entry.provider;
        let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
        command.env_clear();
        for word in provider.security.iter().flat_map(|scheme| scheme.words()) {
            command.env(variable(provider.name, word), "made-up");
        }
        let operation = self.endpoint.operation.id;
        let base_url = format!("{}/{}{case}", self.base_url, provider.name);
        command.args([
            "get",
            provider.name,
            "--operation",
            operation,
            "--base-url",
            &base_url,
        ]);
        command.args(["--attempts", "1"]).args(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Ids that the operation takes: as many values to a line as it has parameters.
    fn ids(&self, count: usize) -> String {
        let parameters = self.endpoint.operation.parameters.len();
        (1..=count)
            .map(|n| format!("{}\n", vec![n.to_string(); parameters].join(" ")))
            .collect()
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Runs a command with these ids on standard input.
fn run(mut command: Command, ids: &str) -> Output {
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let ids = ids.to_owned();
    // The command may end before it has read everything.
    let writer = std::thread::spawn(move || drop(stdin.write_all(ids.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn lines(text: &[u8]) -> Vec<Value> {
    let lines = text
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn every_id_has_its_line() {
    let Some(mock) = Mock::start() else { return };
    let output = run(
        mock.get("", &["--ids", "-", "--concurrency", "7"]),
        &mock.ids(50),
    );
    assert_eq!(
        (output.status.code(), text(&output.stderr)),
        (Some(0), "50 answered, 0 failed\n")
    );
    let mut found: Vec<String> = lines(&output.stdout)
        .iter()
        .filter(|line| line["answer"].is_object())
        .map(|line| line["id"].as_str().unwrap().to_owned())
        .collect();
    found.sort_by_key(|id| id.split(' ').next().unwrap().parse::<u32>().unwrap());
    assert_eq!(found, mock.ids(50).lines().collect::<Vec<_>>());
}

#[test]
fn failures_are_lines_beside_the_results() {
    let Some(mock) = Mock::start() else { return };
    let bad = mock.ids(3).replacen('2', "two", 1);
    let output = run(mock.get("", &["--ids", "-"]), &bad);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(&output.stderr),
        "2 answered, 1 failed\nerror: 1 call failed; each has its line\n"
    );
    let failed: Vec<Value> = lines(&output.stdout)
        .into_iter()
        .filter(|line| line.get("error").is_some())
        .collect();
    assert!(
        failed.len() == 1 && failed[0]["id"].as_str().unwrap().contains("two"),
        "{failed:?}"
    );

    // A documented error of the provider.
    let samples = mock.endpoint.samples;
    let error = samples.iter().find(|sample| sample.status >= 400).unwrap();
    let case = error.name.split_once('.').unwrap().1;
    let output = run(mock.get(&format!(".{case}"), &["--ids", "-"]), &mock.ids(2));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(
        lines(&output.stdout)
            .iter()
            .all(|line| line["error"]["status"] == error.status),
        "{output:?}"
    );
}

#[test]
fn a_rate_is_kept() {
    let Some(mock) = Mock::start() else { return };
    let start = Instant::now();
    let output = run(
        mock.get("", &["--ids", "-", "--rate", "10/s"]),
        &mock.ids(6),
    );
    assert!(output.status.success(), "{output:?}");
    assert!(
        start.elapsed() >= Duration::from_millis(500),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_file_is_never_overwritten_and_can_be_gone_on_with() {
    let Some(mock) = Mock::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.ndjson");
    let ids_file = folder.path().join("ids");
    std::fs::write(&ids_file, mock.ids(5)).unwrap();
    let (file, ids_file) = (file.to_str().unwrap(), ids_file.to_str().unwrap());
    let output = run(mock.get("", &["--ids", ids_file, "--output", file]), "");
    assert_eq!(
        (output.status.code(), text(&output.stdout)),
        (Some(0), ""),
        "{output:?}"
    );
    assert_eq!(lines(&std::fs::read(file).unwrap()).len(), 5);

    let output = run(mock.get("", &["--ids", ids_file, "--output", file]), "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--resume"), "{output:?}");

    // As a power cut leaves it: the last line is cut.
    let whole = std::fs::read(file).unwrap();
    std::fs::write(file, &whole[..whole.len() - 20]).unwrap();
    let output = run(
        mock.get("", &["--ids", "-", "--output", file, "--resume"]),
        &mock.ids(7),
    );
    assert_eq!(text(&output.stderr), "3 answered, 0 failed, 4 skipped\n");
    assert_eq!(lines(&std::fs::read(file).unwrap()).len(), 7);
}

#[test]
fn wrong_lines_are_told() {
    let Some(mock) = Mock::start() else { return };
    for (input, told) in [
        (
            "a b c d e f g\n".as_bytes(),
            "unexpected argument: b (line: a b c d e f g)",
        ),
        (b"\xff\n", "is not UTF-8"),
    ] {
        let mut child = mock.get("", &["--ids", "-"]).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(told), "{output:?}");
    }
    let output = run(mock.get("", &["--ids", "nowhere/ids"]), "");
    assert!(
        text(&output.stderr).starts_with("error: cannot read nowhere/ids: "),
        "{output:?}"
    );
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_whole_lines_only() {
    let Some(mock) = Mock::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.ndjson");
    let name = file.to_str().unwrap();
    let mut child = mock
        .get("", &["--ids", "-", "--output", name, "--rate", "100/s"])
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(mock.ids(2000).as_bytes())
        .unwrap();
    let wait_for = |lines: usize| {
        let read = |path: &Path| std::fs::read(path).unwrap_or_default();
        let end = Instant::now() + Duration::from_secs(30);
        while read(&file).iter().filter(|byte| **byte == b'\n').count() < lines {
            assert!(Instant::now() < end, "no line came");
            std::thread::sleep(Duration::from_millis(10));
        }
    };
    wait_for(5);
    let interrupt = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(interrupt.unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert!(
        text(&output.stderr).starts_with("error: interrupted; "),
        "{output:?}"
    );
    let written = std::fs::read(&file).unwrap();
    assert!(written.ends_with(b"\n"));
    assert!((5..2000).contains(&lines(&written).len()));
}

/// What a shell and `man` make of the command.
#[test]
fn completions_and_the_manual() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
            .args(["completions", shell])
            .output()
            .unwrap();
        assert!(
            output.status.success() && text(&output.stdout).contains("resume"),
            "{shell}"
        );
    }
    let output = Command::new(env!("CARGO_BIN_EXE_bindery"))
        .arg("man")
        .output()
        .unwrap();
    for part in [".TH bindery 1", ".SH GET", "\\-\\-resume", "Exit codes"] {
        assert!(text(&output.stdout).contains(part), "{part}");
    }
}
