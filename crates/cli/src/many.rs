//! `bindery get --ids`: many live calls, some at a time, and a line of JSON for each as it ends.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, IsTerminal as _, Read as _, Seek as _, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use bindery_runtime::erased::{Arguments, CallError, Endpoint};
use bindery_runtime::{Object, Transport, Value};
use futures_util::future::{FutureExt as _, LocalBoxFuture};
use futures_util::stream::{FuturesUnordered, StreamExt as _};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Map, json};
use tokio::sync::mpsc;
use tokio::time::Instant;

use crate::get;
use crate::output::{self, Code, Failure, Secrets};
use crate::target;

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Many calls")]
pub(crate) struct Many {
    /// Call once for each line of this file, or of standard input: an id, or several values with spaces between them
    #[arg(long, value_name = "FILE|-", conflicts_with = "parameters")]
    pub(crate) ids: Option<String>,
    /// How many calls are under way at a time
    #[arg(long, value_name = "N", requires = "ids", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=256))]
    concurrency: u16,
    /// Start no more calls than this, evenly: `1000/h`, `60/m`, `5/s`
    #[arg(long, value_name = "N/UNIT", requires = "ids", value_parser = rate)]
    rate: Option<Duration>,
    /// Write the lines to this new file instead of standard output
    #[arg(long, value_name = "FILE", requires = "ids")]
    output: Option<PathBuf>,
    /// Go on with the output file: skip the ids that it has answers for, and try those again that failed
    #[arg(long, requires = "output")]
    resume: bool,
}

/// Calls for every line of `ids`, until they end or a person presses Ctrl-C.
pub(crate) async fn run(
    arguments: &Many,
    ids: &str,
    endpoint: &'static Endpoint,
    client: &Transport,
    secrets: Secrets,
) -> Result<(), Failure> {
    let (mut sink, done) = open(arguments)?;
    let (total, mut lines) = source(ids)?;
    let progress = Progress(progress(total));
    let progress = &progress.0;
    let mut tally = Tally::default();
    let mut calls: FuturesUnordered<LocalBoxFuture<'static, (String, Outcome)>> =
        FuturesUnordered::new();
    let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
    let mut next_start = Instant::now();
    let mut waiting: Option<String> = None;
    let mut more = true;
    while more || waiting.is_some() || !calls.is_empty() {
        let free = calls.len() < usize::from(arguments.concurrency);
        tokio::select! {
            biased;
            _ = &mut interrupted => {
                // Calls under way are dropped; every line that was written is whole.
                let problem = format!("interrupted; {tally}");
                return Err(Failure::new(Code::Interrupted, problem).advice(match arguments.output {
                    Some(_) => "Go on with --resume.",
                    None => "With --output FILE it can be resumed.",
                }));
            }
            Some((id, outcome)) = calls.next(), if !calls.is_empty() => {
                // The provider has had enough for now, whoever asks.
                if let Some(wait) = asked_wait(&outcome) {
                    let until = Instant::now() + wait.min(LONGEST_WAIT);
                    if wait > LONGEST_WAIT {
                        progress.suspend(|| {
                            output::complain(&format!("the provider asks to wait {wait:?}, which is too long"));
                        });
                    } else if until > next_start {
                        next_start = until;
                        progress.suspend(|| {
                            output::complain(&format!("the provider asks to wait {wait:?}: waiting"));
                        });
                    }
                }
                let line = line(&id, outcome, secrets, &mut tally);
                if progress.suspend(|| sink.write(&line))? == Reader::Gone {
                    break;
                }
                progress.inc(1);
                progress.set_message(tally.to_string());
            }
            () = tokio::time::sleep_until(next_start), if free && waiting.is_some() => {
                if let Some(id) = waiting.take() {
                    next_start = Instant::now() + arguments.rate.unwrap_or_default();
                    let arguments = arguments_of(endpoint, &id)?;
                    let call = (endpoint.call)(client, &arguments);
                    calls.push(async move { (id, call.await) }.boxed_local());
                }
            }
            line = lines.recv(), if more && waiting.is_none() => match line {
                None => more = false,
                Some(id) => {
                    let id = id?;
                    if done.contains(&id) {
                        tally.skipped += 1;
                        progress.inc(1);
                    } else {
                        arguments_of(endpoint, &id)?;
                        waiting = Some(id);
                    }
                }
            },
        }
    }
    progress.finish_and_clear();
    output::complain(&tally.to_string());
    match tally.gravest {
        None => Ok(()),
        Some(code) => Err(Failure::new(
            code,
            format!("{} failed; each has its line", calls_word(tally.failed)),
        )),
    }
}

