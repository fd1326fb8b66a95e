//! Reads YAML 1.2 into JSON values, refusing what two YAML readers could take for two different things.

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};
use serde_json::{Map, Number, Value};

/// How deep lists and objects may nest. No OpenAPI document written by hand comes near it.
const MAX_DEPTH: usize = 64;

/// Something wrong in a YAML text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// A JSON pointer, or `line 3, column 5` where the text cannot be read further.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Reads a text that holds one YAML document: keys are strings and stay in the order of the text.
///
/// Anchors, aliases, tags, merge keys, repeated keys and words that YAML 1.1 reads differently are mistakes.
/// All of them are told; only a syntax error ends the reading.
pub fn read(text: &str) -> Result<Value, Vec<Mistake>> {
    let mut reader = Reader {
        open: Vec::new(),
        root: None,
        mistakes: Vec::new(),
    };
    let mut documents = 0;
    let mut parser = Parser::new_from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    while let Some(event) = parser.next_event() {
        match event {
            Err(e) => {
                reader.mistakes.push(Mistake {
                    place: line_column(e.marker().line(), e.marker().col()),
                    message: format!(
                        "this is not YAML ({}); mend it there or just before",
                        e.info()
                    ),
                });
                break;
            }
            Ok((Event::DocumentStart(_), span)) => {
                documents += 1;
                if documents > 1 {
                    reader.mistakes.push(Mistake {
                        place: line_column(span.start.line(), span.start.col()),
                        message: "a second document begins here; keep one in a file".to_owned(),
                    });
                    break;
                }
            }
            Ok((event, span)) => {
                if !reader.event(event, span) {
                    break;
                }
            }
        }
    }
    match reader.root {
        Some(value) if reader.mistakes.is_empty() => Ok(value),
        None if reader.mistakes.is_empty() => Err(vec![Mistake {
            place: String::new(),
            message: "the file is empty; write the document".to_owned(),
        }]),
        _ => Err(reader.mistakes),
    }
}

/// Writes a value as a person would: blocks, and lists of words on one line. What another YAML could read otherwise is quoted.
pub fn write(value: &Value) -> String {
    let mut text = String::new();
    block(value, 0, &mut text);
    text
}

/// The members or the items of a value, each on lines of its own.
fn block(value: &Value, indent: usize, text: &mut String) {
    let space = " ".repeat(indent);
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                text.push_str(&format!("{space}{}:", scalar(&Value::from(key.as_str()))));
                inner(member, indent + 2, text);
            }
        }
        Value::Array(items) => {
            for item in items {
                let mut lines = String::new();
                block(item, indent + 2, &mut lines);
                text.push_str(&format!("{space}- {}", lines.trim_start()));
            }
        }
        other => text.push_str(&format!("{space}{}\n", scalar(other))),
    }
}

/// What follows a key.
fn inner(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Object(members) if members.is_empty() => text.push_str(" {}\n"),
        Value::Array(items) if items.iter().all(|i| !i.is_object() && !i.is_array()) => {
            let items: Vec<String> = items.iter().map(quoted).collect();
            text.push_str(&format!(" [{}]\n", items.join(", ")));
        }
        Value::Object(_) | Value::Array(_) => {
            text.push('\n');
            block(value, indent, text);
        }
        other => text.push_str(&format!(" {}\n", scalar(other))),
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(word) => {
            let safe = word
                .starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '$'))
                && word
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"_-./{}$".contains(&b))
                && matches!(plain(word), Plain::Word);
            if safe { word.clone() } else { quoted(value) }
        }
        other => quoted(other),
    }
}

/// JSON's way to write a value, which is YAML's as well.
fn quoted(value: &Value) -> String {
    value.to_string()
}

/// `line 3, column 5`, both counted from 1.
fn line_column(line: usize, column_from_0: usize) -> String {
    format!("line {line}, column {}", column_from_0 + 1)
}

/// What has been read so far.
struct Reader {
    /// The lists and objects that are not closed yet, outermost first.
    open: Vec<Open>,
    root: Option<Value>,
    mistakes: Vec<Mistake>,
}

/// A list or an object that is not closed yet.
enum Open {
    List(Vec<Value>),
    Object {
        members: Map<String, Value>,
        /// The key whose value comes next.
        key: Option<String>,
    },
    /// A list or an object in the place of a key: told once, then passed over.
    Ignored,
}

