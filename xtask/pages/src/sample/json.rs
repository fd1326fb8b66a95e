//! Reads a JSON sample, also where commas are missing or too many, quotes are curly, and comments and dots stand for what was
//! left out. What was repaired is told.

use std::collections::BTreeSet;

use serde_json::{Map, Number, Value};

use super::{Body, Place, Sample, UNCLOSED};

/// How deep a sample may nest.
const MAX_DEPTH: usize = 128;

/// Reads the sample that `text` starts with; nothing if that is no JSON object or list.
pub fn read(text: &str, place: Place) -> Option<Sample> {
    let mut reader = Reader::new(text, 0);
    if !reader.starts_sample(place) {
        return None;
    }
    let body = reader.value(0).ok()?;
    Some(Sample {
        body: Body::Json(body),
        text: String::new(),
        length: reader.at,
        repairs: reader.repairs,
        unreadable: reader.unreadable,
    })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    repairs: BTreeSet<&'static str>,
    unreadable: Vec<String>,
}

/// What stands here is no value.
struct NoValue;

/// What stands between two values.
#[derive(Default)]
struct Skipped {
    /// There is a comma.
    commas: bool,
    /// There is a comma that no dots follow.
    last: bool,
}

const QUOTES: [char; 6] = ['"', '“', '”', '„', '\'', '‘'];

