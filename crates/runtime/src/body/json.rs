//! JSON: read by serde_json into a type; and what does not fit is read once more, with care.

use serde::de::{DeserializeOwned, IgnoredAny};

use crate::value::document::{self, Document, Tolerance, string_end};
use crate::value::fault::DecodeError;

/// Decodes a JSON text.
pub(crate) fn decode<T: DeserializeOwned>(
    text: &str,
    tolerance: Tolerance,
) -> Result<T, DecodeError> {
    check(text)?;
    // serde_json knows no strictness, which counts inside of a union.
    if tolerance != Tolerance::None
        && let Ok(value) = serde_json::from_str(text)
    {
        return Ok(value);
    }
    parse(text)?.read(tolerance)
}

/// The prefix of serde_json's names for its own values. serde_json parses the text of an object with such a field with
/// a depth limit of its own, so a few nested ones overflow the stack.
const RESERVED: &str = "$serde_json::private::";

/// Refuses what serde_json would read too deep into. A quick look shows that nearly every text is harmless.
fn check(text: &str) -> Result<(), DecodeError> {
    let (mut brackets, mut is_odd) = (0, false);
    let mut look = |piece: &[u8]| {
        let (mut count, mut odd) = (0_u8, 0_u8);
        for &byte in piece {
            // The bit distinguishes `[` from `{`.
            count += u8::from(byte | 0x20 == b'{');
            odd |= u8::from(byte == b'$') | u8::from(byte == b'\\');
        }
        brackets += usize::from(count);
        is_odd |= odd != 0;
    };
    // In pieces whose counts fit a byte, which a processor takes many bytes of at a time.
    let (pieces, rest) = text.as_bytes().as_chunks::<128>();
    pieces.iter().for_each(|piece| look(piece));
    look(rest);
    if brackets >= DEPTH {
        check_depth(text)?;
    }
    // An ASCII character in an escape may be one of the name's.
    match is_odd && (text.contains("serde_json::private") || text.contains("\\u00")) {
        true => check_names(text),
        false => Ok(()),
    }
}

/// Refuses serde_json's own names.
fn check_names(text: &str) -> Result<(), DecodeError> {
    let document = parse(text)?;
    let nodes = 0..document.nodes.len() as u32;
    let mut reserved = nodes.filter(|&node| document.name(node).starts_with(RESERVED));
    match reserved.next().and_then(|node| document.nodes.get(node as usize)) {
        None => Ok(()),
        Some(node) => Err(DecodeError::at(
            format!("a field that starts with {RESERVED:?} is not accepted"),
            text,
            document.offset_of(node.name),
        )),
    }
}

/// The maximum nesting of objects and lists, as in serde_json.
const DEPTH: usize = 128;

/// Refuses what is nested deeper.
fn check_depth(text: &str) -> Result<(), DecodeError> {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => at = string_end(bytes, at),
            _ => {}
        }
        if depth >= DEPTH {
            let message = format!("nested deeper than {DEPTH} levels");
            return Err(DecodeError::at(message, text, at));
        }
        at += 1;
    }
    Ok(())
}

/// The problem of a text, or its content.
fn parse(text: &str) -> Result<Document<'_>, DecodeError> {
    let Err(error) = serde_json::from_str::<IgnoredAny>(text) else {
        return Ok(document::json(text));
    };
    let message = error.to_string();
    let (message, _) = message.split_once(" at line ").unwrap_or((&message, ""));
    if error.is_eof() {
        let inside = message.trim_start_matches("EOF while parsing ");
        let message = format!("not JSON: it breaks off inside {inside}");
        return Err(DecodeError::at(message, text, text.len()));
    }
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let offset = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
    Err(DecodeError::at(format!("not JSON: {message}"), text, offset))
}