impl Reader {
    /// Takes one event of the parser; `false` where reading on makes no sense.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_anchor_and_tag(anchor, tag.as_deref());
                if self.expects_key() {
                    self.key(&text, style);
                } else {
                    let value = self.scalar(&text, style);
                    self.value(value);
                }
            }
            Event::SequenceStart(anchor, tag) => {
                return self.open(Open::List(Vec::new()), anchor, tag.as_deref(), span);
            }
            Event::MappingStart(anchor, tag) => {
                let object = Open::Object {
                    members: Map::new(),
                    key: None,
                };
                return self.open(object, anchor, tag.as_deref(), span);
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(items)) => self.value(Value::Array(items)),
                Some(Open::Object { members, .. }) => self.value(Value::Object(members)),
                // What stood for a key has a value, which needs a key to go with.
                Some(Open::Ignored) => self.set_key(format!("(line {})", span.start.line())),
                None => {}
            },
            Event::Alias(_) => {
                self.mistake("an alias (`*name`); write the value out, or name it and use $ref");
                if self.expects_key() {
                    self.set_key(format!("(line {})", span.start.line()));
                } else {
                    self.value(Value::Null);
                }
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
        true
    }

    fn open(&mut self, open: Open, anchor: usize, tag: Option<&Tag>, span: Span) -> bool {
        self.refuse_anchor_and_tag(anchor, tag);
        if self.open.len() >= MAX_DEPTH {
            self.mistakes.push(Mistake {
                place: line_column(span.start.line(), span.start.col()),
                message: format!(
                    "nested deeper than {MAX_DEPTH} levels; name the inner parts and use $ref"
                ),
            });
            return false;
        }
        if self.expects_key() {
            self.mistake("a list or an object as a key; write a word");
            self.open.push(Open::Ignored);
        } else {
            self.open.push(open);
        }
        true
    }

    fn refuse_anchor_and_tag(&mut self, anchor: usize, tag: Option<&Tag>) {
        if anchor != 0 {
            self.mistake("an anchor (`&name`); remove it, or name the value and use $ref");
        }
        if let Some(tag) = tag {
            self.mistake(&format!(
                "a tag (`{tag}`); remove it, the type follows from the value"
            ));
        }
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Object { key: None, .. }))
    }

    fn key(&mut self, text: &str, style: ScalarStyle) {
        if style == ScalarStyle::Plain && text == "<<" {
            self.mistake(
                "a merge key (`<<`); write the members out, or name the object and use $ref",
            );
        } else if style == ScalarStyle::Plain && !matches!(plain(text), Plain::Word) {
            self.mistake(&format!(
                "the key {text} may be read as something other than a word; quote it: \"{text}\""
            ));
        }
        let repeated = matches!(self.open.last(), Some(Open::Object { members, .. }) if members.contains_key(text));
        self.set_key(text.to_owned());
        if repeated {
            self.mistake("this key is here twice; keep one");
        }
    }

    fn set_key(&mut self, text: String) {
        if let Some(Open::Object { key, .. }) = self.open.last_mut() {
            *key = Some(text);
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle) -> Value {
        if style != ScalarStyle::Plain {
            return Value::String(text.to_owned());
        }
        match plain(text) {
            Plain::Word => Value::String(text.to_owned()),
            Plain::Value(value) => value,
            Plain::Unclear(readings) => {
                self.mistake(&format!(
                    "{text} may be read as {readings}; quote it: \"{text}\""
                ));
                Value::Null
            }
        }
    }

    fn value(&mut self, value: Value) {
        match self.open.last_mut() {
            Some(Open::List(items)) => items.push(value),
            Some(Open::Object { members, key }) => {
                // The first of two wins; which one does not matter, since two are a mistake.
                if let Some(key) = key.take() {
                    members.entry(key).or_insert(value);
                }
            }
            Some(Open::Ignored) => {}
            None => self.root = Some(value),
        }
    }

    fn mistake(&mut self, message: &str) {
        self.mistakes.push(Mistake {
            place: self.pointer(),
            message: message.to_owned(),
        });
    }

    /// The JSON pointer of what is being read.
    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for open in &self.open {
            match open {
                Open::List(items) => pointer.push_str(&format!("/{}", items.len())),
                Open::Object { key: Some(key), .. } => {
                    pointer.push('/');
                    pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                }
                Open::Object { key: None, .. } | Open::Ignored => {}
            }
        }
        pointer
    }
}

