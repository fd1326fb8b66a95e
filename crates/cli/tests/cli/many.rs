//! `bindery get --ids` against `bindery mock`.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use bindery_registry::PROVIDERS;
use bindery_runtime::Provider;
use bindery_runtime::erased::Endpoint;
use serde_json::Value;

use crate::harness::{
    Mock, Outcome, bindery, credentials, finish, json_lines, operations, response, serve,
};

/// The mock, and the operation that is called there.
struct Target {
    mock: Mock,
    provider: &'static Provider,
    endpoint: &'static Endpoint,
}

impl Target {
    /// The first operation that takes small integers for ids, which these tests make up. There is none only where the
    /// specs of all such providers were deleted.
    fn start() -> Option<Self> {
        let (provider, endpoint) = operations().next()?;
        let mut target = Self { mock: Mock::start(), provider, endpoint };
        for (provider, endpoint) in operations() {
            (target.provider, target.endpoint) = (provider, endpoint);
            let takes = |ids: &str| target.run(&[], ids).code == Some(0);
            if !endpoint.operation.parameters.is_empty() && takes(&target.ids(1)) && !takes("two") {
                return Some(target);
            }
        }
        None
    }

    /// `bindery get` of the operation, at this base URL.
    fn get(&self, base_url: &str, arguments: &[&str]) -> Command {
        let mut command = bindery(&["get", self.provider.name]);
        let operation = self.endpoint.operation.id;
        command
            .args(["--operation", operation, "--base-url", base_url])
            .args(["--attempts", "1"])
            .args(arguments)
            .envs(credentials(self.provider, self.provider.security));
        command
    }

    fn base_url(&self) -> String {
        format!("{}/{}", self.mock.base, self.provider.name)
    }

    /// The outcome of calls for these ids.
    fn run(&self, arguments: &[&str], ids: &str) -> Outcome {
        let mut command = self.get(&self.base_url(), &["--ids", "-"]);
        command.args(arguments);
        finish(command, ids.as_bytes())
    }

    /// Ids that the operation takes: as many values to a line as it has parameters.
    fn ids(&self, count: usize) -> String {
        let parameters = self.endpoint.operation.parameters.len();
        (1..=count).map(|n| format!("{}\n", vec![n.to_string(); parameters].join(" "))).collect()
    }
}

fn ids_of(lines: &[Value]) -> Vec<&str> {
    let mut ids: Vec<&str> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
    ids.sort_by_key(|id| id.split(' ').next().unwrap().parse::<u32>().unwrap());
    ids
}

#[test]
fn every_id_has_its_line() {
    let Some(target) = Target::start() else {
        return;
    };
    let outcome = target.run(&["--concurrency", "7", "--rate", "1000/s"], &target.ids(50));
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), "50 succeeded, 0 failed\n"));
    let lines = json_lines(&outcome.stdout);
    assert!(lines.iter().all(|line| {
        line["provider"] == target.provider.name
            && line["operation"] == target.endpoint.operation.id
            && line["response"].is_object()
    }));
    assert_eq!(ids_of(&lines), target.ids(50).lines().collect::<Vec<_>>());
}

#[test]
fn failures_are_lines_beside_the_results() {
    let Some(target) = Target::start() else {
        return;
    };
    let bad = target.ids(3).replacen('2', "two", 1);
    let outcome = target.run(&[], &bad);
    assert_eq!(outcome.code, Some(2));
    assert_eq!(
        outcome.stderr,
        "2 succeeded, 1 failed\nerror: 1 call failed; see the \"error\" lines of the output\n"
    );
    let lines = json_lines(&outcome.stdout);
    let failed: Vec<&Value> = lines.iter().filter(|line| line["error"].is_object()).collect();
    assert!(failed.len() == 1 && failed[0]["error"]["line"] == 2, "{failed:?}");
    assert_eq!(failed[0]["error"]["kind"], "Request");

    // A documented error of the provider.
    let samples = target.endpoint.samples;
    let error = samples.iter().find(|sample| sample.status >= 400).unwrap();
    let case = error.name.split_once('.').unwrap().1;
    let base_url = format!("{}.{case}", target.base_url());
    let outcome = finish(target.get(&base_url, &["--ids", "-"]), target.ids(2).as_bytes());
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    let lines = json_lines(&outcome.stdout);
    assert!(lines.iter().all(|line| line["error"]["status"] == error.status));
}