/// The longest wait between calls that a provider can ask for. An id for which it asks for more fails, and the others go
/// on.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// How long a provider that had too many calls asks to wait.
fn asked_wait(outcome: &Outcome) -> Option<Duration> {
    match outcome {
        Err(CallError::Call(error)) if error.is_rate_limited() => error.retry_after(),
        _ => None,
    }
}

/// What became of the ids so far.
#[derive(Debug, Default)]
struct Tally {
    answered: usize,
    failed: usize,
    skipped: usize,
    gravest: Option<Code>,
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} answered, {} failed", self.answered, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

fn calls_word(count: usize) -> String {
    format!("{count} {}", if count == 1 { "call" } else { "calls" })
}

type Outcome =
    Result<bindery_runtime::ResponseValue<Box<dyn bindery_runtime::erased::Decoded>>, CallError>;

/// The line of an id: `{"id", "answer"}`, with what nobody documented beside it, or `{"id", "error"}`.
fn line(id: &str, outcome: Outcome, secrets: Secrets, tally: &mut Tally) -> Value {
    match outcome {
        Ok(answer) => {
            tally.answered += 1;
            let decoded = answer.into_inner();
            let inspection = decoded.inspect();
            let body = match secrets {
                Secrets::Hidden => inspection.json,
                Secrets::Shown => decoded.reveal(),
            };
            let mut line =
                Object::from([("id".to_owned(), id.into()), ("answer".to_owned(), body)]);
            let list =
                |paths: Vec<String>| Value::Array(paths.into_iter().map(Value::from).collect());
            let values = inspection.unknown_values.into_iter();
            let values: Object = values.map(|(path, word)| (path, word.into())).collect();
            for (name, found) in [
                ("unknown_fields", list(inspection.unknown_fields)),
                ("unknown_values", values.into()),
                ("misfits", list(inspection.misfits)),
            ] {
                if found != Value::Array(Vec::new()) && found != Value::Object(Object::new()) {
                    line.insert(name.to_owned(), found);
                }
            }
            line.into()
        }
        Err(error) => {
            let code = get::code(&error);
            tally.failed += 1;
            tally.gravest = tally.gravest.max(Some(code));
            let mut told = Map::from_iter([("text".to_owned(), json!(error.to_string()))]);
            if let CallError::Call(error) = &error {
                let status = error.status().map(|status| status.as_u16());
                let token_status = error.token_status().map(|status| status.as_u16());
                for (key, value) in [
                    ("status", json!(status)),
                    ("token_status", json!(token_status)),
                    ("code", json!(error.code())),
                    ("message", json!(error.message())),
                ] {
                    if !value.is_null() {
                        told.insert(key.to_owned(), value);
                    }
                }
            }
            json!({"id": id, "error": told}).into()
        }
    }
}

/// Where the lines go.
enum Sink {
    Standard,
    File(PathBuf, File),
}

/// Whether anybody reads on.
#[derive(Debug, PartialEq, Eq)]
enum Reader {
    There,
    Gone,
}

impl Sink {
    /// Writes a line in one go, so that whatever ends the command ends between lines.
    fn write(&mut self, line: &Value) -> Result<Reader, Failure> {
        let text = format!("{line}\n");
        let (name, result) = match self {
            Self::Standard => {
                let mut out = io::stdout().lock();
                (
                    "standard output".into(),
                    out.write_all(text.as_bytes()).and_then(|()| out.flush()),
                )
            }
            Self::File(path, file) => (path.display().to_string(), file.write_all(text.as_bytes())),
        };
        match result {
            Ok(()) => Ok(Reader::There),
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(Reader::Gone),
            Err(e) => Err(Failure::usage(format!("cannot write to {name}: {e}"))),
        }
    }
}

