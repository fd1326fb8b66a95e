//! The lines of `--ids`: read as they are needed, one call each, however long a line or the file is.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};

use tokio::sync::mpsc;

use crate::output::Failure;

/// A line that is not blank.
#[derive(Debug)]
pub(crate) struct Line {
    /// 1 for the first line of the file.
    pub(crate) number: u64,
    /// The line without the white space around it; cut if it is too long.
    pub(crate) text: String,
    /// Its values, or why it has none.
    pub(crate) values: Result<Vec<String>, String>,
}

impl Line {
    /// The ID of the line in the output: its value, or the whole line if it has several.
    pub(crate) fn id(&self) -> &str {
        match self.values.as_deref() {
            Ok([value]) => value,
            _ => &self.text,
        }
    }
}

pub(crate) type Lines = mpsc::Receiver<Result<Line, Failure>>;

/// The lines of a file, or of standard input for `-`; and their number, if it is known in advance.
pub(crate) fn open(name: &str) -> Result<(Option<u64>, Lines), Failure> {
    let failure = |e: io::Error| Failure::usage(format!("cannot read {name}: {e}"));
    let mut total = None;
    let reader: Box<dyn BufRead + Send> = if name == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let file = File::open(name).map_err(failure)?;
        if file.metadata().map_err(failure)?.is_file() {
            let count = File::open(name).map(BufReader::new).map_err(failure)?;
            let count: Result<Vec<()>, _> = lines(count).map(|line| line.map(drop)).collect();
            total = Some(count.map_err(failure)?.len() as u64);
        }
        Box::new(BufReader::new(file))
    };
    let name = match name {
        "-" => "standard input".to_owned(),
        name => name.to_owned(),
    };
    let (sender, receiver) = mpsc::channel(64);
    // A thread, since standard input cannot be awaited. It ends with its input, or with the command.
    std::thread::spawn(move || {
        for line in lines(reader) {
            let line = line.map_err(|e| Failure::usage(format!("cannot read {name}: {e}")));
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    Ok((total, receiver))
}

/// The longest line, in bytes.
const LONGEST: u64 = 64 << 10;

fn lines(mut reader: impl BufRead) -> impl Iterator<Item = io::Result<Line>> {
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            number += 1;
            match line(&mut reader, number) {
                Ok(None) => return None,
                Ok(Some(line)) if line.text.is_empty() => {}
                Ok(Some(line)) => return Some(Ok(line)),
                Err(error) => return Some(Err(error)),
            }
        }
    })
}

/// The next line, or none at the end.
fn line(reader: &mut impl BufRead, number: u64) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    if reader.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let is_too_long = bytes.len() as u64 == LONGEST && !bytes.ends_with(b"\n");
    if is_too_long {
        reader.skip_until(b'\n')?;
        bytes.truncate(80);
    }
    // A byte order mark is at the start of each file that went into this one.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let lossy = String::from_utf8_lossy(bytes);
    let text = lossy.trim().to_owned();
    let values = if is_too_long {
        Err(format!("longer than {} KiB", LONGEST >> 10))
    } else if std::str::from_utf8(bytes).is_err() {
        Err("not UTF-8".to_owned())
    } else {
        values(&text)
    };
    Ok(Some(Line { number, text, values }))
}

/// The values of a line: with white space between them, which a value in double quotes may hold too. `""` within quotes
/// is a quote.
fn values(line: &str) -> Result<Vec<String>, String> {
    let (mut values, mut rest) = (Vec::new(), line.trim_start());
    while !rest.is_empty() {
        let mut value = String::new();
        let Some(mut quoted) = rest.strip_prefix('"') else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            values.push(rest[..end].to_owned());
            rest = rest[end..].trim_start();
            continue;
        };
        loop {
            let (text, after) = quoted.split_once('"').ok_or("a double quote is not closed")?;
            value.push_str(text);
            rest = after;
            match after.strip_prefix('"') {
                Some(more) => quoted = more,
                None => break,
            }
            value.push('"');
        }
        if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
            return Err("no white space after a double quote".to_owned());
        }
        values.push(value);
        rest = rest.trim_start();
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line as its number and its values, or its problem.
    #[track_caller]
    fn check(input: &[u8], expected: &[(u64, Result<&[&str], &str>)]) {
        let found: Vec<Line> = lines(input).map(Result::unwrap).collect();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (line, (number, values)) in found.iter().zip(expected) {
            assert_eq!(line.number, *number, "{line:?}");
            match (&line.values, values) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected),
                (Err(found), Err(expected)) => assert_eq!(found, expected),
                _ => panic!("{line:?}"),
            }
        }
    }

    #[test]
    fn each_line_has_its_values() {
        check(b"", &[]);
        check(b"\n \r\n\t\n", &[]);
        check(b"a\n\n  b   c \r\nd", &[(1, Ok(&["a"])), (3, Ok(&["b", "c"])), (4, Ok(&["d"]))]);
        check(b"\xef\xbb\xbfa\n\xef\xbb\xbfb", &[(1, Ok(&["a"])), (2, Ok(&["b"]))]);
        check(
            b"\"a b\" c\n\"say \"\"hi\"\"\"\n\"x\"\n#1 a\\b 'c'\nx=\"y z\"\na\tb c\n\"\"\n",
            &[
                (1, Ok(&["a b", "c"])),
                (2, Ok(&["say \"hi\""])),
                (3, Ok(&["x"])),
                (4, Ok(&["#1", "a\\b", "'c'"])),
                (5, Ok(&["x=\"y", "z\""])),
                (6, Ok(&["a", "b", "c"])),
                (7, Ok(&[""])),
            ],
        );
    }

    #[test]
    fn a_bad_line_is_one_line() {
        let mut input = b"a\n\xff\xfe\n\"b\n\"b\"c\n".to_vec();
        input.extend(vec![b'x'; 10 << 20]);
        input.extend(b"\nlast");
        check(
            &input,
            &[
                (1, Ok(&["a"])),
                (2, Err("not UTF-8")),
                (3, Err("a double quote is not closed")),
                (4, Err("no white space after a double quote")),
                (5, Err("longer than 64 KiB")),
                (6, Ok(&["last"])),
            ],
        );
        let long: Vec<_> = lines(&input[..]).map(Result::unwrap).collect();
        assert!(long[4].text.len() <= 80);
    }
}
