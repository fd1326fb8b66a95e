//! `bindery get --ids`: many calls, some at a time, and a line of JSON for each as it ends.

use std::fmt;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::time::Duration;

use bindery_runtime::erased::{Arguments, CallError, Decoded, Endpoint, Entry};
use bindery_runtime::{ErrorKind, Object, ResponseValue, Transport};
use futures_util::future::{FutureExt as _, LocalBoxFuture};
use futures_util::stream::{FuturesUnordered, StreamExt as _};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::time::Instant;

use crate::connection::{self, Pace};
use crate::ids::{self, Line};
use crate::output::{self, Code, Failure, Reader};
use crate::results::{self, Done, Existing, Operation, Problem, Record, Sink};
use crate::target;
use crate::view::View;

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Many calls")]
pub(crate) struct Many {
    /// Call once for each line of this file, or of standard input: an id, or several values with spaces between them
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["parameters", "format", "include", "raw"])]
    pub(crate) ids: Option<String>,
    /// Number of calls under way at a time
    #[arg(long, value_name = "N", requires = "ids", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=256))]
    concurrency: u16,
    /// Maximum rate of requests, retries and token requests included: `1000/h`, `60/m`, `5/s`
    #[arg(long, value_name = "N/UNIT", requires = "ids", value_parser = rate)]
    rate: Option<Duration>,
    /// Write the lines to this new file instead of standard output
    #[arg(short, long, value_name = "FILE", requires = "ids")]
    output: Option<PathBuf>,
    /// Continue the output file: skip ids that have a response, retry those that failed
    #[arg(long, requires = "output")]
    resume: bool,
}

impl Many {
    pub(crate) fn pace(&self) -> Option<Pace> {
        self.rate.map(|interval| Pace { interval, concurrency: self.concurrency })
    }

    /// Opens the output, and finds the IDs that have a response there.
    fn open(&self, operation: Operation) -> Result<(Sink, Done), Failure> {
        let existing = if self.resume { Existing::Resume } else { Existing::Refuse };
        match &self.output {
            Some(path) => results::open(path, existing, operation),
            None => Ok((Sink::Standard, Done::default())),
        }
    }

    fn interrupted(&self, tally: &Tally) -> Failure {
        let failure = Failure::new(Code::Interrupted, format!("interrupted; {tally}"));
        failure.advice(match self.output {
            Some(_) => "Continue with --resume.",
            None => "With --output FILE it can be continued.",
        })
    }
}

type Outcome = Result<ResponseValue<Box<dyn Decoded>>, CallError>;

/// Calls for each line of `ids`, until they end or a person presses Ctrl-C.
pub(crate) async fn run(
    many: &Many,
    ids: &str,
    (entry, endpoint): (&'static Entry, &'static Endpoint),
    client: &Transport,
    view: &View,
) -> Result<(), Failure> {
    let operation = Operation { provider: entry.provider.name, operation: endpoint.operation.id };
    let (sink, done) = many.open(operation)?;
    let (total, mut lines) = ids::open(ids)?;
    let mut report = Report {
        operation,
        sink,
        view,
        tally: Tally::default(),
        progress: Progress(progress(total)),
    };
    let mut calls: FuturesUnordered<LocalBoxFuture<'static, (Line, Outcome)>> =
        FuturesUnordered::new();
    let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
    let mut next_start = Instant::now();
    let mut waiting = None;
    let mut more = true;
    let mut reader = Reader::There;
    while reader == Reader::There && (more || waiting.is_some() || !calls.is_empty()) {
        let free = calls.len() < usize::from(many.concurrency);
        tokio::select! {
            biased;
            // Calls under way are dropped; every line that was written is whole.
            _ = &mut interrupted => return Err(many.interrupted(&report.tally)),
            Some((line, outcome)) = calls.next(), if !calls.is_empty() => {
                if let Some(wait) = report.wait(&outcome) {
                    next_start = next_start.max(Instant::now() + wait);
                }
                reader = report.outcome(&line, outcome)?;
            }
            () = tokio::time::sleep_until(next_start), if free && waiting.is_some() => {
                if let Some((line, arguments)) = waiting.take() {
                    let call = endpoint.decoded(client, &arguments);
                    calls.push(async move { (line, call.await) }.boxed_local());
                }
            }
            line = lines.recv(), if more && waiting.is_none() => match line.transpose()? {
                None => more = false,
                Some(line) if done.contains(line.id()) => report.skip(),
                Some(line) => match arguments_of(endpoint, &line) {
                    Ok(arguments) => waiting = Some((line, arguments)),
                    Err(problem) => reader = report.bad_line(&line, problem)?,
                },
            },
        }
    }
    report.end()
}

/// The arguments of the call for a line, or why there can be none.
fn arguments_of(endpoint: &Endpoint, line: &Line) -> Result<Arguments, String> {
    let values = line.values.as_deref().map_err(String::clone)?;
    let arguments = target::arguments(endpoint, values);
    arguments.map_err(|failure| failure.problem().to_owned())
}

