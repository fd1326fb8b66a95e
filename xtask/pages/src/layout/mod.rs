//! One reader for each layout, and which of them reads a page.

mod html;
mod markdown;
mod text;

use crate::page::{Page, excerpt, normal};
use crate::sample::{self, Body, Place};

/// Reads a page, in whatever layout it is.
pub fn read(text: &str) -> Page {
    if let Some(page) = document(text) {
        return page;
    }
    let mut page = if is_html(text) {
        html::read(text)
    } else if is_markdown(text) {
        markdown::read(text)
    } else {
        text::read(text)
    };
    text::refine(&mut page);
    page
}

/// A page that is a JSON or YAML document as a whole, also if its end is missing.
fn document(text: &str) -> Option<Page> {
    let start = text.trim_start();
    let mut notes = Vec::new();
    let value = if start.starts_with('{') {
        serde_json::from_str(start).ok().or_else(|| {
            let sample = sample::read(start, Place::Code)
                .filter(|s| s.length * 10 > start.trim_end().len() * 9)?;
            notes.extend(sample.unreadable.iter().map(|line| {
                format!("the document could not be read as a whole: {}", excerpt(line))
            }));
            match sample.body {
                Body::Json(value) => Some(value),
                Body::Xml(_) => None,
            }
        })?
    } else if text.lines().take(50).any(|l| l.starts_with("openapi:") || l.starts_with("swagger:"))
    {
        serde_saphyr::from_str(text).ok()?
    } else {
        return None;
    };
    let known = !crate::document::operations(&value).is_empty();
    known.then(|| Page {
        lines: text.lines().map(normal).collect(),
        documents: vec![value],
        notes,
        ..Page::default()
    })
}

/// Whether a text is an HTML document.
fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(2000).collect::<String>().to_lowercase();
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.contains(tag))
}

/// Whether a text is Markdown: headings, fences, or the tags that are put into it.
fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start();
        let heading = line.starts_with('#')
            && line.trim_start_matches('#').starts_with(' ')
            && line.len() - line.trim_start_matches('#').len() <= 6;
        heading
            || line.starts_with("```")
            || ["<ParamField", "<ResponseField", "{% swagger", "{% api-method"]
                .iter()
                .any(|tag| line.starts_with(tag))
    })
}