/// Opens the output, and finds the ids that it has answers for.
fn open(arguments: &Many) -> Result<(Sink, BTreeSet<String>), Failure> {
    let Some(path) = &arguments.output else {
        return Ok((Sink::Standard, BTreeSet::new()));
    };
    let failure = |e: io::Error| Failure::usage(format!("cannot write {}: {e}", path.display()));
    if arguments.resume {
        let mut options = OpenOptions::new();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(failure)?;
        let done = answered(path, &mut file)?;
        return Ok((Sink::File(path.clone(), file), done));
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => Ok((Sink::File(path.clone(), file), BTreeSet::new())),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
            let problem = format!("{} exists", path.display());
            Err(Failure::usage(problem).advice("Go on with it by --resume, or name another file."))
        }
        Err(e) => Err(failure(e)),
    }
}

/// The ids that have an answer in the file. A last line that was cut is removed, so that the next one starts afresh.
fn answered(path: &Path, file: &mut File) -> Result<BTreeSet<String>, Failure> {
    let failure = |e: io::Error| Failure::usage(format!("cannot read {}: {e}", path.display()));
    let mut done = BTreeSet::new();
    let mut whole = 0;
    let mut reader = BufReader::new(&mut *file);
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let read = reader.read_until(b'\n', &mut line).map_err(failure)?;
        if read == 0 || !line.ends_with(b"\n") {
            break;
        }
        whole += read as u64;
        let value: serde_json::Value = serde_json::from_slice(&line).unwrap_or_default();
        let Some(id) = value["id"].as_str() else {
            let problem = format!(
                "{}: line {number} is not one of this command's",
                path.display()
            );
            return Err(Failure::usage(problem).advice("Name another file with --output."));
        };
        if value.get("answer").is_some() {
            done.insert(id.to_owned());
        }
    }
    file.set_len(whole).map_err(failure)?;
    file.seek(io::SeekFrom::End(0)).map_err(failure)?;
    Ok(done)
}

type Lines = mpsc::Receiver<Result<String, Failure>>;

/// The ids as they are read, and how many lines there are, if that is known before.
fn source(name: &str) -> Result<(Option<u64>, Lines), Failure> {
    let (sender, receiver) = mpsc::channel(64);
    let failure = |e: io::Error| Failure::usage(format!("cannot read {name}: {e}"));
    let mut total = None;
    let reader: Box<dyn BufRead + Send> = if name == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let mut file = File::open(name).map_err(failure)?;
        if file.metadata().map_err(failure)?.is_file() {
            let lines = BufReader::new(&mut file).split(b'\n');
            let mut count = 0;
            for line in lines {
                count += u64::from(!line.map_err(failure)?.trim_ascii().is_empty());
            }
            total = Some(count);
            file.rewind().map_err(failure)?;
        }
        Box::new(BufReader::new(file))
    };
    let name = if name == "-" {
        "standard input".to_owned()
    } else {
        name.to_owned()
    };
    // A thread of its own: standard input cannot be waited for otherwise. It ends with its input, or with the command.
    std::thread::spawn(move || {
        for line in ids(reader, &name) {
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    Ok((total, receiver))
}

/// The longest line of ids, in bytes.
const LONGEST: u64 = 64 << 10;

/// The lines that are not empty.
fn ids(
    mut reader: Box<dyn BufRead + Send>,
    name: &str,
) -> impl Iterator<Item = Result<String, Failure>> {
    let name = name.to_owned();
    let mut number = 0_u64;
    let mut ended = false;
    std::iter::from_fn(move || {
        while !ended {
            number += 1;
            let mut line = Vec::new();
            let problem = match reader.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) if line.len() as u64 == LONGEST => {
                    format!("line {number} is longer than 64 KiB")
                }
                Ok(_) => match String::from_utf8(line) {
                    Ok(text) if text.trim().is_empty() => continue,
                    Ok(text) => return Some(Ok(text.trim().to_owned())),
                    Err(_) => format!("line {number} is not UTF-8"),
                },
                Err(e) => format!("cannot be read: {e}"),
            };
            ended = true;
            return Some(Err(Failure::usage(format!("{name}: {problem}"))));
        }
        None
    })
}