#[test]
fn a_bad_line_fails_alone() {
    let Some(target) = Target::start() else {
        return;
    };
    let parameters = target.endpoint.operation.parameters.len();
    let good = |n: u32| vec![format!("\"{n}\""); parameters].join(" ");
    let long = "x".repeat(1 << 20);
    let input = format!("\u{feff}{}\r\n\n  \n1 2 3 4 5 6 7\n{long}\n\"\n{}\n", good(1), good(2));
    let mut input = input.into_bytes();
    input.extend(b"\xff\n");
    let outcome = finish(target.get(&target.base_url(), &["--ids", "-"]), &input);
    assert_eq!(outcome.code, Some(2), "{outcome:?}");
    let lines = json_lines(&outcome.stdout);
    let mut problems: Vec<(u64, &str)> = lines
        .iter()
        .filter(|line| line["error"].is_object())
        .map(|line| {
            let error = &line["error"];
            (error["line"].as_u64().unwrap(), error["text"].as_str().unwrap())
        })
        .collect();
    problems.sort_unstable();
    let unexpected = format!("{}: unexpected argument: ", target.endpoint.operation.id);
    assert!(problems[0].1.starts_with(&unexpected), "{problems:?}");
    problems[0].1 = "";
    assert_eq!(
        problems,
        [(4, ""), (5, "longer than 64 KiB"), (6, "a double quote is not closed"), (8, "not UTF-8"),]
    );
    let mut good: Vec<&str> = lines
        .iter()
        .filter(|line| line["response"].is_object())
        .map(|line| line["id"].as_str().unwrap())
        .collect();
    good.sort_unstable();
    assert_eq!(good.len(), 2, "{outcome:?}");
    if parameters == 1 {
        assert_eq!(good, ["1", "2"]);
    }

    let missing = finish(target.get(&target.base_url(), &["--ids", "nowhere/ids"]), b"");
    assert_eq!(missing.code, Some(2));
    assert!(missing.stderr.starts_with("error: cannot read nowhere/ids: "));
    assert_eq!(missing.stderr.lines().count(), 1);
}

#[test]
fn a_file_is_never_overwritten_and_can_be_continued() {
    let Some(target) = Target::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.ndjson");
    let ids_file = folder.path().join("ids");
    std::fs::write(&ids_file, target.ids(5)).unwrap();
    let (file, ids_file) = (file.to_str().unwrap(), ids_file.to_str().unwrap());
    let from_file = ["--ids", ids_file, "--output", file];
    let outcome = finish(target.get(&target.base_url(), &from_file), b"");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), ""), "{outcome:?}");
    let read = || std::fs::read_to_string(file).unwrap();
    assert_eq!(json_lines(&read()).len(), 5);

    let outcome = finish(target.get(&target.base_url(), &from_file), b"");
    assert_eq!(outcome.code, Some(2));
    let problem = format!(
        "error: {file} already exists; use --resume to continue it, or choose another file\n"
    );
    assert_eq!(outcome.stderr, problem);

    // As a power cut leaves it: the last line is cut.
    let whole = read();
    std::fs::write(file, &whole[..whole.len() - 20]).unwrap();
    let outcome = target.run(&["--output", file, "--resume"], &target.ids(7));
    let note = format!("{file}: the last line was cut off, and is removed\n");
    assert_eq!(outcome.stderr, note + "3 succeeded, 0 failed, 4 skipped\n");
    assert_eq!(ids_of(&json_lines(&read())).len(), 7);
}

