//! Damaged bodies, many of them: whatever arrives, decoding ends with a short error or with a value that decodes to the
//! same again, soon and in bounded memory.

use std::time::{Duration, Instant};

use bindery_runtime::erased::{Endpoint, Sample};
use bindery_runtime::serde::de::IgnoredAny;
use fastrand::Rng;

use crate::registry::{decode, decoder, samples};

/// How many bodies of each media type; `BINDERY_BODIES=500000 cargo test -p bindery-tests damage` tries more. The seed
/// is fixed, so these are the same bodies in every run.
fn bodies() -> usize {
    let number = std::env::var("BINDERY_BODIES").map(|number| number.parse().unwrap());
    number.unwrap_or(40_000)
}

/// Time is bounded against hanging only: a body takes a few microseconds, and a machine may stall for a while.
const TIME: Duration = Duration::from_secs(20);

/// Memory is bounded by the body's size: a tree of tiny values takes many times the bytes that it is written in.
const MEMORY_PER_BYTE: usize = 100;
const MEMORY: usize = 1 << 20;

/// A message shows a few short pieces of a body, and a path of names that are cut.
const MESSAGE: usize = 1_500;

#[test]
fn json() {
    check(
        "application/json",
        &[
            "null",
            "{}",
            "[]",
            "{\"a\":",
            "}",
            "]",
            "\"",
            "\\",
            ",",
            ":",
            "-",
            "0",
            "1e999",
            "-0.0",
            "1e-400",
            "9223372036854775808",
            "79228162514264337593543950336",
            "\"\\ud800\"",
            "\\u0000",
            "\u{feff}",
            "true",
            "\"$serde_json::private::RawValue\":",
            "{\"$serde_json::private::RawValue\":\"[[[[]]]]\"}",
            "{\"$serde_json::private::Number\":\"1\"}",
            "\"0001-01-01T00:00:00\"",
            "\"2024-02-30T25:61:61.9999999999+99:99\"",
            "\u{0}",
            "\u{7f}",
            "<",
            "/*",
            "NaN",
        ],
        &[("[", "]"), ("{\"a\":", "}"), ("[{\"data\":", "}]"), ("{\"\":[", "]}")],
    );
}

#[test]
fn xml() {
    check(
        "application/xml",
        &[
            "<",
            ">",
            "</",
            "/>",
            "<a>",
            "</a>",
            "<a/>",
            "<a",
            " a='",
            "'",
            "\"",
            "=",
            "&",
            "&amp;",
            "&#0;",
            "&#x10FFFF;",
            "&#xD800;",
            "&a;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?",
            "?>",
            "<?xml version='1.0' encoding='utf-16'?>",
            "<!DOCTYPE a [<!ENTITY a '&a;'>]>",
            "<!DOCTYPE",
            " xsi:nil='true'",
            " xmlns:xsi='a'",
            " xmlns='a'",
            "<x:",
            ":",
            "\r\n",
            "\u{feff}",
            "\u{0}",
            "\u{85}",
            "<$serde_json::private::RawValue>",
            "<Preferences>",
            "<Users><AccountUserInfo>",
            "<ResponseData>",
            "9223372036854775808",
        ],
        &[
            ("<a>", "</a>"),
            ("<a b='", "'/>"),
            ("<Users><b>", "</b></Users>"),
            ("<ResponseData>", "</ResponseData>"),
            ("<!--", "-->"),
        ],
    );
}

fn check(media_type: &str, tokens: &[&str], nests: &[(&str, &str)]) {
    let samples: Vec<_> = samples()
        .map(|(_, endpoint, sample)| (endpoint, sample))
        .filter(|(_, s)| s.media_type == media_type)
        .collect();
    if samples.is_empty() {
        return;
    }
    let mut rng = Rng::with_seed(0x62_69_6e_64_65_72_79);
    let (bodies, mut decoded) = (bodies(), 0);
    for number in 0..bodies {
        let (endpoint, sample) = samples[rng.usize(..samples.len())];
        let mut body = sample.body.to_vec();
        // The long pages are cut to pieces more often than not, so that the many are quick.
        if body.len() > 1_000 && rng.u8(..) > 20 {
            let start = if rng.bool() { 0 } else { rng.usize(..body.len()) };
            let end = (start + rng.usize(..600)).min(body.len());
            body = body[start..end].to_vec();
        }
        for _ in 0..rng.usize(1..4) {
            damage(&mut rng, &mut body, &samples, tokens);
        }
        match number {
            // Some in bulk: nested deep, and blown up.
            _ if number % 2_000 == 0 => nest(&mut rng, &mut body, nests),
            _ if number % 2_000 == 1_000 => blow_up(&mut rng, &mut body),
            _ => {}
        }
        decoded += usize::from(survives(endpoint, sample, &body));
        if media_type == "application/json" {
            compare_with_serde_json(&body);
        }
    }
    // Most are broken and some are not, or the damage would be of one kind only.
    assert!((bodies / 100..bodies / 2).contains(&decoded), "{decoded} of {bodies} were decoded");
}

