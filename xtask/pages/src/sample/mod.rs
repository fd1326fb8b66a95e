//! The sample bodies of a page, in JSON and in XML, also where they are only nearly so.

pub mod json;

use std::collections::BTreeSet;

use serde_json::Value;

use xtask::spec::shape::Shape;
use xtask::spec::shape::xml::{self, UNCLOSED};

/// A sample body.
#[derive(Debug)]
pub struct Sample {
    /// What it holds, as far as it could be read.
    pub body: Body,
    /// As it is written.
    pub text: String,
    /// How long it is in its text, in bytes.
    pub length: usize,
    /// What had to be repaired to read it.
    pub repairs: BTreeSet<&'static str>,
    /// The lines that could not be read.
    pub unreadable: Vec<String>,
}

/// What a sample holds.
#[derive(Debug)]
pub enum Body {
    /// A JSON value.
    Json(Value),
    /// The root of an XML document.
    Xml(xml::Element),
}

/// Reads the sample that a text starts with; nothing if none starts there.
pub fn read(text: &str, place: Place) -> Option<Sample> {
    let start = text.len() - text.trim_start().len();
    let mut sample = json::read(&text[start..], place)
        .or_else(|| xml::read(&text[start..]).map(Sample::from))?;
    sample.length += start;
    text[..sample.length].clone_into(&mut sample.text);
    Some(sample)
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In preformatted text, where a brace opens a body.
    Code,
    /// In running text, where a brace may be part of a path or of a sentence.
    Prose,
}

/// How long the sample is that running text starts with.
pub fn length(text: &str) -> Option<usize> {
    read(text, Place::Prose).map(|s| s.length)
}

/// The text without the line numbers that a copy has brought along; nothing if it has none.
pub fn without_line_numbers(text: &str) -> Option<String> {
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let number = (index + 1).to_string();
        lines.push(line.trim_start().strip_prefix(&number)?);
    }
    (lines.len() > 1).then(|| lines.join("\n"))
}

impl From<xml::Sample> for Sample {
    fn from(sample: xml::Sample) -> Self {
        Self {
            body: Body::Xml(sample.root),
            text: String::new(),
            length: sample.length,
            repairs: BTreeSet::new(),
            unreadable: sample.unreadable.into_iter().collect(),
        }
    }
}

impl Sample {
    /// The types of its values, where `like` is what JSON has in the place of XML.
    pub fn shape(&self, like: Option<&Shape>) -> Shape {
        match &self.body {
            Body::Json(value) => Shape::of(value),
            Body::Xml(root) => root.shape(like),
        }
    }
}
