//! What the command prints, and how it ends.

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use bindery_runtime::erased::Decoded;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

/// Why the command ends early.
#[derive(Debug)]
pub(crate) struct Failure {
    code: Code,
    problem: String,
    advice: Option<String>,
}

/// The exit codes, as `bindery --help` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Code {
    Answered = 1,
    Usage = 2,
    NotReached = 3,
    NotDecoded = 4,
    Interrupted = 130,
}

impl Failure {
    pub(crate) fn new(code: Code, problem: impl Into<String>) -> Self {
        Self {
            code,
            problem: problem.into(),
            advice: None,
        }
    }

    pub(crate) fn usage(problem: impl Into<String>) -> Self {
        Self::new(Code::Usage, problem)
    }

    /// Says after the problem where it is.
    pub(crate) fn at(self, place: &str) -> Self {
        let problem = format!("{} ({place})", self.problem);
        Self { problem, ..self }
    }

    /// Adds the line that says what to do.
    pub(crate) fn advice(self, advice: impl Into<String>) -> Self {
        Self {
            advice: Some(advice.into()),
            ..self
        }
    }

    pub(crate) fn code(&self) -> Code {
        self.code
    }

    /// Tells the person, and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        complain(&format!("error: {}", self.problem));
        if let Some(advice) = &self.advice {
            complain(advice);
        }
        ExitCode::from(self.code as u8)
    }
}

/// Whether a person asked to see secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Secrets {
    Hidden,
    Shown,
}

/// Prints a decoded value as JSON; then, on standard error, what in it no spec knows.
pub(crate) fn show(decoded: &dyn Decoded, secrets: Secrets) -> Result<(), Failure> {
    let inspection = decoded.inspect();
    let json = match secrets {
        Secrets::Hidden => inspection.json,
        Secrets::Shown => decoded.reveal(),
    };
    print(&format!("{json:#}"))?;
    for path in &inspection.unknown_fields {
        complain(&format!("unknown field: {path}"));
    }
    for (path, word) in &inspection.unknown_values {
        complain(&format!("unknown value: {path} = {word:?}"));
    }
    for path in &inspection.misfits {
        complain(&format!("not of its documented type: {path}"));
    }
    Ok(())
}

/// Prints lines to standard output. That a reader has gone away, as `head` does, is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Failure::usage(format!(
            "cannot write to standard output: {e}"
        ))),
        _ => Ok(()),
    }
}

/// Prints one line to standard error. A body's words may be among it, so nothing in it can steer a terminal or look like another line.
pub(crate) fn complain(line: &str) {
    let mut plain = String::with_capacity(line.len());
    for c in line.chars() {
        if c.is_control() {
            // Writing to a String cannot fail.
            let _ = write!(plain, "{}", c.escape_default());
        } else {
            plain.push(c);
        }
    }
    // Nobody is left to tell if standard error is gone.
    let _ = writeln!(io::stderr().lock(), "{plain}");
}

/// Runs what waits for a network.
pub(crate) fn block_on(task: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime =
        runtime.map_err(|e| Failure::usage(format!("cannot wait for the network: {e}")))?;
    runtime.block_on(task)
}

/// Shows what the client tells about its calls on standard error. Credentials are not among it: the runtime sees to that.
pub(crate) fn trace() {
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(colours())
        .with_target(false)
        .with_timer(tracing_subscriber::fmt::time::uptime());
    // Only our own lines: those of the HTTP libraries below may hold whatever is sent.
    let ours = Targets::new().with_target("bindery_runtime", Level::DEBUG);
    tracing_subscriber::registry()
        .with(lines.with_filter(ours))
        .init();
}

/// Whether standard error takes colours: a terminal does, unless its owner says otherwise (<https://no-color.org>).
fn colours() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// A table for people on a terminal, tabs between the cells for programs.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    if io::stdout().is_terminal() {
        return columns(rows);
    }
    let lines: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
    lines.join("\n")
}

/// Lines up columns, with two spaces between them.
pub(crate) fn columns(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let lines = rows.iter().map(|row| {
        let cells = row
            .iter()
            .enumerate()
            .map(|(column, cell)| format!("{cell:<width$}", width = width(column)));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}