/// Does one thing to a body.
fn damage(rng: &mut Rng, body: &mut Vec<u8>, samples: &[(&Endpoint, &Sample)], tokens: &[&str]) {
    let at = rng.usize(..=body.len());
    let end = (at + rng.usize(..40)).min(body.len());
    match rng.u8(..8) {
        0 => body.truncate(at),
        1 => {
            if let Some(byte) = body.get_mut(at) {
                *byte ^= 1 << rng.u8(..8);
            }
        }
        2 => {
            if let Some(byte) = body.get_mut(at) {
                *byte = rng.u8(..);
            }
        }
        3 => drop(body.drain(at..end)),
        4 => {
            let piece = body[at..end].to_vec();
            let copies = rng.usize(1..5);
            drop(body.splice(at..at, piece.repeat(copies)));
        }
        5 => {
            let other = samples[rng.usize(..samples.len())].1.body;
            let start = rng.usize(..other.len());
            let stop = (start + rng.usize(..80)).min(other.len());
            drop(body.splice(at..end, other[start..stop].iter().copied()));
        }
        6 => drop(body.splice(at..at, tokens[rng.usize(..tokens.len())].bytes())),
        // A value is what most tokens stand for, so one takes a value's place.
        _ => {
            let is_edge = |b: &u8| matches!(b, b'"' | b',' | b':' | b'{' | b'}' | b'<' | b'>');
            let from = at + body[at..].iter().position(is_edge).map_or(0, |edge| edge + 1);
            let to = from + body[from..].iter().position(is_edge).unwrap_or(0);
            drop(body.splice(from..to, tokens[rng.usize(..tokens.len())].bytes()));
        }
    }
}

/// Nests something a hundred thousand deep within a body, closed again or not.
fn nest(rng: &mut Rng, body: &mut Vec<u8>, nests: &[(&str, &str)]) {
    let (open, close) = nests[rng.usize(..nests.len())];
    let levels = [100, 128, 1_000, 100_000][rng.usize(..4)];
    let at = rng.usize(..=body.len());
    let mut nested = open.repeat(levels);
    if rng.bool() {
        nested += &close.repeat(levels);
    }
    drop(body.splice(at..at, nested.into_bytes()));
}

/// Repeats a piece of a body up to some hundred kilobytes.
fn blow_up(rng: &mut Rng, body: &mut Vec<u8>) {
    let at = rng.usize(..=body.len());
    let end = (at + rng.usize(1..60)).min(body.len());
    let piece = body[at..end].to_vec();
    let copies = rng.usize(..300_000) / piece.len().max(1);
    drop(body.splice(at..at, piece.repeat(copies)));
}

/// Whether a body decodes. Panics if it takes long, much memory, or has a long message.
fn survives(endpoint: &Endpoint, sample: &Sample, body: &[u8]) -> bool {
    let start = Instant::now();
    let mut outcome = None;
    let memory = allocation_counter::measure(|| outcome = Some(decode(endpoint, sample, body)));
    let shown = || format!("{}: {:.300}", sample.file, String::from_utf8_lossy(body));
    assert!(start.elapsed() < TIME, "{:?} for {} bytes: {}", start.elapsed(), body.len(), shown());
    let most = body.len() * MEMORY_PER_BYTE + MEMORY;
    assert!(
        memory.bytes_max <= most as u64,
        "{} bytes for {}: {}",
        memory.bytes_max,
        body.len(),
        shown()
    );
    match outcome {
        Some(Err(error)) => {
            let message = error.to_string();
            assert!(message.len() <= MESSAGE, "a message of {} bytes: {}", message.len(), shown());
            assert!(!message.chars().any(char::is_control), "{message:?}: {}", shown());
            false
        }
        None => false,
        Some(Ok(decoded)) => {
            let decoded = decoded.reveal();
            let again = decoder(endpoint, sample).unwrap()(None, decoded.to_string().as_bytes());
            match again {
                Ok(again) => assert_eq!(again.reveal(), decoded, "{}", shown()),
                // All that was documented was null, which is not written again.
                Err(error) if error.message().ends_with("no field is documented") => {}
                Err(error) => panic!("{error} in {decoded}: {}", shown()),
            }
            true
        }
    }
}

/// JSON is what serde_json takes for it, but for the limit of depth and serde_json's own names.
fn compare_with_serde_json(body: &[u8]) {
    let text = std::str::from_utf8(body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body));
    let is_json = text.is_ok_and(|text| serde_json::from_str::<IgnoredAny>(text).is_ok());
    let ours = bindery_runtime::decode::<bindery_runtime::Value>(Some("application/json"), body);
    match ours {
        Err(error) if error.message().starts_with("nested deeper") => {}
        Err(error) if error.message().ends_with("is not accepted") => {}
        // XML is taken for what it is, whatever its label says.
        _ if body.trim_ascii_start().starts_with(b"<") => {}
        ours => assert_eq!(ours.is_ok(), is_json, "{:.300}", String::from_utf8_lossy(body)),
    }
}

/// The smallest values that there are, as many as a body of the default limit has.
#[test]
fn many_tiny_values_take_memory_in_proportion() {
    let (_, endpoint, sample) = samples().next().unwrap();
    for (start, value, end) in [
        ("{\"new\":[0", ",[]", "]}"),
        ("{\"new\":[0", ",{}", "]}"),
        ("{\"new\":[0", ",1", "]}"),
        ("<a><new>", "<b/>", "</new></a>"),
    ] {
        let values = value.repeat((1 << 20) / value.len());
        survives(endpoint, sample, format!("{start}{values}{end}").as_bytes());
    }
}

/// Objects that stand for others in serde_json's own protocol, one within the string of the other: none may smuggle
/// more levels past the limit than the stack holds.
#[test]
fn serde_jsons_own_names_are_no_way_around_the_depth_limit() {
    let (endpoint, sample) = samples()
        .map(|(_, e, s)| (e, s))
        .find(|(_, s)| s.media_type == "application/json")
        .unwrap();
    let mut inner = "1".to_owned();
    while inner.len() < 8 << 20 {
        let nested = format!("{}{inner}{}", "[".repeat(120), "]".repeat(120));
        inner =
            format!("{{\"$serde_json::private::RawValue\":{}}}", serde_json::Value::from(nested));
    }
    survives(endpoint, sample, format!("{{\"new\":{inner}}}").as_bytes());
}