/// The arguments of the call for a line.
fn arguments_of(endpoint: &Endpoint, line: &str) -> Result<Arguments, Failure> {
    target::arguments(endpoint, line.split_whitespace())
        .map_err(|failure| failure.at(&format!("line: {line}")))
}

/// A bar on the terminal, if standard error is one; where the number of ids is not known, only how many are done.
fn progress(total: Option<u64>) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match total {
        Some(total) => (
            ProgressBar::new(total),
            "{wide_bar} {pos}/{len}  {msg}  {eta} left",
        ),
        None => (
            ProgressBar::new_spinner(),
            "{spinner} {pos}  {msg}  {elapsed}",
        ),
    };
    // The templates are fixed, and right.
    let bar = bar.with_style(
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// A bar that is gone from the terminal before anything else is told.
struct Progress(ProgressBar);

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// `1000/h` as the time from one start to the next.
fn rate(text: &str) -> Result<Duration, String> {
    let read = || {
        let (count, unit) = text.split_once('/')?;
        let count: u32 = count.trim().parse().ok().filter(|count| *count > 0)?;
        let unit = match unit.trim() {
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            "d" => 86_400,
            _ => return None,
        };
        Some(Duration::from_secs(unit) / count)
    };
    read()
        .ok_or_else(|| "say how many in which time, such as 5/s, 60/m, 1000/h or 5000/d".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates() {
        let check = |text: &str, expected: Option<u64>| {
            assert_eq!(
                rate(text).ok().map(|d| d.as_millis()),
                expected.map(u128::from),
                "{text}"
            );
        };
        check("1000/h", Some(3_600));
        check("60/m", Some(1_000));
        check("5/s", Some(200));
        check(" 10 / d ", Some(8_640_000));
        for text in [
            "",
            "5",
            "0/s",
            "-1/s",
            "5/w",
            "/s",
            "5/",
            "1e3/h",
            "99999999999/s",
        ] {
            check(text, None);
        }
    }

    #[track_caller]
    fn check_ids(input: &[u8], expected: &[&str]) {
        let reader = Box::new(io::Cursor::new(input.to_vec()));
        let found: Vec<String> = ids(reader, "ids")
            .map(|line| line.unwrap_or_else(|failure| format!("{failure:?}")))
            .collect();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{found}");
        }
    }

    #[test]
    fn lines_of_ids() {
        check_ids(b"", &[]);
        check_ids(b"a\n\n  b c \r\nd", &["a", "b c", "d"]);
        check_ids(b"a\n\xff\nb\n", &["a", "ids: line 2 is not UTF-8"]);
        check_ids(&vec![b'a'; 1 << 20], &["ids: line 1 is longer than 64 KiB"]);
    }

    #[test]
    fn a_file_to_go_on_with() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        let check = |text: &str, expected: &[&str], left: &str| {
            std::fs::write(&path, text).unwrap();
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .open(&path)
                .unwrap();
            let done = answered(&path, &mut file).unwrap();
            assert_eq!(
                done.iter().map(String::as_str).collect::<Vec<_>>(),
                expected
            );
            assert_eq!(std::fs::read_to_string(&path).unwrap(), left);
        };
        let whole = "{\"id\":\"a\",\"answer\":1}\n{\"id\":\"b\",\"error\":{}}\n";
        check("", &[], "");
        check(whole, &["a"], whole);
        check(&format!("{whole}{{\"id\":\"c\",\"answ"), &["a"], whole);
        check(
            &format!("{whole}{{\"id\":\"b\",\"answer\":2}}\n"),
            &["a", "b"],
            &format!("{whole}{{\"id\":\"b\",\"answer\":2}}\n"),
        );
        std::fs::write(&path, "my diary\n").unwrap();
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(&path)
            .unwrap();
        assert!(answered(&path, &mut file).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "my diary\n");
    }
}
