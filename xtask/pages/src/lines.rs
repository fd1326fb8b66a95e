//! What does not depend on a layout: which lines of a page changed, from digests without the text, and which words it has.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::hash::Hasher;

use siphasher::sip::SipHasher13;

/// What is kept of the lines of a page: a digest of each that holds something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines(Vec<u32>);

impl Lines {
    /// The digests of a page's lines.
    pub fn of(lines: &[String]) -> Self {
        Self(lines.iter().filter(|l| !l.is_empty()).map(|l| digest(l)).collect())
    }

    /// The digests as text, some on each line.
    pub fn print(&self) -> String {
        let mut text = String::new();
        for row in self.0.chunks(12) {
            let row: Vec<String> = row.iter().map(|d| format!("{d:08x}")).collect();
            let _ = writeln!(text, "{}", row.join(" "));
        }
        text
    }

    /// Adds the digests of a line of [`print`](Self::print).
    pub fn parse(&mut self, line: &str) -> Option<()> {
        for digest in line.split(' ') {
            self.0.push(u32::from_str_radix(digest, 16).ok().filter(|_| digest.len() == 8)?);
        }
        Some(())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines of a page that are new, by their indices, and how many are gone.
    pub fn changed(&self, lines: &[String]) -> (Vec<usize>, usize) {
        let mut left: BTreeMap<u32, usize> = BTreeMap::new();
        for digest in &self.0 {
            *left.entry(*digest).or_default() += 1;
        }
        let mut new = Vec::new();
        for (index, line) in lines.iter().enumerate().filter(|(_, l)| !l.is_empty()) {
            match left.get_mut(&digest(line)).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => new.push(index),
            }
        }
        (new, left.values().sum())
    }
}

fn digest(line: &str) -> u32 {
    let mut hasher = SipHasher13::new();
    hasher.write(line.as_bytes());
    // A short digest tells lines apart as well, and says less of them.
    (hasher.finish() >> 32) as u32
}

/// The words of a page, as names of fields are words.
pub fn words(lines: &[String]) -> BTreeSet<&str> {
    let parts = |c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '$' | '@');
    let whole = lines.iter().flat_map(|l| l.split(parts));
    let colons = lines.iter().flat_map(|l| {
        l.split(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | ',' | '`'))
    });
    whole.chain(colons).filter(|w| !w.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn what_changed() {
        let before = Lines::of(&lines("a\n\nb\nb\nc"));
        assert_eq!(before.changed(&lines("a\nb\n\nb\nc")), (vec![], 0));
        assert_eq!(before.changed(&lines("a\nb\nd\nc\ne")), (vec![2, 4], 1));
        let mut read = Lines::default();
        before.print().lines().for_each(|l| read.parse(l).unwrap());
        assert_eq!(read, before);
        assert!(read.parse("xyz").is_none());
    }

    #[test]
    fn digests_stay_the_same() {
        assert_eq!(Lines::of(&lines("id\nstring")).print(), "d560c7e4 22b08295\n");
    }

    #[test]
    fn names_as_words() {
        let page = lines("\"first_name\": 1, `data.email` <PostCode> x-id: 7");
        let words = words(&page);
        for name in ["first_name", "data.email", "email", "PostCode", "x-id"] {
            assert!(words.contains(name), "{name}");
        }
        assert!(!words.contains("name"));
    }
}
