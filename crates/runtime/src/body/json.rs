//! JSON: read by serde_json into a type; and what does not fit is read once more, with care.

use serde::de::{DeserializeOwned, IgnoredAny};

use crate::body::decode::{DEPTH, DecodeError, TOO_LONG, Tolerance, too_deep};
use crate::body::document::{
    Document, JOINED, LIST, LITERAL, NAME_JOINED, NIL, Node, OBJECT, STRING, Span, TEXT,
};
use crate::value::any::Value;

/// Decodes a JSON body, in UTF-8 with or without a byte order mark.
pub(crate) fn decode<T: DeserializeOwned>(
    body: &[u8],
    tolerance: Tolerance,
) -> Result<T, DecodeError> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    // One check of the whole is faster than one of each string.
    let text = std::str::from_utf8(body)
        .map_err(|e| DecodeError::at("not JSON: not in UTF-8", body, e.valid_up_to()))?;
    check(text)?;
    // serde_json knows no strictness, which counts inside of a union.
    if tolerance != Tolerance::None
        && let Ok(value) = serde_json::from_str(text)
    {
        return Ok(value);
    }
    let document = parse(text)?;
    T::deserialize(document.root(tolerance)).map_err(|fault| fault.into_error(text))
}

/// The value of a text that serde_json has looked over.
pub(crate) fn value(text: &str) -> Result<Value, String> {
    if u32::try_from(text.len()).is_err() {
        return Err(TOO_LONG.to_owned());
    }
    document(text)
        .map(|document| document.value(0))
        .map_err(|_| too_deep())
}

/// The prefix of serde_json's names for its own values. serde_json parses the text of an object with such a field with
/// a depth limit of its own, so a few nested ones overflow the stack.
const RESERVED: &str = "$serde_json::private::";

/// Refuses what serde_json would read too deep into. A quick look shows that nearly every text is harmless.
fn check(text: &str) -> Result<(), DecodeError> {
    let (mut brackets, mut is_odd) = (0, false);
    // In pieces whose counts fit a byte, which a processor takes many bytes of at a time.
    for piece in text.as_bytes().chunks(128) {
        let (mut count, mut odd) = (0_u8, 0_u8);
        for &byte in piece {
            // The bit tells `[` from `{`.
            count += u8::from(byte | 0x20 == b'{');
            odd |= u8::from(byte == b'$') | u8::from(byte == b'\\');
        }
        brackets += usize::from(count);
        is_odd |= odd != 0;
    }
    // An ASCII character in an escape may be one of the name's.
    let is_suspect = || text.contains("serde_json::private") || text.contains("\\u00");
    let is_harmless = brackets < DEPTH && !(is_odd && is_suspect());
    if is_harmless {
        return Ok(());
    }
    let document = parse(text)?;
    let mut nodes = 0..document.nodes.len() as u32;
    match nodes.find(|&node| document.name(node).starts_with(RESERVED)) {
        None => Ok(()),
        Some(node) => Err(DecodeError::at(
            format!("a field that starts with {RESERVED:?} is not accepted"),
            text.as_bytes(),
            document.name_offset(node),
        )),
    }
}

/// The problem of a text, or its content.
fn parse(text: &str) -> Result<Document<'_>, DecodeError> {
    let lines = |error: &serde_json::Error| {
        let before = text
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1));
        before.map(str::len).sum::<usize>() + error.column().saturating_sub(1)
    };
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        let message = error.to_string();
        let (message, _) = message.split_once(" at line ").unwrap_or((&message, ""));
        let is_end = error.is_eof();
        let message = match message.strip_prefix("EOF while parsing ") {
            Some(inside) => format!("not JSON: it breaks off inside {inside}"),
            None => format!("not JSON: {message}"),
        };
        let offset = if is_end { text.len() } else { lines(&error) };
        return Err(DecodeError::at(message, text.as_bytes(), offset));
    }
    document(text).map_err(|offset| DecodeError::at(too_deep(), text.as_bytes(), offset))
}

/// The values of a text that serde_json has looked over; or where it is nested too deep.
pub(crate) fn document(text: &str) -> Result<Document<'_>, usize> {
    let bytes = text.as_bytes();
    let mut document = Document::new(text);
    let mut open: Vec<u32> = Vec::new();
    let mut name: Option<(Span, u32)> = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        let (flags, span) = match byte {
            b'"' => {
                at = string_end(bytes, start) + 1;
                let content = text.get(start + 1..at - 1).unwrap_or_default();
                let is_plain = !content.contains('\\');
                let in_object = open
                    .last()
                    .is_some_and(|&i| document.node(i).flags & OBJECT != 0);
                if in_object && name.is_none() {
                    name = Some(if is_plain {
                        (document.span(content), 0)
                    } else {
                        (document.join(unescape(content), start), NAME_JOINED)
                    });
                    continue;
                }
                if is_plain {
                    (STRING | TEXT, document.span(content))
                } else {
                    (STRING | JOINED, document.join(unescape(content), start))
                }
            }
            b'{' => (OBJECT, (start as u32, 0)),
            b'[' => (LIST, (start as u32, 0)),
            b'}' | b']' => {
                let index = open.pop().unwrap_or_default();
                let next = document.nodes.len() as u32;
                if let Some(node) = document.nodes.get_mut(index as usize) {
                    node.next = next;
                    node.text.1 = at as u32;
                }
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => continue,
            _ => {
                let is_end =
                    |b: &u8| matches!(b, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n');
                let rest = bytes.get(start..).unwrap_or_default();
                at = start + rest.iter().position(is_end).unwrap_or(rest.len());
                let flags = if byte == b'n' { NIL } else { LITERAL };
                (flags | TEXT, (start as u32, at as u32))
            }
        };
        let index = document.nodes.len() as u32;
        let (name, name_flag) = name.take().unwrap_or(((start as u32, start as u32), 0));
        document.nodes.push(Node {
            name,
            text: span,
            next: index + 1,
            flags: flags | name_flag,
        });
        if flags & (OBJECT | LIST) != 0 {
            open.push(index);
            if open.len() >= DEPTH {
                return Err(start);
            }
        }
    }
    Ok(document)
}

/// The end of the string that starts with this quote.
pub(crate) fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => break,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

/// The value of a string with escapes. A lone surrogate, which Rust's strings cannot contain, becomes U+FFFD.
fn unescape(content: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(content.len());
    let mut rest = content.chars();
    while let Some(character) = rest.next() {
        let escaped = match (
            character,
            if character == '\\' { rest.next() } else { None },
        ) {
            (_, Some('u')) => {
                let digits = rest.as_str().get(..4).unwrap_or_default();
                rest = rest.as_str().get(4..).unwrap_or_default().chars();
                units.push(u16::from_str_radix(digits, 16).unwrap_or(0xFFFD));
                continue;
            }
            (_, Some('b')) => '\x08',
            (_, Some('f')) => '\x0C',
            (_, Some('n')) => '\n',
            (_, Some('r')) => '\r',
            (_, Some('t')) => '\t',
            (_, Some(other)) => other,
            (plain, None) => plain,
        };
        units.extend_from_slice(escaped.encode_utf16(&mut [0; 2]));
    }
    String::from_utf16_lossy(&units)
}
