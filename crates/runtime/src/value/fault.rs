//! Values that do not fit their type: the path of the value, the problem, and its place in the body.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

/// The error of a body that does not decode, with the field, the problem, the line and the column.
///
/// Its message has a bounded length, and never contains a value in place of a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    line: usize,
    column: usize,
    message: String,
}

impl DecodeError {
    /// The path of the field, such as `data.contacts[0].address`; empty for the whole body.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The problem, without path and place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The line, from 1; 0 if the problem has no single place.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, from 1; 0 if the problem has no single place.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// An error about the body as a whole.
    pub(crate) fn whole(message: impl Into<String>) -> Self {
        Self { path: String::new(), line: 0, column: 0, message: message.into() }
    }

    /// An error at an offset into the text.
    pub(crate) fn at(message: impl Into<String>, text: impl AsRef<[u8]>, offset: usize) -> Self {
        let text = text.as_ref();
        let before = text.get(..offset).unwrap_or(text);
        let line = before.rsplit(|&b| b == b'\n').next().unwrap_or_default();
        Self {
            line: 1 + before.iter().filter(|&&b| b == b'\n').count(),
            // A character has one byte that does not continue another.
            column: 1 + line.iter().filter(|&&b| b & 0xC0 != 0x80).count(),
            ..Self::whole(message)
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)?;
        if self.line > 0 {
            write!(f, " (line {}, column {})", self.line, self.column)?;
        }
        Ok(())
    }
}

impl std::error::Error for DecodeError {}

/// The problem of a value, on its way up to the body.
#[derive(Debug)]
pub(crate) struct Fault(Box<FaultParts>);

#[derive(Debug)]
struct FaultParts {
    message: String,
    /// The type said what it wants, but not what it found.
    half: bool,
    /// The place in the body.
    offset: Option<usize>,
    /// The path to it, the last step first.
    steps: Vec<Step>,
}

/// One step of a path.
#[derive(Debug)]
pub(crate) enum Step {
    /// Into a field.
    Field(String),
    /// To an element of a list, from 0.
    Element(usize),
}

impl Fault {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(Box::new(FaultParts {
            message: message.into(),
            half: false,
            offset: None,
            steps: Vec::new(),
        }))
    }

    /// Says where it is in the body, unless that is known.
    pub(crate) fn at(mut self, offset: usize) -> Self {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// Says what was found, unless that is known.
    pub(crate) fn found(mut self, found: Unexpected<'_>) -> Self {
        if std::mem::take(&mut self.0.half) {
            self.0.message += &format!(", found {}", show(found));
        }
        self
    }

    /// Says into what one had to step to meet it.
    pub(crate) fn within(mut self, step: Step) -> Self {
        self.0.steps.push(step);
        self
    }

    /// The error, in the text that the offset is an offset into.
    pub(crate) fn into_error(self, text: &str) -> DecodeError {
        let offset = self.0.offset.unwrap_or_default();
        DecodeError {
            path: path(self.0.steps.iter().rev()),
            ..DecodeError::at(self.0.message, text, offset)
        }
    }

    fn expected(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        let shown = if expected.contains("secret") { kind(found).to_owned() } else { show(found) };
        let wanted = match (found, plain(&expected)) {
            // The kind is right, so say which numbers are.
            (Unexpected::Other(number), "a whole number") if number.parse::<i128>().is_ok() => {
                format!("a whole number that fits {expected}")
            }
            (_, wanted) => wanted.to_owned(),
        };
        Self::new(format!("expected {wanted}, found {shown}"))
    }
}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        let mut fault = Self::new(excerpt(&message, 200));
        if message.starts_with("UUID parsing failed") {
            fault.0.message = "expected a UUID".to_owned();
            fault.0.half = true;
        }
        fault
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::expected(found, expected)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::expected(found, expected)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new("missing").within(Step::Field(field.to_owned()))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new("given more than once").within(Step::Field(field.to_owned()))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Fault {}

/// The expected type in plain terms, from serde's message.
fn plain(expected: &str) -> &str {
    match expected {
        "i8" | "i16" | "i32" | "i64" | "i128" | "u8" | "u16" | "u32" | "u64" | "u128" => {
            "a whole number"
        }
        "f32" | "f64" => "a number",
        "a boolean" => "true or false",
        "a map" => "an object",
        "a sequence" => "a list",
        "a formatted UUID string" => "a UUID",
        "unit" => "null",
        _ if expected.starts_with("struct ") => "an object",
        _ => expected,
    }
}

/// The found value for a message: scalars in full, but shortened.
fn show(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => value.to_string(),
        Unexpected::Unsigned(value) => value.to_string(),
        Unexpected::Signed(value) => value.to_string(),
        Unexpected::Float(value) => excerpt(&value.to_string(), SHOWN),
        Unexpected::Str(text) => shorten(text),
        Unexpected::Other(text) => excerpt(text, SHOWN),
        _ => kind(found).to_owned(),
    }
}

/// The kind of the found value, without the value.
fn kind(found: Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "a boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => "a number",
        // A number with its digits.
        Unexpected::Other(_) => "a number",
        Unexpected::Str(_) | Unexpected::Char(_) => "a string",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "a list",
        Unexpected::Map => "an object",
        _ => "something else",
    }
}

/// The maximum number of characters from a body in an error.
const SHOWN: usize = 40;

/// A text in quotes, cut if it is long, without control characters.
pub(crate) fn shorten(text: &str) -> String {
    // What is written as an escape is longer.
    cut(&format!("{:?}", cut(text, SHOWN)), 60)
}

/// At most so many characters of a text, without control characters.
pub(crate) fn excerpt(text: &str, characters: usize) -> String {
    cut(text, characters).replace(char::is_control, "\u{FFFD}")
}

/// At most so many characters of a text.
fn cut(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A path as `data.contacts[0].address` or `data["odd key"]`. Both ends of a long one are more useful than one.
pub(crate) fn path<'s>(steps: impl ExactSizeIterator<Item = &'s Step>) -> String {
    const END: usize = 8;
    let (length, mut path) = (steps.len(), String::new());
    for (index, step) in steps.enumerate() {
        match step {
            _ if index == END && index + END < length => path.push('…'),
            _ if index > END && index + END < length => {}
            Step::Field(name) if is_plain(name) => {
                let dot = if path.is_empty() { "" } else { "." };
                path += &format!("{dot}{name}");
            }
            Step::Field(name) => path += &format!("[{}]", shorten(name)),
            Step::Element(index) => path += &format!("[{index}]"),
        }
    }
    path
}

fn is_plain(name: &str) -> bool {
    let is_start = |b: &u8| *b == b'_' || b.is_ascii_alphabetic();
    name.len() <= SHOWN
        && name.as_bytes().first().is_some_and(is_start)
        && name.bytes().all(|b| b == b'_' || b.is_ascii_alphanumeric())
}
