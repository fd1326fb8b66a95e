//! Decodes the bytes of a body: its media type, and the errors of a body that does not fit.

use std::fmt;

use serde::de::{self, DeserializeOwned, Expected, Unexpected};

use crate::body::json;
#[cfg(feature = "xml")]
use crate::body::xml;

/// Decodes a body in JSON, or in XML if it starts with `<`. The maximum nesting is 128 levels, and the encoding is
/// UTF-8.
///
/// Decoding is tolerant: an optional field whose value does not fit its type is `None`, and the value is kept in
/// `extra` under its wire name; [`inspect`](crate::inspect()) lists these. A null in a list is omitted; an empty
/// string, list or object in place of another type counts as absent, and so does `0000-00-00`; `5.0` is an integer. If
/// a required field does not fit, the object that contains it does not fit.
///
/// XML (with the feature `xml`) decodes into the same types as JSON. Elements and attributes are fields, by their names
/// without a prefix; a list is an element around its items; numbers, booleans, times and the like are text, with
/// optional white space; `xsi:nil="true"` is null. Undocumented elements are kept in JSON form: text as a string,
/// repeated elements as a list, the text of an element with fields as `$text`, and an attribute without a field as
/// `Timeout@unit`. A DOCTYPE and entities other than the predefined five are errors.
///
/// A lone surrogate in a JSON string becomes U+FFFD.
///
/// # Errors
///
/// Returns an error with the field, its place and the value that was found, or with the kind of the body if it is
/// neither JSON nor XML.
///
/// ```
/// #[derive(Debug, serde::Deserialize)]
/// struct Account {
///     balance: bindery_runtime::Decimal,
/// }
/// let error = bindery_runtime::decode::<Account>(Some("application/json"), b"{\"balance\": \"lots\"}").unwrap_err();
/// assert_eq!(error.to_string(), "balance: expected a decimal number of at most 28 digits, found \"lots\" (line 1, column 13)");
/// ```
pub fn decode<T: DeserializeOwned>(
    content_type: Option<&str>,
    body: &[u8],
) -> Result<T, DecodeError> {
    decode_with(content_type, body, Tolerance::Misfits)
}

/// Like [`decode`], but an optional field that does not fit is an error.
///
/// # Errors
///
/// Returns the errors of [`decode`], and one for any field that does not fit.
pub fn decode_strict<T: DeserializeOwned>(
    content_type: Option<&str>,
    body: &[u8],
) -> Result<T, DecodeError> {
    decode_with(content_type, body, Tolerance::None)
}

/// The handling of an optional field that does not fit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tolerance {
    /// It is an error.
    None,
    /// It is kept beside the others.
    Misfits,
    /// The same, and nulls in this list are left out.
    WithoutNulls,
}

fn decode_with<T: DeserializeOwned>(
    content_type: Option<&str>,
    body: &[u8],
    tolerance: Tolerance,
) -> Result<T, DecodeError> {
    let start = body
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(body)
        .trim_ascii_start();
    if start.is_empty() {
        return Err(DecodeError::whole("the body is empty"));
    }
    if u32::try_from(body.len()).is_err() {
        return Err(DecodeError::whole(TOO_LONG));
    }
    if is_html(start) {
        return Err(DecodeError::whole("the body is an HTML page"));
    }
    // What a body starts with knows better than any label. UTF-16 puts a zero before or after the character, and a mark
    // before that.
    let first = start.iter().find(|b| !matches!(b, 0 | 0xFE | 0xFF));
    if first != Some(&b'<') {
        if is_xml(content_type) && !matches!(first, Some(b'{' | b'[')) {
            return Err(DecodeError::whole("expected XML, found something else"));
        }
        return json::decode(body, tolerance);
    }
    #[cfg(feature = "xml")]
    return xml::decode(content_type, body, tolerance);
    #[cfg(not(feature = "xml"))]
    Err(DecodeError::whole(
        "the body is XML; turn on the crate's feature `xml`, or ask for JSON",
    ))
}

