//! Reads YAML 1.2 into a tree with the place of every node, refusing what two YAML readers could take for two things.

use std::collections::BTreeSet;

use serde_saphyr::granit_parser::{self, Event, Marker, Parser, ScalarStyle, Span, Tag};

use super::At;

/// How deep lists and mappings may nest. No OpenAPI document written by hand comes near it.
const MAX_DEPTH: usize = 64;

/// A value of a YAML text, and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub at: At,
    pub value: Value,
}

/// What a node holds. All equality is of values; places do not count.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    /// A number in JSON's grammar, digit for digit.
    Number(String),
    String(String),
    List(Vec<Node>),
    /// In the order of the text; the keys' values are strings.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// A member of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Mapping(members) => {
                members.iter().find(|(k, _)| k.as_str() == Some(key)).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

/// Something wrong in a YAML text: where, what, and what to do.
pub type Mistake = (At, String);

/// Reads a text that holds one YAML document.
///
/// Anchors, aliases, tags, merge keys, repeated keys and plain scalars that YAML 1.1 reads differently are mistakes. All of
/// them are reported; only after a syntax error is there no tree.
pub fn read(text: &str) -> (Option<Node>, Vec<Mistake>) {
    let mut reader = Reader::default();
    let options = granit_parser::options! {
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        emit_unresolved_aliases: true,
        disallow_directives: true,
    };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Err(e) => {
                let message =
                    format!("not valid YAML ({}); correct it here or just before", e.info());
                reader.mistakes.push((at(e.marker()), message));
                return (None, reader.mistakes);
            }
            Ok((Event::DocumentStart(..), span)) => {
                documents += 1;
                if documents > 1 {
                    reader.mistake(
                        span,
                        "a second document begins here; keep one document in a file",
                    );
                    break;
                }
            }
            Ok((event, span)) => reader.event(event, span),
        }
    }
    if reader.root.is_none() {
        let start = At { line: 1, column: 1 };
        let message = "the file is empty; write the document";
        reader.mistakes.push((start, message.to_owned()));
    }
    (reader.root, reader.mistakes)
}

fn at(marker: &Marker) -> At {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    At { line: number(marker.line()), column: number(marker.col().saturating_add(1)) }
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    /// The lists and mappings that are not closed yet, outermost first.
    open: Vec<Open>,
    root: Option<Node>,
    mistakes: Vec<Mistake>,
}