impl<'a> Reader<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        Self { text, at, repairs: BTreeSet::new(), unreadable: Vec::new() }
    }

    /// `{` and a name, or `[` and a value: `{id}` in a path and `[a link]` are neither.
    fn starts_sample(&mut self, place: Place) -> bool {
        let Some(open @ ('{' | '[')) = self.peek() else {
            return false;
        };
        let mut ahead = Reader::new(self.text, 1);
        let alone = self.text[1..].trim_start_matches(' ').starts_with('\n');
        ahead.skip();
        match (open, ahead.peek()) {
            ('{', Some('}')) => place == Place::Code || !self.text[1..].starts_with(' '),
            ('{', Some(c)) if QUOTES.contains(&c) => ahead.string().is_ok(),
            ('{', Some('{')) => alone && place == Place::Code,
            ('{', Some(_)) => (alone || place == Place::Code) && ahead.bare_name().is_ok(),
            ('[', Some('{' | ']')) => true,
            ('[', Some('[' | '"' | '“' | '-' | '0'..='9' | 't' | 'f' | 'n')) => {
                ahead.value(1).is_ok() && {
                    ahead.space();
                    matches!(ahead.peek(), Some(',' | ']'))
                }
            }
            _ => false,
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, NoValue> {
        match self.peek() {
            _ if depth > MAX_DEPTH => {
                self.at = self.text.len();
                Err(NoValue)
            }
            Some('{') if self.text[self.at..].starts_with("{{") => Err(NoValue),
            Some('{') => Ok(self.object(depth)),
            Some('[') => Ok(Value::Array(self.list(depth))),
            Some(c) if QUOTES.contains(&c) => self.string().map(Value::String),
            Some('<') => {
                let rest = &self.text[self.at..];
                let length = rest
                    .find(['>', '\n'])
                    .filter(|l| rest[*l..].starts_with('>'))
                    .ok_or(NoValue)?;
                let value = placeholder(&rest[1..length]).ok_or(NoValue)?;
                self.repairs.insert("placeholders without quotes");
                self.at += length + 1;
                Ok(value)
            }
            Some(c) if c.is_ascii_alphanumeric() || c == '-' => self.literal(),
            _ => Err(NoValue),
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut members = Map::new();
        self.at += 1;
        loop {
            let Skipped { commas, last } = self.skip();
            match self.peek() {
                Some('}') => {
                    if last && !members.is_empty() {
                        self.repairs.insert("commas behind the last value");
                    }
                    self.at += 1;
                    return Value::Object(members);
                }
                // Objects without names: a list was meant.
                Some('{') if members.is_empty() => {
                    self.repairs.insert("an object of objects without names, read as a list");
                    return Value::Array(self.items(depth, '}'));
                }
                Some(c) if QUOTES.contains(&c) || c.is_alphabetic() || c == '_' => {
                    let start = self.at;
                    match self.member(depth) {
                        Ok((name, value)) => {
                            if !commas && !members.is_empty() {
                                self.repairs.insert("commas that are missing");
                            }
                            members.insert(name, value);
                        }
                        // The body ends without its brace, and the page goes on.
                        Err(NoValue) if !QUOTES.contains(&c) => {
                            self.at = start;
                            self.unclosed();
                            return Value::Object(members);
                        }
                        Err(NoValue) if self.at < self.text.len() => self.pass_over(start),
                        Err(NoValue) => {}
                    }
                }
                _ => {
                    self.unclosed();
                    return Value::Object(members);
                }
            }
        }
    }

    fn member(&mut self, depth: usize) -> Result<(String, Value), NoValue> {
        let name = match self.peek() {
            Some(c) if QUOTES.contains(&c) => {
                let name = self.string()?;
                self.space();
                if self.peek() != Some(':') {
                    return Err(NoValue);
                }
                self.at += 1;
                name
            }
            _ => self.bare_name()?,
        };
        self.space();
        Ok((name, self.value(depth + 1)?))
    }

    /// A name without quotes and the colon behind it.
    fn bare_name(&mut self) -> Result<String, NoValue> {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '$'))
            .unwrap_or(rest.len());
        let behind = rest[end..].trim_start_matches(' ');
        if end == 0 || !behind.starts_with(':') || behind.starts_with("://") {
            return Err(NoValue);
        }
        self.repairs.insert("names without quotes");
        self.at = self.text.len() - behind.len() + 1;
        Ok(rest[..end].to_owned())
    }

    fn list(&mut self, depth: usize) -> Vec<Value> {
        self.at += 1;
        self.items(depth, ']')
    }

    fn items(&mut self, depth: usize, close: char) -> Vec<Value> {
        let mut items = Vec::new();
        loop {
            let Skipped { last, .. } = self.skip();
            if self.peek() == Some(close) {
                if last && !items.is_empty() {
                    self.repairs.insert("commas behind the last value");
                }
                self.at += 1;
                return items;
            }
            let start = self.at;
            match self.value(depth + 1) {
                Ok(value) => items.push(value),
                Err(NoValue) if self.at < self.text.len() && self.starts_value(start) => {
                    self.pass_over(start)
                }
                Err(NoValue) => {
                    self.unclosed();
                    return items;
                }
            }
        }
    }

    /// Whether what stands there was meant as an element of a list: prose at the start of a line was not.
    fn starts_value(&self, start: usize) -> bool {
        let first_on_line = self.text[..start].trim_end_matches(' ').ends_with('\n');
        match self.text[start..].chars().next() {
            Some('"' | '-' | '0'..='9' | '[' | '{' | '<') => true,
            Some(c) => c.is_alphabetic() && !first_on_line,
            None => false,
        }
    }

    /// A text; on one line, as JSON has it.
    fn string(&mut self) -> Result<String, NoValue> {
        let rest = &self.text[self.at..];
        let open = rest.chars().next().ok_or(NoValue)?;
        let closes = |c: char| match open {
            '"' => c == '"',
            '\'' | '‘' => matches!(c, '\'' | '’'),
            _ => matches!(c, '“' | '”' | '"'),
        };
        let mut escaped = false;
        for (i, c) in rest.char_indices().skip(1) {
            match c {
                '\n' => break,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                _ if closes(c) => {
                    let inner = &rest[open.len_utf8()..i];
                    match open {
                        '"' => {}
                        '\'' => drop(self.repairs.insert("single quotes")),
                        _ => drop(self.repairs.insert("curly quotes")),
                    }
                    self.at += i + c.len_utf8();
                    // A stray backslash spoils no type and no name.
                    return Ok(serde_json::from_str(&format!("\"{inner}\""))
                        .unwrap_or_else(|_| inner.to_owned()));
                }
                _ => {}
            }
        }
        Err(NoValue)
    }

    fn literal(&mut self) -> Result<Value, NoValue> {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '+' | '.' | '_'))
            .unwrap_or(rest.len());
        let word = &rest[..end];
        let value = match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            "True" | "False" | "None" => {
                self.repairs.insert("Python's words for true, false and null");
                if word == "None" { Value::Null } else { Value::Bool(word == "True") }
            }
            _ => match word.trim_end_matches('.').parse::<Number>() {
                Ok(number) => Value::Number(number),
                Err(_) => {
                    let value = placeholder(word).ok_or(NoValue)?;
                    self.repairs.insert("placeholders without quotes");
                    value
                }
            },
        };
        self.at += end;
        Ok(value)
    }

    /// Notes the line that `start` is on, and goes on behind it.
    fn pass_over(&mut self, start: usize) {
        let line = self.text[start..].lines().next().unwrap_or_default();
        self.unreadable.push(line.to_owned());
        self.at = start + line.len();
    }

    fn unclosed(&mut self) {
        if self.unreadable.last().is_none_or(|l| l != UNCLOSED) {
            self.unreadable.push(UNCLOSED.to_owned());
        }
    }

    /// Passes over white space, comments, and dots for what was left out.
    fn skip(&mut self) -> Skipped {
        let mut skipped = Skipped::default();
        loop {
            self.space();
            let rest = &self.text[self.at..];
            if rest.starts_with(',') {
                skipped = Skipped { commas: true, last: true };
                self.at += 1;
                continue;
            }
            let (length, what) = if rest.starts_with('…') {
                ('…'.len_utf8(), "dots for what is left out")
            } else if rest.starts_with("...") {
                (3, "dots for what is left out")
            } else if rest.starts_with("//") || rest.starts_with('#') {
                (rest.find('\n').unwrap_or(rest.len()), "comments")
            } else if rest.starts_with("/*") {
                (rest.find("*/").map_or(rest.len(), |i| i + 2), "comments")
            } else {
                return skipped;
            };
            // What was left out follows the comma.
            skipped.last &= what == "comments";
            self.repairs.insert(what);
            self.at += length;
        }
    }

    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }
}

