//! Reads a JSON sample on a page, where commas may be missing or too many, and comments and dots stand for what was left out.

use serde_json::{Map, Number, Value};

/// How deep a sample may nest.
const MAX_DEPTH: usize = 128;

/// A sample that was found.
#[derive(Debug)]
pub struct Sample {
    /// The body, as far as it could be read.
    pub body: Value,
    /// How long it is on the page, in bytes.
    pub length: usize,
    /// The lines that could not be read.
    pub unreadable: Vec<String>,
}

/// Reads the sample that `text` starts with; nothing if that is no JSON object or list.
pub fn read(text: &str) -> Option<Sample> {
    let mut reader = Reader {
        text,
        at: 0,
        unreadable: Vec::new(),
    };
    if !reader.starts_sample() {
        return None;
    }
    let body = reader.value(0).ok()?;
    Some(Sample {
        body,
        length: reader.at,
        unreadable: reader.unreadable,
    })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    unreadable: Vec<String>,
}

/// What stands here is no value.
struct NoValue;

impl Reader<'_> {
    /// `{` and a key, or `[` and a value: `{id}` in a path and `[a link]` are neither.
    fn starts_sample(&mut self) -> bool {
        let open = self.peek();
        let mut ahead = Reader {
            text: self.text,
            at: 1,
            unreadable: Vec::new(),
        };
        match open {
            Some('{') => {
                ahead.skip();
                matches!(ahead.peek(), Some('"' | '}'))
            }
            Some('[') => {
                ahead.skip();
                match ahead.peek() {
                    Some('{' | ']') => true,
                    Some('[' | '"' | '-' | '0'..='9' | 't' | 'f' | 'n') => {
                        ahead.value(1).is_ok() && {
                            ahead.space();
                            matches!(ahead.peek(), Some(',' | ']'))
                        }
                    }
                    _ => false,
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
            Some('{') => Ok(Value::Object(self.object(depth))),
            Some('[') => Ok(Value::Array(self.list(depth))),
            Some('"') => self.string().map(Value::String),
            Some(c) if c.is_ascii_alphanumeric() || c == '-' => self.literal(),
            _ => Err(NoValue),
        }
    }

    fn object(&mut self, depth: usize) -> Map<String, Value> {
        let mut members = Map::new();
        self.at += 1;
        loop {
            self.skip();
            match self.peek() {
                Some('}') => {
                    self.at += 1;
                    return members;
                }
                Some('"') => {
                    let start = self.at;
                    let member = self.string().and_then(|name| {
                        self.space();
                        if self.peek() != Some(':') {
                            return Err(NoValue);
                        }
                        self.at += 1;
                        self.space();
                        Ok((name, self.value(depth + 1)?))
                    });
                    match member {
                        Ok((name, value)) => {
                            members.insert(name, value);
                        }
                        Err(NoValue) if self.at < self.text.len() => self.pass_over(start),
                        Err(NoValue) => {}
                    }
                }
                // The body ends without its bracket, and the page goes on.
                _ => {
                    self.unclosed();
                    return members;
                }
            }
        }
    }

    fn list(&mut self, depth: usize) -> Vec<Value> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            self.skip();
            if self.peek() == Some(']') {
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
        let mut escaped = false;
        for (i, c) in rest.char_indices().skip(1) {
            match c {
                '\n' => break,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    let literal = &rest[..=i];
                    self.at += i + 1;
                    return serde_json::from_str(literal)
                        // A stray backslash spoils no type and no name.
                        .or_else(|_| Ok(literal[1..literal.len() - 1].to_owned()));
                }
                _ => {}
            }
        }
        Err(NoValue)
    }

    fn literal(&mut self) -> Result<Value, NoValue> {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '+' | '.'))
            .unwrap_or(rest.len());
        let word = &rest[..end];
        let value = match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ => {
                let number = word.trim_end_matches('.');
                Value::Number(number.parse::<Number>().map_err(|_| NoValue)?)
            }
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

    /// Passes over white space, commas, comments and dots for what was left out.
    fn skip(&mut self) {
        loop {
            self.space();
            let rest = &self.text[self.at..];
            if rest.starts_with([',', '…']) {
                self.at += rest.chars().next().map_or(0, char::len_utf8);
            } else if rest.starts_with("...") {
                self.at += 3;
            } else if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.at += rest.find("*/").map_or(rest.len(), |i| i + 2);
            } else {
                return;
            }
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

/// What is listed for a body that ends too early.
const UNCLOSED: &str = "a body without its end";

#[cfg(test)]
mod tests {
    use super::*;

    /// The body and what could not be read, or nothing.
    #[track_caller]
    fn check(text: &str, want: Option<(&str, &[&str])>) {
        let got = read(text);
        let got = got.as_ref().map(|s| {
            let unreadable: Vec<&str> = s.unreadable.iter().map(String::as_str).collect();
            (s.body.to_string(), unreadable)
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
        assert_eq!(read("{\"a\": 1} more").unwrap().length, 8);
    }

    #[test]
    fn what_pages_leave_out() {
        check(
            "{\n\"a\": 1,\n\"b\": 2,\n}",
            Some((r#"{"a":1,"b":2}"#, &[])),
        );
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
            Some((
                r#"{"b":2}"#,
                &["\"a\": <number>,", "\"c\": tru,", "\"d\": \"open"],
            )),
        );
        check("[1, 2,\n\"x\n]", Some(("[1,2]", &["\"x"])));
        check(
            "{\"a\": {\"b\": [1\n\nErrors\n404",
            Some((r#"{"a":{"b":[1]}}"#, &[UNCLOSED])),
        );
        check("{\"a\": [1, 2, }", Some((r#"{"a":[1,2]}"#, &[UNCLOSED])));
    }

    #[test]
    fn what_is_no_body() {
        for text in [
            "{id}",
            "{ id: 1 }",
            "[a link](x)",
            "[see below]",
            "[\"a\" link]",
            "\"text\"",
            "",
            "[",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn depth_is_bounded() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
            assert!(read(&deep).is_none_or(|s| !s.unreadable.is_empty()));
        }
    }
}
