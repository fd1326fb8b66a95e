//! JSON as the command prints it: hidden characters escaped everywhere, colours on a terminal.

use std::io;

use anstyle::{AnsiColor, Style};
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::output;

/// A value on one line.
pub(crate) fn line(value: &impl Serialize) -> String {
    text(value, CompactFormatter, Colours::Off)
}

/// A value on several lines, for standard output.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    let colours = match output::has_colours() {
        true => Colours::On,
        false => Colours::Off,
    };
    text(value, PrettyFormatter::new(), colours)
}

#[derive(Clone, Copy, PartialEq)]
enum Colours {
    On,
    Off,
}

fn text(value: &impl Serialize, layout: impl Formatter, colours: Colours) -> String {
    let mut text = Vec::new();
    let printer = Printer { layout, colours, string: STRING };
    // A value of ours always serializes, and a Vec takes every byte.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut text, printer));
    String::from_utf8_lossy(&text).into_owned()
}

const KEY: Style = AnsiColor::Blue.on_default().bold();
const STRING: Style = AnsiColor::Green.on_default();

struct Printer<F> {
    layout: F,
    colours: Colours,
    /// The style of the string that comes next.
    string: Style,
}

macro_rules! as_laid_out {
    ($($method:ident($($argument:ident: $type:ty)?);)*) => {$(
        fn $method<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $argument: $type)?) -> io::Result<()> {
            self.layout.$method(writer $(, $argument)?)
        }
    )*};
}

impl<F: Formatter> Formatter for Printer<F> {
    as_laid_out! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_value();
        end_object_value();
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.string = KEY;
        self.layout.begin_object_key(writer, first)
    }

    fn end_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.string = STRING;
        self.layout.end_object_key(writer)
    }

    fn begin_string<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.colours == Colours::On {
            write!(writer, "{}", self.string)?;
        }
        writer.write_all(b"\"")
    }

    fn end_string<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\"")?;
        if self.colours == Colours::On {
            write!(writer, "{:#}", self.string)?;
        }
        Ok(())
    }

    /// A hidden character is written as JSON's `\u` escape, which means the same.
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| output::is_hidden(*c)) {
            writer.write_all(&fragment.as_bytes()[plain..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain = at + c.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[plain..])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn hidden_characters_are_escapes_that_mean_the_same() {
        let value = json!({"a\u{202e}": ["\u{1b}[2J\u{7f}é", "\u{e0041}", 1.5, null, true, {}]});
        let line = line(&value);
        assert_eq!(line, r#"{"a\u202e":["\u001b[2J\u007fé","\udb40\udc41",1.5,null,true,{}]}"#);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&line).unwrap(), value);
    }

    #[test]
    fn keys_and_strings_have_colours() {
        let text = text(&json!({"a": "b", "c": 1}), PrettyFormatter::new(), Colours::On);
        let (key, string) = (KEY, STRING);
        assert_eq!(
            text,
            format!(
                "{{\n  {key}\"a\"{key:#}: {string}\"b\"{string:#},\n  {key}\"c\"{key:#}: 1\n}}"
            )
        );
    }
}
