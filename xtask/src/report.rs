//! What the tasks print, and how they end. Everything goes through here, so that no name of a file, no argument and no text
//! of a spec can steer the terminal that it is shown on.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::spec::Problem;

/// How many problems or differences are shown; of the rest only the number is.
pub const SHOWN: usize = 50;

/// Why a task ended early.
#[derive(Debug)]
pub enum Failure {
    /// A file or a name that was given cannot be used, or a file cannot be read or written: what it is and what to do.
    Message(String),
    /// These are wrong.
    Problems(Vec<Problem>),
    /// What was checked does not hold, and the task has said so.
    Differs,
    /// The task could not be done, and another program has said why.
    Told,
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}

impl From<Vec<Problem>> for Failure {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Problems(problems)
    }
}

/// Prints text to stdout, line by line.
pub fn print(text: &str) {
    write(io::stdout().lock(), &lines(text));
}

/// Prints JSON to stdout. What cannot be seen is escaped as JSON does it.
pub fn json(text: &str) {
    write(io::stdout().lock(), &escaped_json(text));
}

/// Prints one line to stderr.
pub fn warn(line: &str) {
    write(io::stderr().lock(), &format!("{}\n", visible(line)));
}

/// Says how a task ended: 0 for success, 1 where something differs, 2 where the task could not be done.
pub fn end(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Differs) => return ExitCode::from(1),
        Err(Failure::Told) => {}
        Err(Failure::Message(message)) => warn(&format!("error: {message}")),
        Err(Failure::Problems(mut problems)) => {
            problems.sort_by_cached_key(|p| {
                (p.file.clone(), p.at.map(|at| (at.line, at.column)), p.message.clone())
            });
            let total = problems.len();
            for problem in problems.iter().take(SHOWN) {
                warn(&problem.to_string());
            }
            if total > SHOWN {
                warn(&format!("and {} more", total - SHOWN));
            }
            warn(&count(total, "problem"));
        }
    }
    ExitCode::from(2)
}

/// Prints help where that was asked for; else what is wrong with the command line, and on a second line what would do.
pub fn usage(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        print(&text);
    } else {
        let mut paragraphs = text.split("\n\n").map(|paragraph| {
            let lines: Vec<&str> = paragraph.lines().map(str::trim).collect();
            lines.join(" ")
        });
        for line in paragraphs.by_ref().take(2) {
            warn(line.trim());
        }
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// `1 problem`, `2 problems`
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn write(mut to: impl Write, text: &str) {
    if let Err(error) = to.write_all(text.as_bytes()).and_then(|()| to.flush())
        // `cargo xtask … | head`: the reader has seen enough.
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        // An error of stderr itself cannot be reported.
        drop(writeln!(io::stderr(), "error: cannot print: {error}"));
    }
}

fn lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.strip_suffix('\n') {
            Some(line) => shown.extend([&visible(line), "\n"]),
            None => shown.push_str(&visible(line)),
        }
    }
    shown
}

/// One line of text, with an escape such as `\u{202e}` in the place of each character that cannot be seen: those that control a
/// terminal, the direction of text, or nothing that has a width.
fn visible(line: &str) -> String {
    line.chars().fold(String::new(), |mut shown, c| {
        match is_visible(c) {
            true => shown.push(c),
            false => shown.extend(c.escape_default()),
        }
        shown
    })
}

fn escaped_json(text: &str) -> String {
    text.chars().fold(String::new(), |mut shown, c| {
        if c == '\n' || is_visible(c) {
            shown.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                shown.push_str(&format!("\\u{unit:04x}"));
            }
        }
        shown
    })
}

/// As the standard library sees it, which escapes what `Debug` cannot show. A combining mark, such as an accent, is shown after
/// another character.
fn is_visible(c: char) -> bool {
    matches!(c, '"' | '\'' | '\\')
        || ['a', c].iter().collect::<String>().escape_debug().count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        #[track_caller]
        fn check(text: &str, want: &str) {
            assert_eq!(visible(text), want);
        }
        check("a \"b\" \\ 'c' → é ü 漢 🚢", "a \"b\" \\ 'c' → é ü 漢 🚢");
        check("e\u{301} नि", "e\u{301} नि");
        check("\x1b[31m\x07\r\n\t\0", r"\u{1b}[31m\u{7}\r\n\t\u{0}");
        check("\u{9b}31m\u{85}", r"\u{9b}31m\u{85}");
        check("\u{202e}\u{2066}\u{61c}\u{200f}", r"\u{202e}\u{2066}\u{61c}\u{200f}");
        check(
            "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}\u{e0041}\u{2028}",
            r"\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}\u{e0041}\u{2028}",
        );
        assert_eq!(lines("a\x1b\nb\n\nc"), "a\\u{1b}\nb\n\nc");
        assert_eq!(
            escaped_json("{\n  \"a\": \"\u{202e}\u{e0041}é\"\n}\n"),
            "{\n  \"a\": \"\\u202e\\udb40\\udc41é\"\n}\n"
        );
    }
}
