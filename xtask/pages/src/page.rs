//! A page as a sequence of blocks, each with the lines that it stands on: what the reader of every layout makes of it.

use serde_json::Value;

use crate::field::Field;

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// Its lines, normalized: what a person sees of them, without white space at either end.
    pub lines: Vec<String>,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// JSON documents that the page carries besides its text: an OpenAPI document, the page model of a tool.
    pub documents: Vec<Value>,
    /// What is wrong with it as a whole.
    pub notes: Vec<String>,
    /// How deep the elements are nested that the next block is in.
    pub nesting: usize,
}

/// A part of a page.
#[derive(Debug)]
pub struct Block {
    /// The index of its first line.
    pub line: usize,
    /// How many lines it has.
    pub count: usize,
    /// How many items of lists it is inside of.
    pub depth: usize,
    /// How deep the elements of HTML are nested around it; 0 in other layouts.
    pub nesting: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a block is.
#[derive(Debug)]
pub enum Kind {
    /// A heading, as the page marks it.
    Heading {
        /// 1 for the page's title, up to 6; 0 where the page does not say.
        level: u8,
        /// Its text.
        text: String,
    },
    /// A table.
    Table(Table),
    /// The first line of a list item, or the term of a definition list.
    Item(String),
    /// A field that the page's markup describes: an MDX or GitBook tag with attributes.
    Field(Box<Field>),
    /// Preformatted text.
    Code {
        /// The language that the page gives, in small letters; may be empty.
        language: String,
        /// The text.
        text: String,
    },
    /// A line of running text; empty between paragraphs.
    Line(String),
}

/// A table.
#[derive(Debug, Default)]
pub struct Table {
    /// What stands above it, as a part of it; may be empty.
    pub caption: String,
    /// The titles of its columns; empty if it has none.
    pub header: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// The index of its first line.
    pub line: usize,
    /// How many tables it is inside of.
    pub depth: usize,
    /// Its cells, each with its lines.
    pub cells: Vec<Vec<String>>,
}

impl Page {
    /// Adds a line and the block that it is.
    pub fn push(&mut self, text: String, depth: usize, kind: impl FnOnce(String) -> Kind) {
        let line = self.lines.len();
        self.lines.push(text.clone());
        self.block(line, depth, kind(text));
    }

    /// Adds a block that stands on the lines from `line` to the last one.
    pub fn block(&mut self, line: usize, depth: usize, kind: Kind) {
        let count = self.lines.len() - line;
        self.blocks.push(Block { line, count, depth, nesting: self.nesting, kind });
    }

    /// Adds an empty line, unless there is one already.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|l| !l.is_empty()) {
            self.push(String::new(), 0, Kind::Line);
        }
    }
}

/// A line as a person sees it: every white space is a plain space, what is invisible is gone.
pub fn normal(line: &str) -> String {
    let visible =
        line.chars().filter(|c| !is_invisible(*c)).map(|c| if c.is_whitespace() { ' ' } else { c });
    let mut text = String::with_capacity(line.len());
    for c in visible {
        if c != ' ' || !text.ends_with(' ') {
            text.push(c);
        }
    }
    text.trim().to_owned()
}

/// Zero-width characters, soft hyphens, marks of direction and byte order, control characters.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
        || (c.is_control() && !c.is_whitespace())
}

/// The longest name of a field, in bytes.
const MAX_NAME: usize = 120;

/// Whether a text can be a field's name: one word, or words joined as a path (`address.city`, `tags[]`).
pub fn is_name(text: &str) -> bool {
    text.len() <= MAX_NAME
        && text.split('.').all(|part| {
            let part = part.trim_end_matches("[]");
            part.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$' | '@'))
                && part.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$'))
                && part
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '@' | '-' | ':'))
        })
}

/// A line's text behind a bullet; nothing if it has none.
pub fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['•', '-', '*', '–', '—', '·', '▪', '◦', '‣', '●'])?;
    let text = rest.trim_start();
    (!text.is_empty() && rest.len() > text.len() || !line.starts_with(['-', '*'])).then_some(text)
}

/// The first words of a text, to find it again on the page.
pub fn excerpt(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(4).collect();
    let excerpt: String = words.join(" ").chars().take(40).collect();
    // The character that separates the columns of an inventory.
    excerpt.replace('|', "/").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_invisible_characters() {
        assert_eq!(normal("\u{feff}a\u{a0}b \u{200b}\r"), "a b");
        assert_eq!(normal("\u{3000}c\t d"), "c d");
    }

    #[test]
    fn names() {
        #[track_caller]
        fn check(text: &str, want: bool) {
            assert_eq!(is_name(text), want, "{text}");
        }
        for name in [
            "id", "created_at", "Sequence-Version", "address.city", "tags[]", "contacts[].e-mail",
            "_x", "$ref", "@id", "größe",
        ] {
            check(name, true);
        }
        for text in [
            "", "None.", "Contact email", "200", "{id}", "-", "a..b", "a-", "<string>",
            "application/json",
        ] {
            check(text, false);
        }
        check(&"a".repeat(121), false);
    }

    #[test]
    fn bullets() {
        assert_eq!(bullet("• active – free"), Some("active – free"));
        assert_eq!(bullet("- accountId string"), Some("accountId string"));
        assert_eq!(bullet("–prepay"), Some("prepay"));
        assert_eq!(bullet("-5"), None);
        assert_eq!(bullet("*bold*"), None);
        assert_eq!(bullet("plain"), None);
    }
}