/// Progress of the calls.
struct Report<'a> {
    operation: Operation,
    sink: Sink,
    view: &'a View,
    tally: Tally,
    progress: Progress,
}

/// The longest wait that a provider can ask for. An id for which it asks for more fails, and the others are called.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

impl Report<'_> {
    /// The wait of all calls after a rate limit.
    fn wait(&self, outcome: &Outcome) -> Option<Duration> {
        let Err(CallError::Call(error)) = outcome else {
            return None;
        };
        let wait = error.retry_after().filter(|_| error.kind() == ErrorKind::RateLimited)?;
        let bar = &self.progress.0;
        if wait > LONGEST_WAIT {
            let note = format!("the provider asks to wait {wait:?}, which is too long");
            bar.suspend(|| output::complain(&note));
            return None;
        }
        let note = format!("the provider asks to wait {wait:?}: waiting");
        bar.suspend(|| output::complain(&note));
        Some(wait)
    }

    fn outcome(&mut self, line: &Line, outcome: Outcome) -> Result<Reader, Failure> {
        let error = match outcome {
            Ok(response) => {
                self.tally.responses += 1;
                let decoded = response.into_inner();
                let inspection = self.view.inspect(decoded.as_ref());
                let values = inspection.unknown_values.into_iter();
                return self.write(
                    line,
                    results::Result::Response {
                        response: inspection.json,
                        unknown_fields: inspection.unknown_fields,
                        unknown_values: values.map(|(p, v)| (p, v.into())).collect::<Object>(),
                        misfits: inspection.misfits,
                    },
                );
            }
            Err(error) => error,
        };
        self.tally.fail(connection::code(&error));
        let text = error.to_string();
        let error = match error {
            CallError::Argument { .. } => line_problem(line, text),
            CallError::Call(error) => Problem {
                kind: format!("{:?}", error.kind()),
                text,
                line: None,
                status: error.status().map(|status| status.as_u16()),
                token_status: error.token_status().map(|status| status.as_u16()),
                code: error.code().map(str::to_owned),
                message: error.message().map(str::to_owned),
            },
        };
        self.write(line, results::Result::Error { error })
    }

    /// A line that no call can be made of.
    fn bad_line(&mut self, line: &Line, problem: String) -> Result<Reader, Failure> {
        self.tally.fail(Code::Usage);
        let error = line_problem(line, problem);
        self.write(line, results::Result::Error { error })
    }

    fn write(&mut self, line: &Line, result: results::Result) -> Result<Reader, Failure> {
        let record = Record { operation: self.operation, id: line.id(), result };
        let reader = self.progress.0.suspend(|| self.sink.write(&record))?;
        self.progress.0.inc(1);
        self.progress.0.set_message(self.tally.to_string());
        Ok(reader)
    }

    fn skip(&mut self) {
        self.tally.skipped += 1;
        self.progress.0.inc(1);
    }

    fn end(self) -> Result<(), Failure> {
        drop(self.progress);
        output::complain(&self.tally.to_string());
        let failed = match self.tally.failed {
            1 => "1 call failed".to_owned(),
            failed => format!("{failed} calls failed"),
        };
        match self.tally.highest {
            None => Ok(()),
            Some(code) => {
                let problem = format!("{failed}; see the \"error\" lines of the output");
                Err(Failure::new(code, problem))
            }
        }
    }
}

fn line_problem(line: &Line, text: String) -> Problem {
    Problem { kind: "Request".to_owned(), text, line: Some(line.number), ..Problem::default() }
}

/// The results so far.
#[derive(Debug, Default)]
struct Tally {
    responses: usize,
    failed: usize,
    skipped: usize,
    highest: Option<Code>,
}

impl Tally {
    fn fail(&mut self, code: Code) {
        self.failed += 1;
        self.highest = self.highest.max(Some(code));
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} succeeded, {} failed", self.responses, self.failed)?;
        match self.skipped {
            0 => Ok(()),
            skipped => write!(f, ", {skipped} skipped"),
        }
    }
}

/// A bar on the terminal, if standard error is one; where the number of ids is not known, only how many are done.
fn progress(total: Option<u64>) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "{wide_bar} {pos}/{len}  {msg}  {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {pos}  {msg}  {elapsed}"),
    };
    // The templates are fixed, and right.
    let bar = bar.with_style(
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// A bar that is removed from the terminal when the calls end, however they end.
struct Progress(ProgressBar);

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// `1000/h` as the time from one request to the next.
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
    read().ok_or_else(|| "expected a rate such as 5/s, 60/m, 1000/h or 5000/d".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates() {
        let check = |text: &str, expected: Option<u64>| {
            assert_eq!(rate(text).ok().map(|d| d.as_millis()), expected.map(u128::from), "{text}");
        };
        check("1000/h", Some(3_600));
        check("60/m", Some(1_000));
        check("5/s", Some(200));
        check(" 10 / d ", Some(8_640_000));
        for text in ["", "5", "0/s", "-1/s", "5/w", "/s", "5/", "1e3/h", "99999999999/s"] {
            check(text, None);
        }
    }
}