#[test]
fn a_file_of_somebody_else_is_not_continued() {
    let Some(target) = Target::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes");
    for text in ["my diary, one line", "{\"accounts\":[1,2,3]}", "{\"id\":\"a\""] {
        std::fs::write(&file, text).unwrap();
        let outcome = target.run(&["--output", file.to_str().unwrap(), "--resume"], "1\n");
        assert_eq!(outcome.code, Some(2), "{outcome:?}");
        assert!(outcome.stderr.contains("line 1 was not written by `bindery get --ids`"));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    }
    if cfg!(unix) {
        let outcome = target.run(&["--output", "/dev/null", "--resume"], "1\n");
        assert!(outcome.stderr.starts_with("error: /dev/null is not a regular file; "));
    }
}

/// A body with a field that hides, and an error's text that steers a terminal.
#[test]
fn lines_hold_no_hidden_character() {
    let Some(target) = Target::start() else {
        return;
    };
    let body = "{\"error\": {\"message\": \"a\u{202e}b\\u001b[2J\u{9b}\"}, \"a\u{200b}\": 1}";
    for status in ["200 OK", "400 Bad Request"] {
        let server = serve(response(status, "application/json", body), std::time::Duration::ZERO);
        let command = target.get(&format!("http://{server}"), &["--ids", "-"]);
        let outcome = finish(command, target.ids(1).as_bytes());
        let is_hidden = |c: char| "\u{202e}\u{1b}\u{9b}\u{200b}".contains(c);
        assert!(!outcome.stdout.contains(is_hidden), "{outcome:?}");
        assert!(!outcome.stderr.contains(is_hidden), "{outcome:?}");
        assert_eq!(json_lines(&outcome.stdout).len(), 1, "{outcome:?}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_whole_lines_only_and_the_file_has_one_writer() {
    let Some(target) = Target::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.ndjson");
    let name = file.to_str().unwrap();
    let arguments = ["--ids", "-", "--output", name, "--rate", "100/s"];
    let mut child = target.get(&target.base_url(), &arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(target.ids(2000).as_bytes()).unwrap();
    let count = |path: &Path| {
        let text = std::fs::read(path).unwrap_or_default();
        text.iter().filter(|byte| **byte == b'\n').count()
    };
    while count(&file) < 5 {
        assert!(child.try_wait().unwrap().is_none(), "it ended early");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let second = target.run(&["--output", name, "--resume"], "1\n");
    let problem = format!("error: {name} is being written by another process; ");
    assert!(second.stderr.starts_with(&problem), "{second:?}");
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupt.unwrap().success());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert!(output.stderr.starts_with(b"error: interrupted; "), "{output:?}");
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.ends_with('\n'));
    assert!((5..2000).contains(&json_lines(&written).len()));
}

/// As much of a line as there is memory for is not read: neither of the ids nor of the file to continue.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large");
    let file = std::fs::File::create(&large).unwrap();
    // A hole of a gigabyte, which takes no space.
    file.set_len(1 << 30).unwrap();
    let name = PROVIDERS[0].provider.name;
    let large = large.to_str().unwrap();
    let operation = PROVIDERS[0].endpoints[0].operation.id;
    for arguments in [
        ["--ids", large, "--concurrency", "1"].as_slice(),
        &["--ids", "-", "--output", large, "--resume"],
    ] {
        // 400 MB of address space: the program, its threads and its buffers.
        let script = "ulimit -v 400000; exec \"$0\" \"$@\"";
        let mut command = bindery(&[]);
        let program = command.get_program().to_owned();
        command = Command::new("sh");
        command
            .args(["-c", script])
            .arg(program)
            .args(["get", name, "--operation", operation, "--base-url", "http://127.0.0.1:9"])
            .args(arguments)
            .envs(credentials(PROVIDERS[0].provider, PROVIDERS[0].provider.security))
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped());
        let outcome = finish(command, b"1\n");
        assert_eq!(outcome.code, Some(2), "{outcome:?}");
        assert!(
            outcome.stdout.contains("longer than 64 KiB")
                || outcome.stderr.contains("line 1 was not written by"),
            "{outcome:?}"
        );
    }
}