pub(crate) const TOO_LONG: &str = "longer than 4 GiB";

/// Whether a `Content-Type` says XML.
fn is_xml(content_type: Option<&str>) -> bool {
    let essence = content_type.unwrap_or_default().split(';').next();
    let subtype = essence.unwrap_or_default().trim().split_once('/');
    let suffix = subtype.map_or("", |(_, subtype)| {
        subtype.rsplit('+').next().unwrap_or(subtype)
    });
    suffix.eq_ignore_ascii_case("xml")
}

/// Whether a text starts as an HTML page does.
fn is_html(start: &[u8]) -> bool {
    let starts = |tag: &[u8]| {
        let rest = start.get(tag.len()..);
        start
            .get(..tag.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(tag))
            && rest.is_some_and(|rest| rest.first().is_none_or(|b| !b.is_ascii_alphanumeric()))
    };
    starts(b"<!doctype html") || starts(b"<html")
}

/// The maximum nesting of objects and lists, as in serde_json.
pub(crate) const DEPTH: usize = 128;

pub(crate) fn too_deep() -> String {
    format!("nested deeper than {DEPTH} levels")
}

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
        Self {
            path: String::new(),
            line: 0,
            column: 0,
            message: message.into(),
        }
    }

    /// An error at an offset into the text.
    pub(crate) fn at(message: impl Into<String>, text: &[u8], offset: usize) -> Self {
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
        let mut path = Path::default();
        // Both ends of a long path are more useful than one.
        const END: usize = 10;
        let steps = &self.0.steps;
        for (index, step) in steps.iter().rev().enumerate() {
            let is_end = index < END || index + END >= steps.len();
            match step {
                _ if !is_end => {
                    if index == END {
                        path.0.push('…');
                    }
                }
                Step::Field(name) => drop(path.enter(name)),
                Step::Element(index) => drop(path.enter_element(*index)),
            }
        }
        DecodeError {
            path: path.0,
            ..DecodeError::at(
                self.0.message,
                text.as_bytes(),
                self.0.offset.unwrap_or_default(),
            )
        }
    }

    fn expected(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        let shown = if expected.contains("secret") {
            kind(found).to_owned()
        } else {
            show(found)
        };
        let wanted = match (found, plain(&expected)) {
            // The kind is right, so say which numbers are.
            (Unexpected::Signed(_) | Unexpected::Unsigned(_), "a whole number") => {
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

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(format!(
            "expected {}, found a list of {length}",
            plain(&expected.to_string())
        ))
    }

    fn unknown_variant(variant: &str, _: &'static [&'static str]) -> Self {
        Self::new(format!(
            "{} is not one of the known words",
            shorten(variant)
        ))
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::new("not a known field").within(Step::Field(field.to_owned()))
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
    format!("{:?}", cut(text, SHOWN))
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

/// The path to a value in a body, as `data.contacts[0].address` or `data["odd key"]`.
#[derive(Debug, Default)]
pub(crate) struct Path(pub(crate) String);

impl Path {
    /// Steps into a field, and returns what [`leave`](Self::leave) needs to step out again.
    pub(crate) fn enter(&mut self, field: &str) -> usize {
        let before = self.0.len();
        let is_plain = |(i, b): (usize, u8)| {
            b == b'_' || b.is_ascii_alphabetic() || (i > 0 && b.is_ascii_digit())
        };
        if !field.is_empty() && field.len() <= SHOWN && field.bytes().enumerate().all(is_plain) {
            if before > 0 {
                self.0.push('.');
            }
            self.0.push_str(field);
        } else {
            self.0 += &format!("[{}]", shorten(field));
        }
        before
    }

    /// Steps to an element, counted from 0.
    pub(crate) fn enter_element(&mut self, index: usize) -> usize {
        let before = self.0.len();
        self.0 += &format!("[{index}]");
        before
    }

    /// Steps out again.
    pub(crate) fn leave(&mut self, before: usize) {
        self.0.truncate(before);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

    use super::*;
    use crate::{Decimal, Extra, Object, Secret, Timestamp};

    crate::open_enum! {
        /// Whether an account may be used.
        pub enum Status { /// `active`
            Active = "active" }
    }

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Body {
        data: Data,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Body: "an object" {
            data = "data",
        }
    }

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Data {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<uuid::Uuid>,
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        timeout: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        small: Option<i8>,
        #[serde(skip_serializing_if = "Option::is_none")]
        ratio: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        enabled: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        balance: Option<Decimal>,
        #[serde(skip_serializing_if = "Option::is_none")]
        created: Option<Timestamp>,
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<Status>,
        #[serde(skip_serializing_if = "Option::is_none")]
        password: Option<Secret>,
        #[serde(rename = "apiCredentials", skip_serializing_if = "Option::is_none")]
        api_credentials: Option<Credentials>,
        #[serde(skip_serializing_if = "Option::is_none")]
        contacts: Option<Vec<Contact>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        free: Option<Object>,
        #[serde(skip_serializing_if = "Option::is_none")]
        by_name: Option<BTreeMap<String, Contact>>,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Data: "an object" {
            id = "id",
            name = "name",
            timeout = "timeout",
            small = "small",
            ratio = "ratio",
            enabled = "enabled",
            balance = "balance",
            created = "created",
            status = "status",
            password = "password" as secret,
            api_credentials = "apiCredentials" as secret,
            contacts = "contacts",
            free = "free",
            by_name = "by_name",
        }
    }

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    #[serde(expecting = "an object that holds secrets")]
    struct Credentials {
        secret: Secret,
    }

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Contact {
        #[serde(skip_serializing_if = "Option::is_none")]
        address: Option<Address>,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Contact: "an object" {
            address = "address",
        }
    }

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Address {
        city: String,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Address: "an object" {
            city = "city",
        }
    }

    #[track_caller]
    fn check(body: impl AsRef<[u8]>, error: &str) {
        assert_eq!(
            decode_strict::<Body>(None, body.as_ref())
                .unwrap_err()
                .to_string(),
            error
        );
    }

    #[test]
    fn an_error_names_the_field_and_the_place() {
        check(
            "{\"data\": {\n  \"contacts\": [\n    {\"address\": \"1 Ave\"}]}}",
            "data.contacts[0].address: expected an object, found \"1 Ave\" (line 3, column 17)",
        );
        check(
            "{\r\n\"data\": [1]}",
            "data: expected an object, found a list (line 2, column 9)",
        );
        check("[]", "expected an object, found a list (line 1, column 1)");
        check(
            "  null",
            "expected an object, found null (line 1, column 3)",
        );
        check("{}", "data: missing (line 1, column 1)");
        check(
            r#"{"data": {"by_name": {"odd key": {"address": {}}}}}"#,
            "data.by_name[\"odd key\"].address.city: missing (line 1, column 46)",
        );
        check(
            r#"{"data": {"name": "a", "name": "b"}}"#,
            "data.name: given more than once (line 1, column 10)",
        );
        // A column is a character, however many bytes that has.
        check(
            r#"{"é€𝄞": "é€𝄞", "data": 7}"#,
            "data: expected an object, found 7 (line 1, column 24)",
        );
    }

    /// Each wrong value for a field of `Data`.
    #[track_caller]
    fn check_field(field: &str, value: &str, error: &str) {
        check(
            format!("{{\"data\": {{\"{field}\": {value}}}}}"),
            &format!(
                "data.{field}: {error} (line 1, column {})",
                15 + field.len()
            ),
        );
    }

    #[test]
    fn an_error_says_what_was_expected_and_what_was_found() {
        check_field("id", "\"sample\"", "expected a UUID, found \"sample\"");
        check_field("id", "5", "expected a UUID, found 5");
        check_field("name", "5", "expected a string, found 5");
        check_field("name", "{\"a\": 1}", "expected a string, found an object");
        check_field("timeout", "\"4\"", "expected a whole number, found \"4\"");
        check_field("timeout", "4.5", "expected a whole number, found 4.5");
        check_field(
            "timeout",
            "9223372036854775808",
            "expected a whole number that fits i64, found 9223372036854775808",
        );
        check_field(
            "small",
            "-129",
            "expected a whole number that fits i8, found -129",
        );
        check_field("ratio", "true", "expected a number, found true");
        check_field(
            "enabled",
            "\"yes\"",
            "expected true or false, found \"yes\"",
        );
        check_field(
            "balance",
            "\"lots\"",
            "expected a decimal number of at most 28 digits, found \"lots\"",
        );
        check_field(
            "balance",
            "[]",
            "expected a decimal number of at most 28 digits, found a list",
        );
        check_field(
            "balance",
            "1e400",
            "expected a decimal number of at most 28 digits, found 1e400",
        );
        check_field(
            "created",
            "\"today\"",
            "expected a time such as 2024-03-28T08:00:14Z, found \"today\"",
        );
        check_field(
            "created",
            "1711612814",
            "expected a time such as 2024-03-28T08:00:14Z, found 1711612814",
        );
        check_field("status", "[]", "expected a word, found a list");
        check_field("contacts", "{}", "expected a list, found an object");
        check_field("free", "[]", "expected an object, found a list");
    }

    #[test]
    fn a_secret_is_not_shown_when_it_does_not_fit() {
        check_field(
            "password",
            "471147114711",
            "expected a secret string, found a number",
        );
        check_field(
            "password",
            "{\"a\": \"swordfish\"}",
            "expected a secret string, found an object",
        );
        check_field(
            "apiCredentials",
            "\"swordfish\"",
            "expected an object that holds secrets, found a string",
        );
        check_field(
            "apiCredentials",
            "471147114711",
            "expected an object that holds secrets, found a number",
        );
    }

    #[test]
    fn what_is_found_is_shown_in_short_and_without_control_characters() {
        check_field(
            "enabled",
            "\"a\\u0007\\n\\\"b\"",
            "expected true or false, found \"a\\u{7}\\n\\\"b\"",
        );
        let long = "é".repeat(1_000_000);
        let cut = format!("{}…", "é".repeat(40));
        check_field(
            "enabled",
            &format!("\"{long}\""),
            &format!("expected true or false, found \"{cut}\""),
        );
        check_field(
            "balance",
            &"9".repeat(1_000_000),
            &format!(
                "expected a decimal number of at most 28 digits, found {}…",
                "9".repeat(40)
            ),
        );
        check(
            format!("{{\"data\": {{\"by_name\": {{\"{long}\": 1}}}}}}"),
            &format!(
                "data.by_name[\"{cut}\"]: expected an object, found 1 (line 1, column 1000027)"
            ),
        );
    }

    #[test]
    fn what_is_not_json_is_told_as_what_it_is() {
        check("", "the body is empty");
        check(" \r\n\t", "the body is empty");
        check("\u{feff}", "the body is empty");
        check("<!DOCTYPE HTML><p>Bad gateway", "the body is an HTML page");
        check("Bad gateway", "not JSON: expected value (line 1, column 1)");
        check(
            "{\"data\": {\n\"name\": é}}",
            "not JSON: expected value (line 2, column 9)",
        );
        check(
            "{\"data\": {}} x",
            "not JSON: trailing characters (line 1, column 14)",
        );
        check(
            "{\"data\": {\"name\": \"a",
            "not JSON: it breaks off inside a string (line 1, column 21)",
        );
        check(
            "{\"data\": [1,\n",
            "not JSON: it breaks off inside a value (line 2, column 1)",
        );
        check(
            b"{\"data\": \"\xff\"}",
            "not JSON: not in UTF-8 (line 1, column 11)",
        );
        check(
            "{\"data\": {\"extra\": 01}}",
            "not JSON: invalid number (line 1, column 21)",
        );
        // What is wrong with the text comes before what is wrong with a field.
        check(
            "{\"data\": 5, x}",
            "not JSON: key must be a string (line 1, column 13)",
        );
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |levels: usize| {
            format!(
                "{{\"data\": {{\"x\": {}{}}}}}",
                "[".repeat(levels),
                "]".repeat(levels)
            )
        };
        assert!(decode::<Body>(None, nested(125).as_bytes()).is_ok());
        check(
            nested(126),
            "nested deeper than 128 levels (line 1, column 141)",
        );
        check(
            nested(100_000),
            "nested deeper than 128 levels (line 1, column 141)",
        );
        // What is wrong with the text comes before what is wrong with a field, so the rest is looked at too.
        let twice = format!(
            "{{\"x\": {}{}, \"data\": 5}}",
            "[".repeat(120),
            "]".repeat(120)
        );
        check(
            twice,
            "data: expected an object, found 5 (line 1, column 257)",
        );
        let typed = format!(
            "{{\"data\": {{\"enabled\": {}{}}}}}",
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        check(typed, "nested deeper than 128 levels (line 1, column 147)");
    }

    #[track_caller]
    fn check_type(content_type: Option<&str>, body: &str, outcome: &str) {
        let decoded = decode::<Value>(content_type, body.as_bytes());
        assert_eq!(
            decoded.map_or_else(|e| e.to_string(), |value| value.to_string()),
            outcome
        );
    }

    #[test]
    fn the_media_type_is_the_header_or_else_what_the_body_starts_with() {
        for json in [
            "application/json",
            "Application/JSON; charset=utf-8",
            " text/json",
            "application/problem+json",
            "application/vnd.api+JSON;v=1",
            "text/plain",
            "application/octet-stream",
            "text/html",
            "nonsense",
            "",
        ] {
            check_type(Some(json), "\u{feff} {\"a\": 1}", "{\"a\":1}");
        }
        check_type(None, "[1]", "[1]");
        let html = " <!doctype html>\n<p>Bad gateway";
        check_type(Some("text/html"), html, "the body is an HTML page");
        check_type(Some("application/json"), html, "the body is an HTML page");
        check_type(
            Some("application/json"),
            "<HTML>",
            "the body is an HTML page",
        );
        check_type(
            Some("application/json"),
            "<Error/>",
            if cfg!(feature = "xml") {
                "\"\""
            } else {
                "the body is XML; turn on the crate's feature `xml`, or ask for JSON"
            },
        );
    }

    #[test]
    fn serde_jsons_own_names_are_refused_however_they_are_spelt() {
        let refused = "a field that starts with \"$serde_json::private::\" is not accepted (line 1, column 2)";
        check(r#"{"$serde_json::private::RawValue": "1"}"#, refused);
        check(r#"{"$serde_json::private::Number": "1"}"#, refused);
        check(
            r#"{"\u0024serd\u0065_json\u003a:private\u003A:x": "1"}"#,
            refused,
        );
        for body in [
            r#"{"$": 1, "$s": "$serde", "\u0024ref": "\u0024serde_json::public"}"#,
            r#"{"a": "x$serde_json::private::", "b": "\"$serde_json", "c": "\\u0024"}"#,
            r#"{"$serde_json::private:\u": 1}"#,
        ] {
            assert_eq!(
                decode::<Value>(None, body.as_bytes()).is_ok(),
                !body.contains("\\u\""),
                "{body}"
            );
        }
    }

    /// Decodes the fields of `Data`, encodes them again, and compares.
    #[track_caller]
    fn check_round_trip(data: &str, written: &str) {
        let body = format!("{{\"data\":{data}}}");
        let decoded: Body = decode(None, body.as_bytes()).unwrap();
        let encoded = serde_json::to_string(&decoded).unwrap();
        assert_eq!(encoded, format!("{{\"data\":{written}}}"));
        assert_eq!(decode::<Body>(None, encoded.as_bytes()).unwrap(), decoded);
    }

    #[test]
    fn nothing_decoded_is_lost() {
        for data in [
            "{}",
            r#"{"name":""}"#,
            r#"{"name":"\u0000\u001f\"\\é€𝄞"}"#,
            r#"{"timeout":-9223372036854775808}"#,
            r#"{"timeout":9223372036854775807}"#,
            r#"{"ratio":5e-324}"#,
            r#"{"ratio":1.7976931348623157e+308}"#,
            r#"{"ratio":-0.0}"#,
            // To the last digit, in a field that is known and in one that is not.
            r#"{"ratio":8589933.692000002,"new":[14310412.853999998,3.0750000000000055]}"#,
            r#"{"new":2.225073858507201e-308}"#,
            r#"{"balance":0.1234567890123456789012345678}"#,
            r#"{"balance":-79228162514264337593543950335}"#,
            r#"{"created":"0001-01-01T00:00:00"}"#,
            r#"{"created":"2024-03-28T08:00:14.9946756+00:00"}"#,
            r#"{"status":"frozen"}"#,
            r#"{"password":"swordfish"}"#,
            r#"{"apiCredentials":{"secret":""}}"#,
            r#"{"contacts":[]}"#,
            r#"{"contacts":[{},{"address":{"city":"a","street":null}}]}"#,
            r#"{"free":{"":{},"a":[null,[],{}]}}"#,
            r#"{"new":{"a":[1,-1,1.5,"x",null,true,{}]}}"#,
            r#"{"small":-128,"big":18446744073709551615}"#,
        ] {
            check_round_trip(data, data);
        }
        // Spelling is all that may change.
        check_round_trip(
            r#"{"balance":"453.20","created":"2021-06-07 21:16"}"#,
            r#"{"balance":453.2,"created":"2021-06-07T21:16:00"}"#,
        );
        // Null, absent: the same.
        check_round_trip(r#"{"name":null,"contacts":null,"free":null}"#, "{}");
    }

    #[test]
    fn every_shape_is_read() {
        #[derive(Debug, serde::Deserialize)]
        enum Shape {
            Unit,
            Newtype(#[expect(dead_code)] u8),
            Struct {
                #[expect(dead_code)]
                a: (f32, char),
            },
        }
        #[derive(Debug, serde::Deserialize)]
        #[expect(dead_code)]
        struct Wrong {
            shapes: Vec<Shape>,
            bytes: serde::de::IgnoredAny,
            numbers: (u64, i64, f64),
            unit: (),
            last: bool,
        }
        let body = r#"{"shapes": ["Unit", {"Newtype": 1}, {"Struct": {"a": [1, "\u0041"]}}], "bytes": {"x": [1]},
            "numbers": [18446744073709551615, -1, 1.5], "unit": null, "last": 1}"#;
        let error = decode::<Wrong>(None, body.as_bytes()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "last: expected true or false, found 1 (line 2, column 79)"
        );
        assert_eq!(
            (error.path(), error.line(), error.column()),
            ("last", 2, 79)
        );
        let error = decode::<Vec<Shape>>(None, br#"[{"Newtype": 300}]"#).unwrap_err();
        assert_eq!(
            error.to_string(),
            "[0].Newtype: expected a whole number that fits u8, found 300 (line 1, column 14)"
        );
        let error = decode::<Vec<Shape>>(None, br#"["Other"]"#).unwrap_err();
        assert_eq!(
            error.to_string(),
            "[0]: \"Other\" is not one of the known words (line 1, column 2)"
        );
    }
}