/// What an unquoted scalar is.
enum Plain {
    /// A string in every YAML.
    Word,
    /// A value that every YAML reads alike, written as JSON writes it.
    Value(Value),
    /// Anything else, and what it may be taken for.
    Unclear(&'static str),
}

fn plain(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Value(Value::Null),
        "true" | "True" | "TRUE" => return Plain::Value(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Plain::Value(Value::Bool(false)),
        "=" | "<<" => return Plain::Unclear("a word or as YAML 1.1's own sign"),
        _ => {}
    }
    if ["y", "n", "yes", "no", "on", "off", "true", "false"]
        .iter()
        .any(|w| text.eq_ignore_ascii_case(w))
    {
        return Plain::Unclear("a word or as a boolean");
    }
    if is_json_number(text) {
        return match text.parse::<Number>() {
            Ok(number) => Plain::Value(Value::Number(number)),
            Err(_) => Plain::Unclear("a word or as a number too large to hold"),
        };
    }
    if looks_like_a_date(text) {
        return Plain::Unclear("a word or as a date");
    }
    if looks_like_a_number(text) {
        return Plain::Unclear("a word, or as one number or another");
    }
    Plain::Word
}

/// The grammar of RFC 8259, section 6.
fn is_json_number(text: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        ),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
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
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    if matches!(lower.as_str(), ".inf" | ".nan") {
        return true;
    }
    let radix = |prefix: &str, radix: u32| {
        lower.strip_prefix(prefix).is_some_and(|rest| {
            !rest.is_empty() && rest.chars().all(|c| c == '_' || c.is_digit(radix))
        })
    };
    if radix("0x", 16) || radix("0o", 8) || radix("0b", 2) {
        return true;
    }
    // Wider than need be, since quotes do no harm; but two points make a version, which no YAML takes for a number.
    lower.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && lower.contains(|c: char| c.is_ascii_digit())
        && lower.matches('.').count() < 2
        && lower
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '_' | ':' | '.' | 'e' | '+' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `text`; the value as JSON, or each mistake on a line.
    #[track_caller]
    fn check(text: &str, want: &str) {
        let got = match read(text) {
            Ok(value) => value.to_string(),
            Err(mistakes) => mistakes
                .iter()
                .map(|m| format!("{}: {}", m.place, m.message))
                .collect::<Vec<_>>()
                .join("\n"),
        };
        let start: String = text.chars().take(80).collect();
        assert_eq!(got, want, "\n{start}");
    }