/// A value of the type that a placeholder names.
fn placeholder(word: &str) -> Option<Value> {
    match word.to_lowercase().as_str() {
        "string" | "str" | "text" => Some(Value::from("<string>")),
        "number" | "integer" | "int" | "float" | "long" | "double" => Some(Value::from(0)),
        "boolean" | "bool" => Some(Value::Bool(true)),
        "object" => Some(Value::Object(Map::new())),
        "array" => Some(Value::Array(Vec::new())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(sample: &Sample) -> String {
        match &sample.body {
            Body::Json(value) => value.to_string(),
            Body::Xml(_) => unreachable!(),
        }
    }

    /// The body and what could not be read, or nothing.
    #[track_caller]
    fn check(text: &str, want: Option<(&str, &[&str])>) {
        let got = read(text, Place::Prose);
        let got = got.as_ref().map(|s| {
            let unreadable: Vec<&str> = s.unreadable.iter().map(String::as_str).collect();
            (body(s), unreadable)
        });
        let got = got.as_ref().map(|(b, u)| (b.as_str(), u.as_slice()));
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn bodies() {
        check(
            r#"{"a": 1, "b": [true, null, -1.5e3, "x\"y"], "c": {}}"#,
            Some((r#"{"a":1,"b":[true,null,-1500.0,"x\"y"],"c":{}}"#, &[])),
        );
        check("[{\"id\": 1}]\nmore", Some((r#"[{"id":1}]"#, &[])));
        check("{}", Some(("{}", &[])));
        assert_eq!(read("{\"a\": 1} more", Place::Prose).unwrap().length, 8);
    }

    #[test]
    fn what_pages_leave_out() {
        check("{\n\"a\": 1,\n\"b\": 2,\n}", Some((r#"{"a":1,"b":2}"#, &[])));
        check("{\n\"a\": 1\n\"b\": 2\n}", Some((r#"{"a":1,"b":2}"#, &[])));
        check(
            "{ // the account\n\"a\": [1, ...], /* and\nmore */ \"b\": 2, … }",
            Some((r#"{"a":[1],"b":2}"#, &[])),
        );
    }

    #[test]
    fn what_cannot_be_read() {
        check(
            "{\n\"a\": <number>,\n\"b\": 2,\n\"c\": tru,\n\"d\": \"open\n}",
            Some((r#"{"a":0,"b":2}"#, &["\"c\": tru,", "\"d\": \"open"])),
        );
        check("[1, 2,\n\"x\n]", Some(("[1,2]", &["\"x"])));
        check("{\"a\": {\"b\": [1\n\nErrors\n404", Some((r#"{"a":{"b":[1]}}"#, &[UNCLOSED])));
        check("{\"a\": [1, 2, }", Some((r#"{"a":[1,2]}"#, &[UNCLOSED])));
    }

    #[test]
    fn what_is_no_body() {
        for text in
            ["{id}", "{ id: 1 }", "[a link](x)", "[see below]", "[\"a\" link]", "\"text\"", "", "["]
        {
            check(text, None);
        }
    }

    #[test]
    fn what_was_repaired_is_told() {
        #[track_caller]
        fn check(text: &str, want: &str, repairs: &[&str]) {
            let sample = read(text, Place::Code).unwrap();
            assert_eq!(body(&sample), want, "{text}");
            assert_eq!(sample.repairs.into_iter().collect::<Vec<_>>(), repairs, "{text}");
            assert!(sample.unreadable.is_empty(), "{text}");
        }
        check("{\"a\": 1, \"b\": 2}", r#"{"a":1,"b":2}"#, &[]);
        check("{\"a\": 1,}", r#"{"a":1}"#, &["commas behind the last value"]);
        check("[1, 2, ]", "[1,2]", &["commas behind the last value"]);
        check("{\"a\": 1 \"b\": 2}", r#"{"a":1,"b":2}"#, &["commas that are missing"]);
        check("{\n  “a”: “x”,\n  \"b\": 1\n}", r#"{"a":"x","b":1}"#, &["curly quotes"]);
        check("{'a': 'x'}", r#"{"a":"x"}"#, &["single quotes"]);
        check("{a: 1}", r#"{"a":1}"#, &["names without quotes"]);
        check(
            "{\"a\": <number>, \"b\": string}",
            r#"{"a":0,"b":"<string>"}"#,
            &["placeholders without quotes"],
        );
        check("{\"a\": [1, ...]} // more", r#"{"a":[1]}"#, &["dots for what is left out"]);
        check("[1, ...,]", "[1]", &["commas behind the last value", "dots for what is left out"]);
        check("{\"a\": 1 // one\n}", r#"{"a":1}"#, &["comments"]);
        check("{\"a\": None}", r#"{"a":null}"#, &["Python's words for true, false and null"]);
        check(
            "{\n {\"a\": 1}, {\"a\": 2}\n}",
            r#"[{"a":1},{"a":2}]"#,
            &["an object of objects without names, read as a list"],
        );
    }

    #[test]
    fn depth_is_bounded() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
            assert!(read(&deep, Place::Prose).is_none_or(|s| !s.unreadable.is_empty()));
        }
    }
}