/// A list or a mapping that is not closed yet.
struct Open {
    node: Node,
    /// Of a mapping: the key whose value comes next.
    key: Option<Node>,
    /// Whether that key was there before, so that its value is passed over.
    repeated: bool,
    seen: BTreeSet<String>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(anchor, tag.as_deref(), span);
                let value = self.scalar(&text, style, span);
                self.add(value, span);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse(anchor, tag.as_deref(), span);
                self.start(Value::List(Vec::new()), span);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse(anchor, tag.as_deref(), span);
                self.start(Value::Mapping(Vec::new()), span);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    self.add_node(open.node);
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.mistake(span, "an alias (`*name`); write the value out, or put it under `components` and use $ref");
                self.add(Value::Null, span);
            }
            _ => {}
        }
    }

    fn start(&mut self, value: Value, span: Span) {
        self.open.push(Open {
            node: Node { at: at(&span.start), value },
            key: None,
            repeated: false,
            seen: BTreeSet::new(),
        });
    }

    fn add(&mut self, value: Value, span: Span) {
        self.add_node(Node { at: at(&span.start), value });
    }

    /// Puts a complete node where it belongs: a key, a value, an item or the root.
    fn add_node(&mut self, node: Node) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut open.node.value {
            Value::List(items) => items.push(node),
            Value::Mapping(members) => match open.key.take() {
                Some(_) if open.repeated => {}
                Some(key) => members.push((key, node)),
                None => self.key(node),
            },
            _ => {}
        }
    }

    /// A key is a string, even where that is a mistake.
    fn key(&mut self, mut node: Node) {
        let quote = |what: &str, text: &str| Some(format!("{what} as a key; quote it: \"{text}\""));
        let (text, message) = match &node.value {
            Value::String(text) if text == "<<" => (text.clone(), Some("a merge key (`<<`); write the members out, or put the object under `components` and use $ref".to_owned())),
            Value::String(text) => (text.clone(), None),
            // A status, which every reader takes for the same digits.
            Value::Number(digits) if digits.parse::<u32>().is_ok_and(|n| n.to_string() == *digits) => (digits.clone(), None),
            Value::Number(digits) => (digits.clone(), quote("a number", digits)),
            Value::Bool(value) => (value.to_string(), quote("a boolean", &value.to_string())),
            Value::Null => (String::new(), Some("a key that is null; quote it".to_owned())),
            Value::List(_) | Value::Mapping(_) => (String::new(), Some("a list or a mapping as a key; write a string".to_owned())),
        };
        let Some(open) = self.open.last_mut() else { return };
        open.repeated = !open.seen.insert(text.clone());
        let repeated = || format!("the key `{}` appears twice; keep one", text.escape_debug());
        let message = message.or_else(|| open.repeated.then(repeated));
        self.mistakes.extend(message.map(|message| (node.at, message)));
        node.value = Value::String(text.clone());
        open.key = Some(node);
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Value {
        if text.chars().any(is_hidden) {
            self.mistake(span, "a control or direction character in a text; remove it");
        }
        if style != ScalarStyle::Plain {
            return Value::String(text.to_owned());
        }
        plain(text).unwrap_or_else(|readings| {
            let message =
                format!("some YAML readers take {text} for {readings}; quote it: \"{text}\"");
            self.mistake(span, &message);
            Value::String(text.to_owned())
        })
    }

    fn refuse(&mut self, anchor: usize, tag: Option<&Tag>, span: Span) {
        if anchor != 0 {
            let message =
                "an anchor (`&name`); remove it, or put the value under `components` and use $ref";
            self.mistake(span, message);
        }
        if let Some(tag) = tag {
            self.mistake(
                span,
                &format!("a tag (`{tag}`); remove it: the type follows from the value"),
            );
        }
    }

    fn mistake(&mut self, span: Span, message: &str) {
        self.mistakes.push((at(&span.start), message.to_owned()));
    }
}

/// What no text needs: control characters, and those that turn the direction of writing.
fn is_hidden(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    turns || c.is_control() && !matches!(c, '\n' | '\t')
}

/// What every YAML reader takes an unquoted scalar for; or what some take it for, and others do not.
fn plain(text: &str) -> Result<Value, &'static str> {
    let booleans = ["y", "n", "yes", "no", "on", "off", "true", "false"];
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Ok(Value::Null),
        "true" | "True" | "TRUE" => Ok(Value::Bool(true)),
        "false" | "False" | "FALSE" => Ok(Value::Bool(false)),
        "=" => Err("a sign of YAML 1.1"),
        _ if booleans.iter().any(|w| text.eq_ignore_ascii_case(w)) => Err("a boolean"),
        _ if is_json_number(text) => Ok(Value::Number(text.to_owned())),
        _ if looks_like_a_date(text) => Err("a date"),
        _ if looks_like_a_number(text) => Err("a number"),
        _ => Ok(Value::String(text.to_owned())),
    }
}

/// The grammar of RFC 8259, section 6.
fn is_json_number(text: &str) -> bool {
    text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        && serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok()
}

/// `2024-01-01`, with or without a time: YAML 1.1's timestamp.
fn looks_like_a_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut digits = |most: usize| {
        parts.next().is_some_and(|part| {
            let count = part.bytes().take_while(u8::is_ascii_digit).count();
            (1..=most).contains(&count) && (count == part.len() || most == 2)
        })
    };
    digits(4) && digits(2) && digits(2)
}

/// Octal, hexadecimal, binary, base 60, digits in groups, a plus sign, a lone point, infinity and not a number.
fn looks_like_a_number(text: &str) -> bool {
    let lower = text.trim_start_matches(['+', '-']).to_ascii_lowercase();
    let plain = lower.replace('_', "");
    let radix = |prefix: &str, radix: u32| {
        plain
            .strip_prefix(prefix)
            .is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix)))
    };
    let starts = plain.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let base_60 = plain.contains(':')
        && plain.split([':', '.']).all(|p| p.bytes().all(|b| b.is_ascii_digit()));
    matches!(lower.as_str(), ".inf" | ".nan")
        || radix("0x", 16)
        || radix("0o", 8)
        || radix("0b", 2)
        || starts && (base_60 || plain.parse::<f64>().is_ok())
}