    #[test]
    fn values() {
        check("b: 1\na: x y", r#"{"b":1,"a":"x y"}"#);
        check("[null, ~, true, False]", r#"[null,null,true,false]"#);
        check(
            "[0, -7, 1.5, 1e3, 18446744073709551615]",
            "[0,-7,1.5,1000.0,18446744073709551615]",
        );
        check("['no', \"0777\", 'null', '']", r#"["no","0777","null",""]"#);
        check(
            "[3.0.3, 4XX, application/json, $ref, ..., a:b, 127.0.0.1]",
            r#"["3.0.3","4XX","application/json","$ref","...","a:b","127.0.0.1"]"#,
        );
        check(
            "a: >-\n  two\n  lines\nb: |\n  kept\n",
            r#"{"a":"two lines","b":"kept\n"}"#,
        );
        check("\u{feff}a: 1 # why", r#"{"a":1}"#);
        check("a: {}\nb: []\nc:", r#"{"a":{},"b":[],"c":null}"#);
        check(
            "# only words of comment\n",
            ": the file is empty; write the document",
        );
        check("", ": the file is empty; write the document");
    }

    #[test]
    fn words_that_read_two_ways() {
        for word in ["NO", "no", "Yes", "on", "OFF", "y", "N", "tRUE"] {
            check(
                &format!("a: [{word}]"),
                &format!(
                    "/a/0: {word} may be read as a word or as a boolean; quote it: \"{word}\""
                ),
            );
            check(
                &format!("{word}: 1"),
                &format!("/{word}: the key {word} may be read as something other than a word; quote it: \"{word}\"").replace(&format!("/{word}: the"), ": the"),
            );
        }
        for word in [
            "0777",
            "007",
            "0x1F",
            "0o17",
            "0b101",
            "1_000",
            "12:30",
            "1:20:30.5",
            "+1",
            ".5",
            "5.",
            "-.inf",
            ".NaN",
            "+1e-3",
            "01.5",
        ] {
            check(
                word,
                &format!(
                    ": {word} may be read as a word, or as one number or another; quote it: \"{word}\""
                ),
            );
        }
        for word in ["2024-01-01", "2001-1-1", "2024-01-01T00:00:00Z"] {
            check(
                word,
                &format!(": {word} may be read as a word or as a date; quote it: \"{word}\""),
            );
        }
        check(
            "1e999",
            ": 1e999 may be read as a word or as a number too large to hold; quote it: \"1e999\"",
        );
        check(
            "=",
            ": = may be read as a word or as YAML 1.1's own sign; quote it: \"=\"",
        );
    }

    #[test]
    fn keys() {
        check(
            "200: a",
            ": the key 200 may be read as something other than a word; quote it: \"200\"",
        );
        check(
            "a: {x/y~z: {null: 1}}",
            "/a/x~1y~0z: the key null may be read as something other than a word; quote it: \"null\"",
        );
        check("a: 1\nb: 2\na: 3\n", "/a: this key is here twice; keep one");
        check(
            "a: [1, {b: 1, 'b': 2}]",
            "/a/1/b: this key is here twice; keep one",
        );
        check(
            "[1]: 2\nb: no",
            ": a list or an object as a key; write a word\n/b: no may be read as a word or as a boolean; quote it: \"no\"",
        );
        check(
            "? {a: b}\n: c",
            ": a list or an object as a key; write a word",
        );
    }

    #[test]
    fn features_that_a_spec_has_no_use_for() {
        check(
            "a: &x 1\nb: *x",
            "/a: an anchor (`&name`); remove it, or name the value and use $ref\n/b: an alias (`*name`); write the value out, or name it and use $ref",
        );
        check(
            "a: &x {b: 1}\nc: {<<: *x}",
            "/a: an anchor (`&name`); remove it, or name the value and use $ref\n/c: a merge key (`<<`); write the members out, or name the object and use $ref\n/c/<<: an alias (`*name`); write the value out, or name it and use $ref",
        );
        check(
            "a: !!str 1",
            "/a: a tag (`tag:yaml.org,2002:!str`); remove it, the type follows from the value",
        );
        check(
            "a: 1\n---\nb: 2",
            "line 2, column 1: a second document begins here; keep one in a file",
        );
    }

    #[test]
    fn syntax() {
        check(
            "a: [1, 2",
            "line 2, column 1: this is not YAML (while parsing a flow sequence, expected ',' or ']'); mend it there or just before",
        );
        check(
            "a: no\nb: 'x",
            "/a: no may be read as a word or as a boolean; quote it: \"no\"\n\
             line 2, column 4: this is not YAML (while scanning a quoted scalar, found unexpected end of stream); mend it there or just before",
        );
        check(
            "a: 1\n b: 2",
            "line 2, column 3: this is not YAML (mapping values are not allowed in this context); mend it there or just before",
        );
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let value = serde_json::json!({
            "openapi": "3.0.3", "empty": "", "no": "NO", "200": {"x y": "a: b", "none": {}, "nothing": []},
            "/paths/{id}.json": [{"name": "id", "in": "path", "deep": {"a": [{"b": null}]}}, {"c": true}],
            "words": ["a", "1", "on hold"], "text": "two\nlines \"quoted\" \\ # no comment", "number": -1.5, "ref": "#/a",
            "lists": [["a"], ["b", "c"]],
        });
        let text = write(&value);
        assert_eq!(read(&text), Ok(value), "{text}");
        let short = serde_json::json!({"a": {"b": [{"c": "x"}], "d": ["NO"]}, "e": ""});
        assert_eq!(
            write(&short),
            "a:\n  b:\n    - c: x\n  d: [\"NO\"]\ne: \"\"\n"
        );
    }

    #[test]
    fn depth_is_bounded() {
        check(
            &format!("{}1{}", "[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH)),
            &format!("{}1{}", "[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH)),
        );
        let too_deep =
            "line 1, column 65: nested deeper than 64 levels; name the inner parts and use $ref";
        check(&"[".repeat(MAX_DEPTH + 1), too_deep);
        check(&"[".repeat(200), too_deep);
        let scanner = "line 1, column 256: this is not YAML (recursion limit exceeded); mend it there or just before";
        check(&"[".repeat(1_000_000), scanner);
        check(
            &"- ".repeat(1_000_000),
            "line 1, column 129: nested deeper than 64 levels; name the inner parts and use $ref",
        );
        check(
            &"{a: ".repeat(200),
            "line 1, column 257: nested deeper than 64 levels; name the inner parts and use $ref",
        );
    }
}
