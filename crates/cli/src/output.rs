//! How the command ends, and what it prints for people: nothing that a body holds can steer a terminal.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anstyle::AnsiColor;
use icu_properties::props::{
    DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup as Group,
};
use icu_properties::{CodePointMapData, CodePointSetData};

/// The error that ends the command.
#[derive(Debug)]
pub(crate) struct Failure {
    code: Code,
    problem: String,
    advice: Option<String>,
}

/// The exit codes, as `bindery --help` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Code {
    ErrorResponse = 1,
    Usage = 2,
    NotReached = 3,
    NotDecoded = 4,
    Interrupted = 130,
}

impl Failure {
    pub(crate) fn new(code: Code, problem: impl Into<String>) -> Self {
        Self { code, problem: problem.into(), advice: None }
    }

    pub(crate) fn usage(problem: impl Into<String>) -> Self {
        Self::new(Code::Usage, problem)
    }

    /// Adds the line that says what to do.
    pub(crate) fn advice(self, advice: impl Into<String>) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }

    pub(crate) fn code(&self) -> Code {
        self.code
    }

    pub(crate) fn problem(&self) -> &str {
        &self.problem
    }

    /// Reports the error on standard error, and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        let style = AnsiColor::Red.on_default().bold();
        // Nothing more can be done if standard error is gone.
        let _ = write!(anstream::stderr(), "{style}error:{style:#} ");
        complain(&self.problem);
        if let Some(advice) = &self.advice {
            complain(advice);
        }
        ExitCode::from(self.code as u8)
    }
}

/// Prints lines to standard output.
pub(crate) fn print(text: &str) -> Result<Reader, Failure> {
    let text = if io::stdout().is_terminal() { visible(text, &['\n', '\t']) } else { text.into() };
    write(format!("{text}\n").as_bytes())
}

/// Whether the output still has a reader: `head` goes away when it has seen enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    There,
    Gone,
}

/// Writes bytes to standard output as they are. The caller sees to it that none of them can steer a terminal.
pub(crate) fn write(bytes: &[u8]) -> Result<Reader, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(Reader::There),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(Reader::Gone),
        Err(e) => Err(Failure::usage(format!("cannot write to standard output: {e}"))),
    }
}

/// Prints one line to standard error.
pub(crate) fn complain(line: &str) {
    // Nothing more can be done if standard error is gone.
    let _ = writeln!(io::stderr().lock(), "{}", visible(line, &[]));
}

/// The text with an escape such as `\u{202e}` for each hidden character but these.
pub(crate) fn visible<'t>(text: &'t str, kept: &[char]) -> Cow<'t, str> {
    let is_plain = |c: char| !is_hidden(c) || kept.contains(&c);
    if text.chars().all(is_plain) {
        return text.into();
    }
    let escape = |c: char| match is_plain(c) {
        true => c.to_string(),
        false => c.escape_default().to_string(),
    };
    text.chars().map(escape).collect()
}

/// Whether a character shows nothing of itself, or changes how others show: control, bidirectional, zero-width,
/// unassigned and private ones.
pub(crate) fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    let hidden = Group::Other.union(Group::LineSeparator).union(Group::ParagraphSeparator);
    hidden.contains(CodePointMapData::<GeneralCategory>::new().get(c))
        || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// Whether standard output takes colours: a terminal does, unless `NO_COLOR` or its like is set.
pub(crate) fn has_colours() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Runs a task that uses the network.
pub(crate) fn block_on(task: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|e| Failure::usage(format!("cannot use the network: {e}")))?;
    runtime.block_on(task)
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(visible(text, &[]), expected);
    }

    #[test]
    fn hidden_characters_are_escaped() {
        check("Zoë Ω 日本 👍 e\u{301} \"'\\", "Zoë Ω 日本 👍 e\u{301} \"'\\");
        check("\u{1b}[2J\r\n\t\u{7f}", "\\u{1b}[2J\\r\\n\\t\\u{7f}");
        // A C1 control, bidirectional overrides, zero widths, a tag, a soft hyphen, a filler, a line separator.
        check(
            "\u{9b}\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}\u{ad}\u{3164}\u{2028}",
            "\\u{9b}\\u{202e}\\u{2066}\\u{200b}\\u{feff}\\u{e0041}\\u{ad}\\u{3164}\\u{2028}",
        );
        assert_eq!(visible("a\n\u{7}", &['\n']), "a\n\\u{7}");
    }
}
